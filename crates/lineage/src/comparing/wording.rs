//! Pairs that share wording.

use super::{beside, directed};
use crate::direction::Evidence;
use crate::furniture::Furniture;
use crate::model::Entry;
use crate::pair::Pair;
use crate::{Sketch, candidates, formula, passages, publisher};

/// What stands in several articles word for word.
pub(super) struct Worded {
    /// The pairs that share wording, by place.
    pub(super) pairs: Vec<Pair>,
    /// For each article the one that stands for it among exact copies, or itself.
    pub(super) stands_for: Vec<usize>,
}

/// The pairs of `entries` that share wording.
pub(super) fn worded(entries: &[Entry<'_>]) -> Worded {
    let furniture = Furniture::of(entries);
    let own: Vec<Option<Sketch>> = entries
        .iter()
        .map(|entry| furniture.off(&entry.record.sketch))
        .collect();
    let sketches: Vec<&Sketch> = entries
        .iter()
        .zip(&own)
        .map(|(entry, own)| own.as_ref().unwrap_or(&entry.record.sketch))
        .collect();
    let found = candidates(&sketches);
    let mut stands_for: Vec<usize> = (0..entries.len()).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for copies in &found.copies {
        let copies: Vec<usize> = copies.iter().map(|&at| at as usize).collect();
        let source = source(entries, &copies);
        for at in copies {
            stands_for[at] = source;
            pairs.extend(
                (at != source)
                    .then(|| wording(entries, &sketches, at, source))
                    .flatten(),
            );
        }
    }
    for &(one, other) in &found.pairs {
        let (one, other) = (stands_for[one as usize], stands_for[other as usize]);
        pairs.extend(wording(entries, &sketches, one, other));
    }
    pairs.sort_by_key(Pair::key);
    Worded { pairs, stands_for }
}

/// Of exact copies the one that the others may have it from: published first, naming nobody else
/// as its author.
fn source(entries: &[Entry<'_>], copies: &[usize]) -> usize {
    let rank = |&at: &usize| {
        let about = entries[at].about;
        let mut credits = about.credits.iter();
        let foreign = credits.any(|credit| !publisher::calls_itself(about, &credit.outlet));
        let published = about.published.as_deref();
        (foreign, published.is_none(), published, at)
    };
    copies.iter().copied().min_by_key(rank).unwrap_or_default()
}

/// What two texts share word for word, if that shows anything.
fn wording(entries: &[Entry<'_>], sketches: &[&Sketch], one: usize, other: usize) -> Option<Pair> {
    let (first, second) = (one.min(other), one.max(other));
    let shared = passages::compare(sketches[first], sketches[second]);
    let kind = shared.kind()?;
    let traits = |at: usize| &entries[at].record.traits;
    if formula::is_formula(&shared, kind, traits(first), traits(second)) {
        return None;
    }
    let evidence = Evidence {
        kind,
        passages: beside(shared.passages),
        shares: (shared.of_a, shared.of_b),
    };
    Some(directed(entries, first, second, evidence))
}
