//! Exceptions: words with tokens of their own.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::rules::{Exception, Rules, RulesError};
use crate::lexeme::key;

/// The tokens of one exception: the bytes that each takes, and the key of its
/// norm unless it is its own.
pub(super) type Tokens = Box<[(u32, Option<u64>)]>;

/// Exceptions by their words, and a tree of those that are sought across tokens.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    words: FxHashMap<Box<str>, Tokens>,
    longest: usize,
    /// From a node and a token's `orth` to the next node; the root is 0.
    steps: FxHashMap<(u32, u64), u32>,
    nodes: u32,
    /// Nodes at which an exception ends.
    ends: FxHashSet<u32>,
}

impl Exceptions {
    pub(super) fn new(rules: &Rules) -> Result<Self, RulesError> {
        let mut exceptions = Self::default();
        for Exception(word, tokens) in &rules.exceptions {
            let mut end = 0;
            for (bytes, _) in tokens {
                let from = end;
                end += *bytes as usize;
                if from == end || !word.is_char_boundary(end) {
                    return Err(RulesError::Exception(word.clone()));
                }
            }
            if end != word.len() || tokens.is_empty() {
                return Err(RulesError::Exception(word.clone()));
            }
            let norm = |norm: &str| (!norm.is_empty()).then(|| key(norm));
            let tokens = tokens.iter().map(|(bytes, text)| (*bytes, norm(text)));
            exceptions
                .words
                .insert(word.as_str().into(), tokens.collect());
            exceptions.longest = exceptions.longest.max(word.len());
        }
        Ok(exceptions)
    }

    /// The tokens of `word` if it is an exception.
    pub(super) fn get(&self, word: &str) -> Option<&Tokens> {
        // Long words are not hashed again for each sign split off them.
        (word.len() <= self.longest).then(|| self.words.get(word))?
    }

    /// Seeks an exception across tokens too, where its rule-made tokens are these.
    pub(super) fn seek(&mut self, orths: impl Iterator<Item = u64>) {
        let mut node = 0;
        for orth in orths {
            node = *self.steps.entry((node, orth)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes
            });
        }
        if node > 0 {
            self.ends.insert(node);
        }
    }

    /// Whether what is sought may begin with this token.
    pub(super) fn opens(&self, orth: u64) -> bool {
        self.steps.contains_key(&(0, orth))
    }

    /// The spans of tokens that are an exception's, longest first, earliest
    /// first, without overlaps, then put in order. As spaCy does it, a span that
    /// gave way to a longer one still bars those that it touches itself.
    pub(super) fn find(
        &self,
        count: usize,
        opens: impl Fn(usize) -> bool,
        orth: impl Fn(usize) -> u64,
    ) -> Vec<Range<usize>> {
        let mut spans: Vec<Range<usize>> = Vec::new();
        for start in (0..count).filter(|&at| opens(at)) {
            let mut node = 0;
            for at in start..count {
                let Some(&next) = self.steps.get(&(node, orth(at))) else {
                    break;
                };
                node = next;
                if self.ends.contains(&node) {
                    spans.push(start..at + 1);
                }
            }
        }
        spans.sort_unstable_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
        let mut seen = vec![false; if spans.is_empty() { 0 } else { count }];
        spans.retain(|span| {
            let is_free = !seen[span.start] && !seen[span.end - 1];
            seen[span.clone()].fill(true);
            is_free
        });
        spans.sort_unstable_by_key(|span| span.start);
        spans
    }
}
