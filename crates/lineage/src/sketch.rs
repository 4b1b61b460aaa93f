//! What lineage keeps of one article: winnowed fingerprints of its words.
//!
//! Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms
//! for Document Fingerprinting", SIGMOD 2003. Of every [`WINDOW`] neighbouring
//! shingles of [`SHINGLE`] words the smallest hash is kept, so any shared passage
//! of `SHINGLE + WINDOW - 1` words leaves at least one common fingerprint.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

/// Words in a shingle.
const SHINGLE: usize = 5;
/// Shingles in a window.
const WINDOW: usize = 4;

/// A compact record of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Winnowed fingerprints of the lowercase words, sorted, each once.
    pub fingerprints: Vec<u64>,
    /// Number of words.
    pub words: usize,
}

impl Sketch {
    /// The sketch of `text`. Case, punctuation and white space do not matter.
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| hash(word.chars().flat_map(char::to_lowercase).map(u64::from)))
            .collect();
        let shingles: Vec<u64> = words
            .windows(SHINGLE)
            .map(|words| hash(words.iter().copied()))
            .collect();
        let mut fingerprints: Vec<u64> = shingles
            .windows(WINDOW.min(shingles.len()).max(1))
            .filter_map(|w| w.iter().min().copied())
            .collect();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        Self {
            fingerprints,
            words: words.len(),
        }
    }
}

fn hash(values: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    values.for_each(|value| hasher.write_u64(value));
    // Fx leaves its entropy in the high bits; windows are compared by size.
    hasher
        .finish()
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        let one = Sketch::of("The ferry left Marrow at nine, with 40 people on board.");
        assert_eq!(
            one,
            Sketch::of("the ferry left marrow at nine — with 40 people on board")
        );
        assert_eq!(one.words, 11);
        assert!(!one.fingerprints.is_empty());
    }

    #[test]
    fn short_texts_have_few_or_no_fingerprints() {
        assert!(Sketch::of("Only four words here").fingerprints.is_empty());
        assert_eq!(Sketch::of("Now there are five words").fingerprints.len(), 1);
    }
}
