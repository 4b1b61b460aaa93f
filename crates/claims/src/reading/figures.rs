//! One claim for each count that is a figure.

use std::ops::Range;

use super::attribution::of_figure;
use crate::Document;
use crate::attribution::Readings;
use crate::circumstance::{place, when};
use crate::figure::{figure, span};
use crate::measure::{Count, counts};
use crate::model::{Claim, Kind, Time};
use crate::quantity::quantities;
use crate::stance::stance;
use crate::time::{TimeExpression, times};

/// What is read once for all figures of a document.
struct Findings<'r> {
    counts: Vec<Count>,
    readings: &'r Readings,
    times: Vec<TimeExpression>,
}

/// The figure claims of `document`, in the order of their numbers.
pub(super) fn figures(document: &Document<'_>, readings: &Readings) -> Vec<Claim> {
    let findings = Findings {
        counts: counts(document, &quantities(document)),
        readings,
        times: times(document),
    };
    let claim = |count| claim(document, &findings, count);
    findings.counts.iter().filter_map(claim).collect()
}

fn claim(document: &Document<'_>, findings: &Findings<'_>, count: &Count) -> Option<Claim> {
    let annotated = document.annotated;
    let whole = count.part_of.and_then(|whole| findings.counts.get(whole));
    let figure = figure(document, count, whole.map(|whole| span(document, whole)))?;
    let sentence = annotated.sentence_of(count.quantity.tokens.start);
    let words = tokens(count);
    let (attribution, chain) = of_figure(document, findings.readings, words.start);
    let stance = stance(document, words.clone(), count.signal, &chain);
    let time = when(document, words.clone(), count.signal, &findings.times)
        .and_then(|at| findings.times.get(at));
    let place = place(document, words, count.signal);
    Some(Claim {
        kind: Kind::Figure,
        sentence: annotated.bytes(annotated.sentences.get(sentence)?.clone()),
        span: span(document, count),
        repeats: Vec::new(),
        figure: Some(figure),
        attribution,
        time: time.map(|time| Time {
            text: annotated.text[time.phrase.clone()].to_owned(),
            edtf: time.edtf.clone(),
            anchor: time.anchor.clone(),
        }),
        place: place.map(|tokens| annotated.words(tokens).to_owned()),
        hedges: stance
            .hedges
            .iter()
            .map(|bytes| annotated.text[bytes.clone()].to_owned())
            .collect(),
        polarity: stance.polarity,
        modality: stance.modality,
    })
}

/// The number with what it counts.
fn tokens(count: &Count) -> Range<usize> {
    let Range { start, end } = count.quantity.tokens;
    start..count.counted.as_ref().map_or(end, |noun| noun.end.max(end))
}
