//! How many children somebody has: "a mother of two", said to tell who she is.

use super::super::Unit;
use super::super::reading::Reading;
use super::super::tables::context;
use super::Filter;

/// Nouns for what a parent is of.
const CHILDREN: [&str; 12] = [
    "child",
    "children",
    "kids",
    "sons",
    "daughters",
    "boys",
    "girls",
    "young",
    "small",
    "little",
    "teenage",
    "grown",
];

impl Filter<'_, '_, '_> {
    /// "a mother of two", "the father-of-three", "a married mum of four young children".
    pub(super) fn is_family(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        let joined = |back: usize| usize::from(pieces.lower_before(start, back) == "-");
        let of = 1 + joined(1);
        let parent = of + 1 + joined(of + 1);
        let behind = pieces.lower(end);
        let of_nothing_else = !pieces.is_word(end)
            || CHILDREN.contains(&behind)
            || self.token(end).is_some_and(|next| next.tag() != "NNS");
        reading.unit == Unit::Count
            && pieces.lower_before(start, of) == "of"
            && context("parent", pieces.lower_before(start, parent))
            && of_nothing_else
    }
}
