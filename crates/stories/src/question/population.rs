//! What kind of people a figure counts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::table::{rows, singular};
use crate::word_lists::List;

/// A kind of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// Whether they may stand for people in general.
    pub(super) general: bool,
}

static KINDS: LazyLock<BTreeMap<&'static str, Kind>> = LazyLock::new(|| {
    rows(include_str!("../../data/populations.txt"))
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .flat_map(|[name, nouns]| {
            let kind = Kind {
                name: name.trim_start_matches('+'),
                general: name.starts_with('+'),
            };
            nouns.split(' ').map(move |noun| (noun, kind))
        })
        .collect()
});

static PEOPLE_UNITS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/people_units.txt"))
        .map(|row| row[0])
        .collect()
});

/// The unit that figures of one population share: "persons" for names and jobs as well.
pub(super) fn unit(unit: &str) -> &str {
    if PEOPLE_UNITS.contains(unit) {
        "persons"
    } else {
        unit
    }
}

/// The kind of people that `counted` is for: of its last noun that is for one.
pub(super) fn kind(counted: &str) -> Option<Kind> {
    let head = counted.split(" of ").next().unwrap_or(counted);
    let nouns: Vec<String> = head
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|word| singular(&word.to_lowercase()))
        .collect();
    let known = |noun: &String| KINDS.get(noun.as_str()).copied();
    nouns.iter().rev().find_map(known)
}

/// Whether a noun says no more than that people are counted: "victims", "colleagues".
pub(super) fn says_no_kind(noun: &str) -> bool {
    List::NoKind.has(&singular(noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for row in rows(include_str!("../../data/populations.txt")) {
            assert_eq!(row.len(), 2, "{row:?}");
        }
        for noun in KINDS.keys() {
            assert_eq!(singular(noun), **noun);
        }
    }

    #[test]
    fn what_is_counted_has_a_kind() {
        let name = |counted| kind(counted).map(|kind| kind.name);
        assert_eq!(name("captured Velmari soldiers"), Some("forces"));
        assert_eq!(name("volunteer firefighters"), Some("responders"));
        assert_eq!(name("people"), None);
        assert_eq!(name("school children"), Some("children"));
    }
}
