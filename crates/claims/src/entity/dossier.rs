//! Who is who across the articles of a dossier.
//!
//! Articles' own entities of the same full name are one, unless gender or owner speaks against
//! it. Then, weaker reasons one after the other, each of which looks at the clusters that the ones
//! before left and joins only where one cluster fits: spellings and initials, definitions,
//! acronyms, short names, surnames. A weaker reason also needs company: a name that both
//! articles hold. Nothing depends on the order of the articles: clusters are sorted by content.

use std::collections::{BTreeMap, BTreeSet};

use super::clusters::{Cluster, Clusters};
use super::tie::{self, Tie};
use super::{Alias, Entity, Named, Sort, Wording};
use super::{owner, spell};

/// Candidates looked at for one name.
const CANDIDATES: usize = 64;

/// The entities of a dossier, from the names of each article with the article's id. The order
/// of the articles does not matter.
pub fn entities(articles: &[(String, Vec<Named>)]) -> Vec<Entity> {
    let mut articles: Vec<(&str, Vec<Named>)> = articles
        .iter()
        .map(|(id, names)| (id.as_str(), names.clone()))
        .collect();
    articles.sort_by_key(|(id, _)| *id);
    agree_on_sorts(&mut articles);
    let mut clusters = Clusters::new(&articles);
    clusters.join_all(|all| same_names(all));
    for reason in [variants, definitions, short_names] {
        clusters.join_all(|all| reason(all));
    }
    let mut found: Vec<Entity> = clusters
        .clusters()
        .iter()
        .map(|cluster| entity(&articles, cluster))
        .collect();
    found.sort_by(|a, b| (&a.name, &a.members).cmp(&(&b.name, &b.members)));
    found
}

/// One join of two clusters, by index, with the reason.
pub(super) type Join = (usize, usize, String);

/// The model takes a name for a person here and for a firm there: where titles and genders do not
/// decide, most articles do.
fn agree_on_sorts(articles: &mut [(&str, Vec<Named>)]) {
    let mut votes: BTreeMap<Vec<String>, BTreeMap<Sort, usize>> = BTreeMap::new();
    for (_, names) in &*articles {
        for named in names.iter().filter(|named| is_open(named.sort)) {
            let weight = if named.gender.is_some() { 4 } else { 1 };
            let names = named.forms.iter().filter(|form| is_name(form.wording));
            let names: BTreeSet<Vec<String>> = names.map(|form| spell::words(&form.text)).collect();
            for name in names {
                // What is short for a fuller name here shows what it is.
                let short = usize::from(name != spell::words(&named.name));
                let by_sort = votes.entry(name).or_default();
                *by_sort.entry(named.sort).or_default() += weight + 2 * short;
            }
        }
    }
    for (_, names) in articles {
        for named in names.iter_mut().filter(|named| is_open(named.sort)) {
            let best = votes.get(&spell::words(&named.name)).and_then(|votes| {
                votes
                    .iter()
                    .max_by_key(|&(sort, count)| (count, std::cmp::Reverse(sort)))
            });
            if let Some((&sort, _)) = best.filter(|_| named.gender.is_none()) {
                named.sort = sort;
            }
        }
    }
}

fn is_open(sort: Sort) -> bool {
    sort != Sort::Government
}

/// Clusters of the same sort and the same full name.
fn same_names(all: &[Cluster]) -> Vec<Join> {
    let mut first: BTreeMap<(Sort, String), Vec<usize>> = BTreeMap::new();
    let mut joins = Vec::new();
    for (at, cluster) in all.iter().enumerate() {
        let name = &cluster.names[0];
        let words = match cluster.sort {
            Sort::Organisation => tie::ordered(name),
            Sort::Government => {
                let joined = name.join(" ");
                vec![
                    super::lexicon::lexicon()
                        .owner(&joined)
                        .map_or(joined, str::to_owned),
                ]
            }
            _ => name.clone(),
        };
        // "Verrick" in two articles: see `short_names`.
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
            let title = super::lexicon::lexicon().title(word);
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
fn variants(all: &[Cluster]) -> Vec<Join> {
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
fn definitions(all: &[Cluster]) -> Vec<Join> {
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
fn short_names(all: &[Cluster]) -> Vec<Join> {
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

fn entity(articles: &[(&str, Vec<Named>)], cluster: &Cluster) -> Entity {
    let member =
        |&(article, name): &(usize, usize)| (articles[article].0, &articles[article].1[name]);
    let mut aliases: BTreeMap<String, Alias> = BTreeMap::new();
    for (place, why_joined) in &cluster.members_with_why {
        let (id, named) = member(place);
        for form in &named.forms {
            let reasons: Vec<&str> = [form.why.as_str(), why_joined.as_str()]
                .into_iter()
                .filter(|why| !why.is_empty())
                .collect();
            let alias = Alias {
                text: form.text.clone(),
                why: if reasons.is_empty() {
                    "the name itself".to_owned()
                } else {
                    reasons.join("; ")
                },
                article: id.to_owned(),
                span: form.span.clone(),
            };
            let known = aliases
                .entry(form.text.to_lowercase())
                .or_insert_with(|| alias.clone());
            // Rather the article that gives a wording of the name itself.
            if (known.why.len(), &known.article) > (alias.why.len(), &alias.article) {
                *known = alias;
            }
        }
    }
    let names = cluster.members.iter().map(member);
    let name = fullest(names, cluster.sort);
    let mut members: Vec<(String, usize)> = cluster
        .members
        .iter()
        .map(|&(article, name)| (articles[article].0.to_owned(), name))
        .collect();
    members.sort();
    Entity {
        name,
        sort: cluster.sort,
        aliases: aliases.into_values().collect(),
        members,
    }
}

/// The fullest name: of organisations one that is no acronym; the most words that are no
/// initials; then the one that most articles give; then the longest; then the first by alphabet.
fn fullest<'n>(names: impl Iterator<Item = (&'n str, &'n Named)>, sort: Sort) -> String {
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, named) in names {
        *given.entry(&named.name).or_default() += 1;
    }
    let size = |name: &str| {
        let words = spell::words(name);
        let whole = words.iter().filter(|word| word.chars().count() > 1).count();
        if sort == Sort::Person {
            whole.min(3)
        } else {
            whole
        }
    };
    given
        .into_iter()
        .max_by_key(|&(name, count)| (size(name), count, name.len(), std::cmp::Reverse(name)))
        .map_or_else(String::new, |(name, _)| name.to_owned())
}

/// Whether a wording counts as a name of its own.
pub(super) fn is_name(wording: Wording) -> bool {
    matches!(wording, Wording::Name | Wording::Acronym)
}
