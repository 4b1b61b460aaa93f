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
pub fn compare(a: &Traits, b: &Traits) -> Rewritten {
    let alignment = align(a, b, Term::crosses_languages);
    let (of_a, of_b, in_order) = kept(a, b);
    let child = child(of_a, of_b);
    let log_odds = fitted::BIAS
        + fitted::ORDER * child.order
        + fitted::NUMBERS * child.numbers
        + fitted::NAMES * child.names;
    rewritten((a, b), alignment, in_order, log_odds)
}
