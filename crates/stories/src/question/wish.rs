//! What people are said to want, where one of them says it himself: whoever speaks for them, his own
//! word is at first hand, and another position than theirs.
//!
//! A wish is compared with what others say of the people that he is told to be one of, and never
//! alone: "captured sailors do not want to defect", and "I will ask for asylum", says a sailor.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::Kind;
use restated_claims::entity::Sort;

use super::setting::{Word, words};
use super::statement::Acts;
use super::table::{rows, singular};
use crate::model::{Material, Told};

/// The rows of `wishes.tsv`.
struct Wishes {
    wills: Vec<&'static str>,
    /// What is wanted, and words for it.
    aims: Vec<(&'static str, Vec<&'static str>)>,
    auxiliaries: BTreeSet<&'static str>,
}

static WISHES: LazyLock<Wishes> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        rows(include_str!("../../data/wishes.tsv"))
            .filter_map(|row| <[&str; 3]>::try_from(row).ok())
            .filter(move |row| row[0] == kind)
            .map(|[_, value, phrases]| (value, phrases.split(',').collect::<Vec<_>>()))
    };
    Wishes {
        wills: of("will").flat_map(|(_, phrases)| phrases).collect(),
        aims: of("aim").collect(),
        auxiliaries: of("aux").flat_map(|(_, words)| words).collect(),
    }
});

/// The wishes that somebody tells of himself and others of his like, a group for each thing wanted
/// and each sort of people.
pub(crate) fn wishes<'a>(told: &[&'a Told], material: &Material<'_>) -> Vec<Acts<'a>> {
    let wished: Vec<(&'a Told, &'static str)> = told
        .iter()
        .filter_map(|told| Some((*told, aim(told)?)))
        .collect();
    let mut groups: BTreeMap<(&'static str, String), Vec<&'a Told>> = BTreeMap::new();
    for (own, aim) in wished.iter().filter(|(told, _)| is_own(told, material)) {
        let kinds = kinds(own, told, material);
        for (other, _) in wished.iter().filter(|(_, other)| other == aim) {
            if is_own(other, material) {
                continue;
            }
            if let Some(kind) = kinds.iter().find(|kind| speaks_of(other, kind)) {
                let group = groups.entry((aim, kind.clone())).or_default();
                group.extend([*own, *other]);
            }
        }
    }
    groups
        .into_iter()
        .map(|((aim, kind), claims)| made(aim, &kind, claims, material))
        .collect()
}

/// Whether a claim, if it answers what people want, is what one of them says of himself.
pub(crate) fn is_at_first_hand(told: &Told) -> bool {
    aim(told).is_some() && speaks_of_himself(told)
}

/// What a statement says that somebody wants.
fn aim(told: &Told) -> Option<&'static str> {
    if told.claim.kind == Kind::Figure {
        return None;
    }
    let said = words(&told.words);
    let wanted = WISHES.wills.iter().any(|will| has(&said, will));
    let aims = || {
        let mut aims = WISHES.aims.iter();
        aims.find(|(_, phrases)| phrases.iter().any(|phrase| has(&said, phrase)))
    };
    wanted.then(aims).flatten().map(|(aim, _)| *aim)
}

fn has(said: &[Word], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    said.windows(phrase.len()).any(|words| {
        let mut pairs = words.iter().zip(&phrase);
        pairs.all(|(word, meant)| word.lower == *meant)
    })
}

/// Whether a person says it of himself: "I …" in his own words, "he …" where that is he.
fn is_own(told: &Told, material: &Material<'_>) -> bool {
    let person = told.source.filter(|&source| {
        let entity = material.entities.get(source);
        entity.is_some_and(|entity| entity.sort == Sort::Person)
    });
    let Some(person) = person else {
        return false;
    };
    let start = told.claim.span.start;
    let mut mentions = told.mentions.iter();
    let means = mentions.any(|mention| mention.at.start == start && mention.entity == person);
    speaks_of_himself(told) && (told.claim.kind == Kind::Quote || means)
}

fn speaks_of_himself(told: &Told) -> bool {
    let said = words(&told.words);
    let is = |word: &Word, of: &[&str]| of.contains(&word.lower.as_str());
    match told.claim.kind {
        Kind::Quote => said
            .iter()
            .any(|word| is(word, &["i", "i'll", "i'm", "i'd", "i've"])),
        _ => said.first().is_some_and(|word| is(word, &["he", "she"])),
    }
}

/// The nouns by which its article calls whoever says it: "sailor" of "a sailor named Brun".
fn kinds(own: &Told, told: &[&Told], material: &Material<'_>) -> BTreeSet<String> {
    const SHORT: usize = 3;
    let here = told
        .iter()
        .filter(|told| told.article == own.article && told.source == own.source);
    let called = here.filter_map(|told| {
        let span = told.claim.attribution.source_span.as_ref()?;
        let offset = told.claim.sentence.start;
        let at = span.start.checked_sub(offset)?..span.end.checked_sub(offset)?;
        told.sentence.get(at)
    });
    let entity = own.source.and_then(|source| material.entities.get(source));
    let wordings = entity.into_iter().flat_map(|entity| &entity.aliases);
    called
        .chain(wordings.map(|alias| alias.text.as_str()))
        .flat_map(words)
        .filter(|word| word.text.chars().count() > SHORT)
        .filter(|word| word.text.chars().all(char::is_lowercase))
        .map(|word| word.lower)
        .collect()
}

/// Whether a statement speaks of several of a kind: "sailors".
fn speaks_of(told: &Told, kind: &str) -> bool {
    words(&told.words)
        .iter()
        .any(|word| word.lower != kind && singular(&word.lower) == kind)
}

fn made<'a>(
    aim: &'static str,
    kind: &str,
    mut claims: Vec<&'a Told>,
    material: &Material<'_>,
) -> Acts<'a> {
    claims.sort_by(|one, other| one.id.cmp(&other.id));
    claims.dedup_by(|one, other| one.id == other.id);
    let others = claims.iter().filter(|told| !is_own(told, material));
    let first = others.min_by_key(|told| super::rank(told, material));
    let whom = first.and_then(|told| wanting(&told.words));
    let whom = whom.unwrap_or_else(|| super::table::plural(kind));
    let own = claims.iter().filter(|told| is_own(told, material));
    let why: BTreeSet<String> = own
        .map(|told| {
            let name = told.claim.attribution.source.as_deref().unwrap_or_default();
            format!(
                "\u{201c}{}\u{201d} is what {name}, called a {kind}, says at first hand",
                told.words
            )
        })
        .collect();
    Acts {
        act: aim,
        claims,
        text: format!("Do {whom} want to {aim}?"),
        why: why.into_iter().collect(),
    }
}

/// Those who want it, as written: what stands in front of the verb.
fn wanting(said: &str) -> Option<String> {
    let found = words(said);
    let verb = found
        .iter()
        .position(|word| WISHES.auxiliaries.contains(word.lower.as_str()))?;
    let start = found.first()?.at.start;
    let end = found.get(verb.checked_sub(1)?)?.at.end;
    let plain = found[0].text.starts_with(char::is_lowercase);
    let whom = said.get(start..end)?;
    (plain || verb > 1).then(|| whom.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        for row in rows(include_str!("../../data/wishes.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(["will", "aim", "aux"].contains(&row[0]), "{row:?}");
            let mut phrases = row[2].split(',');
            assert!(
                phrases.all(|phrase| !phrase.is_empty() && phrase == phrase.to_lowercase().trim())
            );
        }
    }

    #[test]
    fn those_who_want_stand_in_front() {
        assert_eq!(
            wanting("captured sailors have not shown any wish to defect").as_deref(),
            Some("captured sailors")
        );
        assert_eq!(wanting("They do not want to strike"), None);
    }
}
