//! Who is who across the articles of a dossier.
//!
//! Articles' own entities of the same full name are one, unless gender or owner speaks against
//! it. Then, weaker reasons one after the other, each of which looks at the clusters that the ones
//! before left and joins only where one cluster fits: spellings and initials, definitions,
//! acronyms, short names, surnames. A weaker reason also needs company: a name that both
//! articles hold. Nothing depends on the order of the articles: clusters are sorted by content.

use std::collections::{BTreeMap, BTreeSet};

use super::clusters::{Cluster, Clusters};
use super::reasons::{definitions, same_names, short_names, variants};
use super::{Alias, Entity, Named, Sort, Wording, spell};

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
    clusters.join_all(same_names);
    clusters.join_all(variants);
    clusters.join_all(definitions);
    clusters.join_all(short_names);
    let mut found: Vec<Entity> = clusters
        .clusters()
        .iter()
        .map(|cluster| entity(&articles, cluster))
        .collect();
    found.sort_by(|a, b| (&a.name, &a.members).cmp(&(&b.name, &b.members)));
    found
}

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
