//! Rewrites: other words for the same report.
//!
//! Who writes about an event on their own has the same main names and figures as everybody else,
//! but in an order of their own and among details that others lack. A rewrite has hardly any name
//! or figure that its parent lacks, gives them in the parent's order, and its sentences can be laid
//! beside the parent's. Words in common tell little: outlets that cover one event share as many.

use std::collections::BTreeSet;

use crate::align::{Alignment, align};
use crate::anchors::{Sort, Term};
use crate::join::join;
use crate::model::Words;
use crate::order::{Kept, kept, kept_beside};
use crate::traits::Traits;
use crate::witness::Common;

/// What the matching sentences of a rewrite share at least, in half bits; with less, a score is
/// that much lower.
const EVIDENCE: f64 = 110.0;
/// Score from which on a likeness is a rewrite: a wrong edge makes one family of two, and outlets at
/// one event differ less than one would think.
pub(crate) const SURE: f64 = 0.6;
/// Fewest sentences that match on either side.
const SENTENCES: usize = 2;
/// Weight of the lightest term that counts, in half bits.
const COUNTS: u8 = 6;
/// Weight of the lightest run of three words that counts, in half bits: "said on the" does not.
const RUN: u32 = 8;

/// Share of runs of three words that any two reports of one event have in common.
const COMMON_RUNS: f64 = 0.1;

/// Weights of a logistic regression, rounded. Fitted on rewrites (reports reworded at rates of 45
/// and 60 % with up to half of their sentences dropped, and a few written by hand) against several
/// outlets' coverage of the same events (ECB+). The last three are set by hand: reworded reports
/// keep more runs of words than rewrites by hand do.
mod fitted {
    pub(super) const BIAS: f64 = -10.6;
    /// Of the lesser text's terms, what matching sentences share.
    pub(super) const SENTENCES: f64 = 4.2;
    pub(super) const ORDER: f64 = 8.9;
    pub(super) const NUMBERS: f64 = 4.7;
    pub(super) const NAMES: f64 = 2.7;
    /// Runs of three words beyond those that any two reports of one event have.
    pub(super) const RUNS: f64 = 5.0;
    /// Not fitted: where nouns have capitals, other words for a thing look like other names.
    pub(super) const NOUNS: f64 = 1.0;
}

/// How one text matches another that may be its rewrite or its translation, or the other way round.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rewritten {
    /// How likely it is that one has its report from the other, or both from a third; 0 to 1.
    pub(crate) score: f64,
    /// How much of the one's sentences stand beside sentences of the other; 0 to 1.
    pub(crate) share_of_a: f64,
    /// How much of the other's sentences stand beside sentences of the one; 0 to 1.
    pub(crate) share_of_b: f64,
    /// Sentences of the one and the other that say the same, in order.
    pub(crate) pairs: Vec<(Words, Words)>,
    /// What shows it, in words for readers.
    pub(crate) why: Vec<String>,
    /// Whether more than one sentence shows it.
    pub(crate) enough: bool,
    /// What the matching sentences share, in half bits.
    pub(crate) bits: u32,
}

impl Rewritten {
    /// Whether one is a rewrite or translation of the other (or both of a third).
    pub(crate) fn is_rewrite(&self) -> bool {
        self.enough && self.score >= SURE
    }
}

/// What speaks for a rewrite, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// Of the lesser text's terms, what matching sentences share.
    pub sentences: f64,
    /// Of the child's names, numbers and dates, those that the other has in the same order.
    pub order: f64,
    /// Of the child's names, numbers and dates that stand close to one another, those that do so in
    /// the other. Told by [`weighed`] alone: the score does without it.
    pub beside: f64,
    /// Of the child's numbers, those that the other has.
    pub numbers: f64,
    /// Of the child's names, those that the other has.
    pub names: f64,
    /// Of the lesser text's runs of three words, those that the other has.
    pub runs: f64,
    /// What matching sentences share, as a part of what is enough.
    pub evidence: f64,
    /// Whether nouns have capitals, as names do.
    pub nouns: bool,
}

impl Signs {
    /// How likely it is that one has its report from the other, or both from a third; 0 to 1.
    pub fn score(&self) -> f64 {
        let log_odds = fitted::BIAS
            + if self.nouns { fitted::NOUNS } else { 0.0 }
            + fitted::SENTENCES * self.sentences
            + fitted::ORDER * self.order
            + fitted::NUMBERS * self.numbers
            + fitted::NAMES * self.names
            + fitted::RUNS * self.more_runs();
        self.evidence / (1.0 + (-log_odds).exp())
    }

    /// Runs beyond those that any two reports of one event have.
    pub fn more_runs(&self) -> f64 {
        (self.runs - COMMON_RUNS).max(0.0)
    }

    fn of(a: &Traits, b: &Traits, bits: u32, (of_a, of_b): (Kept, Kept), runs: f64) -> Self {
        let child = child(of_a, of_b);
        let whole = weight(a).min(weight(b)).max(1);
        Self {
            sentences: f64::from(bits) / f64::from(whole),
            order: child.order,
            beside: 0.0,
            numbers: child.numbers,
            names: child.names,
            runs,
            evidence: (f64::from(bits) / EVIDENCE).min(1.0),
            nouns: a.language == "de",
        }
    }
}

/// Compares two texts of one language. Which of them is the child is not said.
pub(crate) fn compare(a: &Traits, b: &Traits) -> Rewritten {
    let alignment = align(a, b, counts);
    let (of_a, of_b, in_order) = kept(a, b);
    let runs = shared_runs(a, b, &Common::default());
    let signs = Signs::of(a, b, alignment.bits, (of_a, of_b), runs);
    let mut found = rewritten((a, b), alignment, in_order, 0.0);
    found.score = signs.score();
    found
}

/// What speaks for a rewrite beside what `common` says that everybody tells, of two texts whose
/// matching sentences share so many `bits`.
pub(crate) fn weighed(a: &Traits, b: &Traits, bits: u32, common: &Common) -> Signs {
    let runs = shared_runs(a, b, common);
    let (at_event_a, at_event_b) = (common.weigh(a), common.weigh(b));
    let (of_a, of_b, _) = kept(&at_event_a, &at_event_b);
    Signs {
        beside: kept_beside(&at_event_a, &at_event_b),
        ..Signs::of(a, b, bits, (of_a, of_b), runs)
    }
}

/// Of the two the one that has more of the other: the child of a rewrite may be much shorter, or
/// have much of its own around it, but it leaves out more than it adds.
pub(crate) fn child(a: Kept, b: Kept) -> Kept {
    if a.order >= b.order { a } else { b }
}

/// What an alignment shows.
pub(crate) fn rewritten(
    (a, b): (&Traits, &Traits),
    alignment: Alignment,
    in_order: u32,
    log_odds: f64,
) -> Rewritten {
    let evidence = (f64::from(alignment.bits) / EVIDENCE).min(1.0);
    let pairs: Vec<_> = alignment.pairs;
    let starts = |side: &dyn Fn(&(Words, Words)) -> u32| -> BTreeSet<u32> {
        pairs.iter().map(side).collect()
    };
    let matched = (
        starts(&|pair| pair.0.start).len(),
        starts(&|pair| pair.1.start).len(),
    );
    let share = |matched: usize, traits: &Traits| matched as f64 / telling(traits).max(1) as f64;
    Rewritten {
        score: evidence / (1.0 + (-log_odds).exp()),
        share_of_a: share(matched.0, a),
        share_of_b: share(matched.1, b),
        enough: matched.0.min(matched.1) >= SENTENCES,
        why: vec![
            format!("{in_order} names, figures and dates stand in the same order"),
            format!(
                "{} sentences say the same in other words",
                matched.0.min(matched.1)
            ),
        ],
        bits: alignment.bits,
        pairs,
    }
}

/// Number of sentences that say something besides quotations.
fn telling(traits: &Traits) -> usize {
    let tells = |words: &Words| traits.terms(words).iter().any(|term| counts(*term));
    traits.sentences().filter(tells).count()
}

/// Whether a term is evidence of anything.
fn counts(term: Term) -> bool {
    term.weight >= COUNTS && !matches!(term.sort, Sort::Rest | Sort::Masked)
}

/// The weight of all terms of a text, each once.
fn weight(traits: &Traits) -> u32 {
    let terms = traits.terms.iter().filter(|term| counts(**term));
    let mut terms: Vec<_> = terms.map(|term| (term.key, term.weight)).collect();
    terms.sort_unstable();
    terms.dedup_by_key(|(key, _)| *key);
    terms.iter().map(|(_, weight)| u32::from(*weight)).sum()
}

/// Runs of three words outside of quotations: what share of the lesser text's the other has too.
fn shared_runs(a: &Traits, b: &Traits, common: &Common) -> f64 {
    let own = |traits| {
        let mut runs = runs(traits);
        runs.retain(|(run, ())| common.lacks(*run));
        runs
    };
    let (a, b) = (own(a), own(b));
    let least = a.len().min(b.len()).max(1);
    join(&a, &b).count() as f64 / least as f64
}

/// The hashes of a text's runs of three words that say something, sorted, each once.
pub(crate) fn runs(traits: &Traits) -> Vec<(u32, ())> {
    let tells = |run: &&[Term]| {
        run.iter().all(|term| term.sort != Sort::Masked)
            && run.iter().map(|term| u32::from(term.weight)).sum::<u32>() >= RUN
    };
    let hash = |run: &[Term]| {
        run.iter().fold(0_u32, |hash, term| {
            (hash.rotate_left(5) ^ term.key).wrapping_mul(0x9E37_79B1)
        })
    };
    let runs = traits.terms.windows(3).filter(tells);
    let mut runs: Vec<_> = runs.map(|run| (hash(run), ())).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
pub(crate) mod examples;

#[cfg(test)]
mod tests {
    use super::examples::*;
    use super::*;

    fn of(text: &str) -> Traits {
        Traits::of(text, Some("en"))
    }

    fn compared(a: &str, b: &str) -> Rewritten {
        let (a, b) = (of(a), of(b));
        let found = compare(&a, &b);
        let turned = compare(&b, &a);
        assert!(
            (found.score - turned.score).abs() < 0.05,
            "{found:?} {turned:?}"
        );
        found
    }

    #[test]
    fn a_rewrite_follows_its_parent() {
        let found = compared(TABLOID, AGENCY);
        assert!(found.is_rewrite(), "{found:?}");
        assert!(found.pairs.len() >= 4);
        assert!(found.share_of_a > 0.4, "{found:?}");
    }

    #[test]
    fn a_digest_is_much_shorter() {
        let found = compared(DIGEST, AGENCY);
        assert!(found.is_rewrite(), "{found:?}");
        assert!(found.share_of_a > found.share_of_b, "{found:?}");
    }

    #[test]
    fn who_reports_the_same_event_is_no_rewriter() {
        for own in [INDEPENDENT, BRIEFED, LATER] {
            for other in [AGENCY, TABLOID, DIGEST] {
                let found = compared(own, other);
                assert!(!found.is_rewrite(), "{found:?}");
            }
        }
        assert!(!compared(INDEPENDENT, BRIEFED).is_rewrite());
    }

    #[test]
    fn a_long_quotation_in_common_is_no_evidence() {
        let (one, other) = (
            format!("{HARBOUR} {STATEMENT}"),
            format!("{STATEMENT} {PARLIAMENT}"),
        );
        let found = compared(&one, &other);
        assert!(!found.is_rewrite() && found.score < 0.1, "{found:?}");
    }

    #[test]
    fn live_pages_of_one_outlet_share_their_furniture_only() {
        let found = compared(LIVE_FIRE, LIVE_VOTE);
        assert!(!found.is_rewrite() && found.score < 0.1, "{found:?}");
    }

    #[test]
    fn other_languages_have_rewrites_too() {
        let of = |text| Traits::of(text, Some("de"));
        let rewrite = compare(&of(GERMAN_TABLOID), &of(GERMAN));
        assert!(rewrite.is_rewrite(), "{rewrite:?}");
        for own in [GERMAN, GERMAN_TABLOID] {
            let found = compare(&of(GERMAN_INDEPENDENT), &of(own));
            assert!(!found.is_rewrite(), "{found:?}");
        }
    }

    #[test]
    fn pairs_are_sentences_in_order() {
        let (a, b) = (of(TABLOID), of(AGENCY));
        let pairs = compare(&a, &b).pairs;
        let sentences: Vec<_> = a.sentences().collect();
        assert!(pairs.iter().all(|(one, _)| sentences.contains(one)));
        assert!(pairs.is_sorted_by_key(|(one, other)| (one.start, other.start)));
    }

    #[test]
    fn nothing_is_a_rewrite_of_nothing() {
        for text in ["", "Word", AGENCY] {
            let found = compare(&of(""), &of(text));
            assert!(!found.is_rewrite() && found.score.is_finite());
        }
    }
}
