//! A pair of claims on an edge, as each kind of change looks at it.

use super::align::Pair;
use super::side::{Edge, Put};
use crate::model::{DriftKind, Severity};

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: DriftKind,
    pub(super) severity: Severity,
    /// In words for readers.
    pub(super) why: String,
}

/// A claim of the parent beside the same claim of the child.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'s, 'e, 'a> {
    pub(super) edge: &'s Edge<'e, 'a>,
    pub(super) pairs: &'s [Pair],
    pub(super) pair: Pair,
}

impl<'e, 'a> Seen<'_, 'e, 'a> {
    pub(super) fn parent(&self) -> &'e Put<'a> {
        &self.edge.parent.claims[self.pair.parent]
    }

    pub(super) fn child(&self) -> &'e Put<'a> {
        &self.edge.child.claims[self.pair.child]
    }

    /// Whether both stand in one sentence, word for word: then whatever was read otherwise was
    /// read otherwise because of what stands around it.
    pub(super) fn same_sentence(&self) -> bool {
        self.parent().sentence.is_same(&self.child().sentence)
    }

    /// Whether words can be compared.
    pub(super) fn one_language(&self) -> bool {
        self.edge.one_language()
    }

    /// Whether the parent says the claim a second time, in a way that `test` accepts, or the child
    /// does: what one article says twice, in full and in brief, is kept where it is kept once.
    pub(super) fn also(
        &self,
        of_parent: impl Fn(&Put<'_>) -> bool,
        of_child: impl Fn(&Put<'_>) -> bool,
    ) -> bool {
        let (parent, child) = (self.edge.parent, self.edge.child);
        let mut of_both = parent
            .twins(self.pair.parent)
            .filter(|at| self.pairs.iter().all(|pair| pair.parent != *at))
            .map(|at| of_parent(&parent.claims[at]))
            .chain(
                child
                    .twins(self.pair.child)
                    .filter(|at| self.pairs.iter().all(|pair| pair.child != *at))
                    .filter(|at| !child.claims[*at].quoted)
                    .map(|at| of_child(&child.claims[at])),
            );
        of_both.any(|accepted| accepted)
    }
}
