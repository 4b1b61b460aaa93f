//! What the words beside a mark say for an apostrophe or a measure.

use std::ops::Range;

use super::context::Class;
use super::scan::Mark;
use super::table::{Cost, Glyph, Prime, TABLES};

/// Longest word with an apostrophe that is looked up, in bytes. Looking at the
/// word beside a mark costs no more than this, so that scanning stays linear.
pub(super) const LONGEST_WORD: usize = 12;

/// How far a number of inches may stand behind its feet, in bytes.
const LONGEST_NUMBER: usize = 8;

/// A mark and its nearest surroundings.
pub(super) struct Place<'t> {
    /// The text up to the end of the paragraph.
    pub(super) words: &'t str,
    pub(super) bytes: Range<usize>,
    pub(super) glyph: Glyph,
    /// The character before, in the same paragraph.
    pub(super) previous: Option<char>,
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
    pub(super) fn is_in_word(&self) -> bool {
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
    pub(super) fn is_elision(&self) -> bool {
        let kind = TABLES.kind(self.glyph);
        let next = self.after().chars().next().and_then(|c| TABLES.single(c));
        let opens = next
            .map(|next| TABLES.kind(next))
            .is_some_and(|next| next.opens == Some(0) && next.family_id != kind.family_id);
        let word = word_at_end(self.before()).to_lowercase();
        kind.apostrophe.is_some() && opens && TABLES.is_cut_short(&word)
    }

    /// What the words beside say against an apostrophe.
    pub(super) fn apostrophe(&self) -> Option<Cost> {
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
    pub(super) fn prime(&self, last: Option<&Mark>) -> Option<Cost> {
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
