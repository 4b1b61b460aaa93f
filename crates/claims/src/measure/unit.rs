//! What a count is a count of, in one word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::form::{plural, singular};
use super::people::counts_people;
use super::signal::{ANYTHING, Aspect, PHYSICAL, Relation, measure};
use super::tree::Tree;
use crate::quantity::Unit;
use crate::table::rows;

pub(super) const PERSONS: &str = "persons";

static PLAIN: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/plain_units.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

/// Unit by measure, where no noun says it: `persons`, or none.
static BY_MEASURE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/measures.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});

/// Nouns of happenings and remains that count the people they are of.
const STANDS_FOR_PEOPLE: &[&str] = &[
    "killed",
    "injured",
    "infected",
    "casualties",
    "arrested",
    "laid_off",
    "captured",
    "hospitalised",
    "evacuated",
    "missing",
    "abducted",
    "executed",
    "recovered",
    "born",
];

/// Whether the measure counts persons where no noun says what it counts.
pub(super) fn is_of_persons(measure: &str) -> bool {
    BY_MEASURE.get(measure) == Some(&PERSONS)
}

/// Whether the measure stands in the table.
pub fn is_known(measure: &str) -> bool {
    BY_MEASURE.contains_key(measure)
}

/// The unit that the number says itself.
pub(super) fn of_number(unit: &Unit) -> Option<String> {
    match unit {
        Unit::Count => None,
        Unit::Percent | Unit::Share => Some("percent".to_owned()),
        Unit::Times => Some("times".to_owned()),
        Unit::Money(code) => Some(code.clone()),
        Unit::Physical(code) => Some(plain(code).unwrap_or(code).to_owned()),
    }
}

/// The unit that the counted noun says: persons, or the noun in the plural.
pub(super) fn of_noun(tree: &Tree<'_>, noun: usize) -> String {
    if counts_people(tree, noun) {
        return PERSONS.to_owned();
    }
    let happens = measure(tree, Aspect::new(Relation::Noun, noun), ANYTHING);
    let lemma = singular(&tree.lemma(noun));
    let is_thing = matches!(lemma.as_str(), "job" | "cut" | "loss");
    if happens.is_some_and(|measure| STANDS_FOR_PEOPLE.contains(&measure)) && !is_thing {
        return PERSONS.to_owned();
    }
    plain(&lemma).map_or_else(|| plural(&lemma), str::to_owned)
}

fn plain(unit: &str) -> Option<&'static str> {
    PLAIN.get(unit).copied()
}

/// What the table of signals calls this unit.
pub(super) fn kind<'u>(unit: &'u str, of: &Unit) -> &'u str {
    match of {
        Unit::Money(_) => "money",
        Unit::Percent | Unit::Share => "share",
        Unit::Physical(_) if is_area(unit) => "area",
        Unit::Physical(_) => PHYSICAL,
        _ => unit,
    }
}

fn is_area(unit: &str) -> bool {
    matches!(unit, "hectares" | "acres") || unit.ends_with('2')
}
