//! One claim for each count that is a figure.

use std::ops::Range;

use super::assertion::Assertion;
use super::attribution::of_figure;
use crate::Document;
use crate::attribution::Readings;
use crate::figure::{figure, span};
use crate::measure::{Count, counts};
use crate::model::{Claim, Kind};
use crate::quantity::quantities;
use crate::time::TimeExpression;

/// The figure claims of `document`, in the order of their numbers.
pub(super) fn figures(
    document: &Document<'_>,
    readings: &Readings,
    times: &[TimeExpression],
) -> Vec<Claim> {
    let counts = counts(document, &quantities(document));
    let claim = |count| claim(document, readings, times, &counts, count);
    counts.iter().filter_map(claim).collect()
}

fn claim(
    document: &Document<'_>,
    readings: &Readings,
    times: &[TimeExpression],
    counts: &[Count],
    count: &Count,
) -> Option<Claim> {
    let whole = count.part_of.and_then(|whole| counts.get(whole));
    let figure = figure(document, count, whole.map(|whole| span(document, whole)))?;
    let words = tokens(count);
    let (attribution, chain) = of_figure(document, readings, words.start);
    let assertion = Assertion {
        kind: Kind::Figure,
        span: span(document, count),
        tokens: words,
        signal: count.signal,
        attribution,
        chain: &chain,
    };
    Some(Claim {
        figure: Some(figure),
        ..assertion.claim(document, times)?
    })
}

/// The number with what it counts.
fn tokens(count: &Count) -> Range<usize> {
    let Range { start, end } = count.quantity.tokens;
    start..count.counted.as_ref().map_or(end, |noun| noun.end.max(end))
}
