//! Where claims come from: how many speak, at most and at least.
//!
//! Claims on one party's word share an origin (`party`: a spokesman and his office are one). A
//! relay is no origin, and so is nobody who only repeats: a copied sentence has its parent's
//! origin, and a figure on nobody's word has that of somebody who gives the same (`adopt`).
//! Whatever is not shown to depend is counted apart, so the count is an upper bound; the lower one
//! takes for dependent whatever may be.

mod adopt;
mod alike;
mod groups;
mod known;
mod names;
mod party;
mod sides;
mod speaker;
#[cfg(test)]
mod tests;
mod ties;
mod understood;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use alike::{aligned, equal, likeness, value_key};
pub(crate) use known::Known;

use crate::model::{Origin, Told};
use speaker::{Voice, is_firm};

/// The origins of some claims.
pub(crate) struct Origins {
    /// Sorted by their first claim.
    pub(crate) origins: Vec<Origin>,
    /// At least so many are independent.
    pub(crate) at_least: usize,
    /// Of a claim id, the index of its origin.
    by_claim: BTreeMap<String, usize>,
}

impl Origins {
    /// The origins of `claims`, which answer one question.
    pub(crate) fn of(claims: &[&Told], known: &Known<'_>) -> Self {
        let groups = adopt::groups(claims, known);
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..claims.len() {
            members.entry(groups.root(at)).or_default().push(at);
        }
        let found: Vec<Found<'_, '_>> = members
            .iter()
            .map(|(&root, members)| Found {
                claims,
                members,
                known,
                given: groups.given(root),
            })
            .collect();
        let at_least = at_least(&found);
        let mut origins: Vec<Origin> = members
            .keys()
            .zip(&found)
            .map(|(&root, found)| found.origin(groups.why(root)))
            .collect();
        origins.sort_by(|a, b| a.claims.cmp(&b.claims));
        let by_claim = origins
            .iter()
            .enumerate()
            .flat_map(|(at, origin)| origin.claims.iter().map(move |id| (id.clone(), at)))
            .collect();
        Self {
            at_least,
            by_claim,
            origins,
        }
    }

    /// The index of a claim's origin.
    pub(crate) fn of_claim(&self, id: &str) -> Option<usize> {
        self.by_claim.get(id).copied()
    }

    /// How many origins some claims have.
    pub(crate) fn count<'s>(&self, ids: impl IntoIterator<Item = &'s String>) -> usize {
        let found: BTreeSet<usize> = ids.into_iter().filter_map(|id| self.of_claim(id)).collect();
        found.len()
    }

    /// What a reader calls a claim's origin: who speaks, else the outlet.
    pub(crate) fn name(&self, told: &Told, known: &Known<'_>) -> String {
        let origin = self.of_claim(&told.id).map(|at| &self.origins[at]);
        origin
            .and_then(|origin| origin.source.clone())
            .unwrap_or_else(|| known.outlet(&told.article).to_owned())
    }
}

/// The claims of one origin.
struct Found<'s, 'a> {
    claims: &'s [&'s Told],
    members: &'s [usize],
    known: &'s Known<'a>,
    /// The party that claims on nobody's word were taken for.
    given: Option<usize>,
}

impl Found<'_, '_> {
    fn voices(&self) -> impl Iterator<Item = (&Told, &speaker::Spoken)> {
        let told = self.members.iter().map(|&at| self.claims[at]);
        told.filter_map(|told| Some((told, self.known.spoken(told)?)))
    }

    /// The party that speaks, if one has a name.
    fn party(&self) -> Option<usize> {
        let root = |node| self.known.parties.root(node);
        let spoken = self.voices().find_map(|(_, spoken)| match spoken.voice {
            Voice::Party(node) => Some(root(node)),
            _ => None,
        });
        spoken.or(self.given.map(root))
    }

    fn origin(&self, joined: Vec<String>) -> Origin {
        let mut claims: Vec<String> = self
            .members
            .iter()
            .map(|&at| self.claims[at].id.clone())
            .collect();
        claims.sort();
        let party = self.party();
        let nodes: BTreeSet<usize> = self
            .voices()
            .filter_map(|(_, spoken)| match spoken.voice {
                Voice::Party(node) => Some(node),
                _ => None,
            })
            .collect();
        let face = party.map(|root| self.known.parties.face_of(root, &nodes));
        let called = |wanted: fn(&Voice) -> bool| {
            let mut named = self
                .voices()
                .filter(move |(_, spoken)| wanted(&spoken.voice));
            named.find_map(|(_, spoken)| spoken.name.clone())
        };
        let source = face
            .map(|node| self.known.parties.nodes[node].name.to_owned())
            .or_else(|| called(|voice| matches!(voice, Voice::Called(_))))
            .or_else(|| called(|voice| matches!(voice, Voice::Anonymous(_))))
            .or_else(|| called(|voice| matches!(voice, Voice::Vague(_))));
        let ties = self.known.parties.why(&nodes);
        let mut why: Vec<String> = ties.map(str::to_owned).collect();
        why.extend(self.voices().filter_map(|(_, spoken)| spoken.why.clone()));
        why.extend(joined);
        if let (None, Some((told, _))) = (&source, self.voices().next()) {
            let outlet = self.known.outlet(&told.article);
            why.push(format!(
                "{outlet} names nobody for it, and nobody who is named gives the same"
            ));
        }
        let mut seen = BTreeSet::new();
        why.retain(|why| seen.insert(why.clone()));
        Origin {
            source,
            entity: face.and_then(|node| self.known.parties.nodes[node].entity),
            anonymous: party.is_none()
                && self
                    .voices()
                    .any(|(_, spoken)| matches!(spoken.voice, Voice::Anonymous(_)))
                && !self.voices().any(|(_, spoken)| is_firm(&spoken.voice)),
            claims,
            why,
        }
    }

    /// Whether the origin is somebody in particular, who does not only speak through the mouth of
    /// another of `parties`.
    fn stands_alone(&self, parties: &BTreeSet<usize>) -> bool {
        let firm = |spoken: &speaker::Spoken| {
            let relay = spoken.via.map(|via| self.known.parties.root(via));
            let relay = relay.filter(|via| Some(*via) != self.party());
            is_firm(&spoken.voice) && relay.is_none_or(|via| !parties.contains(&via))
        };
        self.voices().any(|(_, spoken)| firm(spoken))
            || self.party().is_some()
                && self
                    .voices()
                    .all(|(_, spoken)| spoken.voice == Voice::Nobody)
    }
}

/// How many are independent if all that may depend does: whoever is not named may be one of those
/// who are, whoever speaks only through another may have it from that other, and outlets too alike
/// to tell apart may have one source.
fn at_least(found: &[Found<'_, '_>]) -> usize {
    let parties: BTreeSet<usize> = found.iter().filter_map(Found::party).collect();
    let firm: Vec<&Found<'_, '_>> = found
        .iter()
        .filter(|found| found.stands_alone(&parties))
        .collect();
    let doubtful = |one: &Found<'_, '_>, other: &Found<'_, '_>| {
        one.members.iter().all(|&a| {
            other.members.iter().any(|&b| {
                let (a, b) = (&one.claims[a].article, &other.claims[b].article);
                one.known.is_doubtful(a, b)
            })
        })
    };
    let alone = firm.iter().enumerate().filter(|(at, one)| {
        !one.known.has_doubts() || !firm[..*at].iter().any(|other| doubtful(one, other))
    });
    alone.count().max(usize::from(!found.is_empty()))
}
