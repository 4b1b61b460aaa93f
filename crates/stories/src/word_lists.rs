//! Short lists of words that several files ask: `data/word_lists.tsv` says what each is for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A list, by the name of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Pointers,
    Prepositions,
    Saying,
    Empty,
    Pronouns,
    NoKind,
    Participles,
    At,
    Telling,
    Linking,
    Many,
}

static LISTS: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    rows()
        .filter_map(|row| row.split_once('\t'))
        .map(|(name, words)| (name, words.split(' ').collect()))
        .collect()
});

fn rows() -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../data/word_lists.tsv").lines();
    rows.filter(|row| !row.starts_with('#') && !row.is_empty())
}

impl List {
    fn name(self) -> &'static str {
        match self {
            Self::Pointers => "pointers",
            Self::Prepositions => "prepositions",
            Self::Saying => "saying",
            Self::Empty => "empty",
            Self::Pronouns => "pronouns",
            Self::NoKind => "no_kind",
            Self::Participles => "participles",
            Self::At => "at",
            Self::Telling => "telling",
            Self::Linking => "linking",
            Self::Many => "many",
        }
    }

    /// Whether a word, in small letters, is on the list.
    pub(crate) fn has(self, word: &str) -> bool {
        LISTS
            .get(self.name())
            .is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_its_row() {
        let lists = [
            (List::Pointers, "the"),
            (List::Prepositions, "of"),
            (List::Saying, "say"),
            (List::Empty, "that"),
            (List::Pronouns, "he"),
            (List::NoKind, "person"),
            (List::Participles, "set"),
            (List::At, "in"),
            (List::Telling, "stands"),
            (List::Linking, "among"),
            (List::Many, "people"),
        ];
        assert_eq!(LISTS.len(), lists.len());
        assert_eq!(rows().count(), lists.len());
        for (list, word) in lists {
            assert!(list.has(word) && !list.has("harbour"), "{list:?}");
        }
        for row in rows() {
            assert_eq!(row, row.to_lowercase().trim());
            assert!(!row.contains("  "), "{row:?}");
        }
    }
}
