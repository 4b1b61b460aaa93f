//! Feeds: which entries carry a whole article, and how they are handed over.

use url::Url;

use crate::pile::{At, Candidate, Flow, Pile, Records, filled, skipped};
use crate::read::{WholeError, whole};
use crate::stream::Buffered;
use crate::{Declared, Format, Place, Skipped};
use crate::{feed_xml, place, trouble};

/// A summary with at least this much to read (see [`weight`]) is taken for the
/// article itself: about 150 English words. Feeds of headlines have 20 to 60.
const ARTICLE_WEIGHT: usize = 700;

/// How the teasers that sites put in place of an article end.
const CUT_MARKS: &[&str] = &[
    "[…]",
    "[...]",
    "[&#8230;]",
    "[&hellip;]",
    "(more…)",
    "(more...)",
];

/// An entry of any kind of feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    /// What the feed says is the whole content.
    pub(crate) full: Option<(String, Format)>,
    /// What it says is a summary, or does not say.
    pub(crate) summary: Option<String>,
    pub(crate) declared: Declared,
}

/// Reads RSS (any version), Atom or RDF.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    let bytes = match whole(&mut src, pile.limits.capture_bytes) {
        Ok(bytes) => bytes,
        Err(WholeError::TooLarge) => {
            let found = at.stored.filter(|_| !at.unpacked);
            return pile.skip_at(at, trouble::too_large(pile.limits.capture_bytes, found));
        }
        Err(WholeError::Io(e)) => return pile.skip_at(at, trouble::reason(&e)),
    };
    let text = feed_xml::decode(&bytes);
    let feed = feed_xml::parse(&text);
    let mut records = Records::new(&pile.limits);
    for entry in feed.entries {
        let number = match records.next() {
            Ok(number) => number,
            Err(reason) => return pile.skip_at(at, reason),
        };
        hand_over(pile, at, number, entry)?;
    }
    match feed.broken {
        Some(broken) => pile.skip_at(at, format!("{broken} {}", records.after("entries"))),
        None if records.taken == 0 => pile.skip_at(at, "a feed without entries"),
        None => Ok(()),
    }
}

/// Hands over entry `number`, if it carries an article.
pub(crate) fn hand_over(pile: &mut Pile<'_>, at: &At, number: u64, entry: Entry) -> Flow {
    let place = Place {
        path: place::inside(&at.path, entry.id.as_deref(), number),
        url: entry.url,
        captured_at: None,
        declared: entry.declared,
    };
    let summary = entry.summary.map(|s| (s, Format::Html));
    let is_article = |(text, _): &(String, Format)| !is_cut(text) && weight(text) >= ARTICLE_WEIGHT;
    let content = entry
        .full
        .filter(|(text, _)| !text.trim().is_empty() && !is_cut(text))
        .or_else(|| summary.filter(is_article));
    match content {
        Some((text, format)) => {
            let media_type = match format {
                Format::Html => "text/html",
                _ => "text/plain",
            };
            pile.offer(Candidate::utf8(text, format, media_type, place))
        }
        None => pile.skip(Skipped {
            url: place.url,
            ..skipped(
                place.path,
                "a feed entry with only a summary: save the page itself",
            )
        }),
    }
}

/// How much there is to read in `html`: characters outside tags, white space
/// apart; those of scripts that write a word in one or two count threefold.
fn weight(html: &str) -> usize {
    let mut inside = false;
    let mut weight = 0;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside || c.is_whitespace() => {}
            '\u{2e80}'.. => weight += 3,
            _ => weight += 1,
        }
    }
    weight
}

/// Whether `html` ends with the mark of a text that goes on elsewhere.
fn is_cut(html: &str) -> bool {
    let mut end = html.trim_end();
    while let Some(rest) = end.strip_suffix('>') {
        end = rest
            .rsplit_once('<')
            .map_or("", |(before, _)| before)
            .trim_end();
    }
    CUT_MARKS.iter().any(|mark| end.ends_with(mark))
}

/// `link` as an absolute web address, as far as `base` allows.
pub(crate) fn absolute(link: &str, base: Option<&str>) -> Option<String> {
    let link = filled(link)?;
    if Url::parse(&link).is_ok() {
        return Some(link);
    }
    let joined = base.and_then(|b| Url::parse(b).ok())?.join(&link).ok()?;
    Some(joined.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_are_told_by_their_end() {
        for (html, cut) in [
            ("<p>The ferry sank [&#8230;]</p>", true),
            ("<p>The ferry sank […]</p>\n</div>", true),
            ("<p>He said […] and left.</p>", false),
            ("<p>The end.</p>", false),
            ("", false),
            (">>>", false),
        ] {
            assert_eq!(is_cut(html), cut, "{html}");
        }
    }

    #[test]
    fn tags_have_no_weight() {
        assert_eq!(weight("<p class='x'>a b</p>c"), 3);
        assert_eq!(weight("川が"), 6);
    }

    #[test]
    fn links_are_made_absolute() {
        let base = Some("https://courier.example/news/");
        assert_eq!(
            absolute("a.html", base).as_deref(),
            Some("https://courier.example/news/a.html")
        );
        assert_eq!(
            absolute("https://x.example/", base).as_deref(),
            Some("https://x.example/")
        );
        assert_eq!(absolute("a.html", None), None);
    }
}
