//! The claims of one document, put together from what the readers of quantities, counts,
//! attributions, stances, times and places find in it.

mod attribution;
mod figures;
mod statements;

use crate::attribution::readings;
use crate::document::{Document, Language};
use crate::model::{Claim, Modality};
use crate::repeat::repeats;
use crate::stance::disclaimers;

/// The claims of `document`, in the order of their spans.
pub(crate) fn claims(document: &Document<'_>) -> Vec<Claim> {
    let readings = readings(document);
    let mut claims = match document.language {
        Language::English => figures::figures(document, &readings),
        // Trees are needed to say what is counted.
        Language::German | Language::Other => Vec::new(),
    };
    if document.language == Language::English {
        claims.extend(statements::statements(document, &readings, &claims));
    }
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
