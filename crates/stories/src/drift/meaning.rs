//! The opposite of what the parent says.

use std::collections::BTreeMap;

use restated_claims::{Act, Claim, Kind, Modality, Polarity};

use super::kin::{Kin, kin};
use super::lexicon;
use super::seen::{Change, Seen};
use super::side::Put;
use super::wording::quoted;
use crate::model::{DriftKind, Severity};

/// The overlap of two claims that differ in a word and its opposite.
const ALIKE: f64 = 0.4;
/// Share of what two claims have in common that one of them denies.
const MOST: f64 = 0.6;

/// Whether the child says the opposite.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    if seen.same_sentence() || !seen.one_language() {
        return None;
    }
    let (parent, child) = (seen.parent(), seen.child());
    let sentences = || {
        let (was, has) = (&parent.told.sentence, &child.told.sentence);
        format!("{} became {}", quoted(was), quoted(has))
    };
    let why = match (parent.figure(), child.figure()) {
        (Some(from), Some(to)) if kin(&from.measure, &to.measure) == Kin::Reversed => {
            let (was, has) = (quoted(&parent.told.words), quoted(&child.told.words));
            let put = |measure: &str| measure.replace('_', " ");
            let (from, to) = (put(&from.measure), put(&to.measure));
            Some(format!(
                "{was} became {has}: the one counts as {from}, the other as {to}"
            ))
        }
        (Some(_), Some(_)) => figure_denied(seen).then(sentences),
        _ => statement(seen).then(sentences),
    };
    why.map(|why| Change {
        kind: DriftKind::MeaningReversed,
        severity: Severity::Serious,
        why,
    })
}

/// Whether a figure is denied in one of the two only.
fn figure_denied(seen: &Seen<'_, '_, '_>) -> bool {
    let sign = |put: &Put<'_>| {
        let negated = put.claim().polarity == Polarity::Negated;
        let shown = put.sentence.words.iter().any(|word| word.negated);
        (negated && shown) != denied(put.claim())
    };
    let settled = |put: &Put<'_>| {
        matches!(
            put.claim().modality,
            Modality::Asserted | Modality::Denied | Modality::Unverified
        )
    };
    let (parent, child) = (seen.parent(), seen.child());
    settled(parent) && settled(child) && sign(parent) != sign(child)
}

/// Whether whoever the claim is put on denies it.
fn denied(claim: &Claim) -> bool {
    claim.modality == Modality::Denied && claim.attribution.act == Some(Act::Deny)
}

fn statement(seen: &Seen<'_, '_, '_>) -> bool {
    let (parent, child) = (seen.parent(), seen.child());
    let verbatim = |put: &Put<'_>| put.claim().kind == Kind::Quote;
    if verbatim(parent) && verbatim(child) && parent.span.overlap(&child.span) >= 0.9 {
        return false;
    }
    let (from, to) = (&parent.act, &child.act);
    turned(parent, child)
        || settled(parent, child)
        || lexicon::opposed(from, to).is_some() && from.overlap(to) >= ALIKE
}

/// Whether most of what both say is denied or negated in one of them and not in the other.
fn turned(parent: &Put<'_>, child: &Put<'_>) -> bool {
    let (from, to) = (signs(parent), signs(child));
    let shared: Vec<(bool, u32)> = from
        .iter()
        .filter_map(|(stem, (sign, weight))| {
            let (other, _) = to.get(stem)?;
            Some((sign != other, *weight))
        })
        .collect();
    let all: u32 = shared.iter().map(|(_, weight)| weight).sum();
    let turned = shared.iter().filter(|(turned, _)| *turned);
    let turned: u32 = turned.map(|(_, weight)| weight).sum();
    all > 0 && f64::from(turned) >= MOST * f64::from(all)
}

/// Of the stems of a claim that carry content: whether they are put as so, and how rare they are.
fn signs<'p>(put: &'p Put<'_>) -> BTreeMap<&'p str, (bool, u32)> {
    let denied = denied(put.claim());
    let mut signs = BTreeMap::new();
    for word in put.act.words.iter().filter(|word| word.is_content()) {
        let of_cue = put.cue.words.iter().any(|cue| cue.text == word.text);
        let so = word.negated == (denied && !of_cue);
        signs
            .entry(word.stem.as_str())
            .or_insert((so, u32::from(word.weight)));
    }
    signs
}

/// Whether the parent leaves open what the child tells as settled.
fn settled(parent: &Put<'_>, child: &Put<'_>) -> bool {
    let open = |put: &Put<'_>| {
        let mut phrases = lexicon::OPEN.iter();
        phrases.any(|phrase| put.act.has_phrase(phrase))
    };
    let told = matches!(
        child.claim().modality,
        Modality::Asserted | Modality::Expected
    );
    open(parent) && !open(child) && told && parent.span.overlap(&child.span) >= ALIKE
}
