//! Which claims of a question have one origin.
//!
//! In this order: claims on one party's word; sentences that a derived article has from its
//! parent; claims on nobody's word that give the figure of somebody who speaks; those of a party's
//! own publications; figures that a derived article changed; those of articles, then of questions,
//! that let one party only speak; and equal figures on nobody's word. Each step looks only at claims
//! that the ones before left.

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
    /// Of the first claim of each set, whether the set stands on somebody's word.
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
            (0..self.claims.len()).find(|&other| self.is_firm(other) && self.groups.root(other) == root)
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
                self.changed(at, from)
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

    /// "The nine", on the word of somebody who speaks of a number that another gave.
    fn by_pointing(&mut self) {
        for at in 0..self.claims.len() {
            if !self.is_firm(at) || !self.points_back(at) {
                continue;
            }
            let told = self.claims[at];
            let others = (0..self.claims.len()).filter(|&other| {
                other != at
                    && self.is_firm(other)
                    && !self.points_back(other)
                    && same_value(told, self.claims[other])
            });
            let Some(from) = others.min_by_key(|&other| self.rank(at, other)) else {
                continue;
            };
            let (speaks, figure, gave) = (self.whose(at), self.figure(at), self.whose(from));
            let why = format!("{speaks} speaks of {figure} as known, which {gave} gave");
            self.join(at, from, why);
        }
    }

    /// What is given on nobody's word, and somebody else gives with a name.
    fn by_value(&mut self) {
        for at in 0..self.claims.len() {
            if self.is_placed(at) {
                continue;
            }
            let told = self.claims[at];
            let others = (0..self.claims.len()).filter(|&other| {
                other != at
                    && self.is_placed(other)
                    && !matches!(self.voice(other), Voice::Anonymous(_))
                    && same_value(told, self.claims[other])
            });
            let Some(from) = others.min_by_key(|&other| self.rank(at, other)) else {
                continue;
            };
            let why = match self.publishes(at, from) {
                true => format!("{} speaks for itself there", self.outlet(at)),
                false => format!(
                    "{} gives {} on nobody's word, the same value as that of {}",
                    self.outlet(at),
                    self.figure(at),
                    self.whose(from)
                ),
            };
            self.join(at, from, why);
        }
    }

    /// Of several claims that `at` may repeat, the one to take: of the article itself, of the party
    /// that publishes it, of its family, published first.
    fn rank(&self, at: usize, other: usize) -> impl Ord + use<'_> {
        let (told, from) = (self.claims[at], self.claims[other]);
        let published = self.known.day(&from.article);
        let family = self.known.family(&from.article) == self.known.family(&told.article);
        (
            from.article != told.article,
            !self.publishes(at, other),
            !family,
            published.is_none(),
            published,
            from.id.as_str(),
        )
    }

    /// Whether the party on whose word `other` stands publishes the article of `at`.
    fn publishes(&self, at: usize, other: usize) -> bool {
        let root = |node| self.known.parties.root(node);
        match (self.voice(other), self.known.publisher(&self.claims[at].article)) {
            (Voice::Party(node), Some(own)) => root(*node) == root(own),
            _ => false,
        }
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
            let from = (0..self.claims.len())
                .filter(|&other| parents.contains(&self.claims[other].article.as_str()))
                .map(|other| (likeness(&child.sentence, &self.claims[other].sentence), other))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
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
            let (false, Voice::Nobody, Some(node)) = (self.is_placed(at), self.voice(at), publisher)
            else {
                continue;
            };
            let root = self.known.parties.root(node);
            let first = *self.words.entry(Key::Party(root)).or_insert(at);
            let parties = &self.known.parties;
            let name = parties.nodes[parties.face(root)].name;
            let outlet = self.outlet(at);
            let why = match outlet == name {
                true => format!("{outlet} speaks for itself there"),
                false => format!("{outlet} speaks for {name}"),
            };
            if first == at {
                self.groups.note(at, why);
                self.groups.give(at, root);
                self.place(at);
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
            if self.is_placed(at) && !matches!(self.voice(at), Voice::Anonymous(_)) {
                let here = speaking.entry(&self.claims[at].article).or_insert(Some(at));
                *here = here.filter(|&first| self.groups.root(first) == self.groups.root(at));
            }
        }
        for at in 0..self.claims.len() {
            if self.is_placed(at) {
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
                self.groups.give(at, root);
                self.place(at);
            }
        }
    }

    /// What nobody is named for, where one party only speaks of the question at all: a running
    /// total of its own, as far as the texts show.
    fn by_question(&mut self) {
        let mut firm: Vec<usize> = (0..self.claims.len())
            .filter(|&at| self.is_placed(at) && !matches!(self.voice(at), Voice::Anonymous(_)))
            .map(|at| self.groups.root(at))
            .collect();
        firm.sort_unstable();
        firm.dedup();
        let [only] = firm[..] else {
            return;
        };
        let Some(root) = (0..self.claims.len()).find_map(|at| match self.voice(at) {
            Voice::Party(node) if self.groups.root(at) == only => Some(self.known.parties.root(*node)),
            _ => None,
        }) else {
            return;
        };
        for at in 0..self.claims.len() {
            let told = self.claims[at];
            let speaks = self.known.lets_speak(&told.article, root);
            if !self.is_placed(at) && speaks && Known::is_unattributed(told) {
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
        let open: Vec<usize> = (0..self.claims.len()).filter(|&at| !self.is_placed(at)).collect();
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
