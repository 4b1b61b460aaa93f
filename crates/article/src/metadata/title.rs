//! The headline, without kicker and site name.

use std::ops::Range;

use super::clues::{Clues, Heading};
use super::text::{fold, overlap, tidy};

/// The chosen headline and the heading that shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) text: Option<String>,
    /// Place of the heading in the visible text.
    pub(crate) place: Option<Range<usize>>,
}

/// Names by which a site calls itself, to tell them from headlines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    folded: Vec<String>,
    host: Option<String>,
}

impl Site {
    /// `names` of the site, and the host of `url`.
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a str>, url: Option<&str>) -> Self {
        let host = url
            .and_then(|url| url::Url::parse(url).ok())
            .and_then(|url| url.host_str().map(str::to_ascii_lowercase));
        Self {
            folded: names.map(fold).filter(|name| !name.is_empty()).collect(),
            host: host.map(|host| host.trim_start_matches("www.").to_owned()),
        }
    }

    /// The same site with one more name.
    pub(crate) fn with(mut self, name: Option<&str>) -> Self {
        self.folded
            .extend(name.map(fold).filter(|name| !name.is_empty()));
        self
    }

    /// Whether `text` is a name of the site: one it gives itself, or one spelled by its host.
    pub(crate) fn is(&self, text: &str) -> bool {
        let folded = fold(text);
        let bare = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
        if folded.is_empty() || self.folded.iter().any(|name| bare(name) == bare(&folded)) {
            return !folded.is_empty();
        }
        // "South Harrow Post" on the site of the Harrow Post, "Harrow Post News".
        let extended = |name: &String| {
            name.contains(' ')
                && (folded.ends_with(&format!(" {name}"))
                    || folded.starts_with(&format!("{name} ")))
                && folded.split(' ').count() <= name.split(' ').count() + 2
        };
        if self.folded.iter().any(extended) {
            return true;
        }
        let squashed: String = folded.split(' ').collect();
        let bare: String = bare(&folded).split(' ').collect();
        self.host.as_deref().is_some_and(|host| {
            let labels: String = host.chars().filter(|c| c.is_alphanumeric()).collect();
            let core = host.split('.').rev().nth(1).unwrap_or_default();
            let core: String = core.chars().filter(|c| c.is_alphanumeric()).collect();
            squashed == labels
                || (bare.len() >= 3 && (bare == core || squashed == core))
                || (bare.len() >= 5 && host.split('.').any(|l| l.replace('-', "") == bare))
        })
    }
}

/// Marks between headline, section and site name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " › ", " · ", " • ", " / ", " ~ ",
    " || ", "|", " |", "| ",
];

/// Chooses the headline among what the page offers. `described` is the headline of
/// the JSON-LD, `declared` the one the container gives.
pub(crate) fn resolve(
    clues: &Clues<'_>,
    described: Option<&str>,
    declared: Option<&str>,
    site: &Site,
) -> Title {
    let references = references(clues, described, declared, site);
    if let Some(heading) = best_heading(&clues.headings, &references, site) {
        let text = without_site(&without_kicker(&heading.text, &references), site);
        return Title {
            text: Some(text),
            place: Some(heading.plain.clone()),
        };
    }
    let whole = references
        .iter()
        .find(|r| !r.ends_with('…') && !r.ends_with("..."));
    Title {
        text: whole.or(references.first()).cloned(),
        place: None,
    }
}

/// What the page calls itself outside its visible text, site names taken off, the most
/// trustworthy first.
fn references(
    clues: &Clues<'_>,
    described: Option<&str>,
    declared: Option<&str>,
    site: &Site,
) -> Vec<String> {
    const METAS: &[&str] = &[
        "og:title",
        "citation_title",
        "parsely-title",
        "sailthru.title",
        "dcterms.title",
        "dc.title",
        "twitter:title",
        "headline",
        "title",
    ];
    let metas = METAS.iter().filter_map(|name| clues.meta(&[name]));
    let mut found: Vec<String> = Vec::new();
    for text in described.into_iter().chain(metas).chain(declared) {
        let text = without_site(&tidy(text), site);
        if !text.is_empty() && !site.is(&text) && !found.contains(&text) {
            found.push(text);
        }
    }
    if let Some(title) = &clues.title {
        let text = without_site(title, site);
        let text = if text == *title {
            without_tail(&text)
        } else {
            text
        };
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// The heading that shows the headline.
fn best_heading<'h>(
    headings: &'h [Heading],
    references: &[String],
    site: &Site,
) -> Option<&'h Heading> {
    let folded: Vec<String> = references.iter().map(|r| fold(r)).collect();
    let mut best: Option<(f64, &Heading)> = None;
    for heading in headings {
        let score = score(heading, references, &folded, site);
        if score >= 1.0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, heading));
        }
    }
    let (_, best) = best?;
    // Some pages show the headline twice; the article follows the one inside it.
    headings
        .iter()
        .filter(|h| h.level == best.level && h.text == best.text)
        .find(|h| h.in_article)
        .or(Some(best))
}

fn score(heading: &Heading, references: &[String], folded: &[String], site: &Site) -> f64 {
    let text = fold(&heading.text);
    let words = text.split(' ').count();
    if text.is_empty() || site.is(&heading.text) {
        return 0.0;
    }
    // What a heading is worth whose words nothing else repeats.
    let mut score: f64 = match heading.level {
        1 if words >= 3 => 1.2,
        1 => 0.4,
        0 if words >= 3 => 0.6,
        _ => 0.0,
    };
    let agreement = references
        .iter()
        .zip(folded)
        .map(|(reference, folded)| agreement(&text, words, &heading.text, folded, reference))
        .fold(0.0, f64::max);
    if heading.elsewhere {
        score -= if heading.level == 1 { 0.5 } else { 2.0 };
    }
    if agreement > 0.0 {
        score += agreement;
    } else if references.len() >= 2 && folded.iter().all(|f| *f == folded[0]) {
        // The page has one name for itself everywhere, and this is not it.
        score -= 0.5;
    }
    score
}

/// How well a heading agrees with a reference, from 0 to 3.
fn agreement(text: &str, words: usize, heading: &str, folded: &str, reference: &str) -> f64 {
    if text == folded {
        return 3.0;
    }
    let (short, long) = if text.len() < folded.len() {
        (text, folded)
    } else {
        (folded, text)
    };
    let shorter = short.split(' ').count();
    if shorter >= 3 && (long.starts_with(short) || long.ends_with(short)) {
        return 2.5;
    }
    if words >= 3 && shorter >= 3 {
        match overlap(heading, reference) {
            share if share >= 0.75 => return 2.0,
            share if share >= 0.5 => return 1.0,
            _ => {}
        }
    }
    if shorter >= 2 && long.starts_with(short) {
        1.0
    } else {
        0.0
    }
}

/// `heading` without words before or behind it that a reference leaves out.
fn without_kicker(heading: &str, references: &[String]) -> String {
    const KICKER_WORDS: usize = 4;
    let starts: Vec<usize> = heading
        .char_indices()
        .filter(|(at, c)| {
            !(c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | ':' | '·' | '•' | '/'))
                && heading[..*at]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    for reference in references.iter().map(|r| fold(r)) {
        if reference.split(' ').count() < 3 {
            continue;
        }
        for &start in starts.iter().take(KICKER_WORDS + 1) {
            if fold(&heading[start..]) == reference {
                return heading[start..].to_owned();
            }
        }
        for &end in starts.iter().rev().take(8) {
            let tail = &heading[end..];
            let credit = ["posted", "published", "by ", "updated", "("]
                .iter()
                .any(|word| tail.to_lowercase().starts_with(word));
            // A headline may end in brackets of its own; a number behind them is a counter.
            let counted = !tail.starts_with('(') || tail.ends_with(|c: char| c.is_ascii_digit());
            if credit && counted && fold(&heading[..end]) == reference {
                return heading[..end].trim_end().to_owned();
            }
        }
    }
    heading.to_owned()
}

/// `text` without the site's names at its start and end.
pub(crate) fn without_site(text: &str, site: &Site) -> String {
    let mut text = text.trim();
    loop {
        let tail = last_separator(text).filter(|(_, rest)| site.is(rest));
        let head = first_separator(text).filter(|(first, _)| site.is(first));
        text = match (tail, head) {
            (Some((kept, _)), _) | (_, Some((_, kept))) if !kept.trim().is_empty() => kept.trim(),
            _ => return text.to_owned(),
        };
    }
}

/// `title` without a short last part that is, by its look, a section or site.
fn without_tail(title: &str) -> String {
    match last_separator(title) {
        Some((kept, tail))
            if kept.split_whitespace().count() >= 4 && tail.split_whitespace().count() <= 4 =>
        {
            without_tail(kept.trim())
        }
        _ => title.to_owned(),
    }
}

/// `text` parted at its last separator.
pub(crate) fn last_separator(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .filter_map(|mark| text.rfind(mark).map(|at| (at, mark)))
        .max_by_key(|(at, mark)| (*at + mark.len(), mark.len()))
        .map(|(at, mark)| (&text[..at], &text[at + mark.len()..]))
}

/// `text` parted at its first separator; here a colon parts too.
pub(crate) fn first_separator(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .chain([&": "])
        .filter_map(|mark| text.find(mark).map(|at| (at, mark)))
        .min_by_key(|(at, mark)| (*at, usize::MAX - mark.len()))
        .map(|(at, mark)| (&text[..at], &text[at + mark.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    fn title(html: &str) -> String {
        let page = Page::read(html);
        let clues = Clues::gather(&page);
        let site = Site::new(
            clues.meta(&["og:site_name"]).into_iter(),
            Some("https://www.meridianpost.example/a"),
        );
        resolve(&clues, None, None, &site).text.unwrap_or_default()
    }

    #[test]
    fn kicker_and_site_are_taken_off() {
        let headline = "Roof fall kills two miners";
        for html in [
            "<title>Roof fall kills two miners - Meridian Post</title><h1>Roof fall kills two miners</h1>",
            "<title>Roof fall kills two miners | The Meridian Post</title>",
            "<title>Roof fall kills two miners | Harrow | Meridian Post</title><h1>Meridian Post</h1><h1>Roof fall kills two miners</h1>",
            "<meta property='og:title' content='Roof fall kills two miners'><h1><span>Opinion</span> Roof fall kills two miners</h1>",
            "<meta property='og:title' content='Roof fall kills two miners'><h1>Harrow | Roof fall kills two miners</h1>",
            "<title>Meridian Post: Roof fall kills two miners</title><h2>Rail strike ends</h2><h2>Roof fall kills two miners</h2>",
            "<meta property='og:title' content='Roof fall kills two miners'><title>Roof fall kills two miners</title><h1>Blog</h1>",
            "<meta property='og:title' content='Roof fall kills two miners'><h1>Roof fall kills two miners Posted on May 3, 2031 by Ada</h1>",
            "<title>x</title><svg><title>Icon</title></svg><h1>Roof fall kills two miners</h1>",
        ] {
            assert_eq!(title(html), headline, "{html}");
        }
    }

    #[test]
    fn separators_inside_a_headline_stay() {
        assert_eq!(
            title(
                "<title>Roof fall - what we know | Meridian Post</title><h1>Roof fall - what we know</h1>"
            ),
            "Roof fall - what we know"
        );
    }
}
