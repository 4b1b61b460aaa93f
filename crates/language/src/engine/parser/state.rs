//! The parser's state: a stack, a buffer, and the arcs made so far.

use super::arcs::{Arcs, Side};
use super::{Start, Tree};
use crate::annotated::Label;

/// Kinds of moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// First of the buffer onto the stack.
    Shift,
    /// Top of the stack away; back to the buffer if it has no head yet.
    Reduce,
    /// Top of the stack hangs on first of the buffer, and is done.
    Left,
    /// First of the buffer hangs on top of the stack, and goes onto it.
    Right,
    /// Second of the buffer starts a sentence.
    Break,
}

impl Move {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "S" => Some(Self::Shift),
            "D" => Some(Self::Reduce),
            "L" => Some(Self::Left),
            "R" => Some(Self::Right),
            "B" => Some(Self::Break),
            _ => None,
        }
    }
}

/// State of the parse of one block.
pub(super) struct State<'s> {
    starts: &'s [Start],
    stack: Vec<u32>,
    /// Tokens put back, the next one last; then the buffer goes on at `next`.
    put_back: Vec<u32>,
    next: u32,
    arcs: Arcs,
    /// Tokens that were put back and not yet touched since: to shift them
    /// again would run in a circle.
    unshiftable: Vec<bool>,
    /// Sentence starts that the parser itself set.
    breaks: Vec<bool>,
}

impl<'s> State<'s> {
    pub(super) fn new(starts: &'s [Start]) -> Self {
        let length = starts.len();
        Self {
            starts,
            stack: Vec::new(),
            put_back: Vec::new(),
            next: 0,
            arcs: Arcs::new(length),
            unshiftable: vec![false; length],
            breaks: vec![false; length],
        }
    }

    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffered() == 0
    }

    fn buffered(&self) -> usize {
        self.starts.len() - self.next as usize + self.put_back.len()
    }

    fn stacked(&self, depth: usize) -> Option<u32> {
        let at = self.stack.len().checked_sub(depth + 1)?;
        Some(self.stack[at])
    }

    fn buffer(&self, ahead: usize) -> Option<u32> {
        if let Some(at) = self.put_back.len().checked_sub(ahead + 1) {
            return Some(self.put_back[at]);
        }
        let token = self.next + (ahead - self.put_back.len()) as u32;
        ((token as usize) < self.starts.len()).then_some(token)
    }

    fn starts_sentence(&self, token: u32) -> bool {
        self.breaks[token as usize] || self.starts[token as usize] == Start::Yes
    }

    /// The tokens that the state is scored by, in the order in which the model
    /// was trained to see them.
    pub(super) fn describe(&self, slots: &mut [Option<u32>]) {
        let (s0, s1, b0) = (self.stacked(0), self.stacked(1), self.buffer(0));
        let child = |side, head: Option<u32>, nth| self.arcs.child(side, head?, nth);
        let (left, right) = (Side::Left, Side::Right);
        // What states of 8 and 13 tokens have in common.
        let near = [b0, self.buffer(1), s0, s1, self.stacked(2)];
        match slots.len() {
            13 => {
                let (first, children) = slots.split_at_mut(near.len());
                first.copy_from_slice(&near);
                children.copy_from_slice(&[
                    child(left, s0, 1),
                    // spaCy fills this slot twice; the second time stays.
                    child(right, s0, 1),
                    child(left, b0, 1),
                    child(right, s0, 2),
                    child(left, s1, 1),
                    child(left, s1, 2),
                    child(right, s1, 1),
                    child(right, s1, 2),
                ]);
            }
            8 => {
                let (first, children) = slots.split_at_mut(near.len());
                first.copy_from_slice(&near);
                children.copy_from_slice(&[
                    child(left, b0, 1),
                    child(left, s0, 1),
                    child(right, s0, 1),
                ]);
            }
            _ => slots.copy_from_slice(&[b0, None, None][..slots.len()]),
        }
    }

    /// Whether a move of that kind may be made now.
    pub(super) fn allows(&self, kind: Move) -> bool {
        let arc =
            || !self.stack.is_empty() && self.buffer(0).is_some_and(|b0| !self.starts_sentence(b0));
        match kind {
            Move::Shift => {
                self.stack.is_empty()
                    || (self.buffered() >= 2
                        && self.buffer(0).is_some_and(|b0| {
                            !self.starts_sentence(b0) && !self.unshiftable[b0 as usize]
                        }))
            }
            Move::Reduce => match (self.stack.len(), self.buffer(0)) {
                (0, _) => false,
                (1, Some(b0)) => self.starts[b0 as usize] != Start::No,
                _ => true,
            },
            Move::Left | Move::Right => arc(),
            Move::Break => match (self.buffer(0), self.buffer(1)) {
                (Some(b0), Some(b1)) => {
                    b1 == b0 + 1
                        && !self.starts_sentence(b1)
                        && self.starts[b1 as usize] != Start::No
                }
                _ => false,
            },
        }
    }

    /// Makes a move that the state allows.
    pub(super) fn apply(&mut self, kind: Move, label: Label) {
        let (s0, b0) = (self.stacked(0), self.buffer(0));
        match (kind, s0, b0) {
            (Move::Shift, _, Some(_)) => self.push(),
            (Move::Reduce, Some(s0), _) => {
                self.stack.pop();
                if !self.stack.is_empty() && self.arcs.head(s0).is_none() {
                    self.unshiftable[s0 as usize] = true;
                    self.put_back.push(s0);
                }
            }
            (Move::Left, Some(s0), Some(b0)) => {
                self.arcs.add(b0, s0, label);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            (Move::Right, Some(s0), Some(b0)) => {
                self.arcs.add(s0, b0, label);
                self.push();
            }
            (Move::Break, _, _) => {
                if let Some(b1) = self.buffer(1) {
                    self.breaks[b1 as usize] = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self) {
        let token = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    pub(super) fn into_tree(self, root: Label) -> Tree {
        self.arcs.into_tree(root)
    }
}
