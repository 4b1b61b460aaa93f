//! Sentences that say of claims made elsewhere that nobody vouches for them: "The Courier could
//! not independently verify either figure."

use std::ops::Range;

use restated_language::{Annotated, Token};

use crate::Document;
use crate::model::{Claim, Status};
use crate::tree::children;

use super::climb::subject;
use super::lexicon::{Force, LEXICON};
use super::negation::negated;

/// How many sentences a disclaimer reaches back.
pub(super) const REACH: usize = 10;

/// A sentence that vouches for no claim that it points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclaimer {
    /// Its bytes.
    pub sentence: Range<usize>,
    /// The claims that it points at, by their places in the list given, in order.
    pub claims: Vec<usize>,
}

/// What a disclaimer points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// "the figure", "the claim": what the nearest sentence says.
    Nearest,
    /// "these figures", "the claims": what the paragraph says, or else the one before.
    Paragraph,
    /// "either figure": two rival figures.
    TwoFigures,
    /// "either side's account": what two sources say.
    TwoSources,
}

/// The disclaimers of `document`, each with those of `claims` that it points at.
///
/// `claims` are in the order of their spans. A disclaimer that names something else ("could not
/// verify the video") points at none and is left out, and so is one that holds what it disclaims
/// ("could not verify reports of 40 deaths"): see [`stance`](super::stance()).
pub fn disclaimers(document: &Document<'_>, claims: &[Claim]) -> Vec<Disclaimer> {
    let annotated = document.annotated;
    let places = Places::new(annotated, claims);
    let mut found: Vec<Disclaimer> = Vec::new();
    for token in annotated.iter() {
        let Some((thing, at)) = disclaimed_thing(annotated, token) else {
            continue;
        };
        // "killed 34 soldiers, which could not be verified".
        let counted = thing.index < at && claims.iter().any(|claim| holds(claim, thing));
        let nearest = counted.then_some(Target::Nearest);
        let Some(target) = target(annotated, thing).or(nearest) else {
            continue;
        };
        let claims = places.pointed_at(target, at, claims);
        let sentence = annotated.bytes(annotated.sentences[places.sentence(token)].clone());
        if !claims.is_empty() && found.last().is_none_or(|last| last.sentence != sentence) {
            found.push(Disclaimer { sentence, claims });
        }
    }
    found
}

fn holds(claim: &Claim, token: Token<'_, '_>) -> bool {
    let bytes = token.bytes();
    claim.span.start <= bytes.start && bytes.end <= claim.span.end
}

/// What `token` says could not be checked or is unconfirmed, and the token before which the
/// claims that it points at stand.
fn disclaimed_thing<'a, 't>(
    annotated: &'a Annotated<'t>,
    token: Token<'a, 't>,
) -> Option<(Token<'a, 't>, usize)> {
    let object = || children(annotated, token).find(|child| child.dep() == "dobj");
    let passive = || children(annotated, token).find(|child| child.dep() == "nsubjpass");
    let thing = if LEXICON.disclaimer(token, "check") && undone(annotated, token) {
        object().or_else(passive)?
    } else if LEXICON.disclaimer(token, "unchecked") && matches!(token.dep(), "acomp" | "oprd") {
        subject(annotated, token.head())?
    } else {
        return None;
    };
    // "a claim that could not be verified", "which could not be verified".
    let verb = if thing.head().index == token.index {
        token
    } else {
        token.head()
    };
    if verb.dep() == "relcl" && ["WDT", "WP"].contains(&thing.tag()) {
        return Some((verb.head(), verb.index));
    }
    Some((thing, thing.index.min(token.index)))
}

/// "could not verify", "was unable to verify", "has yet to be confirmed".
fn undone(annotated: &Annotated<'_>, token: Token<'_, '_>) -> bool {
    let above = token.head();
    let held_back = token.dep() == "xcomp"
        && (LEXICON
            .governor(above)
            .is_some_and(|governor| governor.force == Force::Negate)
            || children(annotated, above)
                .chain(children(annotated, token))
                .any(|child| child.text().eq_ignore_ascii_case("yet")));
    held_back || negated(annotated, token, &(0..0))
}

fn target(annotated: &Annotated<'_>, thing: Token<'_, '_>) -> Option<Target> {
    let figure = LEXICON.disclaimer(thing, "figure");
    let account = LEXICON.disclaimer(thing, "account");
    // A clause stands for what it says: "..., which could not be verified".
    let clause = thing.tag().starts_with("VB");
    let own_content = children(annotated, thing).any(|child| {
        matches!(child.dep(), "acl" | "ccomp" | "relcl")
            || (child.dep() == "prep" && child.lemma() == "of")
    });
    if !(figure || account || clause) || (own_content && !clause) {
        return None;
    }
    let says = |part| {
        LEXICON.disclaimer(thing, part)
            || children(annotated, thing).any(|child| {
                LEXICON.disclaimer(child, part)
                    || children(annotated, child).any(|below| LEXICON.disclaimer(below, part))
            })
    };
    let plural = ["NNS", "NNPS"].contains(&thing.tag())
        || ["these", "they"].contains(&thing.lemma().to_lowercase().as_str());
    Some(if says("both") {
        if figure {
            Target::TwoFigures
        } else {
            Target::TwoSources
        }
    } else if plural || says("every") {
        Target::Paragraph
    } else {
        Target::Nearest
    })
}

/// Where the claims of a text stand.
pub(super) struct Places<'a, 't> {
    annotated: &'a Annotated<'t>,
    /// The sentence of each claim.
    pub(super) of_claim: Vec<usize>,
}

impl<'a, 't> Places<'a, 't> {
    pub(super) fn new(annotated: &'a Annotated<'t>, claims: &[Claim]) -> Self {
        let first_token = |byte: usize| {
            annotated
                .tokens
                .partition_point(|token| token.end as usize <= byte)
        };
        let of_claim = claims
            .iter()
            .map(|claim| annotated.sentence_of(first_token(claim.span.start)))
            .collect();
        Self {
            annotated,
            of_claim,
        }
    }

    fn sentence(&self, token: Token<'_, '_>) -> usize {
        self.annotated.sentence_of(token.index)
    }

    /// The claims before token `before` at which `target` points, in order.
    pub(super) fn pointed_at(&self, target: Target, before: usize, claims: &[Claim]) -> Vec<usize> {
        let sentence = self.annotated.sentence_of(before);
        let byte = self.annotated.tokens[before].start as usize;
        let back = sentence.saturating_sub(REACH);
        let last = claims.partition_point(|claim| claim.span.start < byte);
        let first = self.of_claim.partition_point(|of| *of < back).min(last);
        let vouched = |at: &usize| {
            matches!(
                claims[*at].attribution.status,
                Status::Attributed | Status::Anonymous
            )
        };
        let near: Vec<usize> = (first..last).filter(vouched).collect();
        let Some(&nearest) = near.last() else {
            return Vec::new();
        };
        let mut found = match target {
            Target::Nearest => self.nearest(&near, nearest, sentence),
            Target::Paragraph => self.paragraph(&near, nearest),
            Target::TwoFigures => two_figures(&near, claims),
            Target::TwoSources => two_sources(&near, claims),
        };
        found.sort_unstable();
        found
    }

    /// The claims of the last sentence that makes any, if that is near enough to be meant.
    fn nearest(&self, near: &[usize], nearest: usize, sentence: usize) -> Vec<usize> {
        let of = self.of_claim[nearest];
        if of + 2 < sentence {
            return Vec::new();
        }
        let same = |at: &&usize| self.of_claim[**at] == of;
        near.iter().filter(same).copied().collect()
    }

    /// The claims of the paragraph that makes the last one.
    fn paragraph(&self, near: &[usize], nearest: usize) -> Vec<usize> {
        let start = |at: usize| {
            let tokens = &self.annotated.sentences[self.of_claim[at]];
            self.annotated.bytes(tokens.clone()).start
        };
        let end = start(nearest);
        let together = |at: &&usize| !self.annotated.text[start(**at)..end].contains('\n');
        near.iter().filter(together).copied().collect()
    }
}

/// The last figure and the rival before it: of the same measure, else whatever is nearest.
fn two_figures(near: &[usize], claims: &[Claim]) -> Vec<usize> {
    let figures: Vec<usize> = near
        .iter()
        .copied()
        .filter(|at| claims[*at].figure.is_some())
        .collect();
    let Some((&last, earlier)) = figures.split_last() else {
        return Vec::new();
    };
    let measure = |at: usize| claims[at].figure.as_ref().map(|figure| &figure.measure);
    let source = |at: usize| &claims[at].attribution.source;
    let rival = earlier
        .iter()
        .rev()
        .find(|at| measure(**at) == measure(last) && source(**at) != source(last))
        .or(earlier.last());
    rival.into_iter().copied().chain([last]).collect()
}

/// All that the last two sources say.
fn two_sources(near: &[usize], claims: &[Claim]) -> Vec<usize> {
    let source = |at: usize| claims[at].attribution.source.as_deref();
    let mut sources: Vec<Option<&str>> = Vec::new();
    for at in near.iter().rev() {
        if sources.len() < 2 && !sources.contains(&source(*at)) {
            sources.push(source(*at));
        }
    }
    near.iter()
        .copied()
        .filter(|at| sources.contains(&source(*at)))
        .collect()
}
