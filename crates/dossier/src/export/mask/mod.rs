//! Names of natural persons, and what stands in their place.
//!
//! Every wording that the names of the articles have for a person is looked for, at the borders of
//! words, the longest first; of a styled wording ("Mr Ostrow") only the name goes, for what stands
//! before it says on whose office something rests.

mod people;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use people::People;
use rusqlite::Connection;

use crate::Offsets;
use crate::error::Outcome;
use crate::report::escaped;

/// Letters that may stand behind a name as its ending.
const ENDING: usize = 3;

/// The names that are not shown.
#[derive(Debug, Default)]
pub(super) struct Mask {
    /// By first word: wordings, the longest first, and whom they mean.
    wordings: BTreeMap<String, Vec<(String, Whom)>>,
}

/// Whom a wording means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    /// One person, by number.
    One(usize),
    /// One of several.
    Several,
}

impl Whom {
    fn placeholder(self) -> String {
        match self {
            Self::One(number) => format!("Person {number}"),
            Self::Several => "Person".to_owned(),
        }
    }
}

/// Where a text names somebody, in Unicode scalar values, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Masked {
    chars: Range<usize>,
    placeholder: String,
}

impl Mask {
    /// The persons of a dossier, numbered by their entities' ids, then authors by name.
    pub(super) fn of(conn: &Connection) -> Outcome<Self> {
        Ok(Self::hiding(&People::of(conn)?.wordings()))
    }

    /// What each person is called, in the order of their numbers.
    fn hiding(people: &[BTreeSet<String>]) -> Self {
        let mut mask = Self::default();
        for (number, wordings) in (1..).zip(people) {
            for wording in wordings {
                mask.add(wording, Whom::One(number));
                // A headline may be in capitals, and Markdown escapes some characters.
                mask.add(&wording.to_uppercase(), Whom::One(number));
                mask.add(&escaped(wording), Whom::One(number));
            }
        }
        for wordings in mask.wordings.values_mut() {
            wordings.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        mask
    }

    fn add(&mut self, wording: &str, whom: Whom) {
        // A name is looked for where a word begins: "‘Abd" at its A.
        let wording = wording.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = first_word(wording) else {
            return;
        };
        let wordings = self.wordings.entry(first.to_owned()).or_default();
        match wordings.iter_mut().find(|(known, _)| known == wording) {
            Some((_, known)) if *known != whom => *known = Whom::Several,
            Some(_) => {}
            None => wordings.push((wording.to_owned(), whom)),
        }
    }

    /// `text` without names.
    pub(super) fn text(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut kept = 0;
        for (bytes, whom) in self.find(text) {
            masked.push_str(&text[kept..bytes.start]);
            masked.push_str(&whom.placeholder());
            kept = bytes.end;
        }
        masked + &text[kept..]
    }

    /// Where `text` names somebody.
    pub(super) fn places(&self, text: &Offsets<'_>) -> Vec<Masked> {
        let found = self.find(text.text()).into_iter();
        found
            .filter_map(|(bytes, whom)| {
                Some(Masked {
                    chars: text.chars(&bytes)?,
                    placeholder: whom.placeholder(),
                })
            })
            .collect()
    }

    fn find(&self, text: &str) -> Vec<(Range<usize>, Whom)> {
        let is_cut = text.contains('…');
        let mut found = Vec::new();
        let mut at = 0;
        let mut inside = false;
        while let Some(c) = text[at..].chars().next() {
            let starts = c.is_alphanumeric() && !inside;
            inside = c.is_alphanumeric();
            // "Ada Fen…" goes as a whole, also where she is called Ada alone.
            let name = |text| {
                let cut = is_cut.then(|| self.cut(text)).flatten();
                let both = self.name(text).into_iter().chain(cut);
                both.max_by_key(|(length, _)| *length)
            };
            if starts && let Some((length, whom)) = name(&text[at..]) {
                found.push((at..at + length, whom));
                at += length;
            } else {
                at += c.len_utf8();
            }
        }
        found
    }

    /// The name that `text` begins with, and its length with the ending of a case or a plural.
    fn name(&self, text: &str) -> Option<(usize, Whom)> {
        let word = first_word(text)?;
        let shorter = word.char_indices().rev().map(|(at, _)| at);
        let stems = std::iter::once(word.len()).chain(shorter.take(ENDING));
        let known = stems.filter_map(|stem| self.wordings.get(&word[..stem]));
        known.flatten().find_map(|(wording, whom)| {
            let rest = text.strip_prefix(wording.as_str())?;
            Some((wording.len() + ending(wording, rest)?, *whom))
        })
    }

    /// The name of which `text` begins with as much as an ellipsis has left: "Ada Fen…".
    fn cut(&self, text: &str) -> Option<(usize, Whom)> {
        /// Bytes of the longest name that is looked for.
        const LONGEST: usize = 120;
        /// So many letters at least, or a whole word, point to somebody.
        const LETTERS: usize = 3;
        let at = text
            .char_indices()
            .take_while(|(at, _)| *at < LONGEST)
            .find(|(_, c)| *c == '…')?
            .0;
        let left = text[..at].trim_end();
        let word = first_word(left)?;
        // A whole first word is looked up; a cut one has to be looked for.
        let candidates: Vec<&(String, Whom)> = if left.len() > word.len() || text[..at] != *left {
            self.wordings.get(word).into_iter().flatten().collect()
        } else if left.chars().count() >= LETTERS {
            let from = self.wordings.range(word.to_owned()..);
            from.take_while(|(first, _)| first.starts_with(word))
                .flat_map(|(_, wordings)| wordings)
                .collect()
        } else {
            Vec::new()
        };
        candidates
            .into_iter()
            .find(|(wording, _)| wording.starts_with(left))
            .map(|(_, whom)| (left.len(), *whom))
    }
}

/// The slice of `text` at `chars` without the names at `masked`. Of a name that the slice cuts,
/// nothing is left.
pub(super) fn slice(text: &Offsets<'_>, masked: &[Masked], chars: Range<usize>) -> String {
    let mut shown = String::new();
    let mut at = chars.start;
    let from = masked.partition_point(|name| name.chars.end <= chars.start);
    for name in &masked[from..] {
        if name.chars.start >= chars.end {
            break;
        }
        shown.push_str(
            text.slice(&(at..name.chars.start.max(at)))
                .unwrap_or_default(),
        );
        shown.push_str(&name.placeholder);
        at = name.chars.end;
    }
    shown
        + text
            .slice(&(at.min(chars.end)..chars.end))
            .unwrap_or_default()
}

/// How much of `rest` is the ending that a language puts behind a name ("Fenwicks Angaben");
/// `None` where the word goes on and is another.
fn ending(name: &str, rest: &str) -> Option<usize> {
    /// Shorter names are the beginnings of too many words.
    const LETTERS: usize = 5;
    let ending = first_word(rest).unwrap_or_default();
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let is_long = last.chars().count() >= LETTERS && ending.chars().count() <= ENDING;
    let is_ending =
        matches!(ending, "" | "s" | "S") || is_long && ending.chars().all(char::is_lowercase);
    is_ending.then_some(ending.len())
}

fn first_word(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask() -> Mask {
        let people = [
            ["Ada Fenwick", "Fenwick", "Ada"].as_slice(),
            &["Karl-Otto Öst", "Öst"],
            &["Jon Fenwick", "Fenwick"],
        ];
        let wordings = |names: &&[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Mask::hiding(&people.iter().map(wordings).collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(text: &str, masked: &str) {
        assert_eq!(mask().text(text), masked);
    }

    #[test]
    fn names_go_and_words_that_hold_them_stay() {
        check(
            "Minister Ada Fenwick, 41, said",
            "Minister Person 1, 41, said",
        );
        check(
            "Ada Fenwick’s aide and Öst.",
            "Person 1’s aide and Person 2.",
        );
        check("ADA FENWICK SPEAKS", "Person 1 SPEAKS");
        check(
            "the Adamant, Östlund, Canada",
            "the Adamant, Östlund, Canada",
        );
        check("“Karl-Otto Öst”", "“Person 2”");
        check(
            "Fenwicks Angaben, Östs, Fenwickerei",
            "Person Angaben, Person 2, Fenwickerei",
        );
        check("", "");
    }

    #[test]
    fn a_name_of_two_is_nobody_in_particular() {
        check(
            "Fenwick left; Jon Fenwick stayed",
            "Person left; Person 3 stayed",
        );
    }

    #[test]
    fn nothing_is_left_of_a_name_that_is_cut() {
        check("as Ada Fen…", "as Person 1…");
        check("as Karl-Otto …", "as Person 2 …");
        check("as Karl… said", "as Person 2… said");
        check("Mr Fenw…", "Mr Person…");
        check("a long day … Ada", "a long day … Person 1");
        let text = Offsets::new("Now Ada Fenwick and Karl-Otto Öst are gone");
        let places = mask().places(&text);
        assert_eq!(
            slice(&text, &places, 0..42),
            "Now Person 1 and Person 2 are gone"
        );
        assert_eq!(slice(&text, &places, 6..24), "Person 1 and Person 2");
        assert_eq!(slice(&text, &places, 9..12), "Person 1");
        assert_eq!(slice(&text, &places, 15..19), " and");
        assert_eq!(slice(&text, &places, 4..4), "");
    }
}
