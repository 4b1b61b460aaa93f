//! Dates that the page shows to its readers.

use std::ops::Range;

use super::clues::{Clues, Mark, Marked};
use super::dates::{self, Moment, Order, Seen};
use super::names::is_byline;
use super::published::Candidate;
use crate::source::Element;

/// The dates nearest to the headline.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shown {
    /// Labelled as publication, or without a label.
    pub(crate) published: Option<Candidate>,
    /// Labelled as a change.
    pub(crate) modified: Option<Candidate>,
}

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

/// How far below the headline the date of an article may stand, in bytes of text.
const BELOW: usize = 1500;
/// How far above it.
const ABOVE: usize = 400;

/// A date that the page shows.
struct Found {
    candidate: Candidate,
    changed: bool,
    /// Less is better.
    cost: usize,
}

impl Shown {
    /// Reads the dates around `headline`; without one, those marked as publication.
    pub(crate) fn read(clues: &Clues<'_>, headline: Option<&Range<usize>>, order: Order) -> Self {
        let reader = Reader {
            clues,
            headline,
            order,
        };
        let mut found = reader.marked();
        if let Some(headline) = headline {
            found.extend(reader.below(headline));
            found.extend(reader.masthead(headline));
        }
        // Stable: of equals, the first on the page.
        found.sort_by_key(|f| f.cost);
        let first = |changed| {
            found
                .iter()
                .find(|f| f.changed == changed)
                .map(|f| f.candidate)
        };
        Self {
            published: first(false),
            modified: first(true),
        }
    }
}

struct Reader<'c, 'p> {
    clues: &'c Clues<'p>,
    headline: Option<&'c Range<usize>>,
    order: Order,
}

impl Reader<'_, '_> {
    /// Dates in elements marked as such.
    fn marked(&self) -> Vec<Found> {
        const LONG: usize = 200;
        const MARKS: &[Mark] = &[Mark::Published, Mark::Modified, Mark::Time, Mark::Date];
        let mut found = Vec::new();
        for marked in self.clues.marked(MARKS) {
            let sure = matches!(marked.mark, Mark::Published | Mark::Modified);
            let Some(cost) = self.cost(&marked.element.plain, sure) else {
                continue;
            };
            let short = self.clues.page().text(marked.element).len() <= LONG;
            if short && marked.element.name != "meta" && !self.elsewhere(marked.index) {
                found.extend(self.element(marked, cost));
            }
        }
        found
    }

    fn elsewhere(&self, index: usize) -> bool {
        self.clues.elsewhere(index, self.headline)
    }

    /// Distance from the headline; `None` if too far to be about it.
    fn cost(&self, range: &Range<usize>, sure: bool) -> Option<usize> {
        const SURE: usize = 1000;
        let Some(headline) = self.headline else {
            return Some(range.start + SURE);
        };
        if sure {
            return Some(range.start.abs_diff(headline.end).min(SURE));
        }
        if range.start >= headline.start {
            let below = range.start.saturating_sub(headline.end);
            (below <= BELOW).then_some(SURE + below)
        } else {
            let above = headline.start - range.start;
            (above <= ABOVE).then_some(SURE + 100 + 2 * above)
        }
    }

    fn element(&self, marked: Marked<'_>, cost: usize) -> Vec<Found> {
        const VALUES: &[&str] = &[
            "datetime",
            "content",
            "data-datetime",
            "data-date",
            "data-timestamp",
        ];
        let element = marked.element;
        let plain = self.clues.page().plain();
        let text = self.clues.spaced(element.plain.clone());
        let labelled = |e: &Element| {
            let labels = e.attribute("class").unwrap_or_default().to_lowercase();
            ["updat", "modif"].iter().any(|word| labels.contains(word))
        };
        let changed = marked.mark == Mark::Modified
            || self
                .clues
                .page()
                .ancestors(marked.index)
                .take(3)
                .any(labelled)
            || says_changed(tail(plain.get(..element.plain.start).unwrap_or_default()));
        let value = VALUES
            .iter()
            .filter_map(|name| element.attribute(name))
            .find_map(|value| dates::machine(value, self.order));
        if let Some(moment) = value {
            // Where the attribute is in UTC, the words shown give the newsroom's day.
            let moment = dates::visible(&text, self.order)
                .map(|seen| seen.moment)
                .filter(|shown| moment.may_be_day(shown.day))
                .unwrap_or(moment);
            return vec![found(moment, "time", changed || says_changed(&text), cost)];
        }
        dates::all(&text, self.order)
            .into_iter()
            .map(|seen| {
                let before = tail(text.get(..seen.range.start).unwrap_or_default());
                found(seen.moment, "byline", changed || says_changed(before), cost)
            })
            .collect()
    }

    /// Dates on short lines between the headline and the text.
    fn below(&self, headline: &Range<usize>) -> Vec<Found> {
        const BODY: usize = 300;
        let page = self.clues.page();
        let plain = page.plain();
        let end = plain.floor_char_boundary((headline.end + BELOW).min(plain.len()));
        let mut dates = Vec::new();
        let mut start = headline.end;
        for line in plain.get(headline.end..end).unwrap_or_default().split('\n') {
            let at = start;
            start += line.len() + 1;
            if line.len() > BODY {
                break;
            }
            let line = self.clues.spaced(at..at + line.len());
            let seen = dated_line(&line, self.order);
            if seen.is_empty()
                || page
                    .element_at(at)
                    .is_some_and(|index| self.elsewhere(index))
            {
                continue;
            }
            let Some(cost) = self.cost(&(at..start), false) else {
                continue;
            };
            dates.extend(seen.into_iter().map(|seen| {
                let before = line.get(..seen.range.start).unwrap_or_default();
                found(seen.moment, "byline", says_changed(tail(before)), cost)
            }));
        }
        dates
    }

    /// Above the headline stands today's date on many pages; an issue number or a label
    /// beside it makes it the date of the issue.
    fn masthead(&self, headline: &Range<usize>) -> Vec<Found> {
        const COST: usize = 5000;
        let above = self
            .clues
            .page()
            .plain()
            .get(..headline.start)
            .unwrap_or_default();
        let mut dates = Vec::new();
        for line in above.split('\n') {
            let seen = dated_line(line, self.order);
            if seen.is_empty() {
                continue;
            }
            let folded = line.to_lowercase();
            if ISSUE.iter().any(|word| folded.contains(word)) || is_byline(line) {
                let changed = says_changed(&folded);
                dates.extend(
                    seen.into_iter()
                        .map(|s| found(s.moment, "byline", changed, COST)),
                );
            }
        }
        dates
    }
}

fn found(moment: Moment, from: &'static str, changed: bool, cost: usize) -> Found {
    Found {
        candidate: Candidate { moment, from },
        changed,
        cost,
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
    const LONG: usize = 200;
    const OTHER_WORDS: usize = 14;
    if line.len() > LONG || !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let found = dates::all(line, order);
    let words = line.split_whitespace().count();
    let covered: usize = found
        .iter()
        .filter_map(|seen| line.get(seen.range.clone()))
        .map(|date| date.split_whitespace().count())
        .sum();
    if words.saturating_sub(covered) > OTHER_WORDS {
        return Vec::new();
    }
    found
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
