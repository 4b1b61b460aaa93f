//! What numbers two figures leave open.

use restated_claims::{Figure, Qualifier};

/// How much "about" may be off, as a share.
const ABOUT: f64 = 0.1;

/// Whether both give the same number, however it is put.
pub(super) fn equal(one: &Figure, other: &Figure) -> bool {
    if one.qualifier == Qualifier::Range || other.qualifier == Qualifier::Range {
        return one.low == other.low && one.high == other.high && one.low.is_some();
    }
    if one.qualifier == Qualifier::Vague || other.qualifier == Qualifier::Vague {
        return one.qualifier == other.qualifier && one.low == other.low && one.high == other.high;
    }
    match (number(one), number(other)) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        _ => false,
    }
}

/// Whether one number could be what both mean.
pub(super) fn compatible(one: &Figure, other: &Figure) -> bool {
    let (low, high) = bounds(one);
    let (from, to) = bounds(other);
    low <= to && from <= high
}

/// Whether the number is of a kind that two texts hardly share by chance: no small one.
pub(super) fn is_telling(figure: &Figure) -> bool {
    number(figure).is_some_and(|number| number >= 10.0)
}

/// Whether few numbers are like it: of more than two digits, and no round one.
pub(super) fn is_odd(figure: &Figure) -> bool {
    number(figure).is_some_and(|number| {
        let mut rest = number;
        while rest >= 10.0 && rest % 10.0 == 0.0 {
            rest /= 10.0;
        }
        number >= 100.0 && rest >= 10.0
    })
}

/// The greater by the lesser of the two numbers.
pub(super) fn ratio(one: &Figure, other: &Figure) -> Option<f64> {
    let (one, other) = (number(one)?, number(other)?);
    let (low, high) = (one.min(other), one.max(other));
    (low > 0.0).then(|| high / low)
}

/// The number that a figure is known by.
pub(super) fn number(figure: &Figure) -> Option<f64> {
    match (figure.best, figure.low, figure.high) {
        (None, Some(low), Some(high)) => Some(f64::midpoint(low, high)),
        (best, low, high) => best.or(low).or(high),
    }
}

fn bounds(figure: &Figure) -> (f64, f64) {
    let open = (f64::NEG_INFINITY, f64::INFINITY);
    let best = figure.best;
    match figure.qualifier {
        Qualifier::Exact => best.map_or(open, |best| (best, best)),
        Qualifier::Approx => best.map_or(open, |best| {
            let off = best.abs() * ABOUT;
            (best - off, best + off)
        }),
        _ => (figure.low.unwrap_or(open.0), figure.high.unwrap_or(open.1)),
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::sample::bounded as figure;

    #[test]
    fn open_ends_and_ranges_hold_numbers() {
        let exact = |n| figure(Qualifier::Exact, Some(n), Some(n), Some(n));
        let least = figure(Qualifier::AtLeast, Some(40.0), Some(40.0), None);
        let range = figure(Qualifier::Range, None, Some(40.0), Some(45.0));
        let about = figure(Qualifier::Approx, Some(40.0), None, None);
        assert!(equal(&exact(40.0), &least) && equal(&exact(40.0), &about));
        assert!(compatible(&exact(90.0), &least) && !compatible(&exact(39.0), &least));
        assert!(compatible(&exact(43.0), &range) && !compatible(&exact(46.0), &range));
        assert!(compatible(&exact(42.0), &about) && !compatible(&exact(50.0), &about));
        assert!(!equal(&exact(40.0), &range));
    }

    #[test]
    fn round_numbers_are_common() {
        let exact = |n| figure(Qualifier::Exact, Some(n), Some(n), Some(n));
        assert!(is_odd(&exact(4900.0)) && is_odd(&exact(128.0)));
        assert!(!is_odd(&exact(5000.0)) && !is_odd(&exact(26.0)));
    }
}
