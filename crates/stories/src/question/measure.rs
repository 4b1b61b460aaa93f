//! What is known of the measures: how their figures are compared, and which are near one another.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table::rows;

/// How much it takes for two figures of a measure to answer one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joins {
    /// A story has one such number for each population.
    Tally,
    /// Figures of one size are about one thing.
    Narrow,
    /// Money and goods of many kinds: something must tie them.
    Loose,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    joins: Joins,
    planned: bool,
    graded: bool,
    /// One of these must stand in a sentence of the group; none where it is the last row.
    pub(super) words: Vec<&'static str>,
    pub(super) question: &'static str,
}

static MEASURES: LazyLock<BTreeMap<&'static str, Vec<Asking>>> = LazyLock::new(|| {
    let mut measures: BTreeMap<&'static str, Vec<Asking>> = BTreeMap::new();
    for row in rows(include_str!("../../data/measures.tsv")) {
        let &[measure, how, notes, words, question] = row.as_slice() else {
            continue;
        };
        measures.entry(measure).or_default().push(Asking {
            joins: match how {
                "tally" => Joins::Tally,
                "narrow" => Joins::Narrow,
                _ => Joins::Loose,
            },
            planned: notes.contains("planned"),
            graded: notes.contains("graded"),
            words: words.split(' ').filter(|word| *word != "-").collect(),
            question,
        });
    }
    measures
});

static RELATED: LazyLock<Vec<[&'static str; 2]>> = LazyLock::new(|| {
    rows(include_str!("../../data/related_measures.txt"))
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .collect()
});

/// The rows of `measure`; none of a measure that is but the noun or verb of a text.
pub(super) fn asking(measure: &str) -> &'static [Asking] {
    MEASURES.get(measure).map_or(&[], Vec::as_slice)
}

/// Whether it is no measure of the table but a noun or verb of the text.
pub(super) fn is_open(measure: &str) -> bool {
    asking(measure).is_empty()
}

/// How its figures are compared.
pub(super) fn joins(measure: &str) -> Joins {
    asking(measure)
        .first()
        .map_or(Joins::Loose, |row| row.joins)
}

/// Whether what is to come and what has come answer one question.
pub(super) fn is_planned(measure: &str) -> bool {
    asking(measure).first().is_some_and(|row| row.planned)
}

/// Whether suspected and confirmed ones are counted apart.
pub(super) fn is_graded(measure: &str) -> bool {
    asking(measure).first().is_some_and(|row| row.graded)
}

/// Whether texts use both for one number.
pub(super) fn are_related(one: &str, other: &str) -> bool {
    RELATED
        .iter()
        .any(|pair| *pair == [one, other] || *pair == [other, one])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for row in rows(include_str!("../../data/measures.tsv")) {
            assert_eq!(row.len(), 5, "{row:?}");
            assert!(["tally", "narrow", "loose"].contains(&row[1]), "{row:?}");
            assert!(row[4].ends_with('?'), "{row:?}");
        }
        for (measure, rows) in MEASURES.iter() {
            let last = rows.len() - 1;
            for (at, row) in rows.iter().enumerate() {
                assert_eq!(row.words.is_empty(), at == last, "{measure}");
            }
        }
        for row in rows(include_str!("../../data/related_measures.txt")) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert!(row.iter().all(|measure| !is_open(measure)), "{row:?}");
        }
    }

    #[test]
    fn every_measure_of_the_claims_crate_has_a_question() {
        for row in rows(include_str!("../../../claims/data/measure/measures.txt")) {
            assert!(!is_open(row[0]), "{}", row[0]);
        }
    }
}
