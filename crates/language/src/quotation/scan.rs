//! The quotation marks of a paragraph, with what stands beside them.

use std::ops::Range;

use super::context::{Class, is_invisible};
use super::place::Place;
use super::table::{Cost, Glyph, TABLES};

/// A mark that may open or close a quotation.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    pub(super) glyph: Glyph,
    /// What stands before the run of marks that this one belongs to.
    pub(super) before: Class,
    /// What stands behind that run.
    pub(super) after: Class,
    /// Whether nothing but other marks stands before it in its paragraph.
    pub(super) leads: bool,
    /// Whether a sentence has just ended before its run.
    pub(super) after_stop: bool,
    /// Whether the word behind its run begins in lower case.
    pub(super) before_lower: bool,
    /// Cost of reading it as an apostrophe, if that can be.
    pub(super) apostrophe: Option<Cost>,
    /// Cost of reading it as feet, inches, minutes or seconds, if that can be.
    pub(super) prime: Option<Cost>,
}

impl Mark {
    /// What its place says against an opening mark here.
    pub(super) fn opening_place(&self) -> Cost {
        TABLES.opens_between(self.before, self.after)
    }

    /// What its place says against a closing mark here.
    pub(super) fn closing_place(&self) -> Cost {
        TABLES.closes_between(self.before, self.after)
    }
}

/// What `scan` finds.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) marks: Vec<Mark>,
    /// Marks inside words, which can be nothing but apostrophes.
    pub(super) apostrophes: Vec<Range<usize>>,
}

/// Adds the marks of the paragraph `range` of `text` to `found`.
///
/// One pass: a mark waits in `found` for what follows its run, and gets it once.
pub(super) fn scan(text: &str, range: Range<usize>, found: &mut Scanned) {
    let tables = &*TABLES;
    let words = &text[..range.end];
    let mut waiting = found.marks.len();
    let mut seen = Seen::default();
    let mut at = range.start;
    while let Some(c) = words[at..].chars().next() {
        let Some(single) = tables.single(c) else {
            at += c.len_utf8();
            if is_invisible(c) {
                continue;
            }
            for mark in &mut found.marks[waiting..] {
                mark.after = Class::of(c);
                mark.before_lower = c.is_lowercase();
            }
            waiting = found.marks.len();
            seen.pass(c);
            continue;
        };
        let (glyph, length) = widest(&words[at..], c, single, seen.last);
        let place = Place {
            words,
            bytes: at..at + length,
            glyph,
            previous: seen.last,
        };
        at += length;
        seen.last = Some(c);
        if place.is_in_word() {
            found.apostrophes.push(place.bytes);
            continue;
        }
        if place.is_elision() {
            // Joins what follows as a hyphen does: `l’«affaire»`.
            seen.neighbour = Some('-');
            found.apostrophes.push(place.bytes);
            continue;
        }
        let (apostrophe, prime) = (place.apostrophe(), place.prime(found.marks.last()));
        let before = seen.neighbour.map_or(Class::Edge, Class::of);
        found.marks.push(Mark {
            bytes: place.bytes,
            glyph,
            before,
            after: Class::Edge,
            leads: before == Class::Edge,
            after_stop: seen
                .solid
                .is_some_and(|c| matches!(c, '.' | '!' | '?' | '…')),
            before_lower: false,
            apostrophe,
            prime,
        });
    }
}

/// What of a paragraph has gone by.
#[derive(Default)]
struct Seen {
    /// The last character that is seen at all.
    last: Option<char>,
    /// The last one that is no mark; none while there is only layout.
    neighbour: Option<char>,
    /// The last one that is neither a mark nor a space.
    solid: Option<char>,
}

impl Seen {
    /// Passes a character that is no mark.
    fn pass(&mut self, c: char) {
        self.last = Some(c);
        let space = c.is_whitespace();
        // A list's or a block quotation's sign at the head of a line is layout.
        if self.neighbour.is_some() || !(space || is_bullet(c)) {
            self.neighbour = Some(c);
        }
        if !space {
            self.solid = Some(c);
        }
    }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '>' | '•' | '*' | '·' | '‣' | '▪' | '■' | '●')
}

/// The doubled mark where two stand together, or else the single one. Of three,
/// the doubled one is outside: `'''No,' he said` and `said 'no'''`.
fn widest(rest: &str, c: char, single: Glyph, previous: Option<char>) -> (Glyph, usize) {
    let length = c.len_utf8();
    let pair = rest[length..].starts_with(c);
    let three = pair && rest[2 * length..].starts_with(c);
    let opens = previous.is_none_or(|c| c.is_whitespace() || Class::of(c) == Class::Opening);
    match TABLES.doubled(c) {
        Some(doubled) if pair && (opens || !three) => (doubled, 2 * length),
        _ => (single, length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Scanned {
        let mut found = Scanned::default();
        scan(text, 0..text.len(), &mut found);
        found
    }

    #[test]
    fn marks_in_words_are_apostrophes() {
        let found = marks("O’Neill didn't go to Hawai‘i");
        assert_eq!((found.apostrophes.len(), found.marks.len()), (3, 0));
    }

    #[test]
    fn a_run_of_marks_shares_its_neighbours() {
        let found = marks("He said, “‘No’” twice");
        let sides: Vec<_> = found.marks.iter().map(|m| (m.before, m.after)).collect();
        let opening = (Class::Space, Class::Letter);
        let closing = (Class::Letter, Class::Space);
        assert_eq!(sides, [opening, opening, closing, closing]);
    }

    #[test]
    fn a_doubled_mark_is_one() {
        let lengths = |text| -> Vec<_> {
            let found = marks(text).marks;
            found.iter().map(|mark| mark.bytes.len()).collect()
        };
        assert_eq!(lengths("``We ran''"), [2, 2]);
        assert_eq!(lengths("``She said `no'''"), [2, 1, 1, 2]);
    }

    #[test]
    fn layout_before_the_first_mark_is_no_neighbour() {
        assert!(marks("> “So be it”").marks[0].leads);
        assert!(!marks("So “be it”").marks[0].leads);
    }
}
