//! Claims that are gone though what stood on both sides of them stayed.

use restated_claims::Kind;

use super::align::Pair;
use super::seen::Change;
use super::side::Edge;
use super::wording::quoted;
use crate::model::{DriftKind, Severity};

/// Share of a sentence's words by which the text between its neighbours must be shorter.
const CUT: f64 = 0.8;
/// Words that may stand between the neighbours in a text that is told in other words.
const TIGHT: u32 = 3;
/// The overlap at which a sentence of the child says what the parent's says.
const KEPT: f64 = 0.4;

/// The claims of the parent that the child cut out, by their places, one a sentence. Whatever a
/// text leaves out at its end was shortened, not cut out.
pub(super) fn gone(edge: &Edge<'_, '_>, pairs: &[Pair]) -> Vec<(usize, Change)> {
    let mut found: Vec<(usize, Change)> = Vec::new();
    for (at, put) in edge.parent.claims.iter().enumerate() {
        let told = found
            .iter()
            .any(|(other, _)| edge.parent.claims[*other].claim().sentence == put.claim().sentence);
        let sentence_stays = pairs
            .iter()
            .any(|pair| edge.parent.claims[pair.parent].claim().sentence == put.claim().sentence);
        // What somebody said word for word adds colour; a text may do without.
        let spoken = put.quoted || put.claim().kind == Kind::Quote;
        // So may it without what others make of a figure that it keeps.
        let aside = spoken || put.stand.is_some();
        if !aside && !told && !sentence_stays && is_cut(edge, pairs, at) && !is_said(edge, at) {
            let change = Change {
                kind: DriftKind::ClaimDropped,
                severity: Severity::Minor,
                why: format!(
                    "{} is left out, though what stood before and behind it was kept",
                    quoted(&put.told.sentence)
                ),
            };
            found.push((at, change));
        }
    }
    found
}

/// Whether the sentences before and behind stand together in the child.
fn is_cut(edge: &Edge<'_, '_>, pairs: &[Pair], at: usize) -> bool {
    let own = &edge.parent.claims[at].told.at;
    let place = |pair: &Pair| {
        (
            edge.parent.claims[pair.parent].told.at.clone(),
            edge.child.claims[pair.child].told.at.clone(),
        )
    };
    let places: Vec<_> = pairs.iter().map(place).collect();
    let before = places
        .iter()
        .filter(|(parent, _)| parent.end <= own.start)
        .max_by_key(|(parent, _)| parent.end);
    let behind = places
        .iter()
        .filter(|(parent, _)| parent.start >= own.end)
        .min_by_key(|(parent, _)| parent.start);
    let Some((before, behind)) = before.zip(behind) else {
        return false;
    };
    let was = behind.0.start.saturating_sub(before.0.end);
    let Some(is) = behind.1.start.checked_sub(before.1.end) else {
        return false;
    };
    let shorter = f64::from(was.saturating_sub(is)) >= CUT * f64::from(own.end - own.start);
    shorter && (edge.is_copied() || is <= TIGHT)
}

/// Whether the child says it elsewhere.
fn is_said(edge: &Edge<'_, '_>, at: usize) -> bool {
    let own = &edge.parent.claims[at];
    edge.child.claims.iter().any(|claim| {
        let number = own.number().is_some() && own.number() == claim.number();
        number || claim.sentence.overlap(&own.sentence) >= KEPT
    })
}
