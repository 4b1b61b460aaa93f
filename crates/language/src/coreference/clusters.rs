//! The entities so far: what was linked, and what an entity then is known to
//! be. Nothing joins two entities that disagree.

use super::mention::{Gender, Kind, Number, Sort};
use super::names::{Agreement, agreement};
use super::scene::Scene;
use super::{Chain, Coreference, Link, Rule};

/// What the mentions of an entity together say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Its mentions.
    pub(super) members: Vec<usize>,
    /// Its different names, if it is a person: a mention of each.
    pub(super) names: Vec<usize>,
    pub(super) gender: Option<Gender>,
    pub(super) number: Option<Number>,
    pub(super) sort: Option<Sort>,
    pub(super) age: Option<u32>,
}

/// Entities as sets of mentions.
pub(super) struct Clusters {
    parent: Vec<usize>,
    profiles: Vec<Profile>,
    links: Vec<Option<(usize, Rule)>>,
}

impl Clusters {
    pub(super) fn new(scene: &Scene<'_, '_>) -> Self {
        let profiles = scene
            .mentions
            .iter()
            .zip(&scene.details)
            .enumerate()
            .map(|(index, (mention, detail))| Profile {
                members: vec![index],
                names: (mention.kind == Kind::Name && mention.sort == Some(Sort::Person))
                    .then_some(index)
                    .into_iter()
                    .collect(),
                gender: mention.gender,
                number: mention.number,
                sort: mention.sort,
                age: detail.age,
            })
            .collect();
        Self {
            parent: (0..scene.mentions.len()).collect(),
            profiles,
            links: vec![None; scene.mentions.len()],
        }
    }

    /// The entity's number: that of one of its mentions.
    pub(super) fn root(&self, mention: usize) -> usize {
        let mut at = mention;
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// What is known of the entity of a mention.
    pub(super) fn profile(&self, mention: usize) -> &Profile {
        &self.profiles[self.root(mention)]
    }

    pub(super) fn is_linked(&self, mention: usize) -> bool {
        self.links[mention].is_some()
    }

    /// Whether nothing that is known of the two speaks against their being
    /// one.
    pub(super) fn agree(&self, scene: &Scene<'_, '_>, one: usize, other: usize) -> bool {
        let (a, b) = (self.profile(one), self.profile(other));
        let names_agree = || {
            let differ = |one: &usize, other: &usize| {
                let words = |at: usize| &scene.details[at].words;
                agreement(words(*one), words(*other)) == Agreement::Different
            };
            !a.names
                .iter()
                .any(|one| b.names.iter().any(|other| differ(one, other)))
        };
        differ_not(a.gender, b.gender)
            && differ_not(a.number, b.number)
            && differ_not(a.age, b.age)
            && differ_not(a.sort, b.sort)
            && names_agree()
    }

    /// Links a mention to another, if they agree; says whether they are one
    /// now. A mention that goes back to something already keeps that link.
    pub(super) fn join(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: usize,
        antecedent: usize,
        rule: Rule,
    ) -> bool {
        self.root(mention) == self.root(antecedent)
            || (self.agree(scene, mention, antecedent)
                && self.merge(scene, mention, antecedent, rule))
    }

    /// Links a mention whatever the sorts are: a place that stands for its
    /// government.
    pub(super) fn join_across_sorts(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: usize,
        antecedent: usize,
        rule: Rule,
    ) {
        if self.root(mention) != self.root(antecedent) {
            self.merge(scene, mention, antecedent, rule);
        }
    }

    fn merge(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: usize,
        antecedent: usize,
        rule: Rule,
    ) -> bool {
        let (from, to) = match (self.links[mention], self.links[antecedent]) {
            (None, _) => (mention, antecedent),
            (Some(_), None) => (antecedent, mention),
            _ => return false,
        };
        self.links[from] = Some((to, rule));
        let (child, root) = (self.root(from), self.root(to));
        let merged = std::mem::take(&mut self.profiles[child]);
        self.parent[child] = root;
        let profile = &mut self.profiles[root];
        profile.gender = profile.gender.or(merged.gender);
        profile.number = profile.number.or(merged.number);
        profile.sort = profile.sort.or(merged.sort);
        profile.age = profile.age.or(merged.age);
        for name in merged.names {
            let words = |at: usize| &scene.details[at].words;
            if !profile
                .names
                .iter()
                .any(|&known| words(known) == words(name))
            {
                profile.names.push(name);
            }
        }
        profile.members.extend(merged.members);
        profile.members.sort_unstable();
        true
    }

    pub(super) fn into_coreference(self, scene: Scene<'_, '_>) -> Coreference {
        let links = self
            .links
            .iter()
            .enumerate()
            .filter_map(|(mention, link)| {
                let (antecedent, rule) = (*link)?;
                Some(Link {
                    mention,
                    antecedent,
                    rule,
                })
            })
            .collect();
        let mut chain_of = vec![0; self.parent.len()];
        let mut chains = Vec::new();
        for mention in 0..self.parent.len() {
            let profile = self.profile(mention);
            if profile.members.first() != Some(&mention) {
                continue;
            }
            for &member in &profile.members {
                chain_of[member] = chains.len();
            }
            chains.push(Chain {
                representative: representative(&scene, &profile.members),
                mentions: profile.members.clone(),
            });
        }
        Coreference {
            mentions: scene.mentions,
            links,
            chains,
            chain_of,
        }
    }
}

fn differ_not<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The fullest name, else the first nominal, else the first mention; among
/// equals the first.
fn representative(scene: &Scene<'_, '_>, members: &[usize]) -> usize {
    let rank = |mention: &usize| {
        let kind = match scene.mentions[*mention].kind {
            Kind::Name => 2,
            Kind::Nominal => 1,
            Kind::Pronoun => 0,
        };
        let words = match kind {
            2 => scene.details[*mention].words.len(),
            _ => 0,
        };
        (kind, words, std::cmp::Reverse(*mention))
    };
    members.iter().copied().max_by_key(rank).unwrap_or_default()
}
