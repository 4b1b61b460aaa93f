//! The rule tables: data files, read once. Each says at its head what its rows mean.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Qualifier;

/// A phrase as lowercase words.
pub(crate) type Phrase = Vec<&'static str>;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    Unit(f64),
    Scale(f64),
    Vague,
}

/// Where a measure's phrase stands, seen from the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    After,
    Before,
    Toll,
}

/// Where a source stands, seen from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    Subject,
    Object,
}

/// A measure's phrase.
#[derive(Clone, Debug)]
pub(crate) struct MeasurePhrase {
    pub(crate) measure: &'static str,
    pub(crate) place: Place,
    pub(crate) words: Phrase,
}

pub(crate) static NUMBERS: LazyLock<FxHashMap<&str, NumberWord>> = LazyLock::new(|| {
    rows(include_str!("../../data/first/numbers.txt"))
        .map(|row| {
            let value = row[2].parse().unwrap_or_default();
            let word = match row[1] {
                "unit" => NumberWord::Unit(value),
                "scale" => NumberWord::Scale(value),
                _ => NumberWord::Vague,
            };
            (row[0], word)
        })
        .collect()
});

/// Longest phrases first.
pub(crate) static QUALIFIERS: LazyLock<Vec<(Phrase, Qualifier)>> = LazyLock::new(|| {
    longest_first(
        rows(include_str!("../../data/first/qualifiers.txt")).map(|row| {
            let qualifier = match row[1] {
                "approx" => Qualifier::Approx,
                "at_least" => Qualifier::AtLeast,
                "more_than" => Qualifier::MoreThan,
                "at_most" => Qualifier::AtMost,
                "less_than" => Qualifier::LessThan,
                _ => Qualifier::Exact,
            };
            (phrase(row[0]), qualifier)
        }),
    )
});

/// Longest phrases first.
pub(crate) static MEASURES: LazyLock<Vec<MeasurePhrase>> = LazyLock::new(|| {
    let mut all: Vec<_> = rows(include_str!("../../data/first/measures.txt"))
        .flat_map(|row| {
            let place = match row[1] {
                "before" => Place::Before,
                "toll" => Place::Toll,
                _ => Place::After,
            };
            row[2].split('|').map(move |words| MeasurePhrase {
                measure: row[0],
                place,
                words: phrase(words),
            })
        })
        .collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.words.len()));
    all
});

/// Longest phrases first.
pub(crate) static CUES: LazyLock<Vec<(Phrase, CueKind)>> = LazyLock::new(|| {
    longest_first(rows(include_str!("../../data/first/cues.txt")).map(|row| {
        let kind = if row[1] == "object" {
            CueKind::Object
        } else {
            CueKind::Subject
        };
        (phrase(row[0]), kind)
    }))
});

pub(crate) static PEOPLE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/first/people.txt"))
        .map(|row| row[0])
        .collect()
});

pub(crate) static OFFICES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/first/offices.txt"))
        .map(|row| row[0])
        .collect()
});

pub(crate) static DENIALS: LazyLock<Vec<(Phrase, ())>> = LazyLock::new(|| {
    longest_first(
        rows(include_str!("../../data/first/denials.txt")).map(|row| (phrase(row[0]), ())),
    )
});

pub(crate) static DOCUMENTS: LazyLock<Vec<(Phrase, ())>> = LazyLock::new(|| {
    longest_first(
        rows(include_str!("../../data/first/documents.txt")).map(|row| (phrase(row[0]), ())),
    )
});

pub(crate) static ANONYMOUS: LazyLock<Vec<(Phrase, ())>> = LazyLock::new(|| {
    longest_first(
        rows(include_str!("../../data/first/anonymous.txt")).map(|row| (phrase(row[0]), ())),
    )
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| row.split('\t').collect())
}

fn phrase(words: &'static str) -> Phrase {
    words.split_whitespace().collect()
}

fn longest_first<T>(rows: impl Iterator<Item = (Phrase, T)>) -> Vec<(Phrase, T)> {
    let mut all: Vec<_> = rows.collect();
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for (table, fields, columns) in [
            (
                include_str!("../../data/first/numbers.txt"),
                3,
                vec!["unit", "scale", "vague"],
            ),
            (
                include_str!("../../data/first/qualifiers.txt"),
                2,
                vec![
                    "approx",
                    "at_least",
                    "more_than",
                    "at_most",
                    "less_than",
                    "exact",
                ],
            ),
            (
                include_str!("../../data/first/measures.txt"),
                3,
                vec!["after", "before", "toll"],
            ),
            (
                include_str!("../../data/first/cues.txt"),
                2,
                vec!["subject", "object"],
            ),
        ] {
            for row in rows(table) {
                assert!(row.len() == fields && columns.contains(&row[1]), "{row:?}");
            }
        }
    }

    #[test]
    fn no_phrase_stands_in_a_table_twice() {
        let mut seen = FxHashSet::default();
        for row in MEASURES.iter() {
            assert!(
                seen.insert((format!("{:?}", row.place), row.words.clone())),
                "{row:?}"
            );
        }
        assert!(MEASURES.iter().all(|row| !row.words.is_empty()));
    }
}
