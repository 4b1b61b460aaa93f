//! What somebody does to a figure told before, without giving it again: one text has the ministry
//! raise the toll, its copy has it confirm these numbers.
//!
//! The words of two such sentences may have nothing in common. What ties them is the figure that
//! they speak of: the one told before each, if these are one claim; and who does it.

use restated_claims::entity::one_owner;
use restated_claims::statement::Stand;

use super::align::{Pair, same_source};
use super::seen::{Change, Seen};
use super::side::{Edge, Put, Side};
use super::wording::quoted;
use crate::model::{DriftKind, Severity};

/// Words behind a figure in which "the toll" still means it.
const REACH: u32 = 60;

/// The pairs of stands on one figure by one source, among whose figures are `sure` pairs.
pub(super) fn pairs(edge: &Edge<'_, '_>, sure: &[Pair]) -> Vec<Pair> {
    let stands = |side: &Side<'_>| -> Vec<usize> {
        let claims = side.claims.iter().enumerate();
        claims
            .filter(|(_, put)| put.stand.is_some())
            .map(|(at, _)| at)
            .collect()
    };
    let mut found = Vec::new();
    for parent in stands(edge.parent) {
        let meant = meant(edge.parent, parent);
        for child in stands(edge.child) {
            let also = self::meant(edge.child, child);
            let one_figure = sure
                .iter()
                .any(|pair| meant.contains(&pair.parent) && also.contains(&pair.child));
            let (one, other) = (&edge.parent.claims[parent], &edge.child.claims[child]);
            if one_figure && (same_source(one, other) || one_government(one, other)) {
                let alike = one.sentence.overlap(&other.sentence);
                found.push(Pair {
                    parent,
                    child,
                    score: alike + f64::from(u8::from(same_source(one, other))),
                });
            }
        }
    }
    found
}

/// The figures of the last sentence before a claim, or of its own before its words, that has any.
fn meant(side: &Side<'_>, at: usize) -> Vec<usize> {
    let own = side.claims[at].told;
    let figures = side.claims.iter().enumerate().filter(|(_, put)| {
        put.figure().is_some()
            && put.claim().span.end <= own.claim.span.start
            && put.told.at.end.saturating_add(REACH) >= own.at.start
    });
    let figures: Vec<(usize, usize)> = figures
        .map(|(at, put)| (put.claim().sentence.start, at))
        .collect();
    let last = figures.iter().map(|(sentence, _)| *sentence).max();
    figures
        .iter()
        .filter(|(sentence, _)| Some(*sentence) == last)
        .map(|(_, at)| *at)
        .collect()
}

/// Whether both sources are called by one country: "the White House", "American officials".
fn one_government(one: &Put<'_>, other: &Put<'_>) -> bool {
    let names = |put: &Put<'_>| -> Vec<String> {
        let source = put.claim().attribution.source.clone().unwrap_or_default();
        let words: Vec<&str> = source
            .split_whitespace()
            .map(|word| word.trim_matches(','))
            .filter(|word| word.starts_with(char::is_uppercase) && *word != "The")
            .collect();
        let phrases = (1..=2).flat_map(|length| words.windows(length));
        phrases.map(|phrase| phrase.join(" ")).collect()
    };
    let others = names(other);
    names(one)
        .iter()
        .any(|name| others.iter().any(|other| one_owner(name, other)))
}

/// Whether one stand became its opposite.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    let (parent, child) = (seen.parent(), seen.child());
    let (from, to) = parent.stand.zip(child.stand)?;
    let reversed = match (from, to) {
        (Stand::Raises, Stand::Lowers) | (Stand::Lowers, Stand::Raises) => true,
        (one, other) => one != other && (one == Stand::Upholds || other == Stand::Upholds),
    };
    let apart = reversed && seen.one_language() && !seen.same_sentence();
    apart.then(|| Change {
        kind: DriftKind::MeaningReversed,
        severity: Severity::Serious,
        why: format!(
            "{} became {}: the one {}, the other {}",
            quoted(&parent.told.sentence),
            quoted(&child.told.sentence),
            said(from),
            said(to)
        ),
    })
}

fn said(stand: Stand) -> &'static str {
    match stand {
        Stand::Upholds => "stands by the figure told before",
        Stand::Raises => "puts the figure told before higher",
        Stand::Lowers => "puts the figure told before lower",
        Stand::Changes => "puts the figure told before otherwise",
        Stand::Doubts => "doubts the figure told before",
    }
}
