//! One claim for each statement and quote.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::attribution::attribution;
use crate::Document;
use crate::attribution::{Act, Attributed, Readings};
use crate::circumstance::{place, when};
use crate::model::{Claim, Kind, Time};
use crate::stance::stance;
use crate::statement::{Said, said};
use crate::time::{TimeExpression, times};

/// The statement and quote claims of `document`, whose figure claims are `figures`.
pub(super) fn statements(
    document: &Document<'_>,
    readings: &Readings,
    figures: &[Claim],
) -> Vec<Claim> {
    let attributions = with_nested(readings);
    let times = times(document);
    let figures: Vec<_> = figures.iter().map(|claim| claim.span.clone()).collect();
    said(document, &attributions, &figures)
        .into_iter()
        .filter_map(|said| claim(document, &attributions, &times, said))
        .collect()
}

/// All attributions, and those that the rules find inside what is put on somebody there: “Officials
/// told us that …,” she said.
fn with_nested(readings: &Readings) -> Vec<Attributed> {
    let mut covered: Vec<Range<usize>> = readings
        .all
        .iter()
        .flat_map(|it| it.content.iter().cloned())
        .collect();
    covered.sort_by_key(|part| (part.start, part.end));
    let reach: Vec<usize> = covered
        .iter()
        .scan(0, |reach, part| {
            *reach = part.end.max(*reach);
            Some(*reach)
        })
        .collect();
    let inside = |part: &Range<usize>| {
        let before = covered.partition_point(|outer| outer.start <= part.start);
        before > 0 && part.end <= reach[before - 1]
    };
    let cues: FxHashSet<usize> = readings
        .all
        .iter()
        .flat_map(|it| it.cue.iter().cloned().flatten())
        .collect();
    let nested = readings.ruled.iter().filter(|it| {
        let said = it.source.iter().chain(&it.cue).chain(&it.content);
        let says = !matches!(it.act, Act::Hold | Act::Learn);
        it.vouches
            && says
            && !it.cue.is_empty()
            && said.into_iter().all(inside)
            && !it
                .cue
                .iter()
                .cloned()
                .flatten()
                .any(|at| cues.contains(&at))
    });
    readings.all.iter().chain(nested).cloned().collect()
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
