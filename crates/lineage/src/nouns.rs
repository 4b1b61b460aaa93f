//! German nouns, which have capitals as names have.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::table::rows;
use crate::token::{Token, fold, lower};

/// Fewest letters of a noun that may stand at the end of a compound.
const HEAD: usize = 4;

struct Nouns {
    nouns: FxHashSet<&'static str>,
    endings: FxHashSet<&'static str>,
    /// Words after which a capital begins a noun.
    before: FxHashSet<&'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let of = |sort: &str| -> FxHashSet<&'static str> {
        rows(include_str!("../data/nouns.tsv"))
            .filter(|(_, of, _)| *of == sort)
            .flat_map(|(_, _, words)| words.split(' '))
            .collect()
    };
    Nouns {
        nouns: of("noun"),
        endings: of("ending"),
        before: of("before"),
    }
});

/// Endings of cases and of the plural.
const INFLECTED: [&str; 9] = ["nen", "ern", "en", "er", "es", "e", "n", "s", ""];

/// For each of `tokens`, which are words of `text`, whether it has a capital inside of a sentence and
/// is a noun: by itself, or by the word or figure before it.
pub(crate) fn nouns(text: &str, tokens: &[Token]) -> Vec<bool> {
    let (mut small, mut room) = (String::new(), String::new());
    let mut before = "";
    let is_noun = |token: &Token| {
        let word = &text[token.at.clone()];
        let before = std::mem::replace(&mut before, word);
        token.capital && !token.first && {
            lower(before, &mut small);
            let announced = small.ends_with(|c: char| c.is_ascii_digit()) || announces(&small);
            lower(word, &mut small);
            announced || is_noun(fold(&small, &mut room))
        }
    };
    tokens.iter().map(is_noun).collect()
}

/// Whether `word` (folded) is a noun or a compound that ends with one.
fn is_noun(word: &str) -> bool {
    let Nouns { nouns, endings, .. } = &*NOUNS;
    let ends = |word: &str| {
        let mut heads = word.char_indices().map(|(at, _)| &word[at..]);
        nouns.contains(word)
            || heads
                .any(|head| head.len() >= HEAD && nouns.contains(head) || endings.contains(head))
    };
    let mut words = INFLECTED.iter().filter_map(|end| word.strip_suffix(end));
    words.any(ends)
}

/// Whether a noun rather than a name follows `word` (lower-case).
fn announces(word: &str) -> bool {
    NOUNS.before.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        for (language, sort, words) in rows(include_str!("../data/nouns.tsv")) {
            assert!(language == "de" && ["noun", "ending", "before"].contains(&sort));
            let mut words = words.split(' ');
            let small = |word: &str| !word.is_empty() && !word.contains(char::is_uppercase);
            assert!(words.all(small), "{sort}");
        }
        assert!(NOUNS.nouns.iter().all(|noun| noun.is_ascii()));
    }

    #[test]
    fn compounds_are_what_they_end_with() {
        for noun in [
            "hafenarbeiter",
            "rettungsdienst",
            "hubschraubern",
            "untersuchungen",
            "lagerhauser",
            "kommission",
            "regierungssprecherin",
        ] {
            assert!(is_noun(noun), "{noun}");
        }
        for name in ["wosnik", "ostermoor", "feldmann", "hellsdorf", "tarenko"] {
            assert!(!is_noun(name), "{name}");
        }
        assert!(announces("dem") && announces("mehrere") && !announces("sagte"));
    }
}
