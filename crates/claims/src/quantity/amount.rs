//! An amount: one number with the unit that stands with it.

use std::ops::Range;

use super::Unit;
use super::cardinal::{Cardinal, cardinal, numbered_part, part_of_scale};
use super::piece::{Pieces, Shape, is_dash};
use super::qualifier::CHANGES;
use super::tables::{COMPARED, TIMES, context};
use super::walk::slashed;
use super::{money, unit};

/// A number with its unit, as ranges of pieces.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// With unit and sign.
    pub(super) span: Range<usize>,
    /// Without.
    pub(super) number: Range<usize>,
    /// The value, or the least a vague word means.
    pub(super) low: f64,
    /// The same, or the most.
    pub(super) high: f64,
    /// "dozens".
    pub(super) vague: bool,
    /// What the last word multiplies it by.
    pub(super) scale: f64,
    /// What it is a number of.
    pub(super) unit: Unit,
}

/// The amount at `at`. Inside "between … and …" an "and" ends its number (`closed`).
pub(super) fn amount(pieces: &Pieces<'_>, at: usize, closed: bool) -> Option<Amount> {
    times(pieces, at)
        .or_else(|| share(pieces, at).filter(|_| part_of_scale(pieces, at).is_none()))
        .or_else(|| counted(pieces, at, closed))
}

/// "tripled", "twice as many".
fn times(pieces: &Pieces<'_>, at: usize) -> Option<Amount> {
    let &(factor, compares) = TIMES.get(pieces.lower(at))?;
    let doubling_down = pieces.lower(at + 1) == "down";
    if compares && !COMPARED.contains(pieces.lower(at + 1)) || doubling_down {
        return None;
    }
    Some(Amount {
        span: at..at + 1,
        number: at..at + 1,
        low: factor,
        high: factor,
        vague: false,
        scale: 1.0,
        unit: Unit::Times,
    })
}

/// "two-thirds of", "half the", "a quarter", "one in ten", "3/4".
fn share(pieces: &Pieces<'_>, at: usize) -> Option<Amount> {
    let minus = minus(pieces, at);
    let from = at + minus;
    let vulgar = || match pieces.get(from)?.shape {
        Shape::Vulgar(value) => Some((value, from + 1)),
        _ => None,
    };
    let (value, end) = slashed(pieces, from)
        .map(|value| (value, from + 3))
        .or_else(vulgar)
        .or_else(|| worded(pieces, at))
        .or_else(|| one_in(pieces, at))?;
    let value = if minus > 0 { -value } else { value };
    let amount = Amount {
        span: at..end,
        number: at..end,
        low: value,
        high: value,
        vague: false,
        scale: 1.0,
        unit: Unit::Share,
    };
    // "half a mile", "a quarter of a percentage point"
    let of = end + usize::from(pieces.lower(end) == "of");
    let of = of + usize::from(matches!(pieces.lower(of), "a" | "an"));
    Some(with_unit(pieces, amount.clone(), of, value).unwrap_or(amount))
}

/// `amount` with the unit at `at`, if there is one.
fn with_unit(pieces: &Pieces<'_>, amount: Amount, at: usize, value: f64) -> Option<Amount> {
    let (unit, end, coins) = unit_at(pieces, at, value)?;
    Some(Amount {
        span: amount.span.start..end,
        low: amount.low / coins,
        high: amount.high / coins,
        unit,
        ..amount
    })
}

fn unit_at(pieces: &Pieces<'_>, at: usize, value: f64) -> Option<(Unit, usize, f64)> {
    if let Some(end) = unit::percent(pieces, at) {
        return Some((Unit::Percent, end, 1.0));
    }
    if let Some((money, end)) = money::after(pieces, at, value) {
        return Some((Unit::Money(money.code), end, money.coins));
    }
    unit::physical(pieces, at, value).map(|(unit, end)| (unit, end, 1.0))
}

/// "two-thirds", "half of", "a third of": where "a third" is no ordinal ("a third man").
fn worded(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let (value, end) = numbered_part(pieces, at)?;
    let next = pieces.lower(end);
    let noun = pieces.lower(end - 1);
    let ordinal = matches!(pieces.lower(at), "a" | "an") && noun != "half";
    let fits = if ordinal || matches!(noun, "quarter") {
        let compared = context("before part", pieces.lower_before(at, 1))
            || CHANGES.contains(pieces.lower_before(at, 1));
        next == "of"
            || compared && (!pieces.is_word(end) || context("behind part", next))
            || pieces.get(end).is_none()
    } else if noun == "half" {
        // "half a day" is a time, "half-time" a break, "first half" a part of a match.
        let joined = pieces.joins(end) || at > 0 && pieces.joins(at - 1);
        let before = pieces.lower_before(at, 1);
        !joined && !context("before half", before) && !matches!(next, "time" | "hour" | "past")
    } else {
        let periods =
            matches!(noun, "quarters") && (context("before quarters", pieces.lower_before(at, 1)));
        !periods
    };
    fits.then_some((value, end))
}

/// "one in ten", "nine out of 10".
fn one_in(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    const ROUND: &[f64] = &[
        3.0, 4.0, 5.0, 10.0, 20.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1e6,
    ];
    let above = cardinal(pieces, at, true, false)?;
    let hyphened = usize::from(pieces.joins(above.end));
    let joint = above.end + hyphened;
    let next = match (pieces.lower(joint), pieces.lower(joint + 1)) {
        ("in", _) => joint + 1,
        ("out", "of") => joint + 2,
        // "eight of 10"; "eight of twelve" and "eight of the 10" are eight.
        ("of", "10" | "ten" | "100") => joint + 1,
        _ => return None,
    };
    let every =
        usize::from(matches!(pieces.lower(next), "every")) + usize::from(pieces.joins(next));
    let below = cardinal(pieces, next + every, true, false)?;
    let whole = |c: &Cardinal| !c.vague && c.low.fract() == 0.0 && c.low >= 1.0;
    let round = ROUND.contains(&below.low);
    let many = below.low >= 3.0 && !(1000.0..2100.0).contains(&below.low);
    let fits = whole(&above)
        && whole(&below)
        && above.low < below.low
        && (round || many && above.low == 1.0);
    let timed = unit::PERIODS.contains_key(pieces.lower(below.end));
    let unit = unit_at(pieces, below.end, below.low).is_some();
    (fits && !timed && !unit).then_some((above.low / below.low, below.end))
}

/// A cardinal with sign, unit or factor.
fn counted(pieces: &Pieces<'_>, at: usize, closed: bool) -> Option<Amount> {
    let minus = minus(pieces, at);
    let sign = money::before(pieces, at + minus);
    let number = sign.as_ref().map_or(at + minus, |(_, end)| *end);
    // "-$5", "$-5"
    let inner = if sign.is_some() && minus == 0 {
        self::minus(pieces, number)
    } else {
        0
    };
    let found = cardinal(pieces, number + inner, closed, sign.is_some())?;
    let factor = if minus + inner > 0 { -1.0 } else { 1.0 };
    let amount = Amount {
        span: at..found.end,
        number: (if sign.is_some() { number } else { at })..found.end,
        low: found.low * factor,
        high: found.high * factor,
        vague: found.vague,
        scale: found.scale,
        unit: Unit::Count,
    };
    if let Some((money, _)) = sign {
        let (money, end) = money::whose(pieces, found.end).unwrap_or((money, found.end));
        return Some(Amount {
            span: at..end,
            unit: Unit::Money(money.code),
            ..amount
        });
    }
    let of = found.end + usize::from(found.vague && pieces.lower(found.end) == "of");
    if let Some(end) = factor_end(pieces, found.end) {
        return Some(Amount {
            span: at..end,
            unit: Unit::Times,
            ..amount
        });
    }
    let value = found.low;
    let amount = with_unit(pieces, amount.clone(), of, value)
        .or_else(|| magnitude(pieces, &amount))
        .unwrap_or(amount);
    Some(compound(pieces, &amount).unwrap_or(amount))
}

/// "magnitude 6.2", "a magnitude of 6.2".
fn magnitude(pieces: &Pieces<'_>, amount: &Amount) -> Option<Amount> {
    let start = amount.span.start;
    let start = start - usize::from(matches!(pieces.lower_before(start, 1), "of" | "-"));
    (pieces.lower_before(start, 1) == "magnitude" && amount.low <= 10.0).then(|| Amount {
        unit: Unit::Physical("magnitude".to_owned()),
        ..amount.clone()
    })
}

/// "5 feet 2 inches", "three dollars and fifty cents": two units as one amount of the larger.
fn compound(pieces: &Pieces<'_>, large: &Amount) -> Option<Amount> {
    let smaller = |small: &Unit| match (&large.unit, small) {
        (Unit::Physical(large), Unit::Physical(small)) => match (large.as_str(), small.as_str()) {
            ("[ft_i]", "[in_i]") => Some(12.0),
            ("[lb_av]", "[oz_av]") => Some(16.0),
            _ => None,
        },
        // A coin of the same money is already a share of it; "cents" alone are of any dollar.
        (Unit::Money(large), Unit::Money(small)) if small == "cents" && large != small => {
            Some(100.0)
        }
        _ => None,
    };
    if !matches!(large.unit, Unit::Money(_) | Unit::Physical(_)) || large.vague {
        return None;
    }
    let end = large.span.end;
    let next = end + usize::from(matches!(pieces.lower(end), "and" | ","));
    let number = cardinal(pieces, next, true, false)?;
    // "5 ft 2 in": "in" is an inch only here.
    let inch = pieces.lower(number.end) == "in"
        && (pieces.glued(number.end) || !pieces.is_word(number.end + 1));
    let (unit, end, coins) = match inch {
        true => (Unit::Physical("[in_i]".to_owned()), number.end + 1, 1.0),
        false => unit_at(pieces, number.end, number.low)?,
    };
    let many = smaller(&unit)?;
    let sum = large.low + number.low / coins / many;
    (number.low < many).then(|| Amount {
        span: large.span.start..end,
        number: large.number.start..number.end,
        low: sum,
        high: sum,
        ..large.clone()
    })
}

/// Where "three times as many", "10-fold" or "10x" ends behind its number.
fn factor_end(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let joined = usize::from(pieces.joins(at));
    match pieces.lower(at + joined) {
        "times" if COMPARED.contains(pieces.lower(at + joined + 1)) => Some(at + joined + 1),
        "fold" => Some(at + joined + 1),
        "x" if pieces.glued(at) && !pieces.glued(at + 1) => Some(at + 1),
        _ => None,
    }
}

/// How many pieces a minus sign at `at` takes.
fn minus(pieces: &Pieces<'_>, at: usize) -> usize {
    let word = matches!(pieces.lower(at), "minus" | "negative")
        && super::cardinal::cardinal(pieces, at + 1, true, false).is_some();
    // "plus or minus 3 points" is a margin.
    let word = word && pieces.lower_before(at, 1) != "or";
    let sign = is_dash(pieces.text(at))
        && pieces.text(at) != "—"
        && (!pieces.glued(at) || matches!(pieces.lower_before(at, 1), "<" | ">" | "=" | "(" | "~"))
        && pieces.glued(at + 1);
    usize::from(word || sign)
}
