//! What a full stop behind an abbreviation means. The tables are data files.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// When a sentence may end behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Never,
    NotBeforeNumber,
    BeforeStarter,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Ends>> = LazyLock::new(|| {
    rows(include_str!("../data/abbreviations.txt"))
        .filter_map(|row| {
            let (word, ends) = row.split_once('\t')?;
            let ends = match ends {
                "never" => Ends::Never,
                "number" => Ends::NotBeforeNumber,
                _ => Ends::BeforeStarter,
            };
            Some((word, ends))
        })
        .collect()
});

static STARTERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows(include_str!("../data/starters.txt")).collect());

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// Whether a sentence may end at the full stop behind `word` when `next` follows it.
pub(crate) fn may_end(word: &str, next: &str) -> bool {
    let ends = match ABBREVIATIONS.get(word) {
        Some(ends) => *ends,
        None if is_initial(word) => Ends::Never,
        None if is_acronym(word) => Ends::BeforeStarter,
        None => return true,
    };
    match ends {
        Ends::Never => false,
        Ends::NotBeforeNumber => !next.starts_with(|c: char| c.is_ascii_digit()),
        Ends::BeforeStarter => STARTERS.contains(next),
    }
}

/// "J" in "J. Orme".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c != 'I') && chars.next().is_none()
}

/// "U.S", "D.C", "P.L.C".
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_well_formed() {
        for row in rows(include_str!("../data/abbreviations.txt")) {
            let (word, ends) = row
                .split_once('\t')
                .unwrap_or_else(|| panic!("no tab in {row:?}"));
            assert!(
                !word.ends_with('.') && ["never", "number", "starter"].contains(&ends),
                "{row:?}"
            );
        }
        assert!(rows(include_str!("../data/starters.txt")).is_sorted());
    }

    #[test]
    fn a_stop_may_end_a_sentence_or_not() {
        for (word, next, expected) in [
            ("Gen", "Hask", false),
            ("Jan", "13", false),
            ("No", "4", false),
            ("No", "We", true),
            ("U.S", "Treasury", false),
            ("U.S", "The", true),
            ("J", "Orme", false),
            ("dam", "The", true),
        ] {
            assert_eq!(may_end(word, next), expected, "{word}. {next}");
        }
    }
}
