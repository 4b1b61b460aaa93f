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
                match found
                    .last()
                    .and_then(|low| both_ends(pieces, low, &reading))
                {
                    Some(both) => *found.last_mut().expect("it has a last") = both,
                    None => found.push(reading),
                }
            }
            None => at += 1,
        }
    }
    found
}

/// "more than 10 and less than 40", "at most 100 and at least 20": one range from two bounds.
fn both_ends(pieces: &Pieces<'_>, one: &Reading, other: &Reading) -> Option<Reading> {
    let between = pieces.lower(one.span.end);
    let joined = matches!(between, "and" | "but" | ",") && one.span.end + 1 == other.span.start;
    let is_low = |r: &Reading| matches!(r.qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
    let is_high = |r: &Reading| matches!(r.qualifier, Qualifier::AtMost | Qualifier::LessThan);
    let opposed = is_low(one) && is_high(other) || is_high(one) && is_low(other);
    let (low, high) = (one.low.or(other.low)?, one.high.or(other.high)?);
    let unit = match (&one.unit, &other.unit) {
        (Unit::Count, unit) | (unit, Unit::Count) => unit,
        (first, second) if first == second => first,
        _ => return None,
    };
    (joined && opposed && low < high).then(|| Reading {
        span: one.span.start..other.span.end,
        number: one.number.start..other.number.end,
        best: None,
        low: Some(low),
        high: Some(high),
        qualifier: Qualifier::Range,
        unit: unit.clone(),
    })
}

/// "between 40 and 60", "from 3,000 to 4,000".
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
    let first = amount(pieces, at, false).filter(|first| !is_ordinal(pieces, first))?;
    // "rose from nine to twelve" gives two values.
    let changed = pieces.lower_before(at, 1) == "from" && pieces.lower(first.span.end) == "to";
    let second = upper(pieces, &first)
        .filter(|second| !changed && !reaches(pieces, at, &first, second))
        .and_then(|second| range(&first, &second));
    let mut reading = second.unwrap_or_else(|| single(&first));
    qualifier::around(pieces, &mut reading, floor, is_preposition);
    Some(reading)
}

/// Whether a change by `first` reached `second`: "fell by 12,000 to 480,000", "rose $3 to $74".
fn reaches(pieces: &Pieces<'_>, at: usize, first: &Amount, second: &Amount) -> bool {
    /// The ends of a range lie nearer to each other: "rose 3 to 5 percent".
    const FAR: f64 = 5.0;
    let verb = match pieces.lower_before(at, 1) {
        "by" => pieces.lower_before(at, 2),
        other => other,
    };
    let far = second.low > FAR * first.low;
    pieces.lower(first.span.end) == "to" && qualifier::CHANGES.contains(verb) && far
}

/// "4th": no number but a place in an order.
fn is_ordinal(pieces: &Pieces<'_>, amount: &Amount) -> bool {
    let end = amount.number.end;
    pieces.glued(end) && matches!(pieces.lower(end), "st" | "nd" | "rd" | "th")
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
        "through" if pieces.is_numeral(end + 1) => end + 1,
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
    // "three or four", "30 or 40", "10 or 20 million"; not "three or 300".
    let scale = if first.scale <= 1.0 {
        second.scale
    } else {
        1.0
    };
    let (from, to) = (first.low * scale, second.low);
    let near = joint != "or" || to <= 2.5 * from || to - from <= 2.0;
    near.then_some(second)
}

/// The range from `low` to `high`. Units, signs and scales said once are meant for both:
/// "$3-4 billion".
fn range(low: &Amount, high: &Amount) -> Option<Reading> {
    let unit = match (&low.unit, &high.unit) {
        // "doubled to 64" is no range of multiples.
        (Unit::Times, Unit::Count) => return None,
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
