//! Wording that writers have in common without having it from one another: what an outlet's
//! machine or habit says of every quake, every strike, every count of votes.
//!
//! A copy keeps who and how many; a formula is filled with other names and figures each time. So
//! passages whose names, numbers and dates differ for the most part show nothing.

use crate::Kind;
use crate::anchors::{Sort, Term};
use crate::model::Words;
use crate::passages::Shared;
use crate::traits::Traits;

/// Share of their names, numbers and dates from which on passages are of one report. Names may be
/// edited in a copy, too.
const AGREE: f64 = 0.6;
/// Fewest words of passages that show copying with no name, number or date in common.
const NAMELESS: u32 = 40;

/// Whether what two texts share is a formula, by the terms that stand in the passages.
pub(crate) fn is_formula(shared: &Shared, kind: Kind, a: &Traits, b: &Traits) -> bool {
    if kind == Kind::Copy {
        return false;
    }
    let (mut agreed, mut all) = (0, 0);
    for (in_a, in_b) in &shared.passages {
        let (one, other) = (anchors(a, in_a), anchors(b, in_b));
        agreed += common(&one, &other);
        all += one.len().max(other.len());
    }
    match agreed {
        0 => all > 0 || shared.own < NAMELESS,
        _ => (agreed as f64) < AGREE * all as f64,
    }
}

/// Keys of the names, numbers and dates among some words, sorted.
fn anchors(traits: &Traits, words: &Words) -> Vec<u32> {
    let is_anchor = |term: &&Term| {
        term.weight > 0 && matches!(term.sort, Sort::Name | Sort::Number | Sort::Date)
    };
    let terms = traits.terms(words).iter().filter(is_anchor);
    let mut keys: Vec<u32> = terms.map(|term| term.key).collect();
    keys.sort_unstable();
    keys
}

/// How many of one the other has too, each as often as both have it.
fn common(mut one: &[u32], mut other: &[u32]) -> usize {
    let mut common = 0;
    while let (Some(a), Some(b)) = (one.first(), other.first()) {
        common += usize::from(a == b);
        (one, other) = (&one[usize::from(a <= b)..], &other[usize::from(b <= a)..]);
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sketch;
    use crate::passages::compare;

    /// What a gauge's machine writes of a flood.
    fn flood(river: &str, town: &str, metres: u32, homes: u32, day: &str) -> String {
        format!(
            "The water of the {river} stood at {metres} metres in {town} on {day}, the highest level \
             since records began, the river office said. About {homes} homes were cleared by the fire \
             brigade, and the bridges of {town} stay closed until further notice."
        )
    }

    fn formula(one: &str, other: &str) -> bool {
        let shared = compare(&Sketch::of(one), &Sketch::of(other));
        let kind = shared.kind().expect("they share wording");
        is_formula(
            &shared,
            kind,
            &Traits::of(one, None),
            &Traits::of(other, None),
        )
    }

    #[test]
    fn a_formula_has_other_names_and_figures_each_time() {
        let one = flood("Orle", "Tarn", 7, 300, "Friday");
        let other = flood("Wiske", "Holm", 9, 1_200, "Monday");
        assert!(formula(&one, &other));
        let copied = format!("Rain fell on the hills for a week. {one} More rain is expected.");
        assert!(!formula(&one, &copied));
    }

    #[test]
    fn passages_without_names_are_copied_if_they_are_long() {
        let short = "could not be reached for comment and did not answer questions that were sent in writing";
        let own =
            |name: &str| format!("{name} rose early and went down to the boats. They {short}.");
        assert!(formula(&own("Ada"), &own("Ivo")));
    }
}
