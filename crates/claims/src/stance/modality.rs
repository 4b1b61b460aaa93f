//! Whether a claim is asserted, expected, imagined, denied, or vouched for by nobody.

use restated_language::{Annotated, Token};

use crate::model::Modality;
use crate::tree::children;

use super::climb::{Climb, Reach, Step};
use super::lexicon::{Force, LEXICON, Way};
use super::negation::negated;
use super::scope::{governing, is_clause, verdict};

/// The strongest of what the words above the claim make of it; `cued` is what the cues of its
/// attributions do.
pub(super) fn modality(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    cued: Option<Modality>,
) -> Modality {
    let mut found = cued.unwrap_or(Modality::Asserted);
    let mut add = |force: Modality| {
        if strength(force) > strength(found) {
            found = force;
        }
    };
    let mut own_clause = true;
    for (at, step) in climb.steps.iter().enumerate() {
        own_clause &= !is_clause(step.edge());
        if at < climb.clause_of_definite() {
            continue;
        }
        if let Some(force) = governing(annotated, climb, at) {
            governed(annotated, climb, at, force).map(&mut add);
        }
        if let Some(force) = verdict(annotated, climb, step) {
            add(match force {
                Force::Deny => Modality::Denied,
                _ => Modality::Unverified,
            });
        }
        if step.reach < Reach::Force {
            continue;
        }
        let conditional = own_clause && conditional(annotated, step);
        auxiliary(annotated, climb, at, conditional).map(&mut add);
        if imagined(annotated, step) {
            add(Modality::Hypothetical);
        }
        opened(annotated, step).map(&mut add);
        if conditional {
            add(Modality::Hypothetical);
        }
        if to_come(annotated, step) {
            add(Modality::Expected);
        }
    }
    found
}

/// Of two readings of one claim, the one further from an assertion counts.
fn strength(modality: Modality) -> u8 {
    match modality {
        Modality::Asserted => 0,
        Modality::Expected => 1,
        Modality::Hypothetical => 2,
        Modality::Unverified => 3,
        Modality::Denied => 4,
    }
}

/// What a governing word makes of the claim.
fn governed(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    at: usize,
    force: Force,
) -> Option<Modality> {
    let token = climb.steps[at].token;
    let negated = negated(annotated, token, &climb.claim) || held_back(annotated, climb, at);
    match force {
        Force::Deny if negated => Some(Modality::Unverified),
        Force::Deny => Some(Modality::Denied),
        Force::Expect => Some(Modality::Expected),
        Force::Suppose => Some(Modality::Hypothetical),
        Force::Doubt => Some(Modality::Unverified),
        Force::Truth if negated => Some(Modality::Denied),
        // "did not say how 40 died" does not leave open whether they did.
        Force::Verify | Force::Say if negated && !explained(annotated, climb, at) => {
            Some(Modality::Unverified)
        }
        _ => None,
    }
}

/// "was unable to confirm", "declined to say".
fn held_back(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, at: usize) -> bool {
    let above = at + 1;
    climb.steps.get(above).is_some_and(|step| {
        step.edge() == "xcomp" && governing(annotated, climb, above) == Some(Force::Negate)
    })
}

/// Whether the clause below a step opens with a word that takes it for granted: "how", "why".
fn explained(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, at: usize) -> bool {
    climb.steps[at].below.is_some_and(|clause| {
        children(annotated, clause)
            .any(|child| ["WRB", "WP", "WDT"].contains(&child.tag()) && child.index < clause.index)
    })
}

/// What the auxiliaries of a word make of what is in their scope.
fn auxiliary(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    at: usize,
    conditional: bool,
) -> Option<Modality> {
    let step = &climb.steps[at];
    let token = step.token;
    let own = || children(annotated, token).filter(|child| child.dep() == "aux");
    let shared = || {
        let first = Some(token.head()).filter(|_| token.dep() == "conj" && token.tag() == "VB");
        first
            .into_iter()
            .flat_map(|first| children(annotated, first).filter(|child| child.dep() == "aux"))
    };
    let has_own = own().any(|child| LEXICON.modal(child).is_some());
    let borrowed = shared().filter(|_| !has_own);
    own().chain(borrowed).find_map(|child| {
        Some(match LEXICON.modal(child)? {
            Force::Expect => Modality::Expected,
            // "could not be reached" says what was not possible.
            Force::Suppose
                if child.lemma() == "could" && negated(annotated, token, &climb.claim) =>
            {
                return None;
            }
            Force::Would => would(annotated, climb, at, conditional),
            _ => Modality::Hypothetical,
        })
    })
}

/// "would" is the future of a saying in the past, else imagined: "said 40 would go" is to come,
/// "closing it would cost 40" and "40 would have died" are not.
fn would(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    at: usize,
    conditional: bool,
) -> Modality {
    let token = climb.steps[at].token;
    let perfect = token.tag() == "VBN"
        && children(annotated, token).any(|child| child.dep() == "aux" && child.tag() == "VB");
    let gerund = children(annotated, token).any(|child| child.dep() == "csubj");
    let said_before = climb.steps[at + 1..]
        .iter()
        .any(|step| is_clause(step.edge()) && ["VBD", "VBN"].contains(&step.token.tag()));
    if conditional || perfect || gerund || !said_before {
        Modality::Hypothetical
    } else {
        Modality::Expected
    }
}

/// What the word makes of a clause that opens it: "if 40 die", "whether 40 died".
fn opened(annotated: &Annotated<'_>, step: &Step<'_, '_>) -> Option<Modality> {
    let asked = is_clause(step.token.dep()) || unclear(annotated, step.token);
    children(annotated, step.token)
        .filter(|child| matches!(child.dep(), "mark" | "advmod" | "cc"))
        .find_map(|child| {
            if LEXICON.condition(child, "whether") {
                Some(Modality::Unverified)
            } else if child.dep() == "mark" && LEXICON.condition(child, "if") {
                Some(if asked {
                    Modality::Unverified
                } else {
                    Modality::Hypothetical
                })
            } else {
                None
            }
        })
        .or_else(|| inverted(annotated, step.token).then_some(Modality::Hypothetical))
}

/// Whether a clause hangs on what says that it is open: "it is unclear if".
fn unclear(annotated: &Annotated<'_>, clause: Token<'_, '_>) -> bool {
    clause.dep() == "advcl"
        && children(annotated, clause.head())
            .filter(|child| child.dep() == "acomp" && child.index < clause.index)
            .any(|child| {
                let says = |force| matches!(force, Force::Say | Force::Doubt);
                LEXICON.verdict(child).is_some_and(says)
                    || LEXICON
                        .governor(child)
                        .is_some_and(|governor| says(governor.force))
            })
}

/// Whether all that a clause says takes place in the imagination: "in the simulation".
fn imagined(annotated: &Annotated<'_>, step: &Step<'_, '_>) -> bool {
    let verb = step.token.tag().starts_with("VB");
    let places = children(annotated, step.token).filter(|child| {
        child.dep() == "prep" && ["in", "under"].contains(&child.lemma().to_lowercase().as_str())
    });
    verb && places
        .flat_map(|place| children(annotated, place))
        .any(|object| {
            LEXICON.governor(object).is_some_and(|governor| {
                governor.force == Force::Suppose && governor.ways.contains(&Way::Relative)
            })
        })
}

/// Whether the clause of a word depends on a condition: "if the union is right".
fn conditional(annotated: &Annotated<'_>, step: &Step<'_, '_>) -> bool {
    children(annotated, step.token)
        .filter(|child| child.dep() == "advcl")
        .filter(|child| step.below.is_none_or(|below| below.index != child.index))
        .any(|clause| {
            if unclear(annotated, clause) {
                return false;
            }
            let marked = children(annotated, clause)
                .any(|child| child.dep() == "mark" && LEXICON.condition(child, "if"));
            marked || inverted(annotated, clause)
        })
}

/// "Had the plant been kept": an auxiliary before the subject of a clause that is no question.
fn inverted(annotated: &Annotated<'_>, clause: Token<'_, '_>) -> bool {
    if clause.dep() != "advcl" {
        return false;
    }
    let subject =
        children(annotated, clause).find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
    let opens = |token: Token<'_, '_>| {
        LEXICON.condition(token, "inverted")
            && subject.is_some_and(|subject| token.index < subject.index)
    };
    opens(clause)
        || children(annotated, clause)
            .any(|child| matches!(child.dep(), "aux" | "auxpass") && opens(child))
}

/// "is to cut 40 jobs", but not "eleven are still to be found".
fn to_come(annotated: &Annotated<'_>, step: &Step<'_, '_>) -> bool {
    let be_to = |be: Token<'_, '_>, verb: Token<'_, '_>| {
        let to = children(annotated, verb).any(|child| child.tag() == "TO");
        let waits = |token: Token<'_, '_>| {
            children(annotated, token)
                .any(|child| LEXICON.keeps_from_negating(child.text(), "still"))
        };
        be.lemma() == "be" && verb.tag() == "VB" && to && !waits(be) && !waits(verb)
    };
    let down = |be: Token<'_, '_>| {
        children(annotated, be)
            .filter(|child| child.dep() == "xcomp")
            .any(|verb| be_to(be, verb))
    };
    match (step.edge(), step.below) {
        ("xcomp", Some(verb)) => be_to(step.token, verb),
        ("nsubj", Some(_)) => step.token.lemma() == "be" && down(step.token),
        _ => false,
    }
}
