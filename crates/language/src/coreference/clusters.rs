//! The entities so far: what was linked, and what an entity then is known to
//! be. Nothing joins two entities that disagree.

use std::collections::BTreeSet;

use super::mention::{Gender, Kind, Number, Sort};
use super::names::{Agreement, agreement};
use super::scene::Scene;
use super::{Chain, Coreference, Link, Rule};

/// How many different wordings of an entity are remembered.
const FORMS: usize = 32;

/// What the mentions of an entity together say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Its mentions.
    pub(super) members: BTreeSet<usize>,
    /// Its different wordings, pronouns aside: a mention of each.
    pub(super) forms: Vec<usize>,
    pub(super) gender: Option<Gender>,
    pub(super) number: Option<Number>,
    pub(super) sort: Option<Sort>,
    pub(super) age: Option<u32>,
    /// The words of its longest name.
    pub(super) longest: usize,
}

impl Profile {
    /// Its last mention before this one.
    pub(super) fn last_before(&self, mention: usize) -> Option<usize> {
        self.members.range(..mention).next_back().copied()
    }
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
                members: BTreeSet::from([index]),
                forms: (mention.kind != Kind::Pronoun)
                    .then_some(index)
                    .into_iter()
                    .collect(),
                gender: mention.gender,
                number: mention.number,
                sort: mention.sort,
                age: detail.age,
                longest: detail.words.len(),
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

    /// Whether these mentions are of one entity.
    pub(super) fn are_one(&self, mentions: impl IntoIterator<Item = usize>) -> bool {
        let mut roots = mentions.into_iter().map(|mention| self.root(mention));
        let first = roots.next();
        roots.all(|root| Some(root) == first)
    }

    /// Whether nothing that is known of the two speaks against their being
    /// one.
    pub(super) fn agree(&self, scene: &Scene<'_, '_>, one: usize, other: usize) -> bool {
        let (a, b) = (self.profile(one), self.profile(other));
        let is_person_name = |at: &&usize| {
            scene.mentions[**at].kind == Kind::Name
                && scene.mentions[**at].sort == Some(Sort::Person)
        };
        let differ = |one: &usize, other: &usize| {
            let words = |at: usize| &scene.details[at].words;
            agreement(words(*one), words(*other)) == Agreement::Different
        };
        let names_agree = || {
            !a.forms.iter().filter(is_person_name).any(|one| {
                b.forms
                    .iter()
                    .filter(is_person_name)
                    .any(|other| differ(one, other))
            })
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
        let (from, to) = (self.root(from), self.root(to));
        let earlier = std::mem::take(&mut self.profiles[to]);
        let later = std::mem::take(&mut self.profiles[from]);
        // The smaller tree hangs on the larger one: both stay shallow.
        let (root, child) = if earlier.members.len() < later.members.len() {
            (from, to)
        } else {
            (to, from)
        };
        self.parent[child] = root;
        self.profiles[root] = united(scene, earlier, later);
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
            let mentions: Vec<usize> = profile.members.iter().copied().collect();
            for &member in &mentions {
                chain_of[member] = chains.len();
            }
            chains.push(Chain {
                representative: representative(&scene, &mentions),
                mentions,
            });
        }
        let (mentions, of_head) = scene.into_mentions();
        Coreference {
            mentions,
            links,
            chains,
            chain_of,
            of_head,
        }
    }
}

fn differ_not<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// What two profiles say together; where they differ, the earlier one.
fn united(scene: &Scene<'_, '_>, earlier: Profile, later: Profile) -> Profile {
    let mut forms = earlier.forms;
    for form in later.forms {
        let known = |other: &usize| scene.is_worded_like(form, *other);
        if forms.len() < FORMS && !forms.iter().any(known) {
            forms.push(form);
        }
    }
    let (mut members, fewer) = if earlier.members.len() < later.members.len() {
        (later.members, earlier.members)
    } else {
        (earlier.members, later.members)
    };
    members.extend(fewer);
    Profile {
        members,
        forms,
        gender: earlier.gender.or(later.gender),
        number: earlier.number.or(later.number),
        sort: earlier.sort.or(later.sort),
        age: earlier.age.or(later.age),
        longest: earlier.longest.max(later.longest),
    }
}

/// The fullest name, else the first nominal, else the first mention; among
/// equals the first.
fn representative(scene: &Scene<'_, '_>, members: &[usize]) -> usize {
    let rank = |mention: &usize| {
        let kind = match scene.mentions[*mention].kind {
            Kind::Name => 3,
            Kind::Group => 2,
            Kind::Nominal => 1,
            Kind::Pronoun => 0,
        };
        let words = match kind {
            3 => scene.details[*mention].words.len(),
            _ => 0,
        };
        (kind, words, std::cmp::Reverse(*mention))
    };
    members.iter().copied().max_by_key(rank).unwrap_or_default()
}
