//! Tables of phrases, and where their phrases stand among the words of a text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::tokens::{Break, Token};
use crate::words::words;

/// `..` stands for at most this many words.
const GAP: usize = 3;

/// Phrases, each with what it means, by the hashes of their first words.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_first: FxHashMap<u64, Vec<Phrase<T>>>,
    /// A bit for each first word, by the lowest bits of its hash: most words begin no phrase, and
    /// need not be looked up to know it.
    begins: Vec<u64>,
}

/// Words of bits for first words: some 16 bits a phrase.
const BITS: usize = 256;

#[derive(Clone, Debug)]
struct Phrase<T> {
    /// The words behind the first; none for a gap.
    rest: Vec<Option<u64>>,
    meaning: T,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new() -> Self {
        Self {
            by_first: FxHashMap::default(),
            begins: vec![0; BITS],
        }
    }

    /// Where the bit of a first word is.
    fn bit(hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize % BITS, 1 << (hash & 63))
    }

    /// Adds every phrase of a list separated by commas.
    pub(super) fn add(&mut self, list: &'static str, meaning: T) {
        for phrase in list.split(',') {
            let mut parts = phrase.split_whitespace().flat_map(|part| match part {
                ".." => vec![None],
                part => words(part)
                    .into_iter()
                    .map(|word| Some(word.hash))
                    .collect(),
            });
            if let Some(Some(first)) = parts.next() {
                let rest = parts.collect();
                let (word, bit) = Self::bit(first);
                self.begins[word] |= bit;
                let phrases = self.by_first.entry(first).or_default();
                phrases.push(Phrase { rest, meaning });
            }
        }
    }

    /// The phrases that begin at word `at` and that mean what `wanted` wants: where the longest
    /// of them ends, and what it means.
    pub(super) fn at(
        &self,
        tokens: &[Token<'_>],
        at: usize,
        wanted: impl Fn(T) -> bool,
    ) -> Option<(Range<usize>, T)> {
        let first = tokens.get(at)?.hash;
        let (word, bit) = Self::bit(first);
        if self.begins[word] & bit == 0 {
            return None;
        }
        let phrases = self.by_first.get(&first)?;
        phrases
            .iter()
            .filter(|phrase| wanted(phrase.meaning))
            .filter_map(|phrase| Some((at..end(tokens, at + 1, &phrase.rest)?, phrase.meaning)))
            .max_by_key(|(range, _)| range.end)
    }
}

/// Where `rest` ends if it stands at word `at`.
fn end(tokens: &[Token<'_>], at: usize, rest: &[Option<u64>]) -> Option<usize> {
    let Some((first, behind)) = rest.split_first() else {
        return Some(at);
    };
    let Some(first) = first else {
        let mut reach = (at..=at + GAP).take_while(|&to| {
            let gap = tokens.get(at..to);
            gap.is_some_and(|gap| gap.iter().all(|token| token.after == Break::None))
        });
        return reach.find_map(|from| end(tokens, from, behind));
    };
    let token = tokens.get(at)?;
    (token.after == Break::None && token.hash == *first)
        .then(|| end(tokens, at + 1, behind))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn found(text: &str) -> Option<Range<usize>> {
        let mut phrases = Phrases::new();
        phrases.add("could not .. verify, could", ());
        let tokens = tokens(text, &words(text));
        phrases.at(&tokens, 0, |()| true).map(|(at, ())| at)
    }

    #[test]
    fn the_longest_phrase_within_a_sentence_counts() {
        assert_eq!(found("could not verify it"), Some(0..3));
        assert_eq!(found("could not, on the day, verify it"), Some(0..6));
        assert_eq!(found("could not at all and ever verify it"), Some(0..1));
        assert_eq!(found("could not. Verify it"), Some(0..1));
        assert_eq!(found("nobody could"), None);
    }
}
