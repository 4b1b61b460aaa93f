//! What held a claim back is gone: a sentence that nobody could verify it, a word of doubt.

use restated_claims::{Modality, doubts};

use super::align::{Pair, same_source};
use super::seen::{Change, Seen};
use super::severity;
use super::side::{Edge, Put};
use super::wording::{Wording, quoted};
use crate::model::{Caveat, DriftKind, Severity};

/// The overlap at which a sentence of the child says what a caveat of the parent says.
const KEPT: f64 = 0.6;

/// What changed in the words of the claim itself.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    let (parent, child) = (seen.parent(), seen.child());
    if seen.same_sentence() || !seen.one_language() {
        return None;
    }
    let (from, to) = (parent.claim().modality, child.claim().modality);
    let surer = to == Modality::Asserted;
    let became = || {
        format!(
            "{} became {}",
            quoted(&parent.told.sentence),
            quoted(&child.told.sentence)
        )
    };
    let said_so = || {
        seen.also(
            |twin| twin.claim().modality == Modality::Asserted && twin.claim().hedges.is_empty(),
            |twin| twin.claim().modality == from,
        )
    };
    let doubted = from == Modality::Unverified && parent.told.caveats.is_empty()
        || from == Modality::Hypothetical;
    if doubted && surer && child.told.caveats.is_empty() && !said_so() {
        return Some(Change {
            kind: DriftKind::CaveatDropped,
            severity: severity::caveat_dropped(child.is_attributed()),
            why: format!("{}: nothing marks it as uncertain any more", became()),
        });
    }
    if from == Modality::Expected && surer && !said_so() {
        return Some(Change {
            kind: DriftKind::ModalityRaised,
            severity: Severity::Notable,
            why: format!("{}: what was to come is told as a fact", became()),
        });
    }
    let doubt = parent.claim().hedges.iter().find(|hedge| doubts(hedge))?;
    let kept = child.claim().hedges.iter().any(|hedge| doubts(hedge))
        || child.sentence.words.iter().any(|word| doubts(&word.text))
        || child.claim().modality != Modality::Asserted;
    (!kept && !said_so()).then(|| Change {
        kind: DriftKind::CaveatDropped,
        severity: severity::caveat_dropped(child.is_attributed()),
        why: format!("{} is gone: {}", quoted(doubt), became()),
    })
}

/// The sentences that qualify claims of the parent from outside and that the child left out, each
/// told once, at the claim that stands for all that it qualifies.
pub(super) fn gone(edge: &Edge<'_, '_>, pairs: &[Pair]) -> Vec<(Pair, Change)> {
    let mut sentences: Vec<&Caveat> = Vec::new();
    for claim in &edge.parent.claims {
        for caveat in &claim.told.caveats {
            if !sentences.contains(&caveat) {
                sentences.push(caveat);
            }
        }
    }
    sentences
        .into_iter()
        .filter(|caveat| goes_on(edge, caveat))
        .filter_map(|caveat| lost(edge, pairs, caveat))
        .collect()
}

/// Whether a copy goes on behind the place of a caveat; one that ends before it is only shorter.
fn goes_on(edge: &Edge<'_, '_>, caveat: &Caveat) -> bool {
    /// Words of a passage that must stand behind it.
    const BEHIND: u32 = 4;
    let mut passages = edge.derivation.passages.iter();
    !edge.is_copied() || passages.any(|passage| passage.parent.end >= caveat.at.end + BEHIND)
}

fn lost(edge: &Edge<'_, '_>, pairs: &[Pair], caveat: &Caveat) -> Option<(Pair, Change)> {
    let parent = |pair: &Pair| &edge.parent.claims[pair.parent];
    let child = |pair: &Pair| &edge.child.claims[pair.child];
    let held_back = |put: &Put<'_>| {
        !put.told.caveats.is_empty() || put.claim().modality == Modality::Unverified
    };
    let qualified: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| parent(pair).told.caveats.contains(caveat))
        .filter(|pair| !held_back(child(pair)))
        .collect();
    if says(edge, &caveat.sentence) {
        return None;
    }
    let pair = **spokesman(&qualified, &parent)?;
    let others: Vec<String> = qualified
        .iter()
        .filter(|other| ***other != pair)
        .map(|other| quoted(&parent(other).told.words))
        .collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" and {}", others.join(", "))
    };
    let change = Change {
        kind: DriftKind::CaveatDropped,
        severity: severity::caveat_dropped(child(&pair).is_attributed()),
        why: format!(
            "{} is left out, which was said of {}{others}",
            quoted(&caveat.sentence),
            quoted(&parent(&pair).told.words),
        ),
    };
    Some((pair, change))
}

/// Of the claims that a caveat qualifies, the one at which its loss is told: the later of two
/// rivals, which the caveat follows on; else the first, which readers meet first.
fn spokesman<'p, 'a: 'p>(
    qualified: &'p [&'p Pair],
    parent: &impl Fn(&Pair) -> &'p Put<'a>,
) -> Option<&'p &'p Pair> {
    let figures: Vec<&&Pair> = qualified
        .iter()
        .filter(|pair| parent(pair).figure().is_some())
        .collect();
    let measure = |pair: &Pair| parent(pair).figure().map(|figure| &figure.measure);
    match figures[..] {
        [first, last]
            if measure(first) == measure(last) && !same_source(parent(first), parent(last)) =>
        {
            Some(last)
        }
        [first, ..] => Some(first),
        [] => qualified.first(),
    }
}

/// Whether some sentence of the child that is known says what the caveat says.
fn says(edge: &Edge<'_, '_>, caveat: &str) -> bool {
    let meant = Wording::of(caveat, edge.parent.language);
    edge.child.claims.iter().any(|claim| {
        let caveats = claim.told.caveats.iter();
        let mut caveats = caveats.map(|own| Wording::of(&own.sentence, edge.child.language));
        caveats.any(|own| own.overlap(&meant) >= KEPT)
            || claim.sentence.words.len() >= meant.words.len() / 2
                && claim.sentence.overlap(&meant) >= KEPT
    })
}
