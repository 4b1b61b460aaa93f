//! How an answer stands to the one that most articles give.

use std::collections::BTreeMap;

use restated_dossier::records::{Question, Relation};
use serde::Serialize;

/// Colour, sign and words go together: no one of them alone carries the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It is the answer that most articles give.
    Reference,
    Agree,
    Compatible,
    Differ,
    Updated,
    NotComparable,
}

impl Standing {
    pub(crate) const ALL: [Self; 6] = [
        Self::Reference,
        Self::Agree,
        Self::Compatible,
        Self::Differ,
        Self::Updated,
        Self::NotComparable,
    ];

    fn of(relation: &str) -> Self {
        match relation {
            "agree" => Self::Agree,
            "compatible" => Self::Compatible,
            "differ" => Self::Differ,
            "updated" => Self::Updated,
            _ => Self::NotComparable,
        }
    }

    /// The class of its colour.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Differ => "differ",
            Self::Updated => "updated",
            Self::NotComparable => "apart",
        }
    }

    /// The sign before it.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Reference | Self::Agree => "=",
            Self::Compatible => "~",
            Self::Differ => "≠",
            Self::Updated => "»",
            Self::NotComparable => "·",
        }
    }

    /// What sign and colour mean.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Reference => "the answer that most articles give",
            Self::Agree => "agrees with it",
            Self::Compatible => "compatible with it",
            Self::Differ => "differs from it",
            Self::Updated => "updated: the same source at another time, or a correction",
            Self::NotComparable => "not comparable, or not compared",
        }
    }
}

/// How the answers to one question stand to one another.
pub(crate) struct Standings<'q> {
    question: &'q Question,
    /// Index of the answer that most articles give.
    reference: Option<usize>,
    /// The answer that a claim gives.
    position: BTreeMap<&'q str, usize>,
    /// What is said of a claim and one of the reference.
    to_reference: BTreeMap<&'q str, &'q Relation>,
}

impl<'q> Standings<'q> {
    pub(crate) fn of(question: &'q Question) -> Self {
        let positions = question.positions.iter().enumerate();
        // Of equally many the first.
        let reference = positions
            .clone()
            .rev()
            .max_by_key(|(_, position)| position.articles)
            .map(|(at, _)| at);
        let position: BTreeMap<&str, usize> = positions
            .flat_map(|(at, position)| position.claims.iter().map(move |id| (id.as_str(), at)))
            .collect();
        let mut to_reference = BTreeMap::new();
        for relation in &question.relations {
            let of = |id: &str| position.get(id).copied();
            let (a, b) = (of(&relation.a), of(&relation.b));
            let other = match (a == reference, b == reference) {
                (true, false) => &relation.b,
                (false, true) => &relation.a,
                _ => continue,
            };
            to_reference.entry(other.as_str()).or_insert(relation);
        }
        Self {
            question,
            reference,
            position,
            to_reference,
        }
    }

    /// Index of the answer that a claim gives.
    pub(crate) fn position(&self, claim: &str) -> Option<usize> {
        self.position.get(claim).copied()
    }

    /// How `claim` stands to the answer that most articles give, and why.
    pub(crate) fn claim(&self, claim: &str) -> (Standing, Option<&'q str>) {
        if self
            .position(claim)
            .is_some_and(|at| Some(at) == self.reference)
        {
            return (Standing::Reference, None);
        }
        match self.to_reference.get(claim) {
            Some(relation) => (Standing::of(&relation.relation), Some(&relation.why)),
            None => (Standing::NotComparable, None),
        }
    }

    /// The same of an answer: as the first of its claims that was compared stands.
    pub(crate) fn answer(&self, at: usize) -> (Standing, Option<&'q str>) {
        if Some(at) == self.reference {
            return (Standing::Reference, None);
        }
        let claims = self.question.positions.get(at).map(|one| &one.claims);
        let compared = claims
            .into_iter()
            .flatten()
            .find(|id| self.to_reference.contains_key(id.as_str()));
        compared.map_or((Standing::NotComparable, None), |id| self.claim(id))
    }

    /// Of all pairs of claims of two answers that are related so, one says why. Each reason once.
    pub(crate) fn reasons(&self, relation: &str) -> Vec<&'q Relation> {
        let mut pairs = std::collections::BTreeSet::new();
        let mut said = std::collections::BTreeSet::new();
        let related = self.question.relations.iter();
        related
            .filter(|one| one.relation == relation)
            .filter(|one| {
                let (a, b) = (self.position(&one.a), self.position(&one.b));
                pairs.insert((a.min(b), a.max(b))) && said.insert(one.why.as_str())
            })
            .collect()
    }
}
