//! What is known of words, from shipped tables: how rare they are, and which are numbers, days and
//! months.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::spelling::Keys;
use crate::token::fold;
use crate::words;

/// Weight of a word that the tables do not know, in half bits: as rare as the table can tell.
pub(crate) const UNKNOWN: u8 = 22;
/// Weight of a word of a language that has no table of them, unless it is a function word: too little
/// to find texts on one event by.
const UNTOLD: u8 = 8;
/// Weight of a name in German, which may be a noun.
const NOUN: u8 = 16;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Known {
    /// Half bits by which it narrows down a text; `None` where no table has it.
    pub(crate) weight: Option<u8>,
    /// The number that it means.
    pub(crate) number: Option<f64>,
    /// The day or month that it means, as data/dates.tsv names it.
    pub(crate) date: Option<&'static str>,
}

/// One word as tables know it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// Hash of its stem, by which it is compared: the same in all languages if it is a name.
    pub(crate) key: u32,
    /// What it means, and how rare it is, or its folded form if no table has itself.
    pub(crate) known: Known,
}

/// A word that some table has: in few bytes, since every word of every text is looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    /// As [`Reading::key`].
    key: u32,
    /// As [`Known::weight`]; none if it is above [`UNKNOWN`].
    weight: u8,
    /// What else it means, in `meanings`.
    meaning: u16,
}

/// What few words mean.
type Meaning = (Option<f64>, Option<&'static str>);

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Two letters.
    pub(crate) language: &'static str,
    /// By their places.
    words: FxHashMap<u64, Entry>,
    /// Numbers and dates; the first is neither.
    meanings: Vec<Meaning>,
    /// Weight of a word that it does not have and that is no name.
    pub(crate) untold: u8,
    /// Weight of a name that it does not have.
    pub(crate) name: u8,
}

/// Apart from the others: they are read with it at hand, for the keys of their words.
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read("en"));
static OTHERS: LazyLock<[Lexicon; 7]> =
    LazyLock::new(|| ["de", "es", "fr", "it", "pt", "ru", "uk"].map(Lexicon::read));
/// For any other language: in it numbers in digits and names still count.
static NONE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(""));

impl Lexicon {
    /// The lexicon of a language (two letters).
    pub(crate) fn of(language: &str) -> &'static Self {
        if language == "en" {
            return &ENGLISH;
        }
        let mut others = OTHERS.iter();
        others
            .find(|lexicon| lexicon.language == language)
            .unwrap_or(&NONE)
    }

    fn read(language: &'static str) -> Self {
        let words = known(language);
        let english: FxHashMap<&str, &str> = forms(language).map(|(of, word)| (word, of)).collect();
        let weight = |word: &str| {
            let own = words.get(word).and_then(|known| known.weight);
            own.or_else(|| of_a_letter(word))
        };
        let mut meanings: Vec<Meaning> = vec![(None, None)];
        let (mut keys, mut room) = (Keys::default(), String::new());
        let entries = words.iter().filter_map(|(word, known)| {
            let own = (known.number, known.date);
            let meaning = meanings.iter().position(|other| *other == own);
            let meaning = meaning.unwrap_or_else(|| {
                meanings.push(own);
                meanings.len() - 1
            });
            let folded = fold(word, &mut room);
            let named = english.get(word).copied().unwrap_or(folded);
            let entry = Entry {
                key: keys.of(named, |word| match language {
                    "en" => weight(word).is_some(),
                    _ => ENGLISH.get(word).weight.is_some(),
                }),
                weight: weight(word).or_else(|| weight(folded)).unwrap_or(u8::MAX),
                meaning: u16::try_from(meaning).ok()?,
            };
            Some((place(words::hash(word)?, word.len()), entry))
        });
        Self {
            language,
            words: entries.collect(),
            meanings,
            untold: if language == "en" { UNKNOWN } else { UNTOLD },
            name: if language == "de" { NOUN } else { UNKNOWN },
        }
    }

    /// What is known of `word` (lower-case).
    pub(crate) fn get(&self, word: &str) -> Known {
        let known = self
            .find(word)
            .map_or(Known::default(), |found| found.known);
        Known {
            weight: known.weight.or_else(|| of_a_letter(word)),
            ..known
        }
    }

    /// The reading of `word` (lower-case) if it is in a table.
    pub(crate) fn find(&self, word: &str) -> Option<Reading> {
        self.at_once(words::hash(word)?, word.len())
    }

    /// The reading of a word as it stands in a text, by its hash and its length in bytes; `None`
    /// where it is in no table as it is written.
    pub(crate) fn at_once(&self, hash: u64, length: usize) -> Option<Reading> {
        let entry = self.words.get(&place(hash, length))?;
        let (number, date) = self.meanings[usize::from(entry.meaning)];
        let known = Known {
            weight: Some(entry.weight).filter(|weight| *weight <= UNKNOWN),
            number,
            date,
        };
        Some(Reading {
            key: entry.key,
            known,
        })
    }
}

/// What the tables say of the words of a language.
fn known(language: &str) -> BTreeMap<&'static str, Known> {
    let mut words: BTreeMap<&str, Known> = BTreeMap::new();
    if language == "en" {
        for (bucket, row) in rows(include_str!("../data/background.tsv")) {
            for word in row.split(' ') {
                words.entry(word).or_default().weight = bucket.parse().ok();
            }
        }
    }
    let common = own(include_str!("../data/function_words.tsv"), language);
    for word in common.flat_map(|row| row.split(' ')) {
        words.entry(word).or_default().weight = Some(0);
    }
    for (value, word) in named(include_str!("../data/numbers.tsv"), language) {
        words.entry(word).or_default().number = value.parse().ok();
    }
    for (date, word) in named(include_str!("../data/dates.tsv"), language) {
        words.entry(word).or_default().date = Some(date);
    }
    for (_, word) in forms(language) {
        words.entry(word).or_default();
    }
    words
}

/// Names that a language has its own form of: in English, and in that form.
fn forms(language: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    named(include_str!("../data/exonyms.tsv"), language)
}

/// Weight of a word of one letter: no table has any, and all of them are common.
fn of_a_letter(word: &str) -> Option<u8> {
    word.chars().nth(1).is_none().then_some(0)
}

/// Where a word stands among the words of a lexicon, by its hash and its length in bytes: what differs
/// from it in an apostrophe or in how accents are written has the same hash and not the same length.
fn place(hash: u64, length: usize) -> u64 {
    hash.wrapping_add(length as u64)
}

/// The rows of a table that are a language's own, without it.
fn own(table: &'static str, language: &str) -> impl Iterator<Item = &'static str> {
    rows(table)
        .filter(move |(of, _)| *of == language)
        .map(|(_, row)| row)
}

/// The words of those rows, each with what stands before them.
fn named(
    table: &'static str,
    language: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = own(table, language).filter_map(|row| row.split_once('\t'));
    rows.flat_map(|(name, row)| row.split(' ').map(move |word| (name, word)))
}

/// The lines of a table that are no comments, as their first field and the rest.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_well_formed() {
        let words = |row: &str| assert!(row.split(' ').all(|word| !word.is_empty()), "{row}");
        let mut count = 0;
        for (bucket, row) in rows(include_str!("../data/background.tsv")) {
            assert!(bucket.parse::<u8>().is_ok_and(|bucket| bucket <= UNKNOWN));
            words(row);
            count += row.split(' ').count();
        }
        assert!(count > 10_000);
        for (_, row) in rows(include_str!("../data/function_words.tsv")) {
            words(row);
        }
        for (_, row) in rows(include_str!("../data/numbers.tsv")) {
            let (value, row) = row.split_once('\t').unwrap();
            assert!(value.parse::<f64>().is_ok());
            words(row);
        }
        for (_, row) in rows(include_str!("../data/exonyms.tsv")) {
            let (english, row) = row.split_once('\t').unwrap();
            assert!(english.is_ascii());
            words(row);
        }
        for (_, row) in rows(include_str!("../data/dates.tsv")) {
            let (date, row) = row.split_once('\t').unwrap();
            assert!(date.starts_with(['d', 'm']));
            words(row);
        }
    }

    #[test]
    fn rarer_words_weigh_more() {
        let of = |word| Lexicon::of("en").get(word).weight.unwrap_or(UNKNOWN);
        assert!(of("the") < 2);
        assert!(of("the") < of("government") && of("government") < of("firefighters"));
        assert!(of("firefighters") < of("qwertz"));
        assert_eq!(Lexicon::of("de").get("der").weight, Some(0));
        assert_eq!(Lexicon::of("de").get("hafenamt"), Known::default());
    }

    #[test]
    fn each_language_has_its_own() {
        assert_eq!(Lexicon::of("es").get("once").number, Some(11.0));
        assert_eq!(Lexicon::of("en").get("once").number, None);
        assert_eq!(Lexicon::of("fr").get("mars").date, Some("m3"));
        assert_eq!(Lexicon::of("pt").get("março").date, Some("m3"));
        for five in ["п'ять", "п’ять"] {
            assert_eq!(Lexicon::of("uk").get(five).number, Some(5.0));
        }
        assert_eq!(Lexicon::of("xx").get("mars"), Known::default());
    }
}
