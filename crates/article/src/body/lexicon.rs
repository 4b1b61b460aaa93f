//! The words of attributes (`data/body-tokens.txt`) and the function words, as hashes.

use std::hash::Hasher;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

/// Words are compared by hash: the same on every machine, so that results are too.
pub(super) type WordHash = u64;

/// Hash of a word in lower case.
pub(super) fn hash_word(word: &str) -> WordHash {
    let mut hasher = FxHasher::default();
    // In chunks of a fixed width, so that the hash does not depend on that of the machine.
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hasher.write_u64(u64::from_le_bytes(bytes));
    }
    hasher.write_u64(word.len() as u64);
    hasher.finish()
}

/// The word lists.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(
        include_str!("../../data/body-tokens.txt"),
        include_str!("../furniture/function_words.txt"),
    )
});

/// Shortest piece of an attribute that is looked up as a start of words.
const SHORTEST_STEM: usize = 3;

/// The word lists, ready to be looked up.
pub(super) struct Lexicon {
    /// Names of the groups of attribute words, at most 64.
    pub(super) token_groups: Vec<String>,
    tokens: FxHashMap<WordHash, u64>,
    stems: FxHashMap<WordHash, u64>,
    function_words: FxHashSet<WordHash>,
}

impl Lexicon {
    fn read(tokens: &str, function_words: &str) -> Self {
        let mut lexicon = Self {
            token_groups: Vec::new(),
            tokens: FxHashMap::default(),
            stems: FxHashMap::default(),
            function_words: rows(function_words)
                .filter_map(|row| row.split_once('\t'))
                .flat_map(|(_, words)| words.split(' '))
                .map(hash_word)
                .collect(),
        };
        for (group, words) in rows(tokens).filter_map(|row| row.split_once(':')) {
            let bit = 1 << lexicon.token_groups.len();
            lexicon.token_groups.push(group.to_owned());
            for word in words.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(stem) => *lexicon.stems.entry(hash_word(stem)).or_default() |= bit,
                    None => *lexicon.tokens.entry(hash_word(word)).or_default() |= bit,
                }
            }
        }
        lexicon
    }

    /// The groups (one bit each) that the words of an attribute belong to.
    pub(super) fn groups_of(&self, attribute: &str) -> u64 {
        let mut groups = 0;
        let mut piece = String::new();
        let mut after_small = false;
        for c in attribute.chars() {
            let starts = after_small && c.is_ascii_uppercase();
            if starts || !c.is_alphanumeric() {
                groups |= self.groups_of_piece(&piece);
                piece.clear();
            }
            if c.is_alphanumeric() {
                piece.push(c.to_ascii_lowercase());
            }
            after_small = c.is_ascii_lowercase();
        }
        groups | self.groups_of_piece(&piece)
    }

    fn groups_of_piece(&self, piece: &str) -> u64 {
        if piece.is_empty() {
            return 0;
        }
        let whole = self.tokens.get(&hash_word(piece)).copied();
        let stems = piece
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .skip(SHORTEST_STEM - 1)
            .take(20)
            .filter_map(|end| piece.get(..end));
        stems
            .filter_map(|stem| self.stems.get(&hash_word(stem)))
            .fold(whole.unwrap_or_default(), |all, bits| all | bits)
    }

    /// Whether the word holds sentences together in one of the languages known.
    pub(super) fn is_function_word(&self, word: WordHash) -> bool {
        self.function_words.contains(&word)
    }
}

/// The lines of a word list that are neither empty nor comments.
fn rows(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(attribute: &str) -> Vec<&str> {
        let bits = LEXICON.groups_of(attribute);
        LEXICON
            .token_groups
            .iter()
            .enumerate()
            .filter(|(at, _)| bits & (1 << at) != 0)
            .map(|(_, name)| name.as_str())
            .collect()
    }

    #[test]
    fn attributes_are_split_at_punctuation_and_capitals() {
        assert!(names("c-inlineNewsletter__box").contains(&"newsletter"));
        assert!(names("relatedposts").contains(&"related"));
        assert!(!names("unrelated").contains(&"related"));
    }

    #[test]
    fn the_groups_fit_their_bits() {
        assert!(LEXICON.token_groups.len() <= 64);
    }
}
