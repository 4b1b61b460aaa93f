//! Arcs of a parse in the making, with each head's latest children at hand.

use super::Tree;
use crate::annotated::Label;

/// On which side of its head a child stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Arc {
    head: u32,
    child: u32,
    label: Label,
    /// The arc to the same head's child before, on the same side.
    before: u32,
}

/// The arcs.
#[derive(Debug)]
pub(super) struct Arcs {
    arcs: Vec<Arc>,
    /// Per token: its latest arc to a child on the left, and on the right.
    latest: [Vec<u32>; 2],
    heads: Vec<u32>,
}

impl Arcs {
    pub(super) fn new(length: usize) -> Self {
        Self {
            arcs: Vec::with_capacity(length),
            latest: [vec![NONE; length], vec![NONE; length]],
            heads: vec![NONE; length],
        }
    }

    pub(super) fn head(&self, token: u32) -> Option<u32> {
        let head = self.heads[token as usize];
        (head != NONE).then_some(head)
    }

    /// The `nth` (from 1) latest child of a head on one side.
    pub(super) fn child(&self, side: Side, head: u32, nth: usize) -> Option<u32> {
        let mut arc = self.latest[side as usize][head as usize];
        for _ in 1..nth {
            arc = self.arcs.get(arc as usize)?.before;
        }
        self.arcs.get(arc as usize).map(|arc| arc.child)
    }

    /// Hangs `child` on `head`; an arc that it hung on before goes if it is its
    /// head's latest. (spaCy forgets no others, and models are trained so.)
    pub(super) fn add(&mut self, head: u32, child: u32, label: Label) {
        if let Some(old) = self.head(child) {
            let latest = &mut self.latest[side(old, child) as usize][old as usize];
            if let Some(arc) = self.arcs.get_mut(*latest as usize)
                && arc.child == child
            {
                *latest = arc.before;
                arc.head = NONE;
            }
        }
        let latest = &mut self.latest[side(head, child) as usize][head as usize];
        let before = std::mem::replace(latest, self.arcs.len() as u32);
        self.arcs.push(Arc {
            head,
            child,
            label,
            before,
        });
        self.heads[child as usize] = head;
    }

    /// The tree: tokens without an arc are roots.
    pub(super) fn into_tree(self, root: Label) -> Tree {
        let length = self.heads.len();
        let mut tree = Tree {
            heads: (0..length as u32).collect(),
            labels: vec![root; length],
            starts: Vec::new(),
        };
        // Arcs to the left first: that order decides where a child kept two.
        for wanted in [Side::Left, Side::Right] {
            for arc in self.arcs.iter().filter(|arc| arc.head != NONE) {
                if side(arc.head, arc.child) == wanted {
                    tree.heads[arc.child as usize] = arc.head;
                    tree.labels[arc.child as usize] = arc.label;
                }
            }
        }
        tree
    }
}

fn side(head: u32, child: u32) -> Side {
    if head > child {
        Side::Left
    } else {
        Side::Right
    }
}
