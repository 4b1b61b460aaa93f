//! Two articles that were compared and have something of one another.

use crate::direction::{Evidence, Toward, Verdict};
use crate::{Passage, Words};

/// A pair of articles, by their places in the list of entries, `first < second`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// What they share: the first's side is `child`.
    pub(crate) evidence: Evidence,
    /// Which is the child.
    pub(crate) verdict: Verdict,
}

impl Pair {
    /// Both articles, by which pairs are sorted.
    pub(crate) fn key(&self) -> (usize, usize) {
        (self.first, self.second)
    }

    /// What they share, seen from `child`.
    pub(crate) fn seen_from(&self, child: usize) -> Evidence {
        if child == self.first {
            self.evidence.clone()
        } else {
            self.evidence.turned()
        }
    }

    pub(crate) fn is_directed(&self) -> bool {
        self.verdict.toward != Toward::Unknown
    }

    /// The child, the parent, and the share of the child that the parent accounts for. Where the
    /// texts do not show which is the child: the one that has more of the other.
    pub(crate) fn as_edge(&self) -> (usize, usize, f64) {
        let (of_first, of_second) = self.evidence.shares;
        let first = match self.verdict.toward {
            Toward::AFromB => true,
            Toward::BFromA => false,
            Toward::Unknown => of_first >= of_second,
        };
        if first {
            (self.first, self.second, of_first)
        } else {
            (self.second, self.first, of_second)
        }
    }

    /// The share of `side` that the other accounts for, and the reverse.
    pub(crate) fn shares_of(&self, side: usize) -> (f64, f64) {
        let (of_first, of_second) = self.evidence.shares;
        if side == self.first {
            (of_first, of_second)
        } else {
            (of_second, of_first)
        }
    }

    /// The words of `side` that the other has too, in order.
    pub(crate) fn words_of(&self, side: usize) -> Vec<Words> {
        let of_side = |passage: &Passage| {
            if side == self.first {
                passage.child.clone()
            } else {
                passage.parent.clone()
            }
        };
        let mut words: Vec<_> = self.evidence.passages.iter().map(of_side).collect();
        words.sort_unstable_by_key(|words| (words.start, words.end));
        words
    }
}
