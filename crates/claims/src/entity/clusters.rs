//! Entities of articles gathered into those of a dossier.

use std::collections::BTreeSet;

use super::dossier::is_name;
use super::reasons::Join;
use super::{Gender, Named, Sort, Wording, spell, tie};

/// What is known of several articles' entities that are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    /// What it is.
    pub(super) sort: Sort,
    /// Its full names in folded words, the fullest first.
    pub(super) names: Vec<Vec<String>>,
    /// Its fullest name as written.
    pub(super) written: String,
    /// Its acronyms, folded.
    pub(super) acronyms: BTreeSet<String>,
    /// Every folded name of it, to tell it from its company.
    pub(super) keys: BTreeSet<String>,
    /// Its gender.
    pub(super) gender: Option<Gender>,
    /// Words of what it is said to be.
    pub(super) roles: BTreeSet<String>,
    /// Whose it is.
    pub(super) owners: BTreeSet<String>,
    /// Whether it stands with "the" somewhere.
    pub(super) definite: bool,
    /// What else its articles name.
    pub(super) context: BTreeSet<String>,
    /// Article and name, by index.
    pub(super) members: Vec<(usize, usize)>,
    /// The same, each with why it is one of them, empty where it is by its full name.
    pub(super) members_with_why: Vec<((usize, usize), String)>,
}

/// Names of an article's company at most: a list of ten thousand names says little.
const COMPANY: usize = 200;

/// All clusters, in an order that comes from their content.
#[derive(Debug)]
pub(super) struct Clusters {
    all: Vec<Cluster>,
}

impl Clusters {
    /// Each entity of each article by itself.
    pub(super) fn new(articles: &[(&str, Vec<Named>)]) -> Self {
        let mut all: Vec<Cluster> = Vec::new();
        for (article, (_, names)) in articles.iter().enumerate() {
            let company: BTreeSet<String> = names
                .iter()
                .take(COMPANY)
                .flat_map(|named| named.forms.iter())
                .filter(|form| is_name(form.wording))
                .map(|form| spell::words(&form.text).join(" "))
                .collect();
            for (at, named) in names.iter().enumerate() {
                all.push(single((article, at), named, &company));
            }
        }
        Self { all }
    }

    /// The clusters.
    pub(super) fn clusters(&self) -> &[Cluster] {
        &self.all
    }

    /// Joins what `reason` finds in the clusters as they are now, surest first, unless what was
    /// joined before it speaks against it.
    pub(super) fn join_all(&mut self, reason: impl Fn(&[Cluster]) -> Vec<Join>) {
        let joins = reason(&self.all);
        let mut parent: Vec<usize> = (0..self.all.len()).collect();
        let root = |parent: &[usize], mut at: usize| {
            while parent[at] != at {
                at = parent[at];
            }
            at
        };
        for (from, to, why) in joins {
            let (one, other) = (root(&parent, from), root(&parent, to));
            if one == other || !is_consistent(&self.all[one], &self.all[other]) {
                continue;
            }
            // The shorter name goes into the fuller one.
            let (into, out) = if one < other {
                (one, other)
            } else {
                (other, one)
            };
            let gone = std::mem::take(&mut self.all[out]);
            let explained = if out == one { &gone } else { &self.all[into] };
            let same = why.starts_with("the same name");
            let explained: BTreeSet<(usize, usize)> = explained
                .members
                .iter()
                .copied()
                .filter(|_| !same)
                .collect();
            absorb(&mut self.all[into], gone, &explained, &why);
            parent[out] = into;
        }
        let mut at = 0;
        self.all.retain(|_| {
            at += 1;
            parent[at - 1] == at - 1
        });
        for cluster in &mut self.all {
            cluster
                .names
                .sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
            cluster.members.sort_unstable();
            cluster.members_with_why.sort();
        }
    }
}

/// Whether all full names of two clusters can be of one.
fn is_consistent(one: &Cluster, other: &Cluster) -> bool {
    let gender = match (one.gender, other.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let can_be_one = |a: &Vec<String>, b: &Vec<String>| {
        tie::persons(a, b).or_else(|| tie::persons(b, a)).is_some()
    };
    let names = one.sort != Sort::Person
        || one
            .names
            .iter()
            .all(|a| other.names.iter().all(|b| can_be_one(a, b)));
    gender && names
}

fn absorb(into: &mut Cluster, gone: Cluster, explained: &BTreeSet<(usize, usize)>, why: &str) {
    for name in gone.names {
        if !into.names.contains(&name) {
            into.names.push(name);
        }
    }
    if into.sort == Sort::Other {
        into.sort = gone.sort;
    }
    if spell::words(&gone.written).len() > spell::words(&into.written).len() {
        into.written = gone.written;
    }
    into.acronyms.extend(gone.acronyms);
    into.keys.extend(gone.keys);
    into.gender = into.gender.or(gone.gender);
    into.roles.extend(gone.roles);
    into.owners.extend(gone.owners);
    into.definite |= gone.definite;
    into.context.extend(gone.context);
    into.members.extend(gone.members);
    into.members_with_why.extend(gone.members_with_why);
    for (member, reason) in &mut into.members_with_why {
        if explained.contains(member) && reason.is_empty() {
            why.clone_into(reason);
        }
    }
}

fn single(place: (usize, usize), named: &Named, company: &BTreeSet<String>) -> Cluster {
    let name = bare_name(named);
    let words = spell::words(&name);
    let acronyms: BTreeSet<String> = named
        .forms
        .iter()
        .filter(|form| form.wording == Wording::Acronym)
        .map(|form| spell::words(&form.text).concat())
        .collect();
    let keys = named
        .forms
        .iter()
        .filter(|form| is_name(form.wording))
        .map(|form| spell::words(&form.text).join(" "))
        .chain([words.join(" ")])
        .collect();
    let telling = |word: &&str| word.chars().count() > 3;
    let roles = named
        .roles
        .iter()
        .flat_map(|role| role.split(|c: char| !c.is_alphanumeric()))
        .filter(telling)
        .map(str::to_owned)
        .collect();
    Cluster {
        sort: named.sort,
        names: vec![words],
        written: named.name.clone(),
        acronyms,
        keys,
        gender: named.gender,
        roles,
        owners: named.owner.iter().cloned().collect(),
        definite: named.forms.iter().any(|form| {
            form.wording == Wording::Styled && form.text.to_lowercase().starts_with("the ")
        }),
        context: company.clone(),
        members: vec![place],
        members_with_why: vec![(place, String::new())],
    }
}

/// The name without whose it is: "Defence Ministry" of "Velmar's Defence Ministry".
fn bare_name(named: &Named) -> String {
    let owned = named.owner.is_some();
    let bare = named
        .forms
        .iter()
        .filter(|form| owned && is_name(form.wording) && named.name.ends_with(&form.text))
        .max_by_key(|form| form.text.len());
    bare.map_or_else(|| named.name.clone(), |form| form.text.clone())
}
