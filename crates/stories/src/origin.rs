//! Where claims come from: an upper bound on independent origins.
//!
//! Two claims share an origin if they are put on the same named source, or stand
//! in articles of one text family and name no other source. Whatever is not shown
//! to depend is counted apart, so the count is an upper bound.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::Status;
use restated_lineage::Family;

use crate::model::{Origin, Told};

/// Sources that name nobody, as lowercase words.
const PRONOUNS: &[&str] = &["he", "she", "it", "they", "we", "i", "you", "one"];
const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that do not say *which* office or people.
static GENERIC: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let rows = include_str!("../data/generic.txt").lines();
    rows.filter(|row| !row.starts_with('#')).collect()
});

/// Which articles depend on one another by their text.
pub(crate) struct Dependence<'f> {
    family: BTreeMap<&'f str, &'f str>,
}

impl<'f> Dependence<'f> {
    pub(crate) fn new(families: &'f [Family]) -> Self {
        let family = families
            .iter()
            .filter_map(|family| Some((family.articles.first()?, &family.articles)))
            .flat_map(|(first, articles)| {
                articles
                    .iter()
                    .map(move |article| (article.as_str(), first.as_str()))
            })
            .collect();
        Self { family }
    }

    /// A name for the family of `article`: its own id where it has none.
    pub(crate) fn family<'a>(&self, article: &'a str) -> &'a str
    where
        'f: 'a,
    {
        self.family.get(article).copied().unwrap_or(article)
    }
}

/// The origins of `claims`, sorted by their first claim.
pub(crate) fn origins(claims: &[&Told<'_>], dependence: &Dependence<'_>) -> Vec<Origin> {
    let mut groups: BTreeMap<(bool, String), Origin> = BTreeMap::new();
    let mut sorted = claims.to_vec();
    sorted.sort_by_key(|told| told.id);
    for told in sorted {
        let attribution = &told.claim.attribution;
        let name = attribution
            .source
            .as_deref()
            .filter(|_| attribution.status == Status::Attributed)
            .and_then(name);
        let key = match name {
            Some(name) => (true, name),
            None => (false, dependence.family(told.article).to_owned()),
        };
        let origin = groups.entry(key).or_insert_with(|| Origin {
            source: attribution.source.clone(),
            claims: Vec::new(),
        });
        origin.claims.push(told.id.to_owned());
    }
    let mut origins: Vec<_> = groups.into_values().collect();
    origins.sort_by(|a, b| a.claims.cmp(&b.claims));
    origins
}

/// A source's name for comparison; `None` for a pronoun and for an office that is
/// not named: "police" of two articles need not be one force.
fn name(source: &str) -> Option<String> {
    let written = || {
        source
            .split(|c: char| !c.is_alphanumeric() && c != '.')
            .filter(|word| !word.is_empty())
    };
    let named = written().any(|word| {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && !GENERIC.contains(lower.as_str())
            && !PRONOUNS.contains(&lower.as_str())
    });
    let words: Vec<_> = written()
        .map(str::to_lowercase)
        .filter(|word| !ARTICLES.contains(&word.as_str()))
        .collect();
    named.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_articles() {
        assert_eq!(name("The Vell Harbour Office"), name("Vell harbour office"));
        assert_eq!(name("the"), None);
    }

    #[test]
    fn pronouns_and_offices_without_a_name_are_nobody_in_particular() {
        for source in [
            "She",
            "Police",
            "the company",
            "Its Defence Ministry",
            "officials",
        ] {
            assert_eq!(name(source), None, "{source}");
        }
        assert!(name("Vell police").is_some());
    }
}
