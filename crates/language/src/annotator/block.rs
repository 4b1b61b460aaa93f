//! Text cut into blocks that are read by themselves.

use std::ops::Range;

use crate::sentence::{Breaks, Verdict};

/// A block that grew past this many bytes ends with its sentence.
const LONG: usize = 8 << 10;
/// No block is longer, sentence or not: memory stays bounded, whatever the text.
const LONGEST: usize = 64 << 10;

/// The blocks of a text: its paragraphs, without white space around them.
pub(super) struct Blocks<'t> {
    text: &'t str,
    /// Where sentences surely start.
    starts: Vec<usize>,
    next: usize,
    at: usize,
}

impl<'t> Blocks<'t> {
    pub(super) fn new(text: &'t str, places: &Breaks) -> Self {
        let starts = places
            .iter()
            .filter(|place| place.verdict == Verdict::Start)
            .map(|place| place.at)
            .collect();
        Self {
            text,
            starts,
            next: 0,
            at: 0,
        }
    }

    /// Whether a line ends in the white space before `at`.
    fn opens_line(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end();
        self.text[before.len()..at].contains(['\n', '\r', '\u{2028}', '\u{2029}'])
    }
}

impl Iterator for Blocks<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        let start = self.text.len() - rest.trim_start().len();
        if start == self.text.len() {
            return None;
        }
        let mut end = self.text.len();
        while let Some(&place) = self.starts.get(self.next) {
            if place > start && (place - start > LONG || self.opens_line(place)) {
                end = place;
                break;
            }
            self.next += 1;
        }
        if end - start > LONGEST {
            end = self.text.floor_char_boundary(start + LONGEST);
            // Between words if there is a gap at all.
            if let Some(gap) = self.text[start..end].rfind(char::is_whitespace) {
                end = start + gap.max(1);
            }
            end = self.text.ceil_char_boundary(end);
        }
        self.at = end;
        Some(start..start + self.text[start..end].trim_end().len())
    }
}
