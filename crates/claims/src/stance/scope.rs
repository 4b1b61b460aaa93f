//! How a claim hangs on the words above it, and what those words do to it.

use restated_language::{Annotated, Pos, Token};

use crate::tree::children;

use super::climb::{Climb, Step, marked};
use super::lexicon::{Force, Governor, LEXICON, Way};

/// Prepositions through which a noun or verb governs a claim: "reports of 40 deaths".
const THROUGH: [&str; 6] = ["of", "for", "about", "on", "with", "against"];

/// Relations by which a clause hangs on what governs it.
pub(super) fn is_clause(edge: &str) -> bool {
    matches!(edge, "ccomp" | "csubj" | "csubjpass" | "acl")
}

/// What a word on the way up does to the claim: its own force, or that of the adjective that
/// goes with it ("is unlikely to").
pub(super) fn governing(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    at: usize,
) -> Option<Force> {
    let step = &climb.steps[at];
    let ways = ways(annotated, climb, at);
    let fits = |governor: &&Governor| governor.ways.iter().any(|way| ways.contains(way));
    if let Some(governor) = LEXICON.governor(step.token).filter(fits) {
        return Some(governor.force);
    }
    // "It is clear that 12 died", "12 are likely to die": the copula stands between.
    if step.token.lemma() != "be" {
        return None;
    }
    let predicate = children(annotated, step.token).find(|child| {
        child.dep() == "acomp" && step.below.is_none_or(|b| b.index != child.index)
    })?;
    let raised = matches!(step.edge(), "nsubj" | "nsubjpass")
        && children(annotated, predicate).any(|child| child.dep() == "xcomp");
    let clause = is_clause(step.edge()) || step.edge() == "xcomp" || raised;
    LEXICON
        .governor(predicate)
        .filter(|governor| clause && governor.ways.contains(&Way::Clause))
        .map(|governor| governor.force)
}

/// The ways in which what is below a step hangs on it.
fn ways(annotated: &Annotated<'_>, climb: &Climb<'_, '_>, at: usize) -> Vec<Way> {
    let step = &climb.steps[at];
    let Some(below) = step.below else {
        return Vec::new();
    };
    match below.dep() {
        "ccomp" | "xcomp" | "csubj" | "csubjpass" | "acl" | "pcomp" => vec![Way::Clause],
        "dobj" | "oprd" | "attr" | "nsubj" | "nsubjpass" => {
            let mut ways = match below.dep() {
                "nsubjpass" => vec![Way::Subject],
                "nsubj" => vec![],
                _ => vec![Way::Object],
            };
            // The claim is what the report says, not the report itself.
            if at > 1 && LEXICON.names_a_report(below) {
                ways.push(Way::Report);
            }
            ways
        }
        "prep" => preposition(climb, at, below),
        "relcl" if marked(annotated, below) => vec![Way::Clause],
        "relcl" => vec![Way::Relative],
        _ => Vec::new(),
    }
}

fn preposition(climb: &Climb<'_, '_>, at: usize, preposition: Token<'_, '_>) -> Vec<Way> {
    let through = climb.steps[at - 1].edge();
    if through == "pcomp" {
        return vec![Way::Clause, Way::Of];
    }
    if !THROUGH.contains(&preposition.lemma()) {
        return Vec::new();
    }
    // "dismissed as baseless reports of 40 deaths", "reports of 40 deaths": through one or two.
    vec![Way::Of]
}

/// What is said of the report that the claim stands in: "are false", "unconfirmed reports".
pub(super) fn verdict(
    annotated: &Annotated<'_>,
    climb: &Climb<'_, '_>,
    step: &Step<'_, '_>,
) -> Option<Force> {
    let said_of = |child: Token<'_, '_>| match child.dep() {
        "acomp" | "attr" | "oprd" | "amod" => LEXICON.verdict(child),
        // "are without foundation", "dismissed as a lie".
        "prep" => children(annotated, child).find_map(|object| LEXICON.verdict(object)),
        _ => None,
    };
    let outside = |child: &Token<'_, '_>| !climb.claim.contains(&child.index);
    let all = |token| children(annotated, token).filter(outside).find_map(said_of);
    if LEXICON.names_a_report(step.token) && step.below.is_some() {
        return children(annotated, step.token)
            .filter(|child| child.dep() == "amod")
            .find_map(|child| LEXICON.verdict(child));
    }
    let below = step.below?;
    let report = matches!(step.edge(), "nsubj" | "nsubjpass" | "dobj")
        && LEXICON.names_a_report(below)
        && below.index != climb.steps[0].token.index;
    let it_is = is_clause(step.edge()) && step.token.pos() == Pos::AUX;
    (report || it_is).then(|| all(step.token)).flatten()
}
