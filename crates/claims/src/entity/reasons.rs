//! Why clusters of different articles are one, the surest reason first.

use std::collections::{BTreeMap, BTreeSet};

use super::clusters::Cluster;
use super::lexicon::lexicon;
use super::tie::{self, Tie};
use super::{Sort, owner, spell};

/// Candidates looked at for one name.
const CANDIDATES: usize = 64;

/// One join of two clusters, by index, with the reason.
pub(super) type Join = (usize, usize, String);

/// Clusters of the same sort and the same full name.
pub(super) fn same_names(all: &[Cluster]) -> Vec<Join> {
    let mut first: BTreeMap<(Sort, String), Vec<usize>> = BTreeMap::new();
    let mut joins = Vec::new();
    for (at, cluster) in all.iter().enumerate() {
        let name = &cluster.names[0];
        let words = match cluster.sort {
            Sort::Organisation => tie::ordered(name),
            Sort::Government => {
                let joined = name.join(" ");
                vec![lexicon().owner(&joined).map_or(joined, str::to_owned)]
            }
            _ => name.clone(),
        };
        // "Ostrow" in two articles: see `short_names`.
        let known = first.entry((cluster.sort, words.join(" "))).or_default();
        for &other in known.iter().take(CANDIDATES) {
            let needs_company = (cluster.sort == Sort::Person && name.len() < 2)
                || (cluster.sort == Sort::Organisation && tie::is_common_office(name))
                || cluster.sort == Sort::Other;
            if compatible(cluster, &all[other])
                && (!needs_company || company(cluster, &all[other]))
                && (cluster.sort != Sort::Person
                    || roles_meet(cluster, &all[other])
                    || company(cluster, &all[other]))
            {
                let why = match cluster.sort {
                    Sort::Government if *name != all[other].names[0] => {
                        "a seat of government that speaks for its country"
                    }
                    Sort::Organisation if *name != all[other].names[0] => {
                        "the same name in another order of words"
                    }
                    _ => "the same name",
                };
                joins.push((at, other, why.to_owned()));
            }
        }
        known.push(at);
    }
    joins
}

/// Whether nothing speaks against two clusters being one.
fn compatible(one: &Cluster, other: &Cluster) -> bool {
    let gender = match (one.gender, other.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let owners = one
        .owners
        .iter()
        .all(|one| other.owners.iter().all(|other| owner::same(one, other)));
    one.sort == other.sort && gender && owners
}

/// Whether two people are said to be the same kind of person, or one is not said to be any.
fn roles_meet(one: &Cluster, other: &Cluster) -> bool {
    one.roles.is_empty()
        || other.roles.is_empty()
        || one.roles.intersection(&other.roles).next().is_some()
}

/// Whether two people do not bear different ranks.
fn ranks_meet(one: &Cluster, other: &Cluster) -> bool {
    let titles = |cluster: &Cluster| -> Vec<String> {
        let is_rank = |word: &&String| {
            let title = lexicon().title(word);
            title.is_some_and(|title| title.is_rank)
        };
        cluster.roles.iter().filter(is_rank).cloned().collect()
    };
    let (one, other) = (titles(one), titles(other));
    one.is_empty() || other.is_empty() || one.iter().any(|title| other.contains(title))
}

/// Whether articles of both name someone or something else in common.
fn company(one: &Cluster, other: &Cluster) -> bool {
    let (small, large) = if one.context.len() <= other.context.len() {
        (one, other)
    } else {
        (other, one)
    };
    small.context.iter().any(|name| {
        large.context.contains(name) && !one.keys.contains(name) && !other.keys.contains(name)
    })
}

/// Spellings of one name: first and last name alike.
pub(super) fn variants(all: &[Cluster]) -> Vec<Join> {
    let by_key = index(all, |cluster, name| match cluster.sort {
        Sort::Person => [name.first(), name.last()]
            .into_iter()
            .flatten()
            .map(|word| spell::skeleton(word))
            .collect(),
        Sort::Organisation => tie::ordered(name)
            .first()
            .map(|word| spell::skeleton(word))
            .into_iter()
            .collect(),
        Sort::Place => vec![spell::skeleton(&name.concat())],
        _ => Vec::new(),
    });
    let mut joins = Vec::new();
    for (at, cluster) in all.iter().enumerate() {
        let fitting = |other: &usize| {
            let other_cluster = &all[*other];
            if *other == at || !compatible(cluster, other_cluster) {
                return None;
            }
            let tie = best_tie(cluster, other_cluster).filter(|tie| tie.is_whole())?;
            let sure = match tie {
                Tie::Same | Tie::Order | Tie::Spelling => {
                    roles_meet(cluster, other_cluster) || company(cluster, other_cluster)
                }
                Tie::Slip => roles_share(cluster, other_cluster) || company(cluster, other_cluster),
                _ => company(cluster, other_cluster) && ranks_meet(cluster, other_cluster),
            };
            sure.then_some((*other, tie))
        };
        let found: Vec<(usize, Tie)> = by_key(cluster).iter().filter_map(fitting).collect();
        // An initial may stand for two first names; spellings of one name are all one.
        let initials = found.iter().filter(|(_, tie)| *tie == Tie::Initial).count();
        for (other, tie) in found {
            if tie != Tie::Initial || initials == 1 {
                joins.push((at, other, tie.why(&all[other].written)));
            }
        }
    }
    joins
}

fn roles_share(one: &Cluster, other: &Cluster) -> bool {
    one.roles.intersection(&other.roles).next().is_some()
}

/// The strongest tie from a name of one to a name of the other.
fn best_tie(short: &Cluster, long: &Cluster) -> Option<Tie> {
    let ties = short.names.iter().flat_map(|short_name| {
        long.names
            .iter()
            .filter_map(move |long_name| match long.sort {
                Sort::Person => tie::persons(short_name, long_name),
                Sort::Organisation => tie::organisations(short_name, long_name),
                Sort::Place => (short_name.len() == long_name.len()
                    && short_name.concat().chars().count() > 4
                    && spell::skeleton(&short_name.concat())
                        == spell::skeleton(&long_name.concat()))
                .then_some(Tie::Spelling),
                _ => None,
            })
    });
    ties.min()
}

/// Acronyms: one article says what another only uses, or two say it in two languages.
pub(super) fn definitions(all: &[Cluster]) -> Vec<Join> {
    let mut by_acronym: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in all.iter().enumerate() {
        for acronym in &cluster.acronyms {
            by_acronym.entry(acronym).or_default().push(at);
        }
    }
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in all
        .iter()
        .enumerate()
        .filter(|(_, cluster)| cluster.sort == Sort::Organisation)
    {
        for letters in cluster.names.iter().flat_map(|name| tie::initials(name)) {
            let under = by_initials.entry(letters).or_default();
            if under.last() != Some(&at) {
                under.push(at);
            }
        }
    }
    let mut joins = Vec::new();
    for (acronym, clusters) in by_acronym {
        let defined: Vec<usize> = clusters
            .iter()
            .copied()
            .filter(|&at| is_expanded(&all[at]))
            .collect();
        let bare = clusters
            .iter()
            .copied()
            .filter(|&at| !is_expanded(&all[at]));
        if let [only] = defined.as_slice() {
            // An English name is introduced with the letters of the name in the country's language.
            let own = by_initials.get(acronym).map_or(&[][..], Vec::as_slice);
            if let [native] = own
                && native != only
                && acronym.chars().count() > 2
                && compatible(&all[*native], &all[*only])
                && company(&all[*native], &all[*only])
            {
                let letters = acronym.to_uppercase();
                let why = format!(
                    "{letters}, by which {} is introduced, are its initials",
                    all[*only].written
                );
                joins.push((*native, *only, why));
            }
            for at in bare {
                if compatible(&all[at], &all[*only]) && company(&all[at], &all[*only]) {
                    let why = format!("another article says that this is {}", all[*only].written);
                    joins.push((at, *only, why));
                }
            }
        } else if let [one, other] = defined.as_slice() {
            // The letters are those of the name in the country's language.
            let fits = |at: usize| {
                all[at]
                    .names
                    .iter()
                    .any(|name| tie::initials(name).iter().any(|letters| letters == acronym))
            };
            let two_languages = fits(*one) != fits(*other) && acronym.chars().count() > 2;
            if two_languages
                && compatible(&all[*one], &all[*other])
                && company(&all[*one], &all[*other])
            {
                let why = format!("both are introduced as {}", acronym.to_uppercase());
                joins.push((*one, *other, why));
            }
        }
    }
    joins
}

fn is_expanded(cluster: &Cluster) -> bool {
    cluster.names.iter().any(|name| name.len() > 1)
}

/// Short names and surnames, where only one fuller name fits.
pub(super) fn short_names(all: &[Cluster]) -> Vec<Join> {
    let by_key = index(all, |cluster, name| match cluster.sort {
        Sort::Person if name.len() > 1 => name
            .last()
            .map(|word| spell::skeleton(word))
            .into_iter()
            .collect(),
        Sort::Organisation if name.len() > 1 => {
            let ordered = tie::ordered(name);
            let words = [ordered.first(), ordered.last(), tie::head(name)];
            let words = words
                .into_iter()
                .flatten()
                .map(|word| spell::skeleton(word));
            words
                .chain(
                    tie::initials(name)
                        .iter()
                        .map(|letters| spell::skeleton(letters)),
                )
                .collect()
        }
        _ => Vec::new(),
    });
    let mut joins = Vec::new();
    for (at, cluster) in all.iter().enumerate() {
        // A name that stands fuller in the same article is no riddle.
        let mut found: Vec<(usize, Tie)> = by_key(cluster)
            .iter()
            .filter(|&&other| {
                let open = cluster.sort == Sort::Other;
                other != at
                    && (compatible(cluster, &all[other]) || open && all[other].sort != Sort::Place)
            })
            .filter_map(|&other| Some((other, best_tie(cluster, &all[other])?)))
            .filter(|(other, tie)| !tie.is_whole() && may_be_short(cluster, &all[*other], *tie))
            .collect();
        found.dedup();
        if let [(other, tie)] = found.as_slice()
            && company(cluster, &all[*other])
        {
            joins.push((at, *other, tie.why(&all[*other].written)));
        }
    }
    joins
}

fn may_be_short(short: &Cluster, long: &Cluster, tie: Tie) -> bool {
    let apart = short
        .members
        .iter()
        .all(|(one, _)| long.members.iter().all(|(other, _)| one != other));
    let roles = match tie {
        Tie::Surname | Tie::SurnameSpelling => roles_meet(short, long) && !is_expanded(short),
        Tie::Initials => !is_expanded(short) && !short.acronyms.is_empty(),
        Tie::Head => short.definite && !is_expanded(short),
        _ => true,
    };
    apart && roles
}

/// Looks clusters up by keys of their names: gives those that share a key with a cluster.
fn index<'c>(
    all: &'c [Cluster],
    keys: impl Fn(&Cluster, &[String]) -> Vec<String> + 'c,
) -> impl Fn(&Cluster) -> Vec<usize> + 'c {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in all.iter().enumerate() {
        for name in &cluster.names {
            for key in keys(cluster, name) {
                let under = by_key.entry(key).or_default();
                if under.last() != Some(&at) {
                    under.push(at);
                }
            }
        }
    }
    move |cluster| {
        let mut found = BTreeSet::new();
        for name in &cluster.names {
            let words = tie::ordered(name);
            let own = [words.first(), words.last()].into_iter().flatten();
            for key in own
                .map(|word| spell::skeleton(word))
                .chain([spell::skeleton(&name.concat())])
            {
                found.extend(
                    by_key
                        .get(&key)
                        .into_iter()
                        .flatten()
                        .take(CANDIDATES)
                        .copied(),
                );
            }
        }
        found.into_iter().collect()
    }
}
