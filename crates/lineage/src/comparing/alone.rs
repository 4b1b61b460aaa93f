//! Whether two texts are like each other and like nobody else at the event.
//!
//! Reports of one event that stand on their own are alike all round: whoever is like one of them is
//! about as like the next. A rewrite is like its parent, and its parent's copies, far more than like
//! any other report, however much of what it tells others tell as well.

use super::rewording::Likeness;

/// By how much, in log odds, a pair is more alike than either is like others.
const MARGIN: f64 = 1.2;
/// Bounds of a score whose odds are compared.
const LEAST: f64 = 0.01;
/// From which likeness on two texts are taken for one.
const ONE: f64 = 0.5;

/// The texts at the event of a pair.
pub(super) struct Beside<'a, D> {
    pub(super) likeness: &'a Likeness,
    /// How likely it is that one of two texts has its report from the other; 0 to 1.
    pub(super) depends: D,
}

impl<D: Fn(usize, usize) -> f64> Beside<'_, D> {
    /// Whether each of the two is like the other more than like any independent text.
    pub(super) fn are_alone(&self, one: usize, other: usize) -> bool {
        self.margin(one, other) >= MARGIN && self.margin(other, one) >= MARGIN
    }

    /// By how much `at` is more like `by` than like any text that does not depend on `by`.
    fn margin(&self, at: usize, by: usize) -> f64 {
        let others = self.likeness.beside(at).iter().copied();
        let apart = others.filter(|&next| next != by && (self.depends)(next, by) < ONE);
        let next = apart.map(|next| self.likeness.score(at, next));
        log_odds(self.likeness.score(at, by)) - log_odds(next.fold(0.0, f64::max))
    }
}

fn log_odds(score: f64) -> f64 {
    let score = score.clamp(LEAST, 1.0 - LEAST);
    (score / (1.0 - score)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[(usize, usize, f64)], alone: &[(usize, usize)]) {
        let mut likeness = Likeness::default();
        for &(one, other, score) in scores {
            likeness.add(one, other, score);
        }
        let beside = Beside {
            depends: |one, other| likeness.score(one, other),
            likeness: &likeness,
        };
        let found: Vec<(usize, usize)> = scores
            .iter()
            .map(|&(one, other, _)| (one, other))
            .filter(|&(one, other)| beside.are_alone(one, other))
            .collect();
        assert_eq!(found, alone);
    }

    #[test]
    fn a_rewrite_is_like_its_parent_alone() {
        check(&[(0, 1, 0.6), (0, 2, 0.1), (1, 2, 0.1)], &[(0, 1)]);
    }

    #[test]
    fn reports_of_one_event_are_alike_all_round() {
        check(&[(0, 1, 0.6), (0, 2, 0.45), (1, 2, 0.4)], &[]);
    }

    #[test]
    fn copies_of_the_parent_do_not_speak_against_it() {
        check(
            &[(0, 1, 0.6), (0, 2, 0.55), (1, 2, 0.9), (0, 3, 0.2)],
            &[(0, 1), (0, 2), (1, 2)],
        );
    }
}
