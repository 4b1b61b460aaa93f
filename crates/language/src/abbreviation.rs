//! What a full stop behind an abbreviation means. The table is a data file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::table::rows;

use crate::sentence::capitalized;

/// When a sentence may end behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// A name or number follows.
    Never,
    /// It ends no sentence when a number follows.
    NotBeforeNumber,
    /// It mostly goes on, unless the next word is one that opens sentences.
    BeforeStarter,
    /// A time of day: it ends a sentence unless a day, zone or month follows.
    AfterClock,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Ends>> = LazyLock::new(|| {
    rows(include_str!("../data/abbreviations.txt"))
        .filter_map(|row| {
            let (word, ends) = row.split_once('\t')?;
            let ends = match ends {
                "never" => Ends::Never,
                "number" => Ends::NotBeforeNumber,
                "clock" => Ends::AfterClock,
                _ => Ends::BeforeStarter,
            };
            Some((word, ends))
        })
        .collect()
});

/// When a sentence may end at the full stop behind `word`, if `word` is an
/// abbreviation. Words in capitals count like capitalized ones.
pub(crate) fn ends(word: &str) -> Option<Ends> {
    let listed = |word: &str| ABBREVIATIONS.get(word).copied();
    listed(word)
        .or_else(|| {
            let shouted = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            shouted.then(|| listed(&capitalized(word))).flatten()
        })
        .or_else(|| {
            is_acronym(word).then(|| listed(&word.to_lowercase()).unwrap_or(Ends::BeforeStarter))
        })
}

/// "U.S", "D.C", "P.L.C", "J.-C".
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
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
                !word.ends_with('.') && ["never", "number", "starter", "clock"].contains(&ends),
                "{row:?}"
            );
        }
        let words: Vec<_> = rows(include_str!("../data/abbreviations.txt"))
            .filter_map(|row| row.split('\t').next())
            .collect();
        for (i, word) in words.iter().enumerate() {
            assert!(!words[..i].contains(word), "{word} stands twice");
        }
    }

    #[test]
    fn a_stop_may_end_a_sentence_or_not() {
        for (word, expected) in [
            ("Gen", Some(Ends::Never)),
            ("GEN", Some(Ends::Never)),
            ("Jan", Some(Ends::NotBeforeNumber)),
            ("No", Some(Ends::NotBeforeNumber)),
            ("no", None),
            ("U.S", Some(Ends::BeforeStarter)),
            ("P.M", Some(Ends::AfterClock)),
            ("dam", None),
            ("3.5", None),
            ("", None),
        ] {
            assert_eq!(ends(word), expected, "{word}.");
        }
    }
}
