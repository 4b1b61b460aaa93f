//! Who speaks for whom: the people, offices and bodies of a story as parties.
//!
//! A spokesman and his office are one party, and so are a country and the only office of it that
//! speaks; each tie keeps its reason. Parties are made once a story; only names that its claims
//! hold take part.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use restated_claims::entity::{Sort, is_business};

use super::words::{folded, tables};
use crate::model::{Material, Told};

/// A name of the story.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// Index in [`Material::entities`]; `None` for an office that is only described.
    pub(super) entity: Option<usize>,
    pub(super) name: &'a str,
    pub(super) sort: Sort,
    /// The name's words as they are compared.
    pub(super) words: Vec<String>,
    /// What kind of body the name says (`bodies.tsv`).
    pub(super) kind: Option<&'static str>,
    /// The articles whose claims name it.
    pub(super) articles: BTreeSet<&'a str>,
    /// Whether it is named as a source.
    pub(super) speaks: bool,
    /// Whether it is an outlet of the story, or what its name begins with.
    pub(super) is_outlet: bool,
}

impl Node<'_> {
    /// Whether it is an outlet and, as far as its name says, nothing else.
    pub(super) fn only_reports(&self) -> bool {
        self.is_outlet && self.kind.is_none()
    }

    /// Whether its name may be that of a country or place. The model takes some for bodies.
    pub(super) fn may_be_land(&self) -> bool {
        matches!(self.sort, Sort::Government | Sort::Place)
            || self.sort != Sort::Person && self.words.len() == 1 && self.kind.is_none()
    }
}

/// The parties of a story.
#[derive(Debug)]
pub(super) struct Parties<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// Of an index in [`Material::entities`], its node.
    by_entity: BTreeMap<usize, usize>,
    /// By a wording that is a name, in small letters.
    pub(super) by_name: BTreeMap<String, BTreeSet<usize>>,
    /// The lesser member of the same party, or itself.
    up: Vec<usize>,
    /// Of a node that stands for its party, the members.
    members: Vec<Vec<usize>>,
    /// Nodes whose name may be a country's or place's.
    pub(super) lands: Vec<usize>,
    /// Bodies by kind; under no kind those that a company may be.
    bodies: BTreeMap<Option<&'static str>, Vec<usize>>,
    /// What `country` has answered.
    pub(super) countries: RefCell<BTreeMap<String, Option<usize>>>,
    /// What ties a node to its party, in words for readers.
    ties: Vec<(usize, String)>,
}

impl<'a> Parties<'a> {
    /// The names of a story, each a party of its own.
    pub(super) fn new(told: &[&'a Told], material: &Material<'a>) -> Self {
        let mut articles: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for told in told {
            let named = told.mentions.iter().map(|mention| mention.entity);
            for entity in named.chain(told.source) {
                articles.entry(entity).or_default().insert(&told.article);
            }
        }
        let sources: BTreeSet<usize> = told.iter().filter_map(|told| told.source).collect();
        let outlets = material.articles.iter();
        let outlets: Vec<Vec<String>> = outlets
            .filter_map(|about| about.outlet.as_deref().map(folded))
            .collect();
        let mut parties = Self {
            nodes: Vec::new(),
            by_entity: BTreeMap::new(),
            by_name: BTreeMap::new(),
            up: Vec::new(),
            members: Vec::new(),
            lands: Vec::new(),
            bodies: BTreeMap::new(),
            countries: RefCell::default(),
            ties: Vec::new(),
        };
        for (entity, articles) in articles {
            let Some(known) = material.entities.get(entity) else {
                continue;
            };
            let node = parties.nodes.len();
            let words = folded(&known.name);
            parties.by_entity.insert(entity, node);
            let wordings = known.aliases.iter().map(|alias| alias.text.as_str());
            for wording in wordings.chain([known.name.as_str()]) {
                if is_name(wording) {
                    let key = folded(wording).join(" ");
                    parties.by_name.entry(key).or_default().insert(node);
                }
            }
            parties.push(Node {
                entity: Some(entity),
                name: &known.name,
                sort: known.sort,
                kind: kind(&known.name, known.sort, &words),
                speaks: sources.contains(&entity),
                is_outlet: !words.is_empty()
                    && outlets.iter().any(|outlet| outlet.starts_with(&words)),
                words,
                articles,
            });
        }
        parties.join_names();
        parties
    }

    fn push(&mut self, node: Node<'a>) {
        let at = self.nodes.len();
        if node.may_be_land() {
            self.lands.push(at);
        }
        let company = node.sort == Sort::Organisation && node.speaks;
        if !node.only_reports() && (node.kind.is_some() || company) {
            self.bodies.entry(node.kind).or_default().push(at);
        }
        self.nodes.push(node);
        self.up.push(at);
        self.members.push(vec![at]);
    }

    pub(super) fn of(&self, entity: usize) -> Option<usize> {
        self.by_entity.get(&entity).copied()
    }

    /// The node that stands for the party of `node`.
    pub(super) fn root(&self, mut node: usize) -> usize {
        while self.up[node] != node {
            node = self.up[node];
        }
        node
    }

    /// Ties two nodes for a reason that is told where `one` speaks.
    pub(super) fn tie(&mut self, one: usize, other: usize, why: String) {
        if self.unite(one, other) {
            self.ties.push((one, why));
        }
    }

    /// Makes two nodes one party; whether they were two.
    pub(super) fn unite(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        if a != b {
            let moved = std::mem::take(&mut self.members[a.max(b)]);
            self.members[a.min(b)].extend(moved);
            self.up[a.max(b)] = a.min(b);
        }
        a != b
    }

    /// What ties some nodes to others of their party.
    pub(super) fn why<'s>(&'s self, nodes: &'s BTreeSet<usize>) -> impl Iterator<Item = &'s str> {
        let ties = self.ties.iter();
        ties.filter(|(one, _)| nodes.contains(one))
            .map(|(_, why)| why.as_str())
    }

    /// The member that a party is called by: bodies before people before countries, then the fullest
    /// name.
    pub(super) fn face(&self, root: usize) -> usize {
        let members = self.members[root].iter().copied();
        self.first_of(members).unwrap_or(root)
    }

    /// The one of some members of a party that it is called by where only they speak: its body, else
    /// its country, else a person.
    pub(super) fn face_of(&self, root: usize, speaking: &BTreeSet<usize>) -> usize {
        let face = self.face(root);
        if self.nodes[face].sort == Sort::Organisation {
            return face;
        }
        let land = speaking.iter().copied();
        let land = land.filter(|&node| self.nodes[node].sort != Sort::Person);
        self.first_of(land)
            .or_else(|| self.first_of(speaking.iter().copied()))
            .unwrap_or(face)
    }

    fn first_of(&self, nodes: impl Iterator<Item = usize>) -> Option<usize> {
        nodes.max_by_key(|&at| {
            let node = &self.nodes[at];
            let sort = match node.sort {
                Sort::Organisation => 3,
                Sort::Person => 2,
                Sort::Government => 1,
                Sort::Place | Sort::Other => 0,
            };
            // A name with its kind rather than a country taken for a body.
            let kind = usize::from(node.kind.is_some());
            (sort, kind, node.words.len(), std::cmp::Reverse(at))
        })
    }

    /// The only body of a kind: in the sentence, else in the article, else among those who have text
    /// of one another, else in the story. A company may have a name that does not say its kind; then
    /// it has to speak.
    pub(super) fn body(&self, kind: &str, near: &[&dyn Fn(usize) -> bool]) -> Option<usize> {
        let levels = |kind: Option<&str>| {
            let bodies = self.bodies.get(&kind).map_or(&[][..], Vec::as_slice);
            near.iter()
                .find_map(|here| self.only(bodies.iter().copied().filter(|&at| here(at))))
                .or_else(|| self.only(bodies.iter().copied()))
        };
        let unsaid = || (kind == "company").then(|| levels(None)).flatten();
        levels(Some(kind)).or_else(unsaid)
    }

    /// The only party among some bodies.
    fn only(&self, mut bodies: impl Iterator<Item = usize>) -> Option<usize> {
        let first = bodies.next()?;
        let root = self.root(first);
        bodies.all(|at| self.root(at) == root).then_some(first)
    }

    /// A node for an office that is only described: of its country or place, and its kind.
    pub(super) fn office(&mut self, name: &'a str, words: Vec<String>, article: &'a str) -> usize {
        let key = words.join(" ");
        if let Some(known) = self.by_name.get(&key).and_then(|found| found.first()) {
            let known = *known;
            self.nodes[known].articles.insert(article);
            return known;
        }
        let node = self.nodes.len();
        self.by_name.entry(key).or_default().insert(node);
        self.push(Node {
            entity: None,
            name,
            sort: Sort::Organisation,
            kind: kind(name, Sort::Organisation, &words),
            words,
            articles: BTreeSet::from([article]),
            speaks: true,
            is_outlet: false,
        });
        node
    }
}

/// Whether a wording is a name, and no description: a word other than its first is capitalised, or
/// its only one.
fn is_name(wording: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let words: Vec<&str> = wording.split_whitespace().collect();
    match words[..] {
        [] => false,
        [only] => capital(only),
        [first, ref rest @ ..] => {
            let points = ["the", "a", "an"].contains(&first.to_lowercase().as_str());
            rest.iter().any(|word| capital(word)) || (!points && capital(first))
        }
    }
}

/// The kind of body that a name says.
fn kind(name: &str, sort: Sort, words: &[String]) -> Option<&'static str> {
    if matches!(sort, Sort::Person | Sort::Place | Sort::Government) {
        return None;
    }
    let defence = |word: &String| word == "defence" || word == "defense";
    if words.iter().any(defence) {
        return Some("army");
    }
    let known = words.iter().rev().find_map(|word| tables().named(word));
    known.or_else(|| is_business(name).then_some("company"))
}
