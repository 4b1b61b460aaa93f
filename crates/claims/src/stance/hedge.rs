//! The words that soften a claim.

use std::ops::Range;

use restated_language::{Annotated, Token};

use super::climb::{Climb, Reach, Step, head_of, subject};
use super::lexicon::{Hedge, LEXICON};
use super::negation::negated;
use super::scope::is_clause;

/// How far from the claim hedges are looked for, in tokens.
const REACH: usize = 80;

/// The bytes of the hedges that have the claim in their scope, in order.
pub(super) fn hedges(annotated: &Annotated<'_>, climb: &Climb<'_, '_>) -> Vec<Range<usize>> {
    let sentence = annotated
        .sentences
        .get(annotated.sentence_of(climb.claim.start))
        .cloned()
        .unwrap_or_default();
    let from = sentence.start.max(climb.claim.start.saturating_sub(REACH));
    let to = sentence.end.min(climb.claim.end.saturating_add(REACH));
    (from..to)
        .filter_map(|index| {
            let (phrase, hedge) = phrase_at(annotated, index, to)?;
            let head = head_of(annotated, &phrase)?;
            let scopes = (hedge.above && above(annotated, climb, head))
                || (hedge.beside && beside(climb, head) && !inability(annotated, head))
                || at_the_root(annotated, climb, head);
            scopes.then(|| annotated.bytes(phrase))
        })
        .collect()
}

/// The longest hedge of the table that starts at `index`.
fn phrase_at(
    annotated: &Annotated<'_>,
    index: usize,
    end: usize,
) -> Option<(Range<usize>, &'static Hedge)> {
    let token = annotated.token(index);
    let (lemma, text) = (token.lemma().to_lowercase(), token.text().to_lowercase());
    let follows = |hedge: &&Hedge| {
        hedge.rest.iter().enumerate().all(|(nth, word)| {
            let at = index + 1 + nth;
            at < end && annotated.token(at).text().eq_ignore_ascii_case(word)
        })
    };
    let of = |word: &str| {
        LEXICON
            .hedges(word)
            .iter()
            .filter(follows)
            .max_by_key(|hedge| hedge.rest.len())
    };
    let found = of(&text).or_else(|| of(&lemma))?;
    Some((index..index + 1 + found.rest.len(), found))
}

/// Governs the claim, or is the subject of what does: "estimates suggest that".
fn above(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, hedge: Token<'_, '_>) -> bool {
    climb.steps.iter().any(|step| {
        let governs = step.below.is_some() && step.token.index == hedge.index;
        let speaks = is_clause(step.edge())
            && subject(annotated, step.token).is_some_and(|subject| subject.index == hedge.index);
        // "put at 12 by early estimates", "40 dead, by one estimate".
        let by = step.reach == Reach::All
            && hedge.dep() == "pobj"
            && matches!(hedge.head().dep(), "agent" | "prep")
            && hedge.head().head().index == step.token.index
            && hedge.index != climb.steps[0].token.index
            && hedge.head().lemma() == "by";
        governs || speaks || by
    })
}

/// Modifies what the claim is said to stand on: "preliminary figures show", "according to an
/// early count".
fn at_the_root(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, hedge: Token<'_, '_>) -> bool {
    let noun = hedge.head();
    let according = || {
        let to = noun.head();
        noun.dep() == "pobj" && to.head().text().eq_ignore_ascii_case("according")
    };
    let verb = if according() {
        noun.head().head().head()
    } else {
        noun.head()
    };
    let said = |step: &Step<'_, '_>| {
        step.token.index == verb.index
            && (according()
                || (is_clause(step.edge())
                    && subject(annotated, verb).is_some_and(|subject| subject.index == noun.index)))
    };
    hedge.dep() == "amod" && climb.steps.iter().any(said)
}

/// "could not be found" softens nothing.
fn inability(annotated: &Annotated<'_>, hedge: Token<'_, '_>) -> bool {
    hedge.dep() == "aux"
        && hedge.text().eq_ignore_ascii_case("could")
        && negated(annotated, hedge.head(), &(0..0))
}

/// Modifies the claim or a word above it: "reportedly killed", "12 suspected cases".
fn beside(climb: &Climb<'_, '_>, hedge: Token<'_, '_>) -> bool {
    let modifies = matches!(
        hedge.dep(),
        "advmod"
            | "amod"
            | "aux"
            | "acl"
            | "prep"
            | "nmod"
            | "quantmod"
            | "oprd"
            | "npadvmod"
            | "advcl"
            | "acomp"
    );
    let inside = climb.claim.contains(&hedge.index) && hedge.index != climb.steps[0].token.index;
    let on_the_way = climb
        .steps
        .iter()
        .any(|step| step.reach >= Reach::Force && step.token.index == hedge.head().index);
    modifies && (on_the_way || inside)
}
