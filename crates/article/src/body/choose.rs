//! From the scores of a page's blocks to the blocks that are kept.

use std::sync::LazyLock;

use super::Described;
use super::forest::Forest;

/// The forest that comes with the program; `cargo xtask train body` makes it.
const MODEL: &str = include_str!("../../model/body.trees");
/// Lowest cut of a page, in log odds below the forest's own: a block that is very
/// likely boilerplate is left out even where a page has nothing better.
const LOWEST: f64 = 1.2;

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
///
/// On a page whose blocks are told apart well, those above `cut` are; on one
/// where they are not, those above a lower one, because there a block that is
/// left out costs more than one kept in vain.
pub fn choose(page: &Described, scores: &[f32], cut: f32) -> Vec<bool> {
    let words = page
        .blocks
        .iter()
        .map(|block| block.text.split(' ').count() as f64);
    let odds = words.zip(scores.iter().map(|score| f64::from(score - cut)));
    let cut = f64::from(cut) + lowering(odds.collect());
    scores.iter().map(|score| f64::from(*score) > cut).collect()
}

/// How much lower than even odds (0) the cut of a page is, in log odds, given the
/// words and the log odds of its blocks.
///
/// The cut that makes the expected F1 largest is half of that F1 (as a
/// probability): 0.5 where all is certain, less where it is not.
fn lowering(mut blocks: Vec<(f64, f64)>) -> f64 {
    blocks.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.total_cmp(&a.0)));
    let expected = |(words, odds): &(f64, f64)| words / (1.0 + (-odds).exp());
    let main: f64 = blocks.iter().map(expected).sum();
    let (mut kept, mut right, mut best) = (0.0, 0.0, 0.0_f64);
    for block in &blocks {
        kept += block.0;
        right += expected(block);
        best = best.max(2.0 * right / (kept + main));
    }
    let cut = best / 2.0;
    // Rounded, so that the last digit of a logarithm never decides.
    let lowering = ((cut / (1.0 - cut)).ln() * 1e3).round() / 1e3;
    lowering.clamp(-LOWEST, 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_is_lower_where_blocks_are_hard_to_tell() {
        assert!(lowering(vec![(50.0, 9.0), (50.0, -9.0)]) > -0.01);
        let unsure = lowering(vec![(50.0, 0.4), (50.0, -0.4), (50.0, -0.5)]);
        assert!((-LOWEST..-0.3).contains(&unsure), "{unsure}");
        assert_eq!(lowering(Vec::new()), -LOWEST);
    }

    #[test]
    fn the_forest_was_trained_on_the_features_of_today() {
        let forest = Forest::read(MODEL).unwrap();
        assert_eq!(forest.features, super::super::feature_names());
    }
}
