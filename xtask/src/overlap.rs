//! Precision, recall and F1.

use std::collections::BTreeSet;

/// How many things one side has, the other has, and both have alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    pub(crate) reference: usize,
    pub(crate) ours: usize,
    pub(crate) both: usize,
}

impl Overlap {
    /// Counts the members of two sets.
    pub(crate) fn count<T: Ord>(&mut self, reference: &BTreeSet<T>, ours: &BTreeSet<T>) {
        self.reference += reference.len();
        self.ours += ours.len();
        self.both += reference.intersection(ours).count();
    }

    pub(crate) fn precision(&self) -> f64 {
        ratio(self.both, self.ours)
    }

    pub(crate) fn recall(&self) -> f64 {
        ratio(self.both, self.reference)
    }

    pub(crate) fn f1(&self) -> f64 {
        ratio(2 * self.both, self.reference + self.ours)
    }

    /// Puts other counts to these.
    pub(crate) fn add(&mut self, other: &Self) {
        self.reference += other.reference;
        self.ours += other.ours;
        self.both += other.both;
    }
}

/// `part` of `whole`; of nothing, all.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    match whole {
        0 => 1.0,
        _ => part as f64 / whole as f64,
    }
}
