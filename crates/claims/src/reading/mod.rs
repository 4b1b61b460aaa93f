//! The claims of one document, put together from what the readers of quantities, counts,
//! attributions, stances, times and places find in it.

mod assertion;
mod attribution;
mod figures;
mod statements;

use crate::attribution::readings;
use crate::document::{Document, Language};
use crate::model::{Claim, Modality};
use crate::repeat::repeats;
use crate::stance::disclaimers;
use crate::time::times;

/// The claims of `document`, in the order of their spans.
pub(crate) fn claims(document: &Document<'_>) -> Vec<Claim> {
    // Trees are needed to say what is counted, and what is a statement.
    if document.language != Language::English {
        return Vec::new();
    }
    let readings = readings(document);
    let times = times(document);
    let mut claims = figures::figures(document, &readings, &times);
    claims.extend(statements::statements(document, &readings, &times, &claims));
    claims.sort_by_key(|claim| (claim.span.start, claim.span.end, claim.kind));
    disclaim(document, &mut claims);
    repeats(document.annotated.text, claims)
}

/// What another sentence says nobody could check is unverified.
fn disclaim(document: &Document<'_>, claims: &mut [Claim]) {
    for disclaimer in disclaimers(document, claims) {
        for at in disclaimer.claims {
            if let Some(claim) = claims.get_mut(at)
                && claim.modality == Modality::Asserted
            {
                claim.modality = Modality::Unverified;
            }
        }
    }
}
