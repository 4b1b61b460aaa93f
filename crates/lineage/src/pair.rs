//! Two articles that were compared and have something of one another.

use crate::model::{Kind, Passage};

/// Which of the two has it from the other, as far as the texts show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// The first is the child.
    First,
    /// The second is the child.
    Second,
    /// The texts do not show it.
    Unknown,
    /// Neither: both have it from a third text.
    Siblings,
}

/// A pair of articles, by their places in the list of entries, `first < second`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) kind: Kind,
    /// Share of the first that the second accounts for, 0 to 1, and the reverse.
    pub(crate) of_first: f64,
    pub(crate) of_second: f64,
    /// In the order of the first; `child` is the first's side.
    pub(crate) passages: Vec<Passage>,
    pub(crate) toward: Toward,
    pub(crate) why: Vec<String>,
}

impl Pair {
    pub(crate) fn is_directed(&self) -> bool {
        matches!(self.toward, Toward::First | Toward::Second)
    }

    /// The words of `side` that the other has too, in order.
    pub(crate) fn words_of(&self, side: usize) -> Vec<crate::Words> {
        let mut words: Vec<_> = self
            .passages
            .iter()
            .map(|passage| {
                let side = if side == self.first {
                    &passage.child
                } else {
                    &passage.parent
                };
                side.clone()
            })
            .collect();
        words.sort_unstable_by_key(|words| (words.start, words.end));
        words
    }
}
