//! The way from a claim up its sentence's tree: the words that govern it, and which of them have
//! it in the scope of what modifies them.

use std::ops::Range;

use restated_language::{Annotated, Token};

use crate::tree::{children, way_up};

use super::lexicon::LEXICON;
use super::scope::is_clause;

/// How far what modifies a word on the way reaches down to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Not at all: the claim stands in a clause of its own.
    Nothing,
    /// Its auxiliaries do, its negation does not: "will close, cutting 40 jobs".
    Force,
    /// Negation and auxiliaries.
    All,
}

/// A word on the way up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a, 't> {
    pub(super) token: Token<'a, 't>,
    /// Where the way came from: the step below.
    pub(super) below: Option<Token<'a, 't>>,
    pub(super) reach: Reach,
}

impl Step<'_, '_> {
    /// The relation by which what is below hangs on this word.
    pub(super) fn edge(&self) -> &str {
        self.below.as_ref().map_or("", |below| below.dep())
    }
}

/// The way up from `claim`.
#[derive(Debug)]
pub(super) struct Climb<'a, 't> {
    pub(super) steps: Vec<Step<'a, 't>>,
    /// The claim's own tokens.
    pub(super) claim: Range<usize>,
    /// It is taken for granted: "the 12 dead", "its 40 members".
    pub(super) definite: bool,
    /// The word that shows the measure.
    pub(super) signal: Option<usize>,
}

impl<'a, 't> Climb<'a, 't> {
    /// `None` where `claim` holds no token of the text.
    pub(super) fn new(
        annotated: &'a Annotated<'t>,
        claim: Range<usize>,
        signal: Option<usize>,
    ) -> Option<Self> {
        let claim = claim.start..claim.end.min(annotated.len());
        let first = head_of(annotated, &claim)?;
        let mut steps = vec![Step {
            token: first,
            below: None,
            reach: Reach::All,
        }];
        let mut reach = Reach::All;
        for (below, token) in way_up(first) {
            let (next, end) = passed(annotated, below, token, reach);
            steps.push(Step {
                token,
                below: Some(below),
                reach: next,
            });
            if end {
                break;
            }
            reach = next;
        }
        let shown = signal.is_some_and(|signal| !claim.contains(&signal));
        let clause = first.tag().starts_with("VB") || first.tag() == "MD";
        let definite = aside(first, &claim) || (!shown && !clause && definite(annotated, &claim));
        Some(Self {
            steps,
            claim,
            definite,
            signal,
        })
    }
}

impl Climb<'_, '_> {
    /// The first step that matters: for what is taken for granted, the first clause that has it
    /// as its content.
    pub(super) fn clause_of_definite(&self) -> usize {
        if !self.definite {
            return 0;
        }
        self.steps
            .iter()
            .position(|step| is_clause(step.edge()))
            .unwrap_or(self.steps.len())
    }
}

/// The token of `range` that the others hang on.
pub(crate) fn head_of<'a, 't>(
    annotated: &'a Annotated<'t>,
    range: &Range<usize>,
) -> Option<Token<'a, 't>> {
    let mut outward = range
        .clone()
        .map(|index| annotated.token(index))
        .filter(|token| token.is_root() || !range.contains(&token.head().index));
    let first = outward.next()?;
    if first.dep() != "punct" && first.dep() != "neg" {
        return Some(first);
    }
    Some(
        outward
            .find(|token| token.dep() != "punct" && token.dep() != "neg")
            .unwrap_or(first),
    )
}

/// How much of what modifies `above` still reaches the claim that hangs on `token`, and whether
/// the way ends there.
fn passed(
    annotated: &Annotated<'_>,
    token: Token<'_, '_>,
    above: Token<'_, '_>,
    reach: Reach,
) -> (Reach, bool) {
    match token.dep() {
        // What a relative clause says is not what its noun's clause says.
        "relcl" if !marked(annotated, token) => (Reach::Nothing, true),
        // Parsers hang a sentence before a semicolon on the one behind it.
        "ccomp" if parted(annotated, token, above) => (Reach::Nothing, true),
        "advcl" if token.tag() == "VBG" && subject(annotated, token).is_none() => {
            (Reach::Force, false)
        }
        "advcl" => (Reach::Nothing, false),
        "acl" if !complement(annotated, token, above) => (Reach::Nothing, false),
        "conj" if !shares(annotated, token, above) => (Reach::Nothing, false),
        "conj" => (reach, false),
        // Clauses start afresh: what modifies their governor says nothing of a barrier below.
        "ccomp" | "xcomp" | "pcomp" | "csubj" | "csubjpass" | "acl" | "relcl" => {
            (Reach::All, false)
        }
        _ => (reach, false),
    }
}

fn parted(annotated: &Annotated<'_>, first: Token<'_, '_>, second: Token<'_, '_>) -> bool {
    (first.index..second.index).any(|at| annotated.token(at).text() == ";")
}

/// Whether a clause says what its noun is about: "reports that", "a plan to".
fn complement(annotated: &Annotated<'_>, clause: Token<'_, '_>, noun: Token<'_, '_>) -> bool {
    LEXICON.names_a_report(noun) || LEXICON.governor(noun).is_some() || marked(annotated, clause)
}

/// Whether a clause opens with a word that is no part of it: "reports that 40 died".
pub(super) fn marked(annotated: &Annotated<'_>, clause: Token<'_, '_>) -> bool {
    children(annotated, clause).any(|child| child.dep() == "mark")
}

/// Whether a conjoined word stands under the same negation and auxiliaries as what it is joined
/// to: "did not kill 12 or wound 30", but not "did not stay and lost 12".
fn shares(annotated: &Annotated<'_>, conj: Token<'_, '_>, first: Token<'_, '_>) -> bool {
    if !conj.tag().starts_with("VB") {
        return conj.tag() == first.tag() || !first.tag().starts_with("VB");
    }
    let own = children(annotated, conj).any(|child| {
        matches!(
            child.dep(),
            "aux" | "auxpass" | "nsubj" | "nsubjpass" | "mark"
        )
    });
    // Forms that look alike are tagged as either: "will shut two and lay off 300".
    let bare = first.tag() == "VB" && !conj.text().ends_with("ed");
    !own && (bare || (conj.tag() == first.tag() && conj.tag() != "VBD"))
}

/// The subject of a verb.
pub(super) fn subject<'a, 't>(
    annotated: &'a Annotated<'t>,
    verb: Token<'a, 't>,
) -> Option<Token<'a, 't>> {
    children(annotated, verb).find(|child| matches!(child.dep(), "nsubj" | "nsubjpass" | "csubj"))
}

/// Whether a claim is only what its clause starts from or is held against: "raised it from 25 to
/// 30", "more than 40", "a line with 150 workers will close".
pub(crate) fn aside(claim: Token<'_, '_>, tokens: &Range<usize>) -> bool {
    let preposition = claim.head();
    if claim.dep() != "pobj" || tokens.contains(&preposition.index) {
        return false;
    }
    match preposition.text().to_lowercase().as_str() {
        "from" | "than" | "against" | "versus" => true,
        "with" => preposition.dep() == "prep" && preposition.head().tag().starts_with('N'),
        _ => false,
    }
}

/// Whether the claim speaks of things already known, by its first word or the one before it.
pub(crate) fn definite(annotated: &Annotated<'_>, claim: &Range<usize>) -> bool {
    let known = |index: usize| {
        let token = annotated.token(index);
        token.tag() == "PRP$"
            || (token.tag() == "DT"
                && ["the", "this", "these", "those"].contains(&token.lemma())
                && token.index + 1 < annotated.len())
    };
    let before = claim.start.checked_sub(1);
    let same_phrase = |index: usize| annotated.token(index).head().index < claim.end;
    known(claim.start) || before.is_some_and(|index| known(index) && same_phrase(index))
}
