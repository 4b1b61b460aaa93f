//! What makes a capitalised name an outlet's.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::furniture::{FunctionWords, Word};

/// A capitalised name in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words, by index.
    pub(super) words: Range<usize>,
    /// A noun before it says that it is an outlet ("the newspaper …").
    pub(super) introduced: bool,
}

/// The tables of `outlets.txt`.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    first: FxHashSet<&'static str>,
    last: FxHashSet<&'static str>,
    longer: FxHashSet<&'static str>,
    noun: FxHashSet<&'static str>,
    known: FxHashSet<&'static str>,
    never: FxHashSet<&'static str>,
    title: FxHashSet<&'static str>,
}

/// Small words that may stand inside a name.
const INSIDE: [&str; 12] = [
    "of", "de", "del", "della", "des", "di", "do", "da", "du", "la", "der", "the",
];

/// Capitalised words that are never part of an outlet's name behind it.
const DAYS: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Capitalised only because they begin the sentence.
const OPENERS: [&str; 9] = [
    "manage",
    "meanwhile",
    "earlier",
    "later",
    "however",
    "separately",
    "yesterday",
    "today",
    "recently",
];

/// At most this many words between a cue and a name ("the local news outlet …").
const REACH: usize = 5;

impl Outlets {
    pub(super) fn get() -> &'static Self {
        static TABLE: LazyLock<Outlets> = LazyLock::new(|| {
            let mut table = Outlets::default();
            for line in include_str!("outlets.txt").lines() {
                if let Some((kind, entry)) = line.split_once('\t') {
                    table.add(kind, entry);
                }
            }
            table
        });
        &TABLE
    }

    fn add(&mut self, kind: &str, entry: &'static str) -> bool {
        match kind {
            "first" => self.first.insert(entry),
            "last" => self.last.insert(entry),
            "longer" => self.longer.insert(entry),
            "either" => self.first.insert(entry) & self.longer.insert(entry),
            "noun" => self.noun.insert(entry),
            "known" => self.known.insert(entry),
            "never" => self.never.insert(entry),
            "title" => self.title.insert(entry),
            _ => false,
        }
    }

    /// Whether a name reads as an outlet's. A one-word name must be known, or be
    /// a word that ends such names ("the Times").
    pub(super) fn reads_as_outlet(&self, words: &[Word]) -> bool {
        let parts: Vec<&str> = words.iter().map(|w| bare(&w.folded)).collect();
        let parts = parts.strip_prefix(&["the"]).unwrap_or(&parts);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return false;
        };
        if self.never.contains(last) || parts.iter().any(|part| self.title.contains(part)) {
            return false;
        }
        // A head may be one word or two ("news agency").
        let pair = |at: usize| parts.get(at..at + 2).map(|pair| pair.join(" "));
        let long = parts.len() > 1;
        let begins = |table: &FxHashSet<&str>| {
            table.contains(first) || pair(0).is_some_and(|pair| table.contains(pair.as_str()))
        };
        let ends = |table: &FxHashSet<&str>| {
            table.contains(last)
                || parts
                    .len()
                    .checked_sub(2)
                    .and_then(pair)
                    .is_some_and(|pair| table.contains(pair.as_str()))
        };
        // "BBC Persian", "Reuters TV": a known name with a word behind it.
        let branch = parts.len() < 4
            && words.first().is_some_and(|word| word.caps)
            && self.known.contains(first);
        ends(&self.last)
            || long && (begins(&self.first) || ends(&self.longer))
            || self.known.contains(parts.join(" ").as_str())
            || branch
    }

    /// Whether a name that is credited may be an outlet's: it reads as one, or is one word that
    /// is neither a code nor an abbreviation.
    pub(super) fn may_be_credited(&self, words: &[Word]) -> bool {
        let plain = |word: &Word| {
            let code = word.folded.contains(|c: char| c.is_ascii_digit());
            !word.caps && !code && !self.never.contains(word.folded.as_str())
        };
        matches!(words, [one] if plain(one)) || self.reads_as_outlet(words)
    }

    /// The name that begins at word `from` of `line`, behind an article and
    /// nouns that introduce it.
    pub(super) fn name_at(&self, line: &str, words: &[Word], from: usize) -> Option<Name> {
        let mut start = from;
        let mut introduced = false;
        while let Some(word) = words.get(start) {
            if word.upper || start > from && !touches(line, words, start - 1) {
                break;
            }
            introduced |= self.noun.contains(word.folded.as_str());
            start += 1;
            if start - from > REACH {
                return None;
            }
        }
        // More than an article may go before only if it introduces the name.
        let skipped = &words[from..start];
        let article = matches!(skipped, [one] if is_article(&one.folded));
        if !(skipped.is_empty() || article || introduced)
            || start > from && !touches(line, words, start - 1)
        {
            return None;
        }
        let mut end = start;
        while let Some(word) = words.get(end) {
            if end > start && !touches(line, words, end - 1) {
                break;
            }
            let inside = end > start
                && INSIDE.contains(&word.folded.as_str())
                && words
                    .get(end + 1)
                    .is_some_and(|next| next.upper && touches(line, words, end));
            if !(word.upper || inside) || DAYS.contains(&word.folded.as_str()) {
                break;
            }
            end += 1;
            if word.folded.ends_with("'s") {
                break;
            }
        }
        (end > start).then_some(Name {
            words: start..end,
            introduced,
        })
    }

    /// The name that ends right before word `to` of `line`.
    pub(super) fn name_before(&self, line: &str, words: &[Word], to: usize) -> Option<Name> {
        let mut start = to;
        while start > 0 && touches(line, words, start - 1)
            || start == to && start > 0 && follows(line, words, start)
        {
            let word = &words[start - 1];
            let inside = start < to
                && INSIDE.contains(&word.folded.as_str())
                && start >= 2
                && words[start - 2].upper
                && touches(line, words, start - 2);
            if !(word.upper || inside) {
                break;
            }
            start -= 1;
        }
        let table = FunctionWords::get();
        while start < to {
            let word = words[start].folded.as_str();
            let opener = OPENERS.contains(&word) || word != "the" && table.contains(word);
            if !(opener || DAYS.contains(&word)) {
                break;
            }
            start += 1;
        }
        (start < to).then_some(Name {
            words: start..to,
            introduced: false,
        })
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "el" | "la" | "le" | "il" | "der" | "die" | "das" | "den" | "dem"
    )
}

/// A word without its possessive ending.
fn bare(folded: &str) -> &str {
    folded.strip_suffix("'s").unwrap_or(folded)
}

/// Whether nothing but a blank, a hyphen or an ampersand stands between the
/// word at `at` and the next.
fn touches(line: &str, words: &[Word], at: usize) -> bool {
    match (words.get(at), words.get(at + 1)) {
        (Some(a), Some(b)) => {
            matches!(line.get(a.end..b.start), Some(" " | "-" | " & " | "\u{a0}" | ". ") if !ends_sentence(line, a, b))
        }
        _ => false,
    }
}

/// A full stop between two words of a name stands behind an initial only.
fn ends_sentence(line: &str, a: &Word, b: &Word) -> bool {
    line.get(a.end..b.start) == Some(". ") && a.end - a.start > 1
}

fn follows(line: &str, words: &[Word], at: usize) -> bool {
    at > 0 && touches(line, words, at - 1)
}

/// Whether two names may be of one outlet: the words of one, but for "the",
/// stand in the other in order, or one is made of the initials of the other.
pub fn same_outlet(a: &str, b: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let words = crate::furniture::words(name);
        let all: Vec<String> = words.iter().map(|w| bare(&w.folded).to_owned()).collect();
        match all.split_first() {
            Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
            _ => all,
        }
    };
    let (a, b) = (parts(a), parts(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    let mut rest = long.iter();
    let within = short.iter().all(|word| rest.any(|other| other == word));
    let initials: String = long
        .iter()
        .filter(|word| !INSIDE.contains(&word.as_str()) && *word != "and")
        .filter_map(|word| word.chars().next())
        .collect();
    within || long.len() > 1 && matches!(short.as_slice(), [one] if *one == initials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::words;

    fn reads(name: &str) -> bool {
        Outlets::get().reads_as_outlet(&words(name))
    }

    #[test]
    fn every_line_of_the_table_is_used() {
        let mut table = Outlets::default();
        for line in include_str!("outlets.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let (kind, entry) = line.split_once('\t').expect("two fields");
            assert!(
                table.add(kind, entry),
                "{line:?} is unknown or stands there twice"
            );
        }
    }

    #[test]
    fn outlets_are_known_from_ministries_people_and_firms() {
        for name in [
            "Orrin Radio",
            "Radio Halm",
            "The Halm Evening Post",
            "Voice of Orrin",
            "Halm Ilbo",
            "the Times",
            "Reuters",
        ] {
            assert!(reads(name), "{name}");
        }
        for name in [
            "Ministry of Tides",
            "Ada Reed",
            "Orrin Harbour Board",
            "Orrin Press Office",
            "Halm Post Office",
            "Radio",
        ] {
            assert!(!reads(name), "{name}");
        }
    }

    #[test]
    fn names_are_cut_where_they_end() {
        let line = "she told the local news outlet Halm Ilbo on Monday";
        let tokens = words(line);
        let name = Outlets::get().name_at(line, &tokens, 2).expect("a name");
        assert!(name.introduced);
        assert_eq!(
            &line[tokens[name.words.start].start..tokens[name.words.end - 1].end],
            "Halm Ilbo"
        );
        let line = "Meanwhile Voice of Orrin reported the loss";
        let tokens = words(line);
        let name = Outlets::get()
            .name_before(line, &tokens, 4)
            .expect("a name");
        assert_eq!(name.words, 1..4);
    }

    #[test]
    fn short_names_and_initials_are_the_same_outlet() {
        assert!(same_outlet("the Mirror", "The Orrin Mirror"));
        assert!(same_outlet("OBC", "Orrin Broadcasting Corporation"));
        assert!(!same_outlet("Orrin Radio", "Orrin Mirror"));
        assert!(!same_outlet("", "Orrin Mirror"));
    }
}
