//! With what force a figure is put, when and where: what the words around it add to a claim.

use restated_language::Annotated;

use crate::Document;
use crate::attribution::Attributed;
use crate::circumstance::{place, when};
use crate::measure::Count;
use crate::model::{Claim, Modality, Time};
use crate::stance::{disclaimers, stance};
use crate::time::TimeExpression;

/// Completes the claim that `count` makes, which the attributions in `chain` cover.
pub(super) fn bear(
    document: &Document<'_>,
    claim: &mut Claim,
    count: &Count,
    chain: &[&Attributed],
    times: &[TimeExpression],
) {
    let annotated = document.annotated;
    let tokens = document.tokens_at(&claim.span);
    let signal = count.signal;
    let read = stance(document, tokens.clone(), signal, chain);
    claim.polarity = read.polarity;
    claim.modality = read.modality;
    claim.hedges = read
        .hedges
        .into_iter()
        .map(|hedge| annotated.text[hedge].to_owned())
        .collect();
    claim.time =
        when(document, tokens.clone(), signal, times).map(|at| time(annotated, &times[at]));
    claim.place = place(document, tokens, signal).map(|words| annotated.words(words).to_owned());
}

fn time(annotated: &Annotated<'_>, time: &TimeExpression) -> Time {
    Time {
        text: annotated.text[time.phrase.clone()].to_owned(),
        edtf: time.edtf.clone(),
        anchor: time.anchor.clone(),
    }
}

/// Marks the claims for which the text itself says that nobody vouches; `claims` are in the
/// order of their spans.
pub(super) fn disclaim(document: &Document<'_>, claims: &mut [Claim]) {
    for disclaimer in disclaimers(document, claims) {
        for at in disclaimer.claims {
            if claims[at].modality == Modality::Asserted {
                claims[at].modality = Modality::Unverified;
            }
        }
    }
}
