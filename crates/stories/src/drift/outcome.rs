//! How a thing ended is gone: "tried to blow himself up and was shot dead" became "tried to blow
//! himself up".
//!
//! `outcomes.tsv` says which words tell that something was begun or happened to somebody, and which
//! tell how it ended. Only sentences that carry claims are known here, so a child whose outcome
//! stands in a sentence without any is told to have lost it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::align::Pair;
use super::lexicon::{OUTCOMES, Outcome};
use super::seen::Change;
use super::side::{Edge, Put};
use super::wording::{Wording, quoted};
use crate::model::{DriftKind, Severity};

/// The overlap at which a sentence of the child tells what a part of the parent's does, if no claim
/// of the one is paired with one of the other.
const ALIKE: f64 = 0.5;

/// An act and its outcome in a sentence, as places among its words.
struct Ended {
    row: &'static Outcome,
    act: usize,
    outcome: Range<usize>,
}

/// The claims of the parent whose outcome the child leaves out, each with the child's claim, one a
/// sentence of the parent.
pub(super) fn gone(edge: &Edge<'_, '_>, pairs: &[Pair]) -> Vec<(Pair, Change)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if !edge.one_language() {
        return found;
    }
    for (parent, put) in edge.parent.claims.iter().enumerate() {
        let sentence = put.claim().sentence.start;
        let Some(ended) = ended(&put.sentence).filter(|_| !seen.contains(&sentence)) else {
            continue;
        };
        let told = |child: &Put<'_>| ended.row.ends(&child.sentence).is_some();
        if edge.child.claims.iter().any(told) {
            continue;
        }
        let Some(child) = same(edge, pairs, parent, &ended) else {
            continue;
        };
        seen.insert(sentence);
        let words = |at: Range<usize>| {
            let words = &put.sentence.words[at];
            let bytes = words.first().zip(words.last());
            let bytes = bytes.map(|(first, last)| first.at.start..last.at.end);
            bytes
                .and_then(|bytes| put.told.sentence.get(bytes))
                .unwrap_or_default()
        };
        let change = Change {
            kind: DriftKind::OutcomeDropped,
            severity: Severity::Notable,
            why: format!(
                "how it ended is gone: {} tells of ‘{}’ and then ‘{}’, {} of ‘{}’ alone",
                quoted(&put.told.sentence),
                words(ended.act..ended.act + 1),
                words(ended.outcome.clone()),
                quoted(&edge.child.claims[child].told.sentence),
                ended.row.word(&edge.child.claims[child].sentence)
            ),
        };
        let pair = Pair {
            parent,
            child,
            score: 0.0,
        };
        found.push((pair, change));
    }
    found
}

/// The first act of a sentence behind which an outcome of its row stands.
fn ended(sentence: &Wording) -> Option<Ended> {
    OUTCOMES.iter().find_map(|row| {
        let act = row.begins(sentence)?;
        let outcome = row.ends(sentence).filter(|at| at.start > act)?;
        Some(Ended { row, act, outcome })
    })
}

/// The child's claim whose sentence tells the act: one that is paired with a claim of the sentence,
/// or else the one most like what stands before the outcome.
fn same(edge: &Edge<'_, '_>, pairs: &[Pair], parent: usize, ended: &Ended) -> Option<usize> {
    let put = &edge.parent.claims[parent];
    let acts = |child: &Put<'_>| ended.row.begins(&child.sentence).is_some();
    let paired = pairs.iter().find(|pair| {
        let own = &edge.parent.claims[pair.parent];
        own.claim().sentence == put.claim().sentence && acts(&edge.child.claims[pair.child])
    });
    if let Some(pair) = paired {
        return Some(pair.child);
    }
    let words = put.sentence.words.iter().enumerate();
    let before = words.filter(|(at, _)| !ended.outcome.contains(at));
    let before = Wording::new(before.map(|(_, word)| word.clone()).collect());
    let like = |child: usize| before.overlap(&edge.child.claims[child].sentence);
    (0..edge.child.claims.len())
        .filter(|&child| acts(&edge.child.claims[child]) && like(child) >= ALIKE)
        .max_by(|&one, &other| like(one).total_cmp(&like(other)).then(other.cmp(&one)))
}
