//! From a count to the figure of a claim, and to the words that carry it.

use std::ops::Range;

use crate::Document;
use crate::measure::Count;
use crate::model::Figure;
use crate::quantity::{Quantity, Unit};

/// How many words may stand between a number without a noun and the word that says what
/// happened, for both to be one span: "12 were wounded".
const NEAR: usize = 3;

/// The figure that `count` makes, for a reader; none where nothing says what it is about.
/// `part_of` is where the figure stands that it is a part of.
pub(crate) fn figure(
    document: &Document<'_>,
    count: &Count,
    part_of: Option<Range<usize>>,
) -> Option<Figure> {
    let annotated = document.annotated;
    let words = |tokens: &Range<usize>| annotated.words(tokens.clone()).to_owned();
    let Quantity {
        best,
        low,
        high,
        qualifier,
        ..
    } = count.quantity;
    let value = |value: Option<f64>| value.map(|value| in_unit(value, &count.quantity.unit));
    Some(Figure {
        text: annotated.text[span(document, count)].to_owned(),
        best: value(best),
        low: value(low),
        high: value(high),
        qualifier,
        unit: count.unit.clone(),
        measure: count.measure.clone()?,
        counted: count.counted.as_ref().map(words),
        per: count.per.as_ref().map(words),
        scope: count.scope,
        part_of,
    })
}

/// The words that carry the figure: from the first of the quantity to the last of what it
/// counts, or to the word that says what happened where the noun is left out.
pub(crate) fn span(document: &Document<'_>, count: &Count) -> Range<usize> {
    let Range { start, end } = count.quantity.span.clone();
    let tokens = &count.quantity.tokens;
    let annotated = document.annotated;
    let behind = match (&count.counted, count.signal) {
        (Some(noun), _) => Some(noun.clone()),
        (None, Some(at)) if at >= tokens.end && at - tokens.end <= NEAR => {
            let marks = (tokens.end..at).any(|i| annotated.token(i).dep() == "punct");
            let same = annotated.sentence_of(at) == annotated.sentence_of(tokens.start);
            (same && !marks).then_some(tokens.end..at + 1)
        }
        _ => None,
    };
    let behind = behind.map(|words| words.start..joined(document, words.end));
    let end = behind.map_or(end, |noun| annotated.bytes(noun).end.max(end));
    start..end
}

/// The end of "killed or wounded", which is one measure of one number, for that of "killed".
fn joined(document: &Document<'_>, end: usize) -> usize {
    let annotated = document.annotated;
    if end + 1 >= annotated.len() {
        return end;
    }
    let (link, other) = (annotated.token(end), annotated.token(end + 1));
    let first = annotated.token(end - 1);
    let same = link.dep() == "cc"
        && other.dep() == "conj"
        && other.head().index == first.index
        && other.tag() == first.tag();
    let ends = annotated.len() == end + 2 || !annotated.token(end + 2).tag().starts_with("NN");
    if same && first.tag() == "VBN" && ends {
        end + 2
    } else {
        end
    }
}

/// A share is given in percent, to the hundredth: 66.67 for "two-thirds".
fn in_unit(value: f64, unit: &Unit) -> f64 {
    if *unit == Unit::Share {
        (value * 10_000.0).round() / 100.0
    } else {
        value
    }
}
