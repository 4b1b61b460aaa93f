//! One claim for each statement and quote.

use super::attribution::attribution;
use crate::Document;
use crate::attribution::Attributed;
use crate::circumstance::{place, when};
use crate::model::{Claim, Kind, Time};
use crate::stance::stance;
use crate::statement::{Said, said};
use crate::time::{TimeExpression, times};

/// The statement and quote claims of `document`, whose figure claims are `figures`.
pub(super) fn statements(
    document: &Document<'_>,
    attributions: &[Attributed],
    figures: &[Claim],
) -> Vec<Claim> {
    let times = times(document);
    let figures: Vec<_> = figures.iter().map(|claim| claim.span.clone()).collect();
    said(document, attributions, &figures)
        .into_iter()
        .filter_map(|said| claim(document, attributions, &times, said))
        .collect()
}

fn claim(
    document: &Document<'_>,
    attributions: &[Attributed],
    times: &[TimeExpression],
    said: Said,
) -> Option<Claim> {
    let annotated = document.annotated;
    let Said {
        kind,
        span,
        tokens,
        by,
    } = said;
    let sentence = annotated
        .sentences
        .get(annotated.sentence_of(tokens.start))?;
    // Who denies something does not vouch for it, and is still whose word the denial is.
    let own = [Attributed {
        vouches: true,
        ..attributions[by].clone()
    }];
    let all = if attributions[by].vouches {
        attributions
    } else {
        &own
    };
    let (attribution, _) = attribution(document, all, tokens.start);
    let stance = stance(document, tokens.clone(), None, &[&attributions[by]]);
    let time = when(document, tokens.clone(), None, times).map(|at| &times[at]);
    let place = place(document, tokens, None);
    Some(Claim {
        kind,
        sentence: annotated.bytes(sentence.clone()),
        span,
        repeats: Vec::new(),
        figure: None,
        attribution,
        time: time.filter(|_| kind == Kind::Statement).map(|time| Time {
            text: annotated.text[time.phrase.clone()].to_owned(),
            edtf: time.edtf.clone(),
            anchor: time.anchor.clone(),
        }),
        place: place.map(|words| annotated.words(words).to_owned()),
        hedges: stance
            .hedges
            .iter()
            .map(|bytes| annotated.text[bytes.clone()].to_owned())
            .collect(),
        polarity: stance.polarity,
        modality: stance.modality,
    })
}
