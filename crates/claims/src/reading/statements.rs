//! One claim for each statement and quote.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::assertion::Assertion;
use super::attribution::attribution;
use crate::Document;
use crate::attribution::{Act, Attributed, Readings};
use crate::model::{Claim, Kind};
use crate::statement::{Said, said, stands};
use crate::time::TimeExpression;

/// The statement and quote claims of `document`, whose figure claims are `figures`.
pub(super) fn statements(
    document: &Document<'_>,
    readings: &Readings,
    times: &[TimeExpression],
    figures: &[Claim],
) -> Vec<Claim> {
    let attributions = with_nested(readings);
    let figures: Vec<_> = figures.iter().map(|claim| claim.span.clone()).collect();
    let mut claims: Vec<Claim> = said(document, &attributions, &figures)
        .into_iter()
        .filter_map(|said| claim(document, &attributions, times, said))
        .collect();
    // What is said to be said is a claim as a whole.
    let is_free = |stand: &Said| {
        let meets = |it: &Claim| it.span.start < stand.span.end && stand.span.start < it.span.end;
        !claims.iter().any(meets)
    };
    let stands: Vec<Claim> = stands(document, &readings.ruled, &figures)
        .into_iter()
        .filter(is_free)
        .filter_map(|stand| claim(document, &readings.ruled, times, stand))
        .collect();
    claims.extend(stands);
    claims
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
    let Said {
        kind,
        span,
        tokens,
        at,
        by,
    } = said;
    let by = &attributions[by];
    // Who denies something does not vouch for it, and is still whose word the denial is.
    let own = [Attributed {
        vouches: true,
        ..by.clone()
    }];
    let all = if by.vouches { attributions } else { &own };
    let (attribution, _) = attribution(document, all, at);
    let assertion = Assertion {
        kind,
        span,
        tokens,
        signal: None,
        attribution,
        chain: &[by],
    };
    let mut claim = assertion.claim(document, times)?;
    // Words in a quote date what they tell of, not themselves.
    claim.time = claim.time.filter(|_| kind == Kind::Statement);
    Some(claim)
}
