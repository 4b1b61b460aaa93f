//! The tables in `data/circumstance/`, read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::table::rows;

/// Which way a relation is gone: from the claim, or to the time or place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    Up,
    Down,
}

/// Everything in `data/circumstance/`.
#[derive(Debug)]
pub(super) struct Tables {
    links: FxHashMap<&'static str, Costs>,
    clauses: FxHashMap<&'static str, Costs>,
    places: FxHashMap<&'static str, Vec<&'static str>>,
}

/// What going up and going down costs, where it can be done.
#[derive(Clone, Copy, Debug, Default)]
struct Costs {
    up: Option<u32>,
    down: Option<u32>,
}

impl Costs {
    fn of(self, way: Way) -> Option<u32> {
        match way {
            Way::Up => self.up,
            Way::Down => self.down,
        }
    }
}

/// The tables.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut places: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../../data/circumstance/places.txt")) {
        places
            .entry(row[0])
            .or_default()
            .push(row.get(1).copied().unwrap_or_default());
    }
    Tables {
        links: costs(include_str!("../../data/circumstance/links.txt")),
        clauses: costs(include_str!("../../data/circumstance/clauses.txt")),
        places,
    }
});

impl Tables {
    /// What a relation costs; `None` where it leads elsewhere.
    pub(super) fn link(&self, relation: &str, way: Way) -> Option<u32> {
        self.links.get(relation)?.of(way)
    }

    /// What an adverbial clause that `word` opens costs.
    pub(super) fn clause(&self, word: &str, way: Way) -> Option<u32> {
        self.clauses.get(word.to_lowercase().as_str())?.of(way)
    }

    /// Whether a word or label plays a part in naming places.
    pub(super) fn place(&self, word: &str, part: &str) -> bool {
        self.places
            .get(word)
            .is_some_and(|parts| parts.contains(&part))
    }
}

fn costs(table: &'static str) -> FxHashMap<&'static str, Costs> {
    let mut found: FxHashMap<_, Costs> = FxHashMap::default();
    for row in rows(table) {
        let [word, way, cost] = row[..] else {
            continue;
        };
        let costs = found.entry(word).or_default();
        match way {
            "up" => costs.up = cost.parse().ok(),
            _ => costs.down = cost.parse().ok(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_columns() {
        for table in [
            include_str!("../../data/circumstance/links.txt"),
            include_str!("../../data/circumstance/clauses.txt"),
        ] {
            let mut seen = Vec::new();
            for row in rows(table) {
                assert_eq!(row.len(), 3, "{row:?}");
                assert!(["up", "down"].contains(&row[1]), "{row:?}");
                assert!(row[2].parse::<u32>().is_ok(), "{row:?}");
                assert!(!seen.contains(&(row[0], row[1])), "{row:?}");
                seen.push((row[0], row[1]));
            }
        }
        let parts = ["preposition", "name", "other", "kind"];
        for row in rows(include_str!("../../data/circumstance/places.txt")) {
            assert!(row.len() == 2 && parts.contains(&row[1]), "{row:?}");
        }
    }
}
