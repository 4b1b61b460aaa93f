//! How far two texts give the same names and figures in the same order.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::anchors::{Sort, Term};
use crate::join::join;
use crate::traits::Traits;

/// Anchors of a text that are compared, from its beginning: those of the longest reports.
const MOST: usize = 1_200;
/// Anchors that stand close to one another: those of a sentence or two.
const CLOSE: usize = 4;
/// What is put to the weight of a text's anchors, numbers and names, in half bits, so that a few
/// that match do not make a whole.
const DOUBT: [f64; 3] = [30.0, 15.0, 15.0];

/// What one text has of the other's anchors, 0 to 1 each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    /// Of its names, numbers and dates, those that the other has in the same order.
    pub(crate) order: f64,
    /// Of its numbers, those that the other has.
    pub(crate) numbers: f64,
    /// Of its names, those that the other has.
    pub(crate) names: f64,
}

/// The names, numbers and dates of a text in order. When one is repeated, it says less each time.
fn anchors(traits: &Traits) -> Vec<(u32, f64)> {
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    traits
        .terms
        .iter()
        .filter(|term| term.crosses_languages())
        .take(MOST)
        .map(|term| {
            let times = seen.entry(term.key).or_default();
            *times += 1;
            (term.key, f64::from(term.weight) / f64::from(*times))
        })
        .collect()
}

/// What `a` has of `b`, what `b` has of `a`, and how many anchors stand in the same order.
pub(crate) fn kept(a: &Traits, b: &Traits) -> (Kept, Kept, u32) {
    let (one, other) = (anchors(a), anchors(b));
    let (weight, count) = common(&one, &other);
    let whole = |anchors: &[(u32, f64)]| anchors.iter().map(|(_, w)| w).sum::<f64>() + DOUBT[0];
    let numbers = (distinct(a, Sort::Number), distinct(b, Sort::Number));
    let names = (distinct(a, Sort::Name), distinct(b, Sort::Name));
    let of_a = Kept {
        order: weight / whole(&one),
        numbers: share(&numbers.0, &numbers.1, DOUBT[1]),
        names: share(&names.0, &names.1, DOUBT[2]),
    };
    let of_b = Kept {
        order: weight / whole(&other),
        numbers: share(&numbers.1, &numbers.0, DOUBT[1]),
        names: share(&names.1, &names.0, DOUBT[2]),
    };
    (of_a, of_b, count)
}

/// Of the names, numbers and dates of one that stand close to one another, those that do so in the
/// other in the same order, 0 to 1, of whichever has more: what moving paragraphs leaves as it was.
pub(crate) fn kept_beside(a: &Traits, b: &Traits) -> f64 {
    let (one, other) = (anchors(a), anchors(b));
    beside(&one, &other).max(beside(&other, &one))
}

/// Of the pairs of anchors of `one` that stand within [`CLOSE`] of one another, the share by weight
/// that `other` has too, in the same order.
fn beside(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let had: FxHashSet<(u32, u32)> = close(other).map(|(pair, _)| pair).collect();
    let mut seen = FxHashSet::default();
    let (mut both, mut all) = (0.0, DOUBT[0]);
    for (pair, weight) in close(one).filter(|(pair, _)| seen.insert(*pair)) {
        all += weight;
        if had.contains(&pair) {
            both += weight;
        }
    }
    both / all
}

/// The pairs of anchors close to one another, and the weight of the lighter.
fn close(anchors: &[(u32, f64)]) -> impl Iterator<Item = ((u32, u32), f64)> {
    anchors.iter().enumerate().flat_map(|(at, &(key, weight))| {
        let next = anchors[at + 1..].iter().take(CLOSE);
        let next = next.filter(move |(other, _)| *other != key);
        next.map(move |&(other, lighter)| ((key, other), weight.min(lighter)))
    })
}

/// The heaviest common subsequence: its weight and its length.
fn common(one: &[(u32, f64)], other: &[(u32, f64)]) -> (f64, u32) {
    let mut best = vec![(0.0, 0); other.len() + 1];
    for (key, weight) in one {
        let mut diagonal = best[0];
        for (j, (same, other)) in other.iter().enumerate() {
            let above = best[j + 1];
            best[j + 1] = match key == same {
                true => heavier((diagonal.0 + weight.min(*other), diagonal.1 + 1), above),
                false => heavier(above, best[j]),
            };
            diagonal = above;
        }
    }
    best.last().copied().unwrap_or_default()
}

fn heavier(one: (f64, u32), other: (f64, u32)) -> (f64, u32) {
    if other.0 > one.0 { other } else { one }
}

/// The terms of one sort, each once, with their weights.
fn distinct(traits: &Traits, sort: Sort) -> Vec<(u32, u8)> {
    let of_sort = |term: &&Term| term.sort == sort && term.weight > 0;
    let terms = traits.terms.iter().filter(of_sort);
    let mut terms: Vec<_> = terms.map(|term| (term.key, term.weight)).collect();
    terms.sort_unstable();
    terms.dedup_by_key(|(key, _)| *key);
    terms
}

/// How much of `part`, by weight, `whole` has.
fn share(part: &[(u32, u8)], whole: &[(u32, u8)], doubt: f64) -> f64 {
    let sum = |terms: &mut dyn Iterator<Item = &(u32, u8)>| {
        terms.map(|(_, w)| u32::from(*w)).sum::<u32>()
    };
    let had = sum(&mut join(part, whole).flat_map(|(had, _)| had));
    f64::from(had) / (f64::from(sum(&mut part.iter())) + doubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts() {
        let of = |text| Traits::of(text, Some("en"));
        let a = of("Then Ode Ray met Pell Marsh in Alderby, where 347 of 512 boats lay.");
        let b =
            of("In all 512 boats were there, 347 of them in Alderby, as Pell Marsh told Ode Ray.");
        let (same, _, _) = kept(&a, &a);
        let (turned, _, _) = kept(&a, &b);
        assert!(turned.order < same.order / 2.0, "{turned:?} {same:?}");
        assert!((turned.numbers - same.numbers).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_kept_of_nothing() {
        let (empty, text) = (Traits::default(), Traits::of("Ode Ray left.", None));
        let (of_a, of_b, count) = kept(&empty, &text);
        assert_eq!((of_a, of_b, count), (Kept::default(), Kept::default(), 0));
    }
}
