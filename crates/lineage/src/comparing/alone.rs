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
    /// Whether each of the two is like the other more than like any independent text; others that
    /// are as alone with one of them do not speak against it: a report may be rewritten by many.
    pub(super) fn are_alone(&self, one: usize, other: usize) -> bool {
        let stands = |at: usize, by: usize| {
            let follows = |next: usize| self.margin(next, at, |_| false) >= MARGIN;
            self.margin(at, by, follows) >= MARGIN
        };
        let plainly = |at: usize, by: usize| self.margin(at, by, |_| false) >= MARGIN;
        plainly(one, other) && stands(other, one) || plainly(other, one) && stands(one, other)
    }

    /// By how much `at` is more like `by` than like any text that does not depend on `by`, but for
    /// those to `leave` out.
    fn margin(&self, at: usize, by: usize, leave: impl Fn(usize) -> bool) -> f64 {
        let others = self.likeness.beside(at).iter().copied();
        let apart = others.filter(|&next| next != by && (self.depends)(next, by) < ONE);
        let alike = self.likeness.score(at, by);
        let next = apart
            .map(|next| (self.likeness.score(at, next), next))
            .filter(|&(score, next)| log_odds(alike) - log_odds(score) < MARGIN && !leave(next))
            .map(|(score, _)| score)
            .fold(0.0, f64::max);
        log_odds(alike) - log_odds(next)
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
    fn a_report_may_be_rewritten_by_many() {
        check(
            &[(0, 1, 0.6), (0, 2, 0.7), (1, 2, 0.2), (0, 3, 0.1)],
            &[(0, 1), (0, 2)],
        );
    }
}
