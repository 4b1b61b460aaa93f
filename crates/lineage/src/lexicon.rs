//! What is known of words, from shipped tables: how rare they are, and which are numbers, days and
//! months.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::token::{fold, key, stem};
use crate::words;

/// Weight of a word that the tables do not know, in half bits: as rare as the table can tell.
pub(crate) const UNKNOWN: u8 = 22;
/// Weight of a word of a language that has no table of them, unless it is a function word.
const UNTOLD: u8 = 10;
/// Weight of a name in German, where any noun looks like one.
const NOUN: u8 = 10;

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

/// A word that some table has: in few bytes, since every word of every text is looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    /// Hash of its stem, as [`key`] gives it.
    key: u32,
    /// As [`Known::weight`]; none if it is above [`UNKNOWN`].
    weight: u8,
    /// Its bytes. What differs from it in an apostrophe or in how accents are written has its hash
    /// and not its length.
    length: u8,
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
    /// By their hashes.
    words: FxHashMap<u64, Entry>,
    /// Numbers and dates; the first is neither.
    meanings: Vec<Meaning>,
    /// Weight of a word that it does not have and that is no name.
    pub(crate) untold: u8,
    /// Weight of a name that it does not have.
    pub(crate) name: u8,
}

static LEXICONS: LazyLock<[Lexicon; 4]> =
    LazyLock::new(|| ["en", "de", "es", "fr"].map(Lexicon::read));
/// For any other language: in it numbers in digits and names still count.
static NONE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(""));

impl Lexicon {
    /// The lexicon of a language (two letters).
    pub(crate) fn of(language: &str) -> &'static Self {
        LEXICONS
            .iter()
            .find(|lexicon| lexicon.language == language)
            .unwrap_or(&NONE)
    }

    fn read(language: &'static str) -> Self {
        let mut words: BTreeMap<&str, Known> = BTreeMap::new();
        if language == "en" {
            for (bucket, row) in rows(include_str!("../data/background.tsv")) {
                for word in row.split(' ') {
                    words.entry(word).or_default().weight = bucket.parse().ok();
                }
            }
        }
        let own = |table| {
            rows(table)
                .filter(move |(of, _)| *of == language)
                .map(|(_, row)| row)
        };
        for word in own(include_str!("../data/function_words.tsv")).flat_map(|row| row.split(' ')) {
            words.entry(word).or_default().weight = Some(0);
        }
        let named = |table| own(table).filter_map(|row: &'static str| row.split_once('\t'));
        for (value, row) in named(include_str!("../data/numbers.tsv")) {
            for word in row.split(' ') {
                words.entry(word).or_default().number = value.parse().ok();
            }
        }
        for (date, row) in named(include_str!("../data/dates.tsv")) {
            for word in row.split(' ') {
                words.entry(word).or_default().date = Some(date);
            }
        }
        let mut meanings: Vec<Meaning> = vec![(None, None)];
        let entries = words.into_iter().filter_map(|(word, known)| {
            let meaning = (known.number, known.date);
            let place = meanings.iter().position(|other| *other == meaning);
            let place = place.unwrap_or_else(|| {
                meanings.push(meaning);
                meanings.len() - 1
            });
            let entry = Entry {
                key: key(stem(fold(word, &mut String::new()))),
                weight: known.weight.unwrap_or(u8::MAX),
                length: u8::try_from(word.len()).ok()?,
                meaning: u16::try_from(place).ok()?,
            };
            Some((hash(word)?, entry))
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
        let entry = hash(word).and_then(|hash| self.entry(hash, word.len()));
        let mut known = entry.map_or(Known::default(), |entry| self.known(entry));
        // No table has words of one letter; all of them are common.
        if known.weight.is_none() && word.chars().nth(1).is_none() {
            known.weight = Some(0);
        }
        known
    }

    /// What is known of a word as it stands in a text, by its hash and its length in bytes, with
    /// the key of its stem; `None` where it is in no table as it is written.
    pub(crate) fn at_once(&self, hash: u64, length: usize) -> Option<(u32, Known)> {
        let entry = self.entry(hash, length)?;
        Some((entry.key, self.known(entry)))
    }

    fn entry(&self, hash: u64, length: usize) -> Option<&Entry> {
        let entry = self.words.get(&hash)?;
        (usize::from(entry.length) == length).then_some(entry)
    }

    fn known(&self, entry: &Entry) -> Known {
        let (number, date) = self.meanings[usize::from(entry.meaning)];
        Known {
            weight: Some(entry.weight).filter(|weight| *weight <= UNKNOWN),
            number,
            date,
        }
    }
}

/// The hash of what is one word.
fn hash(word: &str) -> Option<u64> {
    let mut hash = None;
    words::for_each(word, |found| {
        if found.bytes() == (0..word.len()) {
            hash = Some(found.hash);
        }
    });
    hash
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
        assert_eq!(Lexicon::of("xx").get("mars"), Known::default());
    }
}
