//! Whether a claim is affirmed or negated.

use std::ops::Range;

use restated_language::{Annotated, Token};

use crate::model::Polarity;
use crate::tree::children;

use super::climb::{Climb, Reach, Step, subject};
use super::lexicon::{Force, LEXICON, Negator};
use super::scope::{governing, is_clause};

/// Two negations affirm: "did not fail to kill 40".
pub(super) fn polarity(annotated: &Annotated<'_>, climb: &Climb<'_, '_>) -> Polarity {
    let contrast = contrasted(annotated, climb);
    let mut flips = usize::from(contrast.is_some());
    let skip = climb.clause_of_definite();
    for (at, step) in climb.steps.iter().enumerate().skip(skip) {
        let governor = governing(annotated, climb, at);
        let negated = step.reach == Reach::All
            && negators(annotated, step.token, &climb.claim).any(|by| Some(by) != contrast)
            && !excused(annotated, climb, step);
        flips += usize::from(match governor {
            // "did not confirm that", "denied that" are matters of modality.
            Some(Force::Deny | Force::Verify | Force::Say | Force::Truth) => false,
            // "declined to say that", "failed to mention that".
            Some(Force::Negate) if answers(annotated, climb, at) => false,
            Some(Force::Negate) => !negated,
            Some(_) => negated,
            // Whoever did not know or mention that 12 had died takes it for granted.
            None => negated && !is_clause(step.edge()),
        });
        flips += usize::from(without(step));
        flips += usize::from(taken_back(annotated, step));
    }
    if flips % 2 == 1 {
        Polarity::Negated
    } else {
        Polarity::Affirmed
    }
}

/// Whether the claim is the content of what is held back: "declined to say that 40".
fn answers(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, at: usize) -> bool {
    let Some(below) = at.checked_sub(1) else {
        return false;
    };
    climb.steps[at].edge() == "xcomp"
        && match governing(annotated, climb, below) {
            Some(Force::Deny | Force::Verify | Force::Say) => true,
            Some(_) => false,
            None => is_clause(climb.steps[below].edge()),
        }
}

/// Whether something outside of `claim` negates `token`.
pub(super) fn negated(
    annotated: &Annotated<'_>,
    token: Token<'_, '_>,
    claim: &Range<usize>,
) -> bool {
    negators(annotated, token, claim).next().is_some()
}

/// What negates `token`: "did not", "no one said", "no evidence", "neither confirmed nor denied".
fn negators<'a>(
    annotated: &'a Annotated<'_>,
    token: Token<'a, 'a>,
    claim: &'a Range<usize>,
) -> impl Iterator<Item = usize> + 'a {
    let by_word = children(annotated, token).filter_map(move |child| {
        let word = LEXICON.negates(child, Negator::Word)
            && matches!(child.dep(), "neg" | "advmod" | "preconj" | "cc" | "det")
            && (child.dep() != "cc" || child.index < token.index)
            && !kept(annotated, child);
        let no_longer = child.text().eq_ignore_ascii_case("longer")
            && child.dep() == "advmod"
            && before(annotated, child).is_some_and(|no| no.text().eq_ignore_ascii_case("no"));
        let no = child.dep() == "det"
            && LEXICON.negates(child, Negator::Nobody)
            && !kept(annotated, child);
        (word || no_longer || (no && !claim.contains(&child.index))).then_some(child.index)
    });
    let nor = (token.dep() == "conj")
        .then(|| children(annotated, token.head()).find(|child| nor(*child, token)))
        .flatten()
        .map(|nor| nor.index);
    let nobody = subject(annotated, token)
        .filter(|subject| !claim.contains(&subject.index))
        .filter(|subject| {
            LEXICON.negates(*subject, Negator::Nobody)
                || children(annotated, *subject).any(|child| {
                    matches!(child.dep(), "det" | "preconj" | "neg")
                        && LEXICON.negates(child, Negator::Nobody)
                        && !kept(annotated, child)
                })
        })
        .map(|subject| subject.index);
    by_word.chain(nor).chain(nobody)
}

fn nor(child: Token<'_, '_>, conj: Token<'_, '_>) -> bool {
    child.dep() == "cc" && child.index < conj.index && child.text().eq_ignore_ascii_case("nor")
}

/// "not only", "no fewer than".
fn kept(annotated: &Annotated<'_>, negator: Token<'_, '_>) -> bool {
    let next = negator.index + 1;
    let keeps = |kind| LEXICON.keeps_from_negating(annotated.token(next).text(), kind);
    let not = negator.text().eq_ignore_ascii_case("not");
    next < annotated.len() && (keeps("next") || (not && keeps("single")))
}

fn before<'a, 't>(annotated: &'a Annotated<'t>, token: Token<'a, 't>) -> Option<Token<'a, 't>> {
    token
        .index
        .checked_sub(1)
        .map(|index| annotated.token(index))
}

/// Negations that say how much, or that are the measure itself: "will not exceed 40", "six have
/// not been found"; and those of a clause whose subject only names the claim: "its count of 40
/// does not include".
fn excused(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, step: &Step<'_, '_>) -> bool {
    let lemma = step.token.lemma();
    let subject = matches!(step.edge(), "nsubj" | "nsubjpass");
    let own = climb.steps[0].token.index;
    if subject && step.below.is_some_and(|below| below.index != own) {
        return true;
    }
    // "5 of the 14 granted are not taxed": what makes it a claim is said elsewhere.
    let elsewhere = |signal: usize| {
        let word = annotated.token(signal);
        ![word.index, word.head().index].contains(&step.token.index)
            && !climb.claim.contains(&signal)
    };
    if subject && climb.signal.is_some_and(elsewhere) {
        return true;
    }
    match step.edge() {
        "dobj" => LEXICON.keeps_from_negating(lemma, "bound"),
        "" if LEXICON.keeps_from_negating(lemma, "bound") => true,
        "" | "nsubj" | "nsubjpass" | "prep" => LEXICON.keeps_from_negating(lemma, "lost"),
        _ => false,
    }
}

/// "without killing 40".
fn without(step: &Step<'_, '_>) -> bool {
    step.edge() == "pcomp" && LEXICON.negates(step.token, Negator::Without)
}

/// The word that sets a claim against another: "not 18", "22 rather than 18".
fn contrasted(annotated: &Annotated<'_>, climb: &Climb<'_, '_>) -> Option<usize> {
    let start = climb.claim.start;
    let back = |by: usize| {
        let index = start.checked_sub(by)?;
        (annotated.sentence_of(index) == annotated.sentence_of(start))
            .then(|| annotated.token(index))
    };
    let first = annotated.token(start);
    let word = |token: &Token<'_, '_>| {
        LEXICON.negates(*token, Negator::Word)
            && !matches!(token.dep(), "preconj" | "cc")
            && !token.head().tag().starts_with("VB")
            && !kept(annotated, *token)
    };
    if let Some(found) = Some(first).filter(word).or_else(|| back(1).filter(word)) {
        return Some(found.index);
    }
    let (than, rather) = (back(1)?, back(2)?);
    let pair = (rather.text().to_lowercase(), than.text().to_lowercase());
    matches!(
        (pair.0.as_str(), pair.1.as_str()),
        ("rather", "than") | ("instead", "of")
    )
    .then_some(than.index)
}

/// "An earlier version of this report said that 40", "wrongly said that 40".
fn taken_back(annotated: &Annotated<'_>, step: &Step<'_, '_>) -> bool {
    if !is_clause(step.edge()) {
        return false;
    }
    let wrongly = children(annotated, step.token)
        .any(|child| child.dep() == "advmod" && LEXICON.mistake(child, "wrongly"));
    let version = |noun: Token<'_, '_>| {
        LEXICON.mistake(noun, "article")
            && children(annotated, noun).any(|child| LEXICON.mistake(child, "earlier"))
    };
    // "Correction: an earlier version said" makes "Correction" a subject beside the other one, or
    // the other one its apposition.
    let earlier = children(annotated, step.token)
        .filter(|child| child.dep() == "nsubj")
        .flat_map(|subject| {
            let apposed = children(annotated, subject).filter(|child| child.dep() == "appos");
            std::iter::once(subject).chain(apposed)
        })
        .any(version);
    wrongly || earlier
}
