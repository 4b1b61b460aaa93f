//! When the page was published and last changed.

use std::ops::Range;

use super::clues::{Clues, Mark, Marked};
use super::dates::{self, Moment, Order, Seen};
use crate::model::Dated;

/// Both dates of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Published {
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
}

/// What is known of the page's dates apart from its elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    /// `datePublished` of the JSON-LD.
    pub(crate) described: Option<&'a str>,
    /// `dateModified` of the JSON-LD.
    pub(crate) described_modified: Option<&'a str>,
    /// Date declared by the container.
    pub(crate) declared: Option<&'a str>,
    /// Addresses of the page.
    pub(crate) urls: [Option<&'a str>; 2],
    /// Place of the headline in the visible text.
    pub(crate) headline: Option<&'a Range<usize>>,
    /// Order of day and month on this page.
    pub(crate) order: Order,
    /// The article's main text.
    pub(crate) main_text: &'a str,
}

/// A candidate date.
#[derive(Clone, Debug)]
struct Candidate {
    moment: Moment,
    from: &'static str,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dcsext.articlefirstpublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publication-date",
    "published_date",
    "published-date",
    "pubdate",
    "pub_date",
    "og:pubdate",
    "og:publish_date",
    "article_date_original",
    "article:publish_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "analyticsattributes.articledate",
    "rnews:datepublished",
    "originalpublicationdate",
    "displaydate",
    "datecreated",
    "dc.date",
    "date",
    "doc_date",
    "article.created",
    "date_published",
    "mediator_published_time",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "article:modified",
    "last-modified",
    "lastmod",
    "modified_time",
    "revised",
    "parsely-updated-date",
];

/// Words before a date that make it the date of a change.
const CHANGED: &[&str] = &[
    "updat",
    "modif",
    "revis",
    "review",
    "edited",
    "corrected",
    "last checked",
    "aktualisiert",
    "geändert",
    "stand:",
    "mis à jour",
    "actualizado",
    "actualización",
    "aggiornat",
    "atualizad",
    "bijgewerkt",
    "gewijzigd",
    "uppdater",
    "oppdater",
    "opdater",
    "päivitetty",
    "aktualiz",
    "обновлено",
    "оновлено",
];

/// Chooses the dates of a page.
pub(crate) fn resolve(clues: &Clues<'_>, given: Given<'_>) -> Published {
    let machine = |value: &str| dates::machine(value, given.order);
    let candidate = |moment: Option<Moment>, from| moment.map(|moment| Candidate { moment, from });
    let meta = |names: &[&str]| {
        names
            .iter()
            .flat_map(|name| clues.metas(name))
            .find_map(machine)
    };
    let shown = Shown::read(clues, &given);
    let published = candidate(given.described.and_then(machine), "json-ld")
        .or_else(|| candidate(meta(PUBLISHED), "meta"));
    let url = given
        .urls
        .iter()
        .flatten()
        .find_map(|url| dates::from_url(url));
    let url = candidate(url, "url");
    let declared = candidate(given.declared.and_then(machine), "feed");
    let dateline = candidate(dateline(given.main_text, given.order), "dateline");
    let mut best = published.clone();
    for next in [&shown.published, &url, &declared, &dateline] {
        best = best.or_else(|| next.clone());
    }
    let modified = candidate(given.described_modified.and_then(machine), "json-ld")
        .or_else(|| candidate(meta(MODIFIED), "meta"))
        .or(shown.modified);
    // Servers write UTC; the page itself, or its address, says which day it was in
    // the newsroom.
    if let Some(utc) = &best {
        let local = [shown.published, url].into_iter().flatten();
        let local = local
            .filter(|c| c.moment.day != utc.moment.day)
            .find(|c| utc.moment.may_be_day(c.moment.day));
        best = local.or(best);
    }
    let dated = |candidate: Option<Candidate>| {
        candidate.map(|c| Dated {
            edtf: c.moment.edtf(),
            from: c.from.to_owned(),
        })
    };
    Published {
        published: dated(best),
        modified: dated(modified),
    }
}

/// Dates in what the page shows.
#[derive(Default)]
struct Shown {
    published: Option<Candidate>,
    modified: Option<Candidate>,
}

/// How far below the headline the date of an article may stand, in bytes of text.
const BELOW: usize = 1500;
/// How far above it.
const ABOVE: usize = 400;

impl Shown {
    fn read(clues: &Clues<'_>, given: &Given<'_>) -> Self {
        let mut shown = Self::default();
        shown.marked(clues, given);
        if let Some(headline) = given.headline {
            shown.lines(clues, given, headline);
        }
        shown
    }

    fn add(&mut self, moment: Moment, from: &'static str, changed: bool) {
        let place = if changed {
            &mut self.modified
        } else {
            &mut self.published
        };
        place.get_or_insert(Candidate { moment, from });
    }

    /// Dates in elements marked as such: those with `itemprop` first, then `<time>`
    /// and date classes near the headline.
    fn marked(&mut self, clues: &Clues<'_>, given: &Given<'_>) {
        for marked in clues.marked(&[Mark::Published, Mark::Modified]) {
            if !clues.elsewhere(marked.index, given.headline) && marked.element.name != "meta" {
                self.element(clues, given, marked, marked.mark == Mark::Modified);
            }
        }
        for marks in [&[Mark::Time][..], &[Mark::Date]] {
            for marked in clues.marked(marks) {
                let element = marked.element;
                let near = given.headline.is_none_or(|h| {
                    element.plain.start + ABOVE >= h.start && element.plain.start <= h.end + BELOW
                });
                let long = clues.page().text(element).len() > 200;
                if near && !long && !clues.elsewhere(marked.index, given.headline) {
                    self.element(clues, given, marked, false);
                }
            }
        }
    }

    fn element(&mut self, clues: &Clues<'_>, given: &Given<'_>, marked: Marked<'_>, changed: bool) {
        let element = marked.element;
        let plain = clues.page().plain();
        let before = tail(plain.get(..element.plain.start).unwrap_or_default());
        let labels = element.attribute("class").unwrap_or_default();
        let changed = changed || says_changed(before) || says_changed(labels);
        let value = [
            "datetime",
            "content",
            "data-datetime",
            "data-date",
            "data-timestamp",
        ]
        .iter()
        .filter_map(|name| element.attribute(name))
        .find_map(|value| dates::machine(value, given.order));
        if let Some(moment) = value {
            self.add(
                moment,
                "time",
                changed || says_changed(clues.page().text(element)),
            );
            return;
        }
        for seen in dates::all(clues.page().text(element), given.order) {
            let start = element.plain.start + seen.range.start;
            let before = tail(plain.get(..start).unwrap_or_default());
            self.add(seen.moment, "byline", changed || says_changed(before));
        }
    }

    /// Dates on short lines around the headline.
    fn lines(&mut self, clues: &Clues<'_>, given: &Given<'_>, headline: &Range<usize>) {
        let page = clues.page();
        let plain = page.plain();
        let end = floor(plain, headline.end + BELOW);
        let mut start = headline.end;
        for line in plain.get(headline.end..end).unwrap_or_default().split('\n') {
            let at = start;
            start += line.len() + 1;
            for seen in dated_line(line, given.order) {
                let there = page.element_at(at + seen.range.start);
                if there.is_some_and(|index| clues.elsewhere(index, Some(headline))) {
                    continue;
                }
                let before = line.get(..seen.range.start).unwrap_or_default();
                self.add(seen.moment, "byline", says_changed(tail(before)));
            }
        }
        // Above the headline stands today's date on many pages; an issue number
        // beside it makes it the date of the issue.
        for line in plain.get(..headline.start).unwrap_or_default().split('\n') {
            let folded = line.to_lowercase();
            let issue = ISSUE.iter().any(|word| folded.contains(word));
            for seen in dated_line(line, given.order).into_iter().filter(|_| issue) {
                self.add(seen.moment, "byline", says_changed(&folded));
            }
        }
    }
}

const ISSUE: &[&str] = &[
    "no. ",
    "nr. ",
    "vol.",
    "issue ",
    "edition",
    "price ",
    "published",
    "posted",
    "date:",
    "ausgabe",
    "número ",
    "numéro ",
];

/// The dates of a line that holds little else.
fn dated_line(line: &str, order: Order) -> Vec<Seen> {
    const LONG: usize = 160;
    const OTHER_WORDS: usize = 14;
    if line.len() > LONG || !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let found = dates::all(line, order);
    let covered: usize = found.iter().map(|seen| seen.range.len()).sum();
    let words = line.split_whitespace().count();
    let share = covered * words / line.len().max(1);
    if words - share.min(words) > OTHER_WORDS {
        return Vec::new();
    }
    found
}

/// The date at the head of the text: `HARROW, May 3, 2031 (Meridian) — …`.
fn dateline(text: &str, order: Order) -> Option<Moment> {
    const HEAD: usize = 120;
    let head = text.get(..floor(text, HEAD)).unwrap_or_default();
    let (head, _) = ["—", "–", " -- ", " - "]
        .iter()
        .filter_map(|mark| head.split_once(mark))
        .min_by_key(|(head, _)| head.len())?;
    let seen = dates::visible(head, order)?;
    // A dateline opens with the place in capitals.
    let place = head
        .get(..seen.range.start)?
        .split([',', '('])
        .next()?
        .trim();
    let capital = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    capital.then_some(seen.moment)
}

fn says_changed(text: &str) -> bool {
    let text = text.to_lowercase();
    CHANGED.iter().any(|word| text.contains(word))
}

/// The words right before a date that label it: the end of the line, back to another date.
fn tail(before: &str) -> &str {
    const LABEL: usize = 30;
    let start = before.len().saturating_sub(LABEL);
    let start = (start..=before.len()).find(|at| before.is_char_boundary(*at));
    let label = start.and_then(|at| before.get(at..)).unwrap_or_default();
    let label = label.rsplit(['|', '•', '·']).next().unwrap_or_default();
    let label = label
        .rsplit(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    // The label may stand on the line above the date.
    let mut lines = label.trim_end().rsplit('\n');
    lines.next().unwrap_or_default()
}

/// The largest character boundary of `text` that is not above `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    fn published(html: &str, described: Option<&str>, url: Option<&str>) -> Option<String> {
        let page = Page::read(html);
        let clues = Clues::gather(&page);
        let headline = clues.headings.first().map(|h| h.plain.clone());
        let given = Given {
            described,
            described_modified: None,
            declared: None,
            urls: [url, None],
            headline: headline.as_ref(),
            order: Order::Unknown,
            main_text: "",
        };
        resolve(&clues, given).published.map(|d| d.edtf)
    }

    #[test]
    fn the_day_is_the_newsrooms() {
        let utc = Some("2031-05-04T01:30:00Z");
        let local = "<h1>Roof fall</h1><time datetime='2031-05-03T20:30:00-05:00'>May 3</time>";
        assert_eq!(
            published(local, utc, None).as_deref(),
            Some("2031-05-03T20:30:00-05:00")
        );
        let url = Some("https://meridian.example/2031/05/03/roof-fall");
        assert_eq!(
            published("<h1>Roof fall</h1>", utc, url).as_deref(),
            Some("2031-05-03")
        );
        let far = Some("https://meridian.example/2031/05/01/roof-fall");
        assert_eq!(
            published("<h1>Roof fall</h1>", utc, far).as_deref(),
            Some("2031-05-04T01:30:00Z")
        );
    }

    #[test]
    fn publication_goes_before_change_and_rails_do_not_count() {
        for (html, day) in [
            (
                "<h1>Roof fall</h1><div>Updated May 4, 2031 | Published May 3, 2031</div>",
                Some("2031-05-03"),
            ),
            ("<h1>Roof fall</h1><p>Last updated: 4 May 2031</p>", None),
            (
                "<h1>Roof fall</h1><p>By Ada Quill, 3 May 2031</p>",
                Some("2031-05-03"),
            ),
            ("<p>Today is Monday, 5 May 2031</p><h1>Roof fall</h1>", None),
            (
                "<p>Monday, 5 May 2031 - No. 12,001 - Price 2 crowns</p><h2>Roof fall</h2>",
                Some("2031-05-05"),
            ),
            (
                "<h1>Roof fall</h1><aside class='related'><time datetime='2030-01-01'>x</time></aside>",
                None,
            ),
            (
                "<h1>Roof fall</h1><p>The mine, opened on 3 May 1931 by the widow of its founder, had been closed for repairs for two years when the roof came down on Tuesday.</p>",
                None,
            ),
            (
                "<h1>Roof fall</h1><div class='by'>Desk <span>10 November</span></div>",
                None,
            ),
        ] {
            assert_eq!(published(html, None, None).as_deref(), day, "{html}");
        }
    }

    #[test]
    fn a_dateline_opens_with_a_place_in_capitals() {
        let day = |text| dateline(text, Order::Unknown).map(|m| m.edtf());
        assert_eq!(
            day("HARROW, May 3, 2031 (Meridian) — The roof").as_deref(),
            Some("2031-05-03")
        );
        assert_eq!(day("On May 3, 2031 — a Saturday — the roof fell"), None);
        assert_eq!(day("HARROW, May 3 (Meridian) — The roof"), None);
    }
}
