//! Which claims of a question have one origin.
//!
//! In this order: claims on one party's word; sentences that a derived article has from its
//! parent; claims on a country's word that one of its offices makes; claims on nobody's word that
//! give the figure of somebody who speaks; those of a party's own publications; figures that a
//! derived article changed; those of articles, then of questions, that let one party only speak;
//! and equal figures on nobody's word. Each step looks only at claims that the ones before left.

mod alone;
mod land;
mod value;

use std::collections::BTreeMap;

use restated_lineage::{Derivation, Kind};

use super::alike::{aligned, likeness, same_digits, same_value, value_key};
use super::groups::Groups;
use super::known::Known;
use super::speaker::{Voice, is_firm};
use crate::model::Told;

/// Least likeness of two sentences of which one is taken for a copy of the other.
const COPIED: f64 = 0.6;
/// Likewise, of sentences of a parent and its child that give different figures.
const REWRITTEN: f64 = 0.25;

/// What claims on one word share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Party(usize),
    Words(String),
}

/// How like a claim is to one that it may be copied from: whether it gives the same, whether it has
/// the same digits, and how like the sentences are.
type Copied = (bool, bool, f64);

struct Adoption<'s, 'a> {
    claims: &'s [&'s Told],
    known: &'s Known<'a>,
    groups: Groups,
    /// The first claim on each word.
    words: BTreeMap<Key, usize>,
    /// Claims by value.
    values: BTreeMap<String, Vec<usize>>,
    /// Of the first claim of each set, whether the set stands on somebody's word.
    placed: Vec<bool>,
}

/// The claims by their places, those of one origin joined.
pub(super) fn groups(claims: &[&Told], known: &Known<'_>) -> Groups {
    let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, told) in claims.iter().enumerate() {
        if let Some(key) = value_key(told) {
            values.entry(key).or_default().push(at);
        }
    }
    let mut adoption = Adoption {
        values,
        claims,
        known,
        groups: Groups::new(claims.len()),
        words: BTreeMap::new(),
        placed: vec![false; claims.len()],
    };
    adoption.by_word();
    adoption.by_copy();
    adoption.by_land();
    adoption.by_pointing();
    adoption.by_value();
    adoption.by_publisher();
    adoption.by_value();
    adoption.by_descent();
    adoption.by_article();
    adoption.by_question();
    adoption.by_article();
    adoption.by_equal();
    adoption.groups
}

impl Adoption<'_, '_> {
    fn voice(&self, at: usize) -> &Voice {
        self.known
            .spoken(self.claims[at])
            .map_or(&Voice::Nobody, |spoken| &spoken.voice)
    }

    fn is_firm(&self, at: usize) -> bool {
        is_firm(self.voice(at))
    }

    fn outlet(&self, at: usize) -> &str {
        self.known.outlet(&self.claims[at].article)
    }

    /// What a claim says, for readers.
    fn figure(&self, at: usize) -> String {
        let told = self.claims[at];
        let figure = told.claim.figure.as_ref();
        let text = figure.map_or(told.words.as_str(), |figure| figure.text.as_str());
        format!("“{text}”")
    }

    /// On whose word a claim stands, or has come to, for readers.
    fn whose(&self, at: usize) -> String {
        let root = self.groups.root(at);
        let firm = if self.is_firm(at) {
            Some(at)
        } else {
            (0..self.claims.len())
                .find(|&other| self.is_firm(other) && self.groups.root(other) == root)
        };
        let Some(firm) = firm else {
            return self.outlet(at).to_owned();
        };
        match self.voice(firm) {
            Voice::Party(node) => {
                let parties = &self.known.parties;
                let face = parties.face(parties.root(*node));
                parties.nodes[face].name.to_owned()
            }
            _ => {
                let spoken = self.known.spoken(self.claims[firm]);
                let name = spoken.and_then(|spoken| spoken.name.clone());
                name.unwrap_or_else(|| self.outlet(firm).to_owned())
            }
        }
    }

    /// The other claims of the same value.
    fn same(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let told = self.claims[at];
        let key = value_key(told);
        let found = key.and_then(|key| self.values.get(&key));
        let found = found.map_or(&[][..], Vec::as_slice).iter().copied();
        found.filter(move |&other| other != at && same_value(told, self.claims[other]))
    }

    /// Whether a claim stands on somebody's word, or has come to.
    fn is_placed(&self, at: usize) -> bool {
        self.placed[self.groups.root(at)]
    }

    fn place(&mut self, at: usize) {
        let root = self.groups.root(at);
        self.placed[root] = true;
    }

    fn join(&mut self, at: usize, to: usize, why: String) {
        let placed = self.is_placed(at) || self.is_placed(to);
        self.groups.join_for(at, to, || why);
        let root = self.groups.root(at);
        self.placed[root] = placed;
    }

    fn by_word(&mut self) {
        for at in 0..self.claims.len() {
            let key = match self.voice(at) {
                Voice::Party(node) => Key::Party(self.known.parties.root(*node)),
                Voice::Called(words) | Voice::Vague(words) | Voice::Anonymous(words) => {
                    Key::Words(words.clone())
                }
                Voice::Nobody => continue,
            };
            let first = *self.words.entry(key).or_insert(at);
            self.groups.join(at, first);
            if !matches!(self.voice(at), Voice::Vague(_)) {
                self.place(at);
            }
        }
    }

    /// A sentence that was copied has its parent's origin, whatever became of its source; what was
    /// rewritten, where nobody is named for it.
    fn by_copy(&mut self) {
        let mut by_article: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, told) in self.claims.iter().enumerate() {
            by_article.entry(&told.article).or_default().push(at);
        }
        for at in 0..self.claims.len() {
            let child = self.claims[at];
            let mut best: Option<(Copied, usize)> = None;
            for (parent, edge) in self.known.parents(&child.article) {
                for &other in by_article.get(parent).into_iter().flatten() {
                    let found = self.copied(at, other, edge);
                    if let Some(found) = found
                        && best.is_none_or(|(known, _)| found > known)
                    {
                        best = Some((found, other));
                    }
                }
            }
            let Some(((same, ..), from)) = best else {
                continue;
            };
            let (child, parent) = (self.outlet(at), self.outlet(from));
            let why = if same {
                format!("{child} has {} from {parent}", self.figure(at))
            } else {
                self.changed(at, from)
            };
            self.join(at, from, why);
        }
    }

    /// How `at` is like `parent`, if it is that copied or rewritten.
    fn copied(&self, at: usize, parent: usize, edge: &Derivation) -> Option<Copied> {
        let (child, from) = (self.claims[at], self.claims[parent]);
        let figures = child.claim.figure.is_some() && from.claim.figure.is_some();
        let same = same_value(child, from);
        let digits = same_digits(child, from);
        let like = likeness(&child.sentence, &from.sentence);
        let bare = matches!(self.voice(at), Voice::Nobody | Voice::Vague(_));
        let is_copy = same && like >= COPIED;
        let rewritten = edge.directed
            && edge.child == child.article
            && (like >= REWRITTEN || !figures || same || digits || aligned(child, from, edge));
        let statement = !figures && edge.kind != Kind::Rewrite && like >= COPIED;
        (is_copy || statement || bare && rewritten).then_some((same || !figures, digits, like))
    }

    /// What a derived article gives on nobody's word, where its parent answers the question: the
    /// figure was changed on the way.
    fn by_descent(&mut self) {
        for at in 0..self.claims.len() {
            if self.is_placed(at) || self.claims[at].claim.figure.is_none() {
                continue;
            }
            let child = self.claims[at];
            let edges = self.known.parents(&child.article).iter();
            let parents: Vec<&str> = edges
                .filter(|(_, edge)| edge.directed && edge.child == child.article)
                .map(|(parent, _)| *parent)
                .collect();
            let like = |other: usize| {
                let from = self.claims[other];
                (
                    same_digits(child, from),
                    likeness(&child.sentence, &from.sentence),
                )
            };
            let from = (0..self.claims.len())
                .filter(|&other| parents.contains(&self.claims[other].article.as_str()))
                .map(|other| (like(other), other))
                .max_by(|(a, one), (b, other)| {
                    a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(other.cmp(one))
                });
            if let Some((_, from)) = from {
                let why = self.changed(at, from);
                self.join(at, from, why);
            }
        }
    }

    fn changed(&self, at: usize, from: usize) -> String {
        let (child, parent) = (self.outlet(at), self.outlet(from));
        let (is, was) = (self.figure(at), self.figure(from));
        format!("{child}, which is derived from {parent}, has {is} for {was}")
    }
}
