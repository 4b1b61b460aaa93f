//! How the numbers of two figures stand to each other.

use restated_claims::{Figure, Qualifier};

use crate::origin::equal;

/// How far on either side "about" is taken to reach, as a share of the number. A remark like "give
/// or take a thousand" is not read.
const ABOUT: f64 = 0.05;
/// Numbers of one source this much apart, the greater over the lesser, are taken for two counts
/// even where an open end lets both hold.
const MOVED: f64 = 1.1;

/// How two figures stand to each other as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The same number, put alike.
    Same,
    /// The same number, put otherwise: "43" and "at least 43".
    Put,
    /// Both can hold.
    Within,
    /// Not both can hold.
    Apart,
    /// One is no number: "dozens".
    NoNumber,
}

/// How two figures stand to each other as numbers.
pub(super) fn fit(one: &Figure, other: &Figure) -> Fit {
    let (Some(a), Some(b)) = (one.value(), other.value()) else {
        return Fit::NoNumber;
    };
    let vague = |figure: &Figure| figure.qualifier == Qualifier::Vague;
    if vague(one) || vague(other) {
        return Fit::NoNumber;
    }
    let (first, second) = (span(one, a), span(other, b));
    let is_range = |figure: &Figure| figure.qualifier == Qualifier::Range;
    let same = match (is_range(one), is_range(other)) {
        (true, true) => equal(first.0, second.0) && equal(first.1, second.1),
        (false, false) => equal(a, b),
        _ => false,
    };
    if same {
        let alike = class(one.qualifier) == class(other.qualifier);
        return if alike { Fit::Same } else { Fit::Put };
    }
    let about = |figure: &Figure| figure.qualifier == Qualifier::Approx;
    if about(one) && about(other) {
        let near = (a - b).abs() <= a.abs().max(b.abs()) * ABOUT;
        return if near { Fit::Within } else { Fit::Apart };
    }
    if first.0 <= second.1 && second.0 <= first.1 {
        Fit::Within
    } else {
        Fit::Apart
    }
}

/// Whether two numbers that can both hold are too far apart to be one count.
pub(super) fn has_moved(one: &Figure, other: &Figure) -> bool {
    let open = |figure: &Figure| {
        matches!(
            figure.qualifier,
            Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::AtMost | Qualifier::LessThan
        )
    };
    let (Some(a), Some(b)) = (one.value(), other.value()) else {
        return false;
    };
    (open(one) || open(other)) && a.max(b) > a.min(b).max(f64::MIN_POSITIVE) * MOVED
}

/// Qualifiers that say the same.
fn class(qualifier: Qualifier) -> u8 {
    match qualifier {
        Qualifier::Exact => 0,
        Qualifier::Approx => 1,
        Qualifier::AtLeast | Qualifier::MoreThan => 2,
        Qualifier::AtMost | Qualifier::LessThan => 3,
        Qualifier::Range => 4,
        Qualifier::Vague => 5,
    }
}

/// The least and the greatest number that a figure lets be.
fn span(figure: &Figure, number: f64) -> (f64, f64) {
    match figure.qualifier {
        Qualifier::Exact | Qualifier::Vague => (number, number),
        Qualifier::Approx => {
            let reach = number.abs() * ABOUT;
            (number - reach, number + reach)
        }
        Qualifier::AtLeast | Qualifier::MoreThan => (figure.low.unwrap_or(number), f64::INFINITY),
        Qualifier::AtMost | Qualifier::LessThan => {
            (f64::NEG_INFINITY, figure.high.unwrap_or(number))
        }
        Qualifier::Range => (figure.low.unwrap_or(number), figure.high.unwrap_or(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::bounded as figure;

    fn exact(value: f64) -> Figure {
        figure(Qualifier::Exact, Some(value), Some(value), Some(value))
    }

    fn at_least(value: f64) -> Figure {
        figure(Qualifier::AtLeast, Some(value), Some(value), None)
    }

    #[test]
    fn numbers_stand_to_each_other() {
        let range = figure(Qualifier::Range, None, Some(22.0), Some(24.0));
        let about = figure(Qualifier::Approx, Some(30.0), None, None);
        let more = figure(Qualifier::MoreThan, Some(300.0), Some(300.0), None);
        let vague = figure(Qualifier::Vague, None, None, None);
        assert_eq!(fit(&exact(5.0), &exact(5.0)), Fit::Same);
        assert_eq!(fit(&exact(5.0), &at_least(5.0)), Fit::Put);
        assert_eq!(fit(&exact(23.0), &range), Fit::Within);
        assert_eq!(fit(&exact(25.0), &range), Fit::Apart);
        assert_eq!(fit(&at_least(310.0), &more), Fit::Within);
        assert_eq!(fit(&exact(12.0), &at_least(25.0)), Fit::Apart);
        assert_eq!(fit(&exact(34.0), &about), Fit::Apart);
        assert_eq!(fit(&exact(31.0), &about), Fit::Within);
        assert_eq!(fit(&exact(34.0), &vague), Fit::NoNumber);
        assert!(has_moved(&at_least(5.0), &exact(9.0)));
        assert!(!has_moved(&at_least(1600.0), &exact(1620.0)));
    }
}
