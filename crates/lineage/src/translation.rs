//! Translations: the same report in another language. What both texts have are names, numbers and
//! dates; in a translation they come in the same order.

use crate::align::align;
use crate::anchors::Term;
use crate::order::kept;
use crate::rewrite::{Rewritten, child, rewritten};
use crate::traits::Traits;

/// As for rewrites, without the terms that need one language.
mod fitted {
    pub(super) const BIAS: f64 = -9.2;
    pub(super) const ORDER: f64 = 8.9;
    pub(super) const NUMBERS: f64 = 4.7;
    pub(super) const NAMES: f64 = 2.7;
}

/// Compares two texts of different languages. Which of them is the translation is not said.
pub(crate) fn compare(a: &Traits, b: &Traits) -> Rewritten {
    let alignment = align(a, b, Term::crosses_languages);
    let (of_a, of_b, in_order) = kept(a, b);
    let child = child(of_a, of_b);
    let log_odds = fitted::BIAS
        + fitted::ORDER * child.order
        + fitted::NUMBERS * child.numbers
        + fitted::NAMES * child.names;
    rewritten((a, b), alignment, in_order, log_odds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewrite::examples::{AGENCY, LATER, SPANISH, SPANISH_INDEPENDENT, TABLOID};

    fn compared(english: &str, spanish: &str) -> Rewritten {
        let (one, other) = (
            Traits::of(english, Some("en")),
            Traits::of(spanish, Some("es")),
        );
        compare(&one, &other)
    }

    #[test]
    fn a_translation_has_the_same_names_and_figures_in_order() {
        let found = compared(AGENCY, SPANISH);
        assert!(found.is_rewrite(), "{found:?}");
        assert!(found.pairs.len() >= 5, "{found:?}");
        assert!(found.share_of_b > found.share_of_a);
    }

    #[test]
    fn a_report_of_the_same_event_in_another_language_is_no_translation() {
        for english in [AGENCY, TABLOID, LATER] {
            let found = compared(english, SPANISH_INDEPENDENT);
            assert!(!found.is_rewrite(), "{found:?}");
        }
        let found = compared(LATER, SPANISH);
        assert!(!found.is_rewrite(), "{found:?}");
    }
}
