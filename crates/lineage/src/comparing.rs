//! Which articles have something of one another, and what.

mod alone;
mod rewording;
mod support;
mod wording;

use crate::direction::{Evidence, direct};
use crate::model::{Entry, Kind, Passage, Words};
use crate::pair::Pair;
use crate::rewrite::{Rewritten, Signs};
use crate::{edits, publisher};
use rewording::{DOUBTFUL, Reworded, reworded};
use wording::Worded;

/// Score from which on a likeness is a rewrite or translation of an article whose outlet the other
/// names as its origin.
const CREDITED: f64 = 0.3;

/// Least score of what the weights are fitted on.
const FAINT: f64 = 0.01;

/// What was found among all articles.
pub(crate) struct Compared {
    /// The pairs that have something of one another, by place.
    pub(crate) pairs: Vec<Pair>,
    /// Pairs too alike to be called independent, and not alike enough for more.
    pub(crate) doubtful: Vec<(usize, usize)>,
}

/// Compares those of `entries` that are worth it.
///
/// Of exact copies, only the one that the others may have it from is compared further. Wording
/// goes first: where most of a text stands in another, nothing is left to be reworded.
pub(crate) fn compared(entries: &[Entry<'_>]) -> Compared {
    let Worded {
        mut pairs,
        stands_for,
    } = wording::worded(entries);
    let (reworded, likeness) = reworded(entries, &stands_for, &pairs, DOUBTFUL);
    let mut doubtful = take(entries, &mut pairs, reworded);
    let unsupported = support::unsupported(&pairs, &likeness, &stands_for);
    pairs.retain(|pair| unsupported.binary_search(&pair.key()).is_err());
    doubtful.extend(unsupported);
    doubtful.sort_unstable();
    Compared { pairs, doubtful }
}

/// What speaks for a rewrite between two of `entries` of one language, by their places, for all
/// pairs at one event that look like rewrites at first sight: what the weights are fitted on.
pub fn signs(entries: &[Entry<'_>]) -> Vec<((usize, usize), Signs)> {
    let Worded { pairs, stands_for } = wording::worded(entries);
    let (reworded, _) = reworded(entries, &stands_for, &pairs, FAINT);
    reworded
        .into_iter()
        .filter_map(|pair| Some((pair.key, pair.signs?)))
        .collect()
}

/// Adds what was found to be rewrites and translations to `pairs`. Returns the doubtful ones.
fn take(
    entries: &[Entry<'_>],
    pairs: &mut Vec<Pair>,
    reworded: Vec<Reworded>,
) -> Vec<(usize, usize)> {
    let (mut more, mut doubtful) = (Vec::new(), Vec::new());
    for Reworded {
        key,
        found,
        at_first,
        ..
    } in reworded
    {
        let known = pairs.binary_search_by_key(&key, Pair::key);
        let credited = names(entries, key.0, key.1) || names(entries, key.1, key.0);
        // Who names the other has read it: then what others tell as well is no matter.
        if found.is_rewrite() || credited && at_first >= CREDITED {
            match known {
                // Whole sentences may stand in a rewrite as they were.
                Ok(at) => prefer(entries, &mut pairs[at], found),
                Err(_) => more.push(rewrite(entries, key.0, key.1, found)),
            }
        } else if known.is_err() && found.score >= DOUBTFUL {
            doubtful.push(key);
        }
    }
    pairs.append(&mut more);
    pairs.sort_by_key(Pair::key);
    doubtful
}

/// Whether the one names the outlet of the other as its origin.
fn names(entries: &[Entry<'_>], one: usize, other: usize) -> bool {
    let mut credits = entries[one].about.credits.iter();
    credits.any(|credit| publisher::names(entries[other].about, &credit.outlet))
}

fn rewrite(entries: &[Entry<'_>], first: usize, second: usize, found: Rewritten) -> Pair {
    let language = |at: usize| &entries[at].record.traits.language;
    let kind = if language(first) == language(second) {
        Kind::Rewrite
    } else {
        Kind::Translation
    };
    let evidence = Evidence {
        kind,
        shares: (found.share_of_a.min(1.0), found.share_of_b.min(1.0)),
        passages: beside(found.pairs),
    };
    let mut pair = directed(entries, first, second, evidence);
    pair.verdict.why.splice(0..0, found.why);
    pair
}

/// Takes a pair for a rewrite that shares some wording too, unless the wording says more.
fn prefer(entries: &[Entry<'_>], pair: &mut Pair, found: Rewritten) {
    if pair.evidence.kind != Kind::Excerpt {
        return;
    }
    let (first, second) = pair.key();
    let traits = (
        &entries[first].record.traits,
        &entries[second].record.traits,
    );
    let shares = (found.share_of_a.min(1.0), found.share_of_b.min(1.0));
    match edits::as_worded(&pair.evidence, &found.pairs, shares, traits) {
        None => *pair = rewrite(entries, first, second, found),
        Some(Kind::NearCopy) => {
            let evidence = Evidence {
                kind: Kind::NearCopy,
                shares,
                passages: beside(found.pairs),
            };
            *pair = directed(entries, first, second, evidence);
        }
        Some(_) => {}
    }
}

fn directed(entries: &[Entry<'_>], first: usize, second: usize, evidence: Evidence) -> Pair {
    Pair {
        first,
        second,
        verdict: direct(entries[first], entries[second], &evidence),
        evidence,
    }
}

fn beside(passages: Vec<(Words, Words)>) -> Vec<Passage> {
    passages
        .into_iter()
        .map(|(child, parent)| Passage { child, parent })
        .collect()
}
