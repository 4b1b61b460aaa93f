//! From the reading of each mark to quotations.

use std::ops::Range;

use super::scan::Mark;
use super::table::{Glyph, TABLES};
use super::ways::Reading;
use super::{Part, Quotation, Quotations, State, Style, Unpaired, Why};

/// Builds the quotations, paragraph by paragraph.
pub(super) struct Assembly<'t> {
    text: &'t str,
    /// Open quotations, outermost first: where each lies in `made`, and the mark
    /// that opened its last part.
    open: Vec<(usize, Glyph)>,
    made: Quotations,
}

impl<'t> Assembly<'t> {
    pub(super) fn new(text: &'t str, apostrophes: Vec<Range<usize>>) -> Self {
        let made = Quotations {
            apostrophes,
            ..Quotations::default()
        };
        Self {
            text,
            open: Vec::new(),
            made,
        }
    }

    /// Adds the marks of a paragraph that ends at `end`. The first `kept` of the
    /// quotations that it leaves open go on in the next one.
    pub(super) fn paragraph(
        &mut self,
        marks: &[Mark],
        readings: &[Reading],
        end: usize,
        kept: usize,
    ) {
        let (before, mut resumed) = (self.open.len(), 0);
        for (mark, reading) in marks.iter().zip(readings) {
            let bytes = mark.bytes.clone();
            match reading {
                Reading::Opens => self.open(mark),
                Reading::Closes => self.close(mark),
                Reading::Resumes => {
                    // The first ones resume what the last paragraph left open, in
                    // that order.
                    if resumed < before {
                        self.resume(resumed, mark);
                    } else {
                        self.resume_here(mark);
                    }
                    resumed += 1;
                }
                Reading::Apostrophe => self.made.apostrophes.push(bytes),
                Reading::Prime => self.made.primes.push(bytes),
                Reading::Stray => self.made.unpaired.push(Unpaired {
                    mark: bytes,
                    why: why_stray(mark),
                }),
            }
        }
        for (at, _) in self.open.drain(kept.min(self.open.len())..) {
            let quotation = &mut self.made.quotations[at];
            quotation.state = State::Open;
            end_part(self.text, quotation, end);
        }
        for (at, _) in &self.open {
            end_part(self.text, &mut self.made.quotations[*at], end);
        }
    }

    pub(super) fn finish(mut self) -> Quotations {
        self.made.apostrophes.sort_by_key(|mark| mark.start);
        for quotation in &mut self.made.quotations {
            quotation.content = content(quotation);
            quotation.words = quotation
                .parts
                .iter()
                .map(|part| count_words(&self.text[part.content.clone()]))
                .sum();
        }
        self.made
    }

    fn open(&mut self, mark: &Mark) {
        let depth = self.open.len();
        self.open.push((self.made.quotations.len(), mark.glyph));
        self.made.quotations.push(Quotation {
            open: mark.bytes.clone(),
            close: None,
            content: mark.bytes.end..mark.bytes.end,
            parts: vec![part(mark)],
            style: style(mark.glyph, None),
            depth,
            state: State::Open,
            words: 0,
        });
    }

    /// Goes on with the open quotation `nth` in a new paragraph.
    fn resume(&mut self, nth: usize, mark: &Mark) {
        if let Some((at, glyph)) = self.open.get_mut(nth) {
            *glyph = mark.glyph;
            let quotation = &mut self.made.quotations[*at];
            quotation.state = State::Continued;
            quotation.parts.push(part(mark));
        }
    }

    /// Goes on with the innermost quotation where a line break was lost.
    fn resume_here(&mut self, mark: &Mark) {
        if let Some((at, _)) = self.open.last() {
            end_part(self.text, &mut self.made.quotations[*at], mark.bytes.start);
        }
        self.resume(self.open.len().saturating_sub(1), mark);
    }

    fn close(&mut self, mark: &Mark) {
        let Some((at, glyph)) = self.open.pop() else {
            return;
        };
        let quotation = &mut self.made.quotations[at];
        quotation.style = style(glyph, Some(mark.glyph));
        quotation.close = Some(mark.bytes.clone());
        if quotation.state == State::Open {
            quotation.state = State::Closed;
        }
        end_part(self.text, quotation, mark.bytes.start);
    }
}

fn part(mark: &Mark) -> Part {
    Part {
        mark: mark.bytes.clone(),
        content: mark.bytes.end..mark.bytes.end,
    }
}

/// Ends the last part of `quotation` at `end`.
fn end_part(text: &str, quotation: &mut Quotation, end: usize) {
    let Some(part) = quotation.parts.last_mut() else {
        return;
    };
    part.content = trimmed(text, part.mark.end..end);
}

/// From the first quoted word to the last.
fn content(quotation: &Quotation) -> Range<usize> {
    let mut filled = quotation
        .parts
        .iter()
        .filter(|part| !part.content.is_empty());
    let first = filled.next();
    let last = filled.next_back().or(first);
    match (first, last) {
        (Some(first), Some(last)) => first.content.start..last.content.end,
        _ => quotation.content.clone(),
    }
}

/// Without white space at its ends; white space alone becomes the empty range at
/// its start.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let end = range.start + words.trim_end().len();
    let start = end - words.trim_end().trim_start().len();
    start..end
}

fn style(open: Glyph, close: Option<Glyph>) -> Style {
    let pair = close.and_then(|close| TABLES.pair(open, close));
    pair.unwrap_or_else(|| Style::of_family(TABLES.kind(open).family, TABLES.kind(open).text))
}

fn why_stray(mark: &Mark) -> Why {
    let kind = TABLES.kind(mark.glyph);
    let opens = kind.opens.map(|cost| cost + mark.opening_place());
    let closes = kind.closes.map(|cost| cost + mark.closing_place());
    match (opens, closes) {
        (Some(opens), Some(closes)) if opens == closes => Why::NoDirection,
        (Some(opens), Some(closes)) if opens > closes => Why::NothingOpen,
        (None, _) => Why::NothingOpen,
        _ => Why::NeverClosed,
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}
