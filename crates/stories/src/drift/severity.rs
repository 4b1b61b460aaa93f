//! How much a drift changes what a reader takes away.
//!
//! | kind | minor | notable | serious |
//! | --- | --- | --- | --- |
//! | value changed | by less than a fiftieth | by less than half | by more, or a slip of digits |
//! | qualifier added or dropped | "about" | a bound | a bound on the other side |
//! | attribution dropped | | always | where the parent has a caveat on the claim |
//! | attribution weakened | a relay is left out | nobody is named any more | |
//! | caveat dropped | | always | where the child names no source either |
//! | meaning reversed | | | always |
//! | modality raised | | always | |
//! | scope changed | who is in the number is left out | always else | |
//! | date dropped | always | | |
//! | outcome dropped | | always | |
//! | claim dropped | always | | |
//!
//! The rule looks at what a reader takes away, not at how the change came about: minor, where
//! less is known of the same thing; notable, where it looks surer or otherwise bounded than it was
//! put; serious, where another thing is said, or nothing is left of two things that held it back.

use restated_claims::Qualifier;

use super::align::slipped;
use crate::model::Severity;

/// A small change of a number, as a share of the first.
const SMALL: f64 = 0.02;
/// A large one.
const LARGE: f64 = 0.5;

/// For another number.
pub(super) fn value(from: f64, to: f64) -> Severity {
    let share = (to - from).abs() / from.abs().max(f64::MIN_POSITIVE);
    if slipped(from, to) || share >= LARGE {
        Severity::Serious
    } else if share >= SMALL {
        Severity::Notable
    } else {
        Severity::Minor
    }
}

/// For another qualifier of the same number.
pub(super) fn qualifier(from: Qualifier, to: Qualifier) -> Severity {
    let lower = |q| matches!(q, Qualifier::AtLeast | Qualifier::MoreThan);
    let upper = |q| matches!(q, Qualifier::AtMost | Qualifier::LessThan);
    if lower(from) && upper(to) || upper(from) && lower(to) {
        Severity::Serious
    } else if [from, to].into_iter().any(|q| lower(q) || upper(q)) {
        Severity::Notable
    } else {
        Severity::Minor
    }
}

/// For a source that is gone; `held_back`: the parent has a caveat on the claim.
pub(super) fn attribution_dropped(held_back: bool) -> Severity {
    if held_back {
        Severity::Serious
    } else {
        Severity::Notable
    }
}

/// For a caveat that is gone; `attributed`: the child says on whose word the claim stands.
pub(super) fn caveat_dropped(attributed: bool) -> Severity {
    if attributed {
        Severity::Notable
    } else {
        Severity::Serious
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_digits_is_serious_however_it_reads() {
        assert_eq!(value(2_300.0, 23_000.0), Severity::Serious);
        assert_eq!(value(31.0, 40.0), Severity::Notable);
        assert_eq!(value(1_240.0, 1_230.0), Severity::Minor);
    }

    #[test]
    fn bounds_matter_more_than_roundness() {
        use Qualifier::{Approx, AtLeast, AtMost, Exact};
        assert_eq!(qualifier(Approx, Exact), Severity::Minor);
        assert_eq!(qualifier(AtLeast, Exact), Severity::Notable);
        assert_eq!(qualifier(AtLeast, AtMost), Severity::Serious);
    }
}
