//! A quantity: an amount or a range of two, with the words that say how exactly it is put.

use std::ops::Range;

use super::Unit;
use super::amount::{Amount, amount};
use super::piece::{Pieces, is_dash};
use super::qualifier;
use crate::model::Qualifier;

/// A quantity as ranges of pieces, whether it counts anything or not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) span: Range<usize>,
    pub(super) number: Range<usize>,
    pub(super) best: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) qualifier: Qualifier,
    pub(super) unit: Unit,
}

/// The quantities of `pieces`, in order. `is_preposition` says whether the piece at that place
/// leads a phrase of its own, so that it is no qualifier.
pub(super) fn readings(
    pieces: &Pieces<'_>,
    is_preposition: &dyn Fn(usize) -> bool,
) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let floor = found.last().map_or(0, |last| last.span.end);
        let reading = bounded(pieces, at, is_preposition)
            .or_else(|| plain(pieces, at, floor, is_preposition));
        match reading {
            Some(reading) => {
                at = reading.span.end.max(at + 1);
                found.push(reading);
            }
            None => at += 1,
        }
    }
    found
}

/// "between 40 and 60", "from 5,000 to 6,500".
fn bounded(
    pieces: &Pieces<'_>,
    at: usize,
    is_preposition: &dyn Fn(usize) -> bool,
) -> Option<Reading> {
    let joints: &[&str] = match pieces.lower(at) {
        "between" | "anywhere between" => &["and"],
        "from" if !changes(pieces, at) => &["to"],
        _ => return None,
    };
    let first = qualifier::skipped(pieces, at + 1);
    let low = amount(pieces, first, joints == ["and"])?;
    if !joints.contains(&pieces.lower(low.span.end)) {
        return None;
    }
    let second = qualifier::skipped(pieces, low.span.end + 1);
    let high = amount(pieces, second, false)?;
    let mut range = range(&low, &high)?;
    range.span.start = at;
    qualifier::around(pieces, &mut range, at, is_preposition);
    Some(range)
}

/// Whether the "from" at `at` tells where a change began: "rose from nine to twelve".
fn changes(pieces: &Pieces<'_>, at: usize) -> bool {
    (1..=CHANGE_REACH)
        .map_while(|back| at.checked_sub(back))
        .take_while(|&i| !pieces.ends(i))
        .any(|i| qualifier::CHANGES.contains(pieces.lower(i)))
}

/// How far in front of "from" its verb is looked for: "raised the number of its soldiers killed".
const CHANGE_REACH: usize = 10;

/// An amount, or two with "to", "or" or a dash between.
fn plain(
    pieces: &Pieces<'_>,
    at: usize,
    floor: usize,
    is_preposition: &dyn Fn(usize) -> bool,
) -> Option<Reading> {
    let first = amount(pieces, at, false)?;
    // "rose from nine to twelve" gives two values.
    let changed = pieces.lower_before(at, 1) == "from" && pieces.lower(first.span.end) == "to";
    let second = upper(pieces, &first)
        .filter(|_| !changed)
        .and_then(|second| range(&first, &second));
    let mut reading = second.unwrap_or_else(|| single(&first));
    qualifier::around(pieces, &mut reading, floor, is_preposition);
    Some(reading)
}

/// The amount that a joint ties to `first` as its upper end.
fn upper(pieces: &Pieces<'_>, first: &Amount) -> Option<Amount> {
    let end = first.span.end;
    let joint = pieces.lower(end);
    let spaced = !pieces.glued(end) && !pieces.glued(end + 1);
    // "three-to-five-year": joined on both sides of "to".
    let hyphened = pieces.joins(end) && pieces.lower(end + 1) == "to" && pieces.joins(end + 2);
    let next = match joint {
        _ if hyphened => end + 3,
        "to" | "or" | "~" => end + 1,
        dash if is_dash(dash) && pieces.joins(end) => end + 1,
        dash if is_dash(dash)
            && dash != "—"
            && spaced
            && pieces.is_numeral(end + 1)
            && pieces.is_numeral(end - 1) =>
        {
            end + 1
        }
        _ => return None,
    };
    let next = if joint == "to" {
        qualifier::skipped(pieces, next)
    } else {
        next
    };
    let second = amount(pieces, next, false)?;
    // "three or four", "30 or 40"; not "three or 300".
    let near = joint != "or"
        || second.low <= 2.5 * first.low
        || second.low - first.low <= 2.0
        || first.scale < second.scale;
    near.then_some(second)
}

/// The range from `low` to `high`. Units, signs and scales said once are meant for both:
/// "$3-4 billion".
fn range(low: &Amount, high: &Amount) -> Option<Reading> {
    let unit = match (&low.unit, &high.unit) {
        (Unit::Count, unit) | (unit, Unit::Count) => unit.clone(),
        (one, other) if one == other => one.clone(),
        _ => return None,
    };
    let shared = low.scale <= 1.0
        && high.scale > 1.0
        && !low.vague
        && !high.vague
        && low.low < high.low / high.scale;
    let from = if shared {
        low.low * high.scale
    } else {
        low.low
    };
    (from < high.high).then_some(Reading {
        span: low.span.start..high.span.end,
        number: low.number.start..high.number.end,
        best: None,
        low: Some(from),
        high: Some(high.high),
        qualifier: Qualifier::Range,
        unit,
    })
}

fn single(amount: &Amount) -> Reading {
    let value = Some(amount.low);
    Reading {
        span: amount.span.clone(),
        number: amount.number.clone(),
        best: value.filter(|_| !amount.vague),
        low: value,
        high: Some(amount.high),
        qualifier: match amount.vague {
            true => Qualifier::Vague,
            false => Qualifier::Exact,
        },
        unit: amount.unit.clone(),
    }
}
