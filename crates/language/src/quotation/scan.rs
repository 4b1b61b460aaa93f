//! The quotation marks of a paragraph, with what stands beside them.

use std::ops::Range;

use super::context::{Class, is_invisible};
use super::table::{Cost, Glyph, Prime, TABLES};

/// Longest word with an apostrophe that is looked up, in bytes. Looking at the
/// word beside a mark costs no more than this, so that scanning stays linear.
pub(super) const LONGEST_WORD: usize = 12;

/// How far a number of inches may stand behind its feet, in bytes.
const LONGEST_NUMBER: usize = 8;

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

/// A mark and its nearest surroundings.
struct Place<'t> {
    /// The text up to the end of the paragraph.
    words: &'t str,
    bytes: Range<usize>,
    glyph: Glyph,
    /// The character before, in the same paragraph.
    previous: Option<char>,
}

impl<'t> Place<'t> {
    fn before(&self) -> &'t str {
        match self.previous {
            Some(_) => &self.words[..self.bytes.start],
            None => "",
        }
    }

    fn after(&self) -> &'t str {
        &self.words[self.bytes.end..]
    }

    /// Between two letters of a word: `don't`, `O’Neill`, `Hawai‘i`, a Hebrew
    /// abbreviation.
    fn is_in_word(&self) -> bool {
        let (Some(previous), Some(next)) = (self.previous, self.after().chars().next()) else {
            return false;
        };
        let hebrew = |c: char| ('\u{5d0}'..='\u{5ea}').contains(&c);
        if hebrew(previous) && hebrew(next) {
            return true;
        }
        let letters = Class::of(previous) == Class::Letter && Class::of(next) == Class::Letter;
        letters && TABLES.kind(self.glyph).apostrophe.is_some()
    }

    /// Behind a word that is cut short before a quotation: `l’«affaire»`,
    /// `dell'"Eco"`.
    fn is_elision(&self) -> bool {
        let kind = TABLES.kind(self.glyph);
        let next = self.after().chars().next().and_then(|c| TABLES.single(c));
        let opens = next
            .map(|next| TABLES.kind(next))
            .is_some_and(|next| next.opens == Some(0) && next.family_id != kind.family_id);
        let word = word_at_end(self.before()).to_lowercase();
        kind.apostrophe.is_some() && opens && TABLES.is_cut_short(&word)
    }

    /// What the words beside say against an apostrophe.
    fn apostrophe(&self) -> Option<Cost> {
        let mark = TABLES.kind(self.glyph).apostrophe?;
        let behind = word_at_start(self.after());
        if self.is_split_off() || self.is_and() {
            return Some(mark);
        }
        let place = match self.previous.map(Class::of) {
            Some(Class::Letter) => lost_ending(word_at_end(self.before())),
            Some(Class::Digit) if behind == "s" => 0,
            Some(Class::Digit) => 40,
            _ if !behind.is_empty() => lost_beginning(behind),
            // "the players ' union", split by a tokenizer
            _ if self.before().ends_with("s ") && self.after().starts_with(' ') => 12,
            _ => return None,
        };
        Some(mark + place)
    }

    /// One of the two in "rock 'n' roll".
    fn is_and(&self) -> bool {
        let mark = &self.words[self.bytes.clone()];
        let before = |rest: &str| rest.ends_with(mark) || rest.ends_with(['‘', '’']);
        let after = |rest: &str| rest.starts_with(mark) || rest.starts_with('’');
        self.after().strip_prefix('n').is_some_and(after)
            || self.before().strip_suffix('n').is_some_and(before)
    }

    /// Set apart by a tokenizer: "Gray ’ s body", "don ’ t".
    fn is_split_off(&self) -> bool {
        let Some(rest) = self.after().strip_prefix(' ') else {
            return false;
        };
        let ending = word_at_start(rest);
        let word = self.before().strip_suffix(' ').map(word_at_end);
        word.is_some_and(|word| !word.is_empty())
            && matches!(ending, "s" | "t" | "d" | "m" | "re" | "ve" | "ll")
    }

    /// What the number beside says against a measure.
    fn prime(&self, last: Option<&Mark>) -> Option<Cost> {
        let prime = TABLES.kind(self.glyph).prime?;
        if !self.previous.is_some_and(char::is_numeric) {
            return None;
        }
        let certain = match prime {
            Prime::Single => {
                let mut behind = self.after().chars();
                let next = match behind.next() {
                    Some(' ' | '\u{a0}' | '\u{202f}' | '-') => behind.next(),
                    next => next,
                };
                next.is_some_and(char::is_numeric)
            }
            Prime::Double => last.is_some_and(|last| {
                last.prime.is_some() && is_number(&self.words[last.bytes.end..self.bytes.start])
            }),
        };
        Some(if certain { 0 } else { UNSURE_PRIME })
    }
}

/// A number and a mark, with nothing more to show a measure.
const UNSURE_PRIME: Cost = 20;

fn is_number(words: &str) -> bool {
    let numeral = |c: char| c.is_numeric() || matches!(c, ' ' | '.' | '-' | '⁄' | '/' | '\u{a0}');
    words.len() <= LONGEST_NUMBER && words.chars().all(numeral)
}

/// The letters and digits before the end, or as many of them as are looked up.
fn word_at_end(words: &str) -> &str {
    let near = &words[words.ceil_char_boundary(words.len().saturating_sub(LONGEST_WORD))..];
    let rest = near.trim_end_matches(char::is_alphanumeric);
    &near[rest.len()..]
}

/// The letters and digits at the start, or as many of them as are looked up.
fn word_at_start(words: &str) -> &str {
    let near = &words[..words.floor_char_boundary(LONGEST_WORD)];
    let rest = near.trim_start_matches(char::is_alphanumeric);
    &near[..near.len() - rest.len()]
}

/// What `word` says against an apostrophe behind it.
fn lost_ending(word: &str) -> Cost {
    let lower = word.to_lowercase();
    if lower.ends_with(['s', 'z', 'x']) || lower.ends_with("in") {
        10 // plurals, names in -s, "goin'"
    } else if TABLES.loses_ending(&lower) && !is_initial(word) {
        15
    } else {
        35
    }
}

/// What `word` says against an apostrophe before it.
fn lost_beginning(word: &str) -> Cost {
    let digits = word.trim_end_matches('s');
    let years = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    if years {
        5
    } else if TABLES.loses_beginning(&word.to_lowercase()) && !is_initial(word) {
        8
    } else {
        38
    }
}

/// A single capital: a name of something, no rest of a word.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
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
