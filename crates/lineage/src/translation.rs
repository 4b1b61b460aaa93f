//! Translations: the same report in another language. What both texts have are names, numbers and
//! dates; in a translation they come in the same order.

use std::collections::BTreeMap;

use crate::align::align;
use crate::anchors::{Sort, Term};
use crate::order::kept;
use crate::rewrite::{Rewritten, child, rewritten};
use crate::traits::Traits;

/// Weights of a logistic regression, rounded, of translations against reports of the same events in
/// another language. Names count by their order only: two reports of one event have the same people.
mod fitted {
    pub(super) const BIAS: f64 = -15.9;
    /// What the child has of the parent, in order.
    pub(super) const ORDER: f64 = 8.0;
    /// What the parent has of the child: who reports for themselves has much that is in no other.
    pub(super) const PARENTS_ORDER: f64 = 8.0;
    pub(super) const NUMBERS: f64 = 9.0;
}

/// Compares two texts of different languages. Which of them is the translation is not said.
pub(crate) fn compare(a: &Traits, b: &Traits) -> Rewritten {
    let (a, b) = (&named(a, b), &named(b, a));
    let alignment = align(a, b, Term::crosses_languages);
    let (of_a, of_b, in_order) = kept(a, b);
    let child = child(of_a, of_b);
    let log_odds = fitted::BIAS
        + fitted::ORDER * child.order
        + fitted::PARENTS_ORDER * of_a.order.min(of_b.order)
        + fitted::NUMBERS * child.numbers;
    rewritten((a, b), alignment, in_order, log_odds)
}

/// How well a language tells names: by their capitals, unless all nouns have some; best with a table
/// of the words that are none.
fn tells_names(language: &str) -> u8 {
    match language {
        "en" => 2,
        "de" => 0,
        _ => 1,
    }
}

/// `traits` with those of its words for names that the `other` text, which is in another language,
/// shows to be some, and the other way round. A name says as much as in the language that tells names
/// better.
fn named(traits: &Traits, other: &Traits) -> Traits {
    let surer = tells_names(&other.language) >= tells_names(&traits.language);
    let weights = |traits: &Traits, sort: Sort| -> BTreeMap<u32, u8> {
        let of_sort = traits.terms.iter().filter(|term| term.sort == sort);
        of_sort.map(|term| (term.key, term.weight)).collect()
    };
    let (names, words) = (weights(other, Sort::Name), weights(other, Sort::Word));
    let mut told = traits.clone();
    for term in &mut told.terms {
        match (term.sort, names.get(&term.key)) {
            (Sort::Name | Sort::Word, Some(weight)) if surer && term.weight > 0 => {
                term.sort = Sort::Name;
                term.weight = *weight;
            }
            (Sort::Name, None) if surer && words.contains_key(&term.key) => term.sort = Sort::Word,
            _ => {}
        }
    }
    told
}

#[cfg(test)]
mod examples;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewrite::examples::{
        AGENCY, DIGEST, INDEPENDENT, LATER, SPANISH, SPANISH_INDEPENDENT, TABLOID,
    };

    fn compared(english: &str, (text, language): (&str, &str)) -> Rewritten {
        let of = |text, language| Traits::of(text, Some(language));
        compare(&of(english, "en"), &of(text, language))
    }

    #[test]
    fn a_translation_has_the_same_names_and_figures_in_order() {
        for translation in [
            (SPANISH, "es"),
            (examples::GERMAN, "de"),
            (examples::FRENCH, "fr"),
            (examples::RUSSIAN, "ru"),
        ] {
            let found = compared(AGENCY, translation);
            assert!(found.is_rewrite(), "{translation:?} {found:?}");
            assert!(found.pairs.len() >= 4, "{translation:?} {found:?}");
            assert!(found.share_of_b > 0.4, "{translation:?} {found:?}");
        }
    }

    #[test]
    fn a_translation_of_a_translation_is_one_of_the_first_text() {
        let of = |text, language| Traits::of(text, Some(language));
        let found = compare(&of(SPANISH, "es"), &of(examples::GERMAN, "de"));
        assert!(found.is_rewrite(), "{found:?}");
    }

    #[test]
    fn a_report_of_the_same_event_in_another_language_is_no_translation() {
        for own in [
            (SPANISH_INDEPENDENT, "es"),
            (examples::GERMAN_INDEPENDENT, "de"),
            (examples::GERMAN_OTHER_EVENT, "de"),
            (examples::RUSSIAN_INDEPENDENT, "ru"),
        ] {
            for english in [AGENCY, TABLOID, LATER, DIGEST] {
                let found = compared(english, own);
                assert!(!found.is_rewrite(), "{own:?} {found:?}");
            }
        }
        for translation in [(SPANISH, "es"), (examples::GERMAN, "de")] {
            for english in [LATER, INDEPENDENT] {
                let found = compared(english, translation);
                assert!(!found.is_rewrite(), "{translation:?} {found:?}");
            }
        }
    }
}
