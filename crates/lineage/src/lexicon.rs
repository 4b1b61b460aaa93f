//! What is known of words, from shipped tables: how rare they are, and which are numbers, days and
//! months.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
    /// Its English form, if it is a name that each language has its own form of.
    pub(crate) english: Option<&'static str>,
}

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Two letters.
    pub(crate) language: &'static str,
    words: FxHashMap<&'static str, Known>,
    /// Weight of a word that it does not have and that is no name.
    pub(crate) untold: u8,
    /// Weight of a name that it does not have.
    pub(crate) name: u8,
}

static LEXICONS: LazyLock<[Lexicon; 8]> =
    LazyLock::new(|| ["en", "de", "es", "fr", "it", "pt", "ru", "uk"].map(Lexicon::read));
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
        let mut words: FxHashMap<&str, Known> = FxHashMap::default();
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
        for (english, row) in named(include_str!("../data/exonyms.tsv")) {
            for word in row.split(' ') {
                words.entry(word).or_default().english = Some(english);
            }
        }
        Self {
            language,
            words,
            untold: if language == "en" { UNKNOWN } else { UNTOLD },
            name: if language == "de" { NOUN } else { UNKNOWN },
        }
    }

    /// What is known of `word` (lower-case).
    pub(crate) fn get(&self, word: &str) -> Known {
        let mut known = self.words.get(word).copied().unwrap_or_default();
        // No table has words of one letter; all of them are common.
        if known.weight.is_none() && word.chars().nth(1).is_none() {
            known.weight = Some(0);
        }
        known
    }
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
        assert_eq!(Lexicon::of("ru").get("москве").english, Some("moscow"));
        assert_eq!(Lexicon::of("pt").get("março").date, Some("m3"));
        assert_eq!(Lexicon::of("xx").get("mars"), Known::default());
    }
}
