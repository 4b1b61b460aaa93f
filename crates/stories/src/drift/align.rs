//! Which claim of a child is which claim of its parent.
//!
//! Claims are paired one to one, the surest first: greedy matching, whose weight is at least half
//! of the best (R. Preis, "Linear Time 1/2-Approximation Algorithm for Maximum Weighted
//! Matching", STACS 1999). Figures that give the same number come before those that do not; a
//! claim with another number is taken for the parent's only where its place shows it.

use restated_claims::{Figure, Kind};

use super::kin::{Kin, kin};
use super::lexicon;
use super::side::{Edge, Put};
use super::stand;

/// A claim of the parent and the same claim of the child, by their places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) parent: usize,
    pub(super) child: usize,
    /// How sure; of use only beside other pairs.
    pub(super) score: f64,
}

/// What is added to the score of figures that give the same number.
const SAME_NUMBER: f64 = 10.0;
/// How far apart among the claims two may stand, as a share of all, if little else ties them.
const NEAR: f64 = 0.3;
/// The overlap of sentences that shows that one is made of the other.
const ALIKE: f64 = 0.25;

/// The pairs of an edge. `elsewhere` are the numbers of the child's other parents, with their
/// measures: what a child has from there did not change on the way from here.
pub(super) fn pairs(edge: &Edge<'_, '_>, elsewhere: &[(f64, &str)]) -> Vec<Pair> {
    let mut sure = Vec::new();
    for (parent, one) in edge.parent.claims.iter().enumerate() {
        for (child, other) in edge.child.claims.iter().enumerate() {
            let score = match (one.figure(), other.figure()) {
                (Some(a), Some(b)) => same_number(edge, one, other, a, b),
                (None, None) if one.stand.is_none() && other.stand.is_none() => {
                    said(edge, one, other)
                }
                _ => None,
            };
            sure.extend(score.map(|score| Pair {
                parent,
                child,
                score,
            }));
        }
    }
    let mut pairs = matched(sure, Vec::new());
    let changed = changed(edge, &pairs, elsewhere);
    pairs = matched(changed, pairs);
    pairs = matched(stand::pairs(edge, &pairs), pairs);
    pairs.sort_by_key(|pair| (pair.parent, pair.child));
    pairs
}

/// The surest of `found`, none with a claim of another or of `kept`, and all `kept`.
fn matched(mut found: Vec<Pair>, mut kept: Vec<Pair>) -> Vec<Pair> {
    found.sort_by(|a, b| {
        let places = (a.parent, a.child).cmp(&(b.parent, b.child));
        b.score.total_cmp(&a.score).then(places)
    });
    for pair in found {
        let free = |held: &Pair| held.parent != pair.parent && held.child != pair.child;
        if kept.iter().all(free) {
            kept.push(pair);
        }
    }
    kept
}

/// What ties two claims besides what they say.
struct Ties {
    /// Their sentences stand beside each other in a passage.
    beside: f64,
    /// Their sentences share content.
    alike: f64,
    /// They stand on one source.
    source: bool,
    /// They stand on two sources with names.
    other_source: bool,
    /// How near their places among the claims are, 0 to 1.
    order: f64,
}

impl Ties {
    fn of(edge: &Edge<'_, '_>, one: &Put<'_>, other: &Put<'_>) -> Self {
        let source = same_source(one, other);
        let named = |put: &Put<'_>| put.is_attributed() && put.told.source.is_some();
        Self {
            beside: edge.beside(one, other),
            alike: if edge.one_language() {
                one.sentence.overlap(&other.sentence)
            } else {
                0.0
            },
            source,
            other_source: !source && named(one) && named(other),
            order: 1.0 - (one.order - other.order).abs(),
        }
    }

    fn score(&self) -> f64 {
        1.5 * self.beside + 2.0 * self.alike + 0.5 * f64::from(u8::from(self.source)) + self.order
    }
}

/// Whether two claims stand on the word of one source, by who it is or by a part of its name.
pub(super) fn same_source(one: &Put<'_>, other: &Put<'_>) -> bool {
    if one.told.source.is_some() && one.told.source == other.told.source {
        return true;
    }
    one.source.names_same(&other.source)
}

/// The score of two figures that give one number, if they are of one claim.
fn same_number(
    edge: &Edge<'_, '_>,
    one: &Put<'_>,
    other: &Put<'_>,
    a: &Figure,
    b: &Figure,
) -> Option<f64> {
    if !gives_same(a, b) || !same_unit(a, b) {
        return None;
    }
    let kin = kin(&a.measure, &b.measure);
    let ties = Ties::of(edge, one, other);
    let shown = ties.beside > 0.0 || ties.alike >= ALIKE;
    let near = ties.order >= 1.0 - NEAR;
    let fits = match kin {
        Kin::Same => shown || near || ties.source,
        Kin::Scope | Kin::Reversed | Kin::Open => near && (shown || ties.source),
        Kin::Other => false,
    };
    let closeness = match kin {
        Kin::Same => 2.0,
        Kin::Scope | Kin::Reversed | Kin::Open => 0.5,
        Kin::Other => 0.0,
    };
    let qualified = 0.2 * f64::from(u8::from(a.qualifier == b.qualifier));
    (fits && (shown || !ties.other_source))
        .then(|| SAME_NUMBER + closeness + qualified + ties.score())
}

/// Whether two figures give the same number or range, however exactly they put it.
fn gives_same(a: &Figure, b: &Figure) -> bool {
    match (a.value(), b.value()) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => {
            let first =
                |figure: &Figure| figure.text.split_whitespace().next().map(str::to_lowercase);
            first(a) == first(b)
        }
        _ => false,
    }
}

pub(super) fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0)
}

/// Whether two figures may be of one kind of thing: money, a share or a count.
fn same_unit(a: &Figure, b: &Figure) -> bool {
    let class = |figure: &Figure| {
        let unit = figure.unit.as_str();
        let money = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
        if money || matches!(unit, "percent" | "times") {
            unit.to_owned()
        } else {
            "count".to_owned()
        }
    };
    class(a) == class(b)
}

/// The score of two statements or quotes, if they are of one claim.
fn said(edge: &Edge<'_, '_>, one: &Put<'_>, other: &Put<'_>) -> Option<f64> {
    let verbatim = |put: &Put<'_>| put.claim().kind == Kind::Quote;
    let ties = Ties::of(edge, one, other);
    if verbatim(one) != verbatim(other) && ties.beside == 0.0 || !edge.one_language() {
        return None;
    }
    let alike = one.act.overlap(&other.act);
    let fits = alike >= 0.4 && (ties.beside > 0.0 || ties.order >= 1.0 - NEAR || ties.source)
        || alike >= 0.3 && (ties.beside > 0.0 || ties.source && ties.order >= 1.0 - NEAR)
        || alike > 0.1 && ties.beside > 0.0 && ties.source;
    fits.then(|| 2.0 * alike + ties.score())
}

/// Pairs of figures with different numbers, among what `sure` left over.
fn changed(edge: &Edge<'_, '_>, sure: &[Pair], elsewhere: &[(f64, &str)]) -> Vec<Pair> {
    let mut found = Vec::new();
    for (parent, one) in edge.parent.claims.iter().enumerate() {
        for (child, other) in edge.child.claims.iter().enumerate() {
            let taken = |pair: &Pair| pair.parent == parent || pair.child == child;
            if sure.iter().any(taken) {
                continue;
            }
            let place = place(sure, parent, child);
            let score = other_number(edge, one, other, place)
                .filter(|_| place != Place::Outside)
                .filter(|_| !stands_elsewhere(edge, one, other, elsewhere));
            found.extend(score.map(|score| Pair {
                parent,
                child,
                score,
            }));
        }
    }
    found
}

/// The score of two figures that give different numbers, if they may be of one claim.
fn other_number(edge: &Edge<'_, '_>, one: &Put<'_>, other: &Put<'_>, place: Place) -> Option<f64> {
    let (a, b) = one.figure().zip(other.figure())?;
    let (from, to) = a.value().zip(b.value())?;
    let alike = kin(&a.measure, &b.measure) == Kin::Same
        && same_unit(a, b)
        && a.per.is_some() == b.per.is_some()
        && a.part_of.is_some() == b.part_of.is_some();
    if !alike || !(slipped(from, to) || is_near(from, to)) || is_update(edge, other) {
        return None;
    }
    let ties = Ties::of(edge, one, other);
    let shown = ties.beside > 0.0 || ties.alike >= ALIKE || place == Place::Between;
    // What somebody else says is another claim, by whatever name.
    let elsewhere = one.is_attributed() && other.is_attributed() && !ties.source;
    let apart = elsewhere || other_time(one, other);
    (shown && !apart && ties.order >= 1.0 - NEAR).then(|| ties.score())
}

/// Whether the child says that its number is a later one.
fn is_update(edge: &Edge<'_, '_>, child: &Put<'_>) -> bool {
    edge.one_language()
        && lexicon::UPDATES
            .iter()
            .any(|word| child.sentence.has_phrase(word))
}

/// Whether both say when they hold, and it is not the same time.
fn other_time(one: &Put<'_>, other: &Put<'_>) -> bool {
    let edtf = |put: &Put<'_>| put.claim().time.as_ref().and_then(|time| time.edtf.clone());
    let times = edtf(one).zip(edtf(other));
    times.is_some_and(|(one, other)| one != other)
}

/// Whether one number is at most twice the other.
fn is_near(from: f64, to: f64) -> bool {
    let (less, more) = (from.min(to), from.max(to));
    less > 0.0 && more / less <= 2.0
}

/// Whether one number may be the other with a slip of the pen: a nought too many or too few,
/// digits in another order.
pub(super) fn slipped(from: f64, to: f64) -> bool {
    let (less, more) = (from.min(to), from.max(to));
    let noughts = [10.0, 100.0, 1000.0]
        .iter()
        .any(|times| less > 0.0 && same(less * times, more));
    let digits = |number: f64| {
        let mut digits: Vec<char> = format!("{number}").chars().collect();
        digits.sort_unstable();
        digits
    };
    noughts || less >= 10.0 && digits(from) == digits(to)
}

/// Where two claims stand among the pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Between the same two, with little else there.
    Between,
    /// On the right side of one of the nearest two.
    Beside,
    /// Before what is before the other's, and behind what is behind it.
    Outside,
}

fn place(sure: &[Pair], parent: usize, child: usize) -> Place {
    /// Claims of the child that may stand between the nearest two, besides the one looked at.
    const FEW: usize = 3;
    let before = sure
        .iter()
        .filter(|pair| pair.parent < parent)
        .max_by_key(|pair| pair.parent);
    let behind = sure
        .iter()
        .filter(|pair| pair.parent > parent)
        .min_by_key(|pair| pair.parent);
    let follows = before.is_none_or(|pair| pair.child < child);
    let leads = behind.is_none_or(|pair| pair.child > child);
    let tight = before.zip(behind).is_some_and(|(before, behind)| {
        behind.child.saturating_sub(before.child) <= FEW + 2
            && behind.parent - before.parent <= FEW + 2
    });
    match (follows, leads) {
        (true, true) if tight => Place::Between,
        // A sentence may turn its clauses round.
        (false, false) => Place::Outside,
        _ => Place::Beside,
    }
}

/// Whether either number is given for the same thing somewhere else: then the child took another
/// claim, or took it from elsewhere.
fn stands_elsewhere(
    edge: &Edge<'_, '_>,
    one: &Put<'_>,
    other: &Put<'_>,
    elsewhere: &[(f64, &str)],
) -> bool {
    let gives = |claims: &[Put<'_>], of: &Put<'_>| {
        claims.iter().any(|claim| {
            let figures = claim.figure().zip(of.figure());
            figures.is_some_and(|(claim, of)| {
                kin(&claim.measure, &of.measure) == Kin::Same && gives_same(claim, of)
            })
        })
    };
    let of_others = other.figure().is_some_and(|figure| {
        elsewhere.iter().any(|(value, measure)| {
            figure.value().is_some_and(|number| same(*value, number))
                && kin(measure, &figure.measure) == Kin::Same
        })
    });
    gives(&edge.child.claims, one) || gives(&edge.parent.claims, other) || of_others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_seen() {
        assert!(slipped(2_300.0, 23_000.0));
        assert!(slipped(37.0, 73.0));
        assert!(!slipped(37.0, 38.0) && !slipped(3.0, 3.5));
        assert!(is_near(31.0, 40.0) && !is_near(31.0, 90.0));
    }

    #[test]
    fn the_surest_pairs_come_first() {
        let pair = |parent, child, score| Pair {
            parent,
            child,
            score,
        };
        let found = vec![pair(0, 0, 1.0), pair(0, 1, 2.0), pair(1, 1, 1.5)];
        assert_eq!(matched(found, Vec::new()), [pair(0, 1, 2.0)]);
    }
}
