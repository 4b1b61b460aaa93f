//! The claims of one document, put together from what the readers of quantities, counts,
//! attributions, stances and times find in it.

mod attribution;
mod bearing;

use crate::attribution::attributions;
use crate::document::{Document, Language};
use crate::figure::{figure, span};
use crate::measure::{Count, counts};
use crate::model::{Claim, Kind, Modality, Polarity};
use attribution::attribution;
use crate::quantity::quantities;
use crate::time::{TimeExpression, times};

/// The claims of `document`, in the order of their spans.
pub(crate) fn claims(document: &Document<'_>) -> Vec<Claim> {
    let mut claims = if document.language == Language::English {
        figures(document)
    } else {
        Vec::new()
    };
    claims.sort_by_key(|claim| (claim.span.start, claim.span.end, claim.kind));
    bearing::disclaim(document, &mut claims);
    claims
}

/// One claim for each count that is a figure.
fn figures(document: &Document<'_>) -> Vec<Claim> {
    let counts = counts(document, &quantities(document));
    let attributions = attributions(document);
    let times: Vec<TimeExpression> = times(document);
    let claim = |count: &Count| {
        let whole = count.part_of.map(|whole| span(document, &counts[whole]));
        let figure = figure(document, count, whole)?;
        let annotated = document.annotated;
        let sentence = annotated.sentence_of(count.quantity.tokens.start);
        let (attribution, chain) =
            attribution(document, &attributions, count.quantity.tokens.start);
        let mut claim = Claim {
            kind: Kind::Figure,
            sentence: annotated.bytes(annotated.sentences.get(sentence)?.clone()),
            span: span(document, count),
            repeats: Vec::new(),
            figure: Some(figure),
            attribution,
            time: None,
            place: None,
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
        };
        bearing::bear(document, &mut claim, count, &chain, &times);
        Some(claim)
    };
    counts.iter().filter_map(claim).collect()
}
