//! How far a word of a sentence is from a claim, along the tree and by the costs of the tables.

use std::ops::Range;

use restated_language::{Annotated, Token};

use super::tables::{TABLES, Way};
use crate::stance::{aside, definite, expects, head_of};
use crate::tree::{children, way_up};

/// The way from a claim up to the root of its tree.
#[derive(Debug)]
pub(super) struct Links<'a, 't> {
    annotated: &'a Annotated<'t>,
    claim: Range<usize>,
    /// The words above the claim and what getting there costs; a way that is closed has none.
    steps: Vec<(Token<'a, 't>, Option<u32>)>,
    /// What the clause says of the claim is not what makes it a claim: "will ballot its 40
    /// members". Only what stands in its own phrase belongs to it.
    own_phrase: bool,
}

impl<'a, 't> Links<'a, 't> {
    /// `signal` is the word that shows the measure, where there is one.
    pub(super) fn new(
        annotated: &'a Annotated<'t>,
        claim: Range<usize>,
        signal: Option<usize>,
    ) -> Option<Self> {
        let first = head_of(annotated, &claim)?;
        let mut steps = vec![(first, Some(0))];
        let mut cost = Some(0);
        for (below, above) in way_up(first) {
            cost = cost.and_then(|cost| Some(cost + up(annotated, below, above)?));
            steps.push((above, cost));
        }
        let clause = first.tag().starts_with("VB");
        let known = !clause && definite(annotated, &claim);
        let own_phrase =
            aside(first, &claim) || (known && signal.is_none_or(|signal| claim.contains(&signal)));
        Some(Self {
            annotated,
            claim,
            steps,
            own_phrase,
        })
    }

    /// What it costs to reach `word` from the claim; `None` where no way is open.
    pub(super) fn cost(&self, word: Token<'a, 't>) -> Option<u32> {
        if let Some(cost) = self.meets(word, word, 0) {
            return cost;
        }
        let mut cost = 0;
        for (below, above) in way_up(word) {
            let meeting = self.steps.iter().any(|(step, _)| step.index == above.index);
            if meeting {
                cost += self.down(below, above)?;
                return self.meets(above, word, cost).flatten();
            }
            cost += inward(self.annotated, below, above)?;
        }
        None
    }

    /// The cost of a way that meets the claim's at `at`.
    fn meets(&self, at: Token<'_, '_>, word: Token<'_, '_>, down: u32) -> Option<Option<u32>> {
        let nth = self
            .steps
            .iter()
            .position(|(step, _)| step.index == at.index)?;
        if self.own_phrase && !self.claim.contains(&at.index) {
            return Some(None);
        }
        if let Some(up) = self.steps[nth].1 {
            // What stands in the claim's own phrase is nearest to it.
            return Some(Some(up + down + u32::from(nth > 0)));
        }
        // What opens a sentence holds for all its clauses: "By midnight six were dead and 40 lost".
        Some(self.opens(nth, word).then_some(down + 2))
    }

    /// Whether `word` stands before the clause that the claim's way up leaves first, and that
    /// clause says nothing of its own time to the word's left: fronted, with the verb of saying
    /// or the first of several clauses behind it.
    fn opens(&self, nth: usize, word: Token<'_, '_>) -> bool {
        let mut between = self.steps[..nth].iter().zip(&self.steps[1..=nth]);
        let open = between.all(|((below, _), (above, _))| {
            let shared = below.dep() == "conj";
            let said = below.dep() == "ccomp" && below.index < above.index;
            shared || said || up(self.annotated, *below, *above).is_some()
        });
        let first_verb = self.steps[nth].0;
        let before = |token: Token<'_, '_>| word.index < token.index;
        let subject = children(self.annotated, first_verb)
            .find(|child| matches!(child.dep(), "nsubj" | "nsubjpass" | "expl"));
        open && before(first_verb) && subject.is_none_or(before) && word.index < self.claim.start
    }

    /// What the last relation down to the claim's own way costs.
    fn down(&self, below: Token<'_, '_>, above: Token<'_, '_>) -> Option<u32> {
        let own = self.claim.contains(&above.index);
        match below.dep() {
            // "12 people killed on Monday", "the dozen they spoke of on Monday".
            "acl" if own => Some(0),
            "relcl" if own => Some(2),
            // "killed nine and destroyed 40 homes since Sunday": one subject, one time.
            "conj" if !has_subject(self.annotated, below) && verb(below) => Some(1),
            // "is expected to be sent on Thursday".
            "xcomp" if expects(above) || verb_of(self.annotated, below, &self.claim) => Some(1),
            "advcl" => inward(self.annotated, below, above),
            relation => TABLES.link(relation, Way::Down),
        }
    }
}

/// What the way from `below`, inside a claim's part of the tree, to `above` costs.
fn up(annotated: &Annotated<'_>, below: Token<'_, '_>, above: Token<'_, '_>) -> Option<u32> {
    match below.dep() {
        "conj" if !verb(below) || !verb(above) => Some(0),
        // "killed 12 on Monday and wounded 30".
        "conj" if !has_subject(annotated, below) => Some(2),
        "conj" => None,
        "advcl" if below.tag() == "VBG" && !has_subject(annotated, below) => Some(1),
        "advcl" => opener(annotated, below).and_then(|word| TABLES.clause(&word, Way::Up)),
        relation => TABLES.link(relation, Way::Up),
    }
}

/// What a relation inside the other part of the tree costs.
fn inward(annotated: &Annotated<'_>, below: Token<'_, '_>, above: Token<'_, '_>) -> Option<u32> {
    match below.dep() {
        // "not 39 as it has claimed since Tuesday" dates the saying.
        "advcl" if !verb(above) && above.tag() != "MD" => None,
        "advcl" => opener(annotated, below).and_then(|word| TABLES.clause(&word, Way::Down)),
        // "shortly after the shift began on Tuesday".
        "pcomp" if verb(below) => TABLES.clause(above.text(), Way::Down),
        "conj" if verb(below) => None,
        "conj" => Some(1),
        relation => TABLES.link(relation, Way::Down),
    }
}

/// The word that opens an adverbial clause.
fn opener(annotated: &Annotated<'_>, clause: Token<'_, '_>) -> Option<String> {
    children(annotated, clause)
        .find(|child| child.dep() == "mark" || (child.dep() == "advmod" && child.tag() == "WRB"))
        .map(|child| child.text().to_lowercase())
}

fn has_subject(annotated: &Annotated<'_>, verb: Token<'_, '_>) -> bool {
    children(annotated, verb).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass" | "expl"))
}

fn verb(token: Token<'_, '_>) -> bool {
    token.tag().starts_with("VB")
}

/// Whether the claim is the subject that an infinitive shares with the verb above it.
fn verb_of(annotated: &Annotated<'_>, infinitive: Token<'_, '_>, claim: &Range<usize>) -> bool {
    children(annotated, infinitive.head())
        .any(|child| child.dep() == "nsubjpass" && claim.contains(&child.index))
}
