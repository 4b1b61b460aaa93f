//! Where claims come from: an upper bound on independent origins.
//!
//! Two claims share an origin if they are put on the same source, or stand in articles of one text
//! family and name no other source. Whatever is not shown to depend is counted apart, so the count
//! is an upper bound.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::Status;

use crate::model::{Material, Origin, Told};

/// Sources that name nobody, as lowercase words.
const PRONOUNS: &[&str] = &["he", "she", "it", "they", "we", "i", "you", "one"];
const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that do not say *which* office or people.
static GENERIC: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/generic.txt").lines();
    rows.filter(|row| !row.starts_with('#')).collect()
});

/// The origins of some claims.
pub(crate) struct Origins {
    /// Sorted by their first claim.
    pub(crate) origins: Vec<Origin>,
    /// At least so many are independent.
    pub(crate) at_least: usize,
}

impl Origins {
    /// The origins of `claims`, which answer one question.
    pub(crate) fn of(claims: &[&Told], material: &Material<'_>) -> Self {
        let mut groups: BTreeMap<(bool, String), Origin> = BTreeMap::new();
        for told in claims {
            let attribution = &told.claim.attribution;
            let name = attribution
                .source
                .as_deref()
                .filter(|_| attribution.status == Status::Attributed)
                .and_then(name);
            let key = match name {
                Some(name) => (true, name),
                None => (false, material.family(&told.article).to_owned()),
            };
            let origin = groups.entry(key).or_insert_with(|| Origin {
                source: attribution.source.clone(),
                entity: told.source,
                anonymous: attribution.status == Status::Anonymous,
                claims: Vec::new(),
                why: Vec::new(),
            });
            origin.claims.push(told.id.clone());
        }
        let mut origins: Vec<_> = groups.into_values().collect();
        origins.sort_by(|a, b| a.claims.cmp(&b.claims));
        Self {
            at_least: usize::from(!origins.is_empty()),
            origins,
        }
    }
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
