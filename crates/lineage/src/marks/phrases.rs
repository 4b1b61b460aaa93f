//! Tables of phrases, and where their phrases stand among the words of a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tokens::{Break, Token};

/// `..` stands for at most this many words.
const GAP: usize = 3;

/// Phrases, each with what it means, by their first words.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_first: BTreeMap<&'static str, Vec<Phrase<T>>>,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    /// The words behind the first; `..` for a gap.
    rest: Vec<&'static str>,
    meaning: T,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new() -> Self {
        Self {
            by_first: BTreeMap::new(),
        }
    }

    /// Adds every phrase of a list separated by commas.
    pub(super) fn add(&mut self, list: &'static str, meaning: T) {
        for phrase in list.split(',') {
            let mut words = phrase.split_whitespace();
            if let Some(first) = words.next() {
                let rest = words.collect();
                let phrases = self.by_first.entry(first).or_default();
                phrases.push(Phrase { rest, meaning });
            }
        }
    }

    /// The phrases that begin at word `at` and that mean what `wanted` wants: where the longest
    /// of them ends, and what it means.
    pub(super) fn at(
        &self,
        tokens: &[Token],
        at: usize,
        wanted: impl Fn(T) -> bool,
    ) -> Option<(Range<usize>, T)> {
        let phrases = self.by_first.get(tokens.get(at)?.word.as_str())?;
        phrases
            .iter()
            .filter(|phrase| wanted(phrase.meaning))
            .filter_map(|phrase| Some((at..end(tokens, at + 1, &phrase.rest)?, phrase.meaning)))
            .max_by_key(|(range, _)| range.end)
    }
}

/// Where `rest` ends if it stands at word `at`.
fn end(tokens: &[Token], at: usize, rest: &[&str]) -> Option<usize> {
    let Some((first, behind)) = rest.split_first() else {
        return Some(at);
    };
    if *first == ".." {
        let reach = (at..=at + GAP).take_while(|&to| {
            let gap = tokens.get(at..to);
            gap.is_some_and(|gap| gap.iter().all(|token| token.after == Break::None))
        });
        return reach.into_iter().find_map(|from| end(tokens, from, behind));
    }
    let token = tokens.get(at)?;
    (token.after == Break::None && token.word == *first)
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
        phrases.at(&tokens(text), 0, |()| true).map(|(at, ())| at)
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
