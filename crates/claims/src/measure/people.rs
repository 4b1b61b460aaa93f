//! Which nouns are for people.

use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashSet;

use super::form::singular;
use super::tree::Tree;
use crate::table::rows;

static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/people.txt"))
        .flat_map(|row| row[0].split(' ').collect::<Vec<_>>())
        .collect()
});

static ENDINGS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/people_endings.txt"))
        .map(|row| {
            let but = row
                .get(1)
                .map_or(Vec::new(), |not| not.split(' ').collect());
            (row[0], but)
        })
        .collect()
});

/// Whether the word, in lower case, is a noun for people whatever stands around it.
pub fn is_person(word: &str) -> bool {
    let ends = |(ending, but): &(&str, Vec<&str>)| word.ends_with(ending) && !but.contains(&word);
    NOUNS.contains(word) || NOUNS.contains(singular(word).as_str()) || ENDINGS.iter().any(ends)
}

/// Whether the noun at `at` is for people: a listed noun, people of a country ("two Germans"),
/// or whatever somebody says "who" of.
pub(super) fn counts_people(tree: &Tree<'_>, at: usize) -> bool {
    is_person(&tree.word(at))
        || is_person(&tree.lemma(at))
        || is_nationality(tree, at)
        || has_who(tree, at)
}

/// "Germans", "Sethrans", "Velmaris": a capital, a plural, and the ending of a people.
fn is_nationality(tree: &Tree<'_>, at: usize) -> bool {
    let text = tree.token(at).text();
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    let first = tree.sentence(at).start == at;
    let entities = &tree.annotated.entities;
    let entity = entities.get(entities.partition_point(|entity| entity.tokens.end <= at));
    let named = entity.is_some_and(|entity| {
        entity.tokens.contains(&at) && tree.annotated.entity_type(entity) == "NORP"
    });
    let ends = ["ans", "ians", "is", "ers", "ese", "ish"]
        .iter()
        .any(|end| text.ends_with(end));
    capital
        && matches!(tree.pos(at), Pos::NOUN | Pos::PROPN | Pos::ADJ)
        && (named || ends && !first)
}

fn has_who(tree: &Tree<'_>, at: usize) -> bool {
    let clauses = tree.children(at).filter(|&c| tree.dep(c) == "relcl");
    clauses.into_iter().any(|clause| {
        tree.children(clause)
            .any(|c| tree.is(c, &["who", "whom"]) && c < clause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        let mut seen = FxHashSet::default();
        for row in rows(include_str!("../../data/measure/people.txt")) {
            for word in row[0].split(' ') {
                assert!(!word.is_empty() && seen.insert(word), "{word}");
            }
        }
        assert!(
            rows(include_str!("../../data/measure/people_endings.txt")).all(|row| row.len() <= 2)
        );
    }

    #[test]
    fn people_are_told_from_things() {
        for word in [
            "miners",
            "fishermen",
            "people",
            "churchgoer",
            "steelworkers",
            "dead",
            "civilians",
        ] {
            assert!(is_person(word), "{word}");
        }
        for word in ["homes", "specimen", "estimates", "towers", "shares", "cars"] {
            assert!(!is_person(word), "{word}");
        }
    }
}
