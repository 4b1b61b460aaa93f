//! Which claims of a question have one origin.
//!
//! In this order: claims on one party's word; sentences that a derived article has from its
//! parent; claims on nobody's word that give the figure of somebody who speaks; those of a party's
//! own publications; those of articles, then of questions, that let one party only speak; and
//! equal figures on nobody's word. Each step looks only at claims that the ones before left.

use std::collections::BTreeMap;

use restated_lineage::{Derivation, Kind};

use super::alike::{aligned, likeness, same_value};
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

struct Adoption<'s, 'a> {
    claims: &'s [&'s Told],
    known: &'s Known<'a>,
    groups: Groups,
    /// The first claim on each word.
    words: BTreeMap<Key, usize>,
    /// Claims that stand on somebody's word, or have come to.
    placed: Vec<bool>,
}

/// The claims by their places, those of one origin joined.
pub(super) fn groups(claims: &[&Told], known: &Known<'_>) -> Groups {
    let mut adoption = Adoption {
        claims,
        known,
        groups: Groups::new(claims.len()),
        words: BTreeMap::new(),
        placed: vec![false; claims.len()],
    };
    adoption.by_word();
    adoption.by_copy();
    adoption.by_value();
    adoption.by_publisher();
    adoption.by_article();
    adoption.by_question();
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

    /// On whose word a claim stands, for readers.
    fn whose(&self, at: usize) -> String {
        match self.voice(at) {
            Voice::Party(node) => {
                let parties = &self.known.parties;
                parties.nodes[parties.face(parties.root(*node))].name.to_owned()
            }
            _ => {
                let spoken = self.known.spoken(self.claims[at]);
                let name = spoken.and_then(|spoken| spoken.name.clone());
                name.unwrap_or_else(|| self.outlet(at).to_owned())
            }
        }
    }

    fn join(&mut self, at: usize, to: usize, why: String) {
        self.groups.join_for(at, to, || why);
        self.placed[at] = true;
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
            self.placed[at] = !matches!(self.voice(at), Voice::Vague(_));
            let first = *self.words.entry(key).or_insert(at);
            self.groups.join(at, first);
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
            let mut best: Option<(bool, f64, usize)> = None;
            for (parent, edge) in self.known.parents(&child.article) {
                for &other in by_article.get(parent).into_iter().flatten() {
                    if let Some((same, like)) = self.copied(at, other, edge)
                        && best.is_none_or(|(s, l, _)| (same, like) > (s, l))
                    {
                        best = Some((same, like, other));
                    }
                }
            }
            let Some((same, _, from)) = best else {
                continue;
            };
            let (child, parent) = (self.outlet(at), self.outlet(from));
            let why = if same {
                format!("{child} has {} from {parent}", self.figure(at))
            } else {
                let (is, was) = (self.figure(at), self.figure(from));
                format!("{child}, which is derived from {parent}, made {is} of {was}")
            };
            self.join(at, from, why);
        }
    }

    /// Whether `at` is `parent` copied or rewritten: whether it gives the same, and how like the
    /// sentences are.
    fn copied(&self, at: usize, parent: usize, edge: &Derivation) -> Option<(bool, f64)> {
        let (child, from) = (self.claims[at], self.claims[parent]);
        let same = same_value(child, from);
        let like = likeness(&child.sentence, &from.sentence);
        let bare = matches!(self.voice(at), Voice::Nobody | Voice::Vague(_));
        let is_copy = same && like >= COPIED;
        let figures = child.claim.figure.is_some() && from.claim.figure.is_some();
        let rewritten = edge.directed
            && edge.child == child.article
            && (same && figures || like >= REWRITTEN || figures && aligned(child, from, edge));
        let statement = !figures && edge.kind != Kind::Rewrite && like >= COPIED;
        (is_copy || statement || bare && rewritten).then_some((same, like))
    }

    /// What is given on nobody's word, and somebody else gives with a name.
    fn by_value(&mut self) {
        for at in 0..self.claims.len() {
            let told = self.claims[at];
            let known_already = self.placed[at] && self.is_firm(at) && self.points_back(at);
            if self.placed[at] && !known_already {
                continue;
            }
            let own = self.known.publisher(&told.article);
            let rank = |&other: &usize| {
                let from = self.claims[other];
                let published = self.known.published(&from.article);
                let root = |node| self.known.parties.root(node);
                let publisher = match (self.voice(other), own) {
                    (Voice::Party(node), Some(own)) => root(*node) == root(own),
                    _ => false,
                };
                let family = self.known.family(&from.article) == self.known.family(&told.article);
                (
                    from.article != told.article,
                    !publisher,
                    !family,
                    published.is_none(),
                    published,
                    &from.id,
                )
            };
            let others = (0..self.claims.len()).filter(|&other| {
                other != at
                    && self.is_firm(other)
                    && !(known_already && self.points_back(other))
                    && same_value(told, self.claims[other])
            });
            let Some(from) = others.min_by_key(rank) else {
                continue;
            };
            let why = if known_already {
                format!(
                    "{} speaks of {} as known, which {} gave",
                    self.whose(at),
                    self.figure(at),
                    self.whose(from)
                )
            } else {
                format!(
                    "{} gives {} on nobody's word: the same value as {}'s",
                    self.outlet(at),
                    self.figure(at),
                    self.whose(from)
                )
            };
            self.join(at, from, why);
        }
    }

    /// "The nine", "those eleven": a number that has been told before. Not where the same source
    /// tells it otherwise too.
    fn points_back(&self, at: usize) -> bool {
        let told = self.claims[at];
        let points = |text: &str| {
            let word = text.split_whitespace().next_back().unwrap_or_default();
            ["the", "those", "these"].contains(&word.to_lowercase().as_str())
        };
        let start = told.claim.span.start.saturating_sub(told.claim.sentence.start);
        let before = told.sentence.get(..start).is_some_and(points);
        let first = told.words.split_whitespace().next().unwrap_or_default();
        let alone = || {
            let root = self.groups.root(at);
            (0..self.claims.len()).all(|other| other == at || self.groups.root(other) != root)
        };
        (before || points(first)) && alone()
    }

    /// What a party publishes itself stands on its word.
    fn by_publisher(&mut self) {
        for at in 0..self.claims.len() {
            let publisher = self.known.publisher(&self.claims[at].article);
            let (false, Voice::Nobody, Some(node)) = (self.placed[at], self.voice(at), publisher)
            else {
                continue;
            };
            let root = self.known.parties.root(node);
            let first = *self.words.entry(Key::Party(root)).or_insert(at);
            let parties = &self.known.parties;
            let name = parties.nodes[parties.face(root)].name;
            let why = format!("{} is {name}'s own publication", self.outlet(at));
            if first == at {
                self.groups.note(at, why);
                self.placed[at] = true;
            } else {
                self.join(at, first, why);
            }
        }
    }

    /// What an article gives on nobody's word, where it lets one party only speak of the question,
    /// or one only at all.
    fn by_article(&mut self) {
        let mut speaking: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for at in 0..self.claims.len() {
            if self.placed[at] && !matches!(self.voice(at), Voice::Anonymous(_)) {
                let here = speaking.entry(&self.claims[at].article).or_insert(Some(at));
                *here = here.filter(|&first| self.groups.root(first) == self.groups.root(at));
            }
        }
        for at in 0..self.claims.len() {
            if self.placed[at] {
                continue;
            }
            let article = self.claims[at].article.as_str();
            if let Some(known) = speaking.get(article) {
                if let Some(first) = *known {
                    let why = format!(
                        "{} gives {} on nobody's word, and lets nobody but {} speak of it",
                        self.outlet(at),
                        self.figure(at),
                        self.whose(first)
                    );
                    self.join(at, first, why);
                }
                continue;
            }
            let only = self.known.only_party(article);
            if let Some(root) = only.filter(|_| Known::is_unattributed(self.claims[at])) {
                let first = *self.words.entry(Key::Party(root)).or_insert(at);
                let parties = &self.known.parties;
                let name = parties.nodes[parties.face(root)].name;
                let why = format!(
                    "{} gives {} on nobody's word, and lets nobody but {name} speak",
                    self.outlet(at),
                    self.figure(at)
                );
                self.groups.join(at, first);
                self.groups.note(at, why);
                self.placed[at] = true;
            }
        }
    }

    /// What nobody is named for, where one party only speaks of the question at all: a running
    /// total of its own, as far as the texts show.
    fn by_question(&mut self) {
        let mut firm: Vec<usize> = (0..self.claims.len())
            .filter(|&at| self.placed[at] && !matches!(self.voice(at), Voice::Anonymous(_)))
            .map(|at| self.groups.root(at))
            .collect();
        firm.sort_unstable();
        firm.dedup();
        let [only] = firm[..] else {
            return;
        };
        for at in 0..self.claims.len() {
            if !self.placed[at] && Known::is_unattributed(self.claims[at]) {
                let why = format!(
                    "{} gives {} on nobody's word; nobody but {} is named for such a figure",
                    self.outlet(at),
                    self.figure(at),
                    self.whose(only)
                );
                self.join(at, only, why);
            }
        }
    }

    /// Equal figures on nobody's word may be one.
    fn by_equal(&mut self) {
        let open: Vec<usize> = (0..self.claims.len()).filter(|&at| !self.placed[at]).collect();
        for (place, &at) in open.iter().enumerate() {
            let same = |&&other: &&usize| same_value(self.claims[at], self.claims[other]);
            if let Some(&first) = open[..place].iter().find(same) {
                let why = format!(
                    "{} and {} give {}, neither on anybody's word",
                    self.outlet(first),
                    self.outlet(at),
                    self.figure(at)
                );
                self.groups.join_for(at, first, || why);
            }
        }
    }
}
