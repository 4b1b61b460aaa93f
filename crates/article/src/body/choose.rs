//! From the scores of a page's blocks to the blocks that are kept.

use std::sync::LazyLock;

use super::Described;
use super::forest::Forest;

/// The forest that comes with the program; `cargo xtask train body` makes it.
const MODEL: &str = include_str!("../../model/body.trees");
/// A text of fewer words is taken for none at all where the page has more to offer.
const FEWEST_WORDS: usize = 25;
/// How much lower, in log odds, the cut is set on a page that would be left without text.
const SECOND_CUT: f32 = 2.0;

/// The forest that comes with the program.
pub(super) fn forest() -> &'static Forest {
    static FOREST: LazyLock<Forest> = LazyLock::new(|| {
        // The file is part of the program and read by a test: were it broken,
        // an empty forest would leave every page without text.
        Forest::read(MODEL).unwrap_or_default()
    });
    &FOREST
}

/// Which blocks are kept, given their scores.
pub fn choose(page: &Described, scores: &[f32], cut: f32) -> Vec<bool> {
    let above = |cut: f32| -> Vec<bool> { scores.iter().map(|score| *score > cut).collect() };
    let words = |kept: &[bool]| -> usize {
        let kept = page.blocks.iter().zip(kept).filter(|(_, keep)| **keep);
        kept.map(|(block, _)| block.text.split(' ').count()).sum()
    };
    let kept = above(cut);
    if words(&kept) >= FEWEST_WORDS {
        return kept;
    }
    above(cut - SECOND_CUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forest_was_trained_on_the_features_of_today() {
        let forest = Forest::read(MODEL).unwrap();
        assert_eq!(forest.features, super::super::feature_names());
    }
}
