//! Claims that nobody else's figure shows the origin of: by who publishes them, and by who speaks
//! where nobody else does.

use std::collections::BTreeMap;

use super::{Adoption, Key};
use crate::origin::known::Known;
use crate::origin::speaker::Voice;

impl Adoption<'_, '_> {
    /// What a party publishes itself stands on its word.
    pub(super) fn by_publisher(&mut self) {
        for at in 0..self.claims.len() {
            let publisher = self.known.publisher(&self.claims[at].article);
            let (false, Voice::Nobody, Some(node)) =
                (self.is_placed(at), self.voice(at), publisher)
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
    pub(super) fn by_article(&mut self) {
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
    pub(super) fn by_question(&mut self) {
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
            Voice::Party(node) if self.groups.root(at) == only => {
                Some(self.known.parties.root(*node))
            }
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
    pub(super) fn by_equal(&mut self) {
        for at in 0..self.claims.len() {
            if self.is_placed(at) {
                continue;
            }
            let before = self.same(at).filter(|&other| other < at);
            let first = before.filter(|&other| !self.is_placed(other)).min();
            if let Some(first) = first {
                let why = format!(
                    "{} and {} give {}, neither on the word of anybody in particular",
                    self.outlet(first),
                    self.outlet(at),
                    self.figure(at)
                );
                self.groups.join_for(at, first, || why);
            }
        }
    }
}
