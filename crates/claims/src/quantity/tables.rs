//! The rule tables of this part, read once.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::numeral::Convention;
use super::piece::Pieces;
use crate::model::Qualifier;
use crate::table::rows;

/// Words, each in lower case, as [`Pieces`] would give them.
pub(super) type Phrase = Box<[Box<str>]>;

/// A table of phrases, found by their first word, longest first.
#[derive(Debug)]
pub(super) struct Phrases<T>(FxHashMap<Box<str>, Vec<(Phrase, T)>>);

impl<T> Phrases<T> {
    pub(super) fn new(entries: impl IntoIterator<Item = (Phrase, T)>) -> Self {
        let mut by_word: FxHashMap<Box<str>, Vec<(Phrase, T)>> = FxHashMap::default();
        for (phrase, value) in entries {
            let Some(first) = phrase.first() else {
                continue;
            };
            by_word
                .entry(first.clone())
                .or_default()
                .push((phrase, value));
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
        for list in by_word.values_mut() {
            list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        Self(by_word)
    }

    /// The longest phrase that stands at `at`, and where it ends.
    pub(super) fn at(&self, pieces: &Pieces<'_>, at: usize) -> Option<(&T, usize)> {
        self.all(pieces, at).next()
    }

    /// Every phrase that stands at `at`, longest first.
    pub(super) fn all(&self, pieces: &Pieces<'_>, at: usize) -> impl Iterator<Item = (&T, usize)> {
        self.0
            .get(pieces.lower(at))
            .into_iter()
            .flatten()
            .filter_map(move |(phrase, value)| {
                pieces.phrase(at, phrase).map(|length| (value, at + length))
            })
    }
}

/// The words of `text`, as [`Pieces`] would give them.
pub(super) fn phrase(text: &str) -> Phrase {
    let pieces = Pieces::new(text, 0..text.len(), Convention::English);
    (0..pieces.len())
        .map(|at| pieces.lower(at).into())
        .collect()
}

/// A word of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    Unit(f64),
    Ten(f64),
    Hundred,
    Scale(f64),
    /// A scale that must stand right behind a numeral.
    Short(f64),
    Part(f64),
}

/// Number words by themselves and in the plural.
pub(super) static NUMBERS: LazyLock<FxHashMap<&str, NumberWord>> = LazyLock::new(|| {
    rows(include_str!("../../data/quantity/numbers.txt"))
        .map(|row| {
            let value = row[2].parse().expect("a number");
            let word = match row[1] {
                "unit" => NumberWord::Unit(value),
                "ten" => NumberWord::Ten(value),
                "hundred" => NumberWord::Hundred,
                "scale" => NumberWord::Scale(value),
                "short" => NumberWord::Short(value),
                "part" => NumberWord::Part(value),
                other => unreachable!("{other}"),
            };
            (row[0], word)
        })
        .collect()
});

/// What has to follow a vague word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    Anything,
    Of,
    Scale,
}

/// A count without a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vague {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) with: With,
}

pub(super) static VAGUE: LazyLock<Phrases<Vague>> = LazyLock::new(|| {
    Phrases::new(
        rows(include_str!("../../data/quantity/vague.txt")).map(|row| {
            let vague = Vague {
                low: row[1].parse().expect("a number"),
                high: row[2].parse().expect("a number"),
                with: match row[3] {
                    "-" => With::Anything,
                    "of" => With::Of,
                    "times" => With::Scale,
                    other => unreachable!("{other}"),
                },
            };
            (phrase(row[0]), vague)
        }),
    )
});

/// Words in front of a number, longest first; the last value says whether they may be a
/// preposition instead.
pub(super) static BEFORE: LazyLock<Vec<(Phrase, Qualifier, bool)>> = LazyLock::new(|| {
    let mut found: Vec<_> = qualifier_rows()
        .filter(|row| row[1] != "after")
        .map(|row| (phrase(row[0]), qualifier(row[2]), row[1] == "loose"))
        .collect();
    found.sort_by_key(|(phrase, ..)| std::cmp::Reverse(phrase.len()));
    found
});

/// The last words of [`BEFORE`]: most words of a text are none of them.
pub(super) static BEFORE_ENDS: LazyLock<FxHashSet<Box<str>>> = LazyLock::new(|| {
    BEFORE
        .iter()
        .filter_map(|(p, ..)| p.last().cloned())
        .collect()
});

/// Words behind a number.
pub(super) static AFTER: LazyLock<Phrases<Qualifier>> = LazyLock::new(|| {
    Phrases::new(
        qualifier_rows()
            .filter(|row| row[1] == "after")
            .map(|row| (phrase(row[0]), qualifier(row[2]))),
    )
});

/// Marks in front of a number, longest first.
pub(super) static MARKS: LazyLock<Vec<(&str, Qualifier)>> = LazyLock::new(|| {
    let mut marks: Vec<_> = rows(include_str!("../../data/quantity/marks.txt"))
        .map(|row| (row[0], qualifier(row[1])))
        .collect();
    marks.sort_by_key(|(mark, _)| std::cmp::Reverse(mark.len()));
    marks
});

fn qualifier_rows() -> impl Iterator<Item = Vec<&'static str>> {
    rows(include_str!("../../data/quantity/qualifiers.txt"))
}

fn qualifier(name: &str) -> Qualifier {
    match name {
        "approx" => Qualifier::Approx,
        "at_least" => Qualifier::AtLeast,
        "more_than" => Qualifier::MoreThan,
        "at_most" => Qualifier::AtMost,
        "less_than" => Qualifier::LessThan,
        "exact" => Qualifier::Exact,
        other => unreachable!("{other}"),
    }
}

/// Words between a qualifier and its number.
pub(super) static FILLERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/fillers.txt")));

/// Words behind "twice" and "three times" that compare.
pub(super) static COMPARED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/compared.txt")));

/// "tripled", "twice": the factor, and whether it needs a comparison behind it.
pub(super) static TIMES: LazyLock<FxHashMap<&str, (f64, bool)>> = LazyLock::new(|| {
    rows(include_str!("../../data/quantity/times.txt"))
        .map(|row| {
            (
                row[0],
                (row[1].parse().expect("a number"), row[2] == "compare"),
            )
        })
        .collect()
});

static CONTEXTS: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../../data/quantity/contexts.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

/// Whether the table of contexts has `word` at `place`.
pub(super) fn context(place: &'static str, word: &str) -> bool {
    CONTEXTS.contains(&(place, word))
}

/// Nouns that a number behind them names.
pub(super) static DESIGNATORS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/designators.txt")));

/// The first fields of a table, as a set.
pub(super) fn words(table: &'static str) -> FxHashSet<&'static str> {
    rows(table).map(|row| row[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of `table` has `columns` fields, none empty, and no row stands twice.
    fn check(table: &'static str, columns: std::ops::RangeInclusive<usize>) {
        let mut seen = FxHashSet::default();
        for row in rows(table) {
            assert!(columns.contains(&row.len()), "{row:?}");
            assert!(row.iter().all(|field| !field.is_empty()), "{row:?}");
            assert!(seen.insert(row.clone()), "twice: {row:?}");
        }
        assert!(!seen.is_empty());
    }

    macro_rules! table {
        ($name:literal) => {
            include_str!(concat!("../../data/quantity/", $name, ".txt"))
        };
    }

    #[test]
    fn tables_are_well_formed() {
        check(table!("numbers"), 3..=3);
        check(table!("vague"), 4..=4);
        check(table!("qualifiers"), 3..=3);
        check(table!("marks"), 2..=2);
        check(table!("times"), 3..=3);
        check(table!("currencies"), 4..=4);
        check(table!("minor_units"), 5..=5);
        check(table!("currency_signs"), 2..=2);
        check(table!("units"), 2..=2);
        check(table!("periods"), 2..=2);
        check(table!("one"), 2..=2);
        check(table!("contexts"), 2..=2);
        for list in [
            table!("certainty"),
            table!("changes"),
            table!("compared"),
            table!("compounds"),
            table!("currency_codes"),
            table!("designators"),
            table!("fillers"),
            table!("idioms"),
            table!("months"),
            table!("people_of_age"),
            table!("phones"),
            table!("scoring"),
            table!("streets"),
            table!("time_adjectives"),
            table!("time_units"),
            table!("topics"),
            table!("warmth"),
            table!("weights"),
            table!("zero_nouns"),
        ] {
            check(list, 1..=1);
        }
    }

    #[test]
    fn tables_are_read() {
        assert_eq!(NUMBERS.get("lakh"), Some(&NumberWord::Scale(1e5)));
        assert!(BEFORE.iter().any(|(phrase, qualifier, loose)| {
            phrase.len() == 1
                && &*phrase[0] == "over"
                && *qualifier == Qualifier::MoreThan
                && *loose
        }));
        assert!(
            MARKS
                .iter()
                .is_sorted_by_key(|(mark, _)| std::cmp::Reverse(mark.len()))
        );
        assert_eq!(TIMES.get("twice"), Some(&(2.0, true)));
        assert!(context("before year", "in"));
        for row in rows(table!("vague")) {
            let end = |at: usize| row[at].parse::<f64>().expect("a number");
            assert!(end(1) < end(2), "{row:?}");
        }
    }

    #[test]
    fn codes_are_three_capitals() {
        for row in rows(table!("currency_codes")) {
            let code = row[0];
            assert!(
                code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()),
                "{code}"
            );
        }
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let phrases = Phrases::new([("at least", 1), ("at", 2)].map(|(p, v)| (phrase(p), v)));
        let text = "at least";
        let pieces = Pieces::new(text, 0..text.len(), Convention::English);
        assert_eq!(phrases.at(&pieces, 0), Some((&1, 2)));
    }
}
