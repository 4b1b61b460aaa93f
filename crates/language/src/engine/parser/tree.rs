//! A finished parse: non-projective arcs put right, sentences found.

use super::Lifted;
use crate::annotated::Label;

/// How often edges are looked for before a malformed tree is taken as it is.
const ROUNDS: usize = 12;

/// Tokens looked at in search of heads for lifted relations, for each token of
/// the block. Real sentences take a few dozen; text that is none could take the
/// square of its length, for each lifted relation in it.
const LOOKS: usize = 1 << 10;

/// Heads, relations and sentence starts of one block.
#[derive(Debug)]
pub(crate) struct Tree {
    /// A root is its own head.
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<Label>,
    /// Whether a token starts a sentence.
    pub(crate) starts: Vec<bool>,
}

impl Tree {
    /// Hangs tokens with a lifted relation where they belong: on the first
    /// token with the head's relation, breadth first, below the head that they
    /// have now. Where there is none they stay.
    pub(super) fn reattach(&mut self, lifted: &[Lifted], is_space: impl Fn(usize) -> bool) {
        if lifted.is_empty() {
            return;
        }
        let edges = self.edges();
        let mut left = LOOKS * self.heads.len();
        for token in 0..self.heads.len() {
            let Some(relation) = lifted.iter().find(|l| l.label == self.labels[token]) else {
                continue;
            };
            let head = self.below(token, relation.head, &edges, &is_space, &mut left);
            self.heads[token] = head;
            self.labels[token] = relation.own;
        }
    }

    fn below(
        &self,
        token: usize,
        wanted: Label,
        edges: &[(u32, u32)],
        is_space: &impl Fn(usize) -> bool,
        left: &mut usize,
    ) -> u32 {
        let mut queue = vec![self.heads[token]];
        while !queue.is_empty() {
            let mut next = Vec::new();
            for &head in &queue {
                let (first, last) = edges[head as usize];
                for child in first..=last {
                    // Ends a search in a circle too.
                    if *left == 0 {
                        return self.heads[token];
                    }
                    *left -= 1;
                    let at = child as usize;
                    if child == head || self.heads[at] != head || is_space(at) || at == token {
                        continue;
                    }
                    if self.labels[at] == wanted {
                        return child;
                    }
                    next.push(child);
                }
            }
            queue = next;
        }
        self.heads[token]
    }

    /// Marks the first token of everything below a root as a sentence start.
    pub(super) fn find_sentences(&mut self) {
        let edges = self.edges();
        self.starts = vec![false; self.heads.len()];
        for (token, &head) in self.heads.iter().enumerate() {
            if head as usize == token {
                self.starts[edges[token].0 as usize] = true;
            }
        }
    }

    /// First and last token of what hangs below each token. Found by passing
    /// edges up, in rounds, until every head lies in its sentence: a
    /// non-projective tree may need several.
    fn edges(&self) -> Vec<(u32, u32)> {
        let length = self.heads.len() as u32;
        let mut edges: Vec<(u32, u32)> = (0..length).map(|token| (token, token)).collect();
        for _ in 0..ROUNDS {
            let pass = |token: usize, edges: &mut Vec<(u32, u32)>| {
                let (first, last) = edges[token];
                let head = &mut edges[self.heads[token] as usize];
                *head = (head.0.min(first), head.1.max(last));
            };
            (0..self.heads.len()).for_each(|token| pass(token, &mut edges));
            (0..self.heads.len())
                .rev()
                .for_each(|token| pass(token, &mut edges));
            if self.heads_lie_in_sentences(&edges) {
                break;
            }
        }
        edges
    }

    fn heads_lie_in_sentences(&self, edges: &[(u32, u32)]) -> bool {
        let mut starts = vec![false; self.heads.len()];
        for (token, &head) in self.heads.iter().enumerate() {
            if head as usize == token {
                starts[edges[token].0 as usize] = true;
            }
        }
        let mut first = 0;
        for (token, &starts) in starts.iter().enumerate() {
            let is_last = token + 1 == self.heads.len();
            if (token > 0 && starts) || is_last {
                let sentence = first..token;
                let holds = |at: usize| (first..=token).contains(&(self.heads[at] as usize));
                if !sentence.clone().all(holds) {
                    return false;
                }
                first = token;
            }
        }
        true
    }
}
