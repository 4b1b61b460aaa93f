//! The pieces a text falls into for reading numbers: words, numerals and marks.
//!
//! They are finer than the engine's tokens, and the same whatever stands around them: "$1.2bn",
//! "63-65" and "28-year-old" are three, three and five pieces, however they were tokenised.

use std::borrow::Cow;
use std::ops::Range;

use super::numeral::{Convention, numeral, vulgar};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// Letters.
    Word,
    /// Digits with their separators, and their value.
    Numeral(f64),
    /// A fraction in one character.
    Vulgar(f64),
    /// Digits that are no numeral: "192.168.1.2", "007".
    Code,
    /// Any other character.
    Mark,
    /// Where a line ends: nothing is read across it.
    Break,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// In lower case, without typographic apostrophes.
    pub(super) lower: Cow<'t, str>,
    /// Bytes in the text.
    pub(super) bytes: Range<usize>,
    /// What it is.
    pub(super) shape: Shape,
    /// Whether it follows the piece before without a space.
    pub(super) glued: bool,
}

/// The pieces of one sentence or text.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces<'t>(Vec<Piece<'t>>);

impl<'t> Pieces<'t> {
    /// The pieces of `text[range]`.
    pub(super) fn new(text: &'t str, range: Range<usize>, convention: Convention) -> Self {
        let mut pieces = Vec::new();
        let mut at = range.start;
        let mut glued = false;
        let mut before = None;
        while let Some(first) = text[at..range.end].chars().next() {
            if first.is_whitespace() && first != '\n' {
                at += first.len_utf8();
                (glued, before) = (false, Some(first));
                continue;
            }
            let rest = &text[at..range.end];
            let (length, shape) = shape(rest, first, before, convention);
            let piece = &text[at..at + length];
            pieces.push(Piece {
                text: piece,
                lower: lower(piece),
                bytes: at..at + length,
                shape,
                glued,
            });
            at += length;
            (glued, before) = (first != '\n', piece.chars().next_back());
        }
        Self(pieces)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Piece<'t>> {
        self.0.get(at)
    }

    /// The piece `back` places in front of `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<&Piece<'t>> {
        self.0.get(at.checked_sub(back)?)
    }

    /// The piece at `at` in lower case; nothing behind the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |piece| &piece.lower)
    }

    /// As [`Self::lower`], `back` places in front of `at`.
    pub(super) fn lower_before(&self, at: usize, back: usize) -> &str {
        self.before(at, back).map_or("", |piece| &piece.lower)
    }

    /// The piece at `at` as written; nothing behind the end.
    pub(super) fn text(&self, at: usize) -> &'t str {
        self.0.get(at).map_or("", |piece| piece.text)
    }

    /// Whether the piece at `at` touches the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|piece| piece.glued)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|p| p.shape == Shape::Word)
    }

    /// Whether a digit stands at `at`.
    pub(super) fn is_numeral(&self, at: usize) -> bool {
        self.0
            .get(at)
            .is_some_and(|p| matches!(p.shape, Shape::Numeral(_) | Shape::Vulgar(_) | Shape::Code))
    }

    /// Whether a hyphen or dash stands at `at` with nothing between it and its neighbours.
    pub(super) fn joins(&self, at: usize) -> bool {
        is_dash(self.text(at)) && self.glued(at) && self.glued(at + 1)
    }

    /// Whether a sentence or line ends in front of `at`, as far as marks show.
    pub(super) fn ends(&self, at: usize) -> bool {
        self.0.get(at).is_none_or(|piece| {
            piece.shape == Shape::Break
                || piece.shape == Shape::Mark && matches!(piece.text, "." | "!" | "?" | ";" | ":")
        })
    }

    /// How many pieces from `at` the words `phrase` take, if they stand there.
    pub(super) fn phrase(&self, at: usize, phrase: &[Box<str>]) -> Option<usize> {
        phrase
            .iter()
            .enumerate()
            .all(|(i, word)| self.lower(at + i) == &**word)
            .then_some(phrase.len())
    }

    /// The bytes from the first to the last of `pieces`.
    pub(super) fn bytes(&self, pieces: Range<usize>) -> Range<usize> {
        let start = self.0.get(pieces.start).map_or(0, |p| p.bytes.start);
        match self.0.get(pieces.end.wrapping_sub(1)) {
            Some(last) if !pieces.is_empty() => start..last.bytes.end,
            _ => start..start,
        }
    }
}

/// Hyphen, dash or minus.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑" | "‒" | "–" | "—" | "−")
}

/// How long the piece at the start of `rest` is, and what it is.
fn shape(rest: &str, first: char, before: Option<char>, convention: Convention) -> (usize, Shape) {
    if first == '\n' {
        return (1, Shape::Break);
    }
    if ["http://", "https://", "www."]
        .iter()
        .any(|web| rest.starts_with(web))
    {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        return (length, Shape::Mark);
    }
    if let Some(value) = vulgar(first) {
        return (first.len_utf8(), Shape::Vulgar(value));
    }
    if let Some((length, value)) = numeral(rest, before, convention) {
        return (length, value.map_or(Shape::Code, Shape::Numeral));
    }
    if first.is_alphabetic() {
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        return (length, Shape::Word);
    }
    (first.len_utf8(), Shape::Mark)
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        let found: Vec<_> = pieces.0.iter().map(|p| p.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn glued_numbers_come_apart() {
        check("$1.2bn, 63-65", &["$", "1.2", "bn", ",", "63", "-", "65"]);
        check("a 28-year-old", &["a", "28", "-", "year", "-", "old"]);
        check("11,000–12,000.", &["11,000", "–", "12,000", "."]);
        check("9.30 a.m.", &["9.30", "a", ".", "m", "."]);
    }

    #[test]
    fn spaces_part_groups_of_three() {
        check(
            "40 000 of 1 414 021 100",
            &["40 000", "of", "1 414 021 100"],
        );
        check("in 2014 300 people", &["in", "2014", "300", "people"]);
    }
}
