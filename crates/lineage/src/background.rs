//! How rare words are, from shipped tables.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Weight of a word that the tables do not know, in half bits: as rare as the table can tell.
pub(crate) const UNKNOWN: u8 = 22;
/// Weight of a word of a language that has no table, unless it is a function word.
const UNTOLD: u8 = 10;

/// Half bits by which an English word narrows down a text; the method is in the table's header.
static ENGLISH: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    rows(include_str!("../data/background.tsv"))
        .filter_map(|(bucket, words)| Some((bucket.parse().ok()?, words)))
        .flat_map(|(bucket, words): (u8, &str)| {
            words
                .split(' ')
                .map(move |word| (word, bucket.min(UNKNOWN)))
        })
        .collect()
});

/// Function words of the other languages, after their language.
static OTHERS: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../data/function_words.tsv"))
        .flat_map(|(language, words)| words.split(' ').map(move |word| (language, word)))
        .collect()
});

/// The lines of a table that are no comments, as their first field and the rest.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

/// What is known of `word` (lower-case) in `language` (two letters): its weight in half bits, or
/// `None` where the tables do not have it.
pub(crate) fn weight(word: &str, language: &str) -> Option<u8> {
    if language == "en" {
        return match word.chars().count() {
            // The table has no words of one letter; all of them are common.
            1 => Some(0),
            _ => ENGLISH.get(word).copied(),
        };
    }
    match OTHERS.contains(&(language, word)) || word.chars().count() < 3 {
        true => Some(0),
        false => None,
    }
}

/// The weight of a word that the tables of `language` do not have and that is no name.
pub(crate) fn untold(language: &str) -> u8 {
    match language {
        "en" => UNKNOWN,
        _ => UNTOLD,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        assert!(ENGLISH.len() > 10_000);
        for (bucket, words) in rows(include_str!("../data/background.tsv")) {
            assert!(bucket.parse::<u8>().is_ok(), "{bucket}");
            assert!(
                words
                    .split(' ')
                    .all(|word| word.len() > 1 && !word.contains('\t'))
            );
        }
    }

    #[test]
    fn rarer_words_weigh_more() {
        let of = |word| weight(word, "en").unwrap_or(UNKNOWN);
        assert!(of("the") < 2);
        assert!(of("the") < of("government") && of("government") < of("firefighters"));
        assert!(of("firefighters") < of("qwertz"));
        assert_eq!(weight("der", "de"), Some(0));
        assert_eq!(weight("hafenamt", "de"), None);
    }
}
