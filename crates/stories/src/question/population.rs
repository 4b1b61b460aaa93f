//! Whom a figure counts: what kind of people, and whose they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use restated_claims::entity::one_owner;
use restated_claims::measure::is_person;

use super::setting::{Setting, Word};
use super::table::{rows, singular};
use crate::model::{Material, Told};

/// A kind of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// Whether they may stand for people in general.
    pub(super) general: bool,
}

static KINDS: LazyLock<BTreeMap<&'static str, Kind>> = LazyLock::new(|| {
    rows(include_str!("../../data/populations.txt"))
        .filter_map(|row| <[&str; 2]>::try_from(row).ok())
        .flat_map(|[name, nouns]| {
            let kind = Kind {
                name: name.trim_start_matches('+'),
                general: name.starts_with('+'),
            };
            nouns.split(' ').map(move |noun| (noun, kind))
        })
        .collect()
});

static PEOPLE_UNITS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/people_units.txt"))
        .map(|row| row[0])
        .collect()
});

/// Whose people are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The text does not say.
    Unsaid,
    /// Of a country or body, as written: "Velmari", "Velmar".
    Named(String),
    /// Of all sides of a fight.
    Both,
    /// Of whoever speaks.
    Own,
    /// Of those against whom whoever speaks fights.
    Enemy,
}

impl Side {
    /// Whether both can be meant. What "ours" and "the enemy" are depends on who speaks: within one
    /// article they are two.
    pub(super) fn fits(&self, other: &Self, one_article: bool) -> bool {
        match (self, other) {
            (Self::Named(one), Self::Named(other)) => one_owner(one, other),
            (Self::Both, Self::Named(_) | Self::Own | Self::Enemy)
            | (Self::Named(_) | Self::Own | Self::Enemy, Self::Both) => false,
            (Self::Own, Self::Enemy) | (Self::Enemy, Self::Own) => !one_article,
            _ => true,
        }
    }

    /// Whether both say the same of it.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named(one), Self::Named(other)) => one_owner(one, other),
            (Self::Both, Self::Both) => true,
            _ => false,
        }
    }

    /// Whether a name or "both" says it.
    pub(super) fn is_named(&self) -> bool {
        matches!(self, Self::Named(_) | Self::Both)
    }
}

/// The unit that figures of one population share: "persons" for names and jobs as well.
pub(super) fn unit(unit: &str) -> &str {
    if PEOPLE_UNITS.contains(unit) {
        "persons"
    } else {
        unit
    }
}

/// The kind of people that `counted` is for: of its last noun that is for one.
pub(super) fn kind(counted: &str) -> Option<Kind> {
    let head = counted.split(" of ").next().unwrap_or(counted);
    let nouns: Vec<String> = head
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|word| singular(&word.to_lowercase()))
        .collect();
    let known = |noun: &String| KINDS.get(noun.as_str()).copied();
    nouns.iter().rev().find_map(known)
}

/// The names that stand in front of what is counted, in any claim: whose they are.
pub(super) fn owners(told: &[&Told]) -> Vec<String> {
    let named: BTreeSet<String> = told
        .iter()
        .filter_map(|told| told.claim.figure.as_ref()?.counted.as_deref())
        .filter_map(named_in)
        .collect();
    named.into_iter().collect()
}

/// The name in `counted`: "North Korean" of "captured North Korean soldiers", "Velmaris"; none of
/// "Velmari and Dreskan fishermen", who are of no one side.
fn named_in(counted: &str) -> Option<String> {
    let head = counted.split(" of ").next().unwrap_or(counted);
    let words: Vec<&str> = head
        .split(|c: char| c.is_whitespace() || c == '-')
        .collect();
    let from = words.iter().position(|word| is_name(word))?;
    let long = words[from..]
        .iter()
        .take_while(|word| is_name(word))
        .count();
    let goes_on = words.get(from + long).is_some_and(|word| *word == "and")
        && words.get(from + long + 1).is_some_and(|word| is_name(word));
    (!goes_on).then(|| words[from..from + long].join(" "))
}

/// Whether a word of what is counted is a name: a capital, and no noun for people.
pub(super) fn is_name(word: &str) -> bool {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    capital && !(is_person(&word.to_lowercase()) && word.chars().all(char::is_uppercase))
}

/// Nouns that say no more than that people are counted, that are what happened to them, or that say
/// what they are to others.
const NO_KIND: [&str; 21] = [
    "person",
    "individual",
    "man",
    "dead",
    "wounded",
    "injured",
    "missing",
    "victim",
    "casualty",
    "enemy",
    "other",
    "human",
    "soul",
    "guy",
    "name",
    "colleague",
    "workmate",
    "friend",
    "neighbour",
    "evacuee",
    "survivor",
];

/// Whether a noun says no more than that people are counted: "victims", "colleagues".
pub(super) fn says_no_kind(noun: &str) -> bool {
    NO_KIND.contains(&singular(noun).as_str())
}

/// Words behind which a number says how many of the side before it there are: "their losses came
/// to 12", "the Velmari side of nine".
const TELLING: [&str; 12] = [
    "of", "at", "to", "as", "is", "are", "was", "were", "stand", "stands", "number", "numbers",
];

/// Words behind a number that say whose they are: "40 of the Velmari men", "12 in Velmari uniform".
const LINKING: [&str; 5] = ["of", "in", "from", "among", "on"];

/// How far from a number a name may stand that says whose they are.
const REACH: usize = 12;

/// Whose people `told` counts, as its own sentence says.
pub(super) fn side(
    told: &Told,
    setting: &Setting,
    owners: &[String],
    material: &Material<'_>,
) -> Side {
    let counted = told
        .claim
        .figure
        .as_ref()
        .and_then(|f| f.counted.as_deref());
    if let Some(name) = counted.and_then(named_in) {
        return Side::Named(name);
    }
    if let Some(name) = possessed(told, setting, material) {
        return Side::Named(name);
    }
    let figure = &setting.figure;
    let word = |at: usize| setting.words.get(at).map_or("", |word| word.lower.as_str());
    if LINKING.contains(&word(figure.end)) {
        let behind = figure.end + 1..(figure.end + 4).min(setting.words.len());
        if let Some((name, _)) = named_at(setting, behind, owners).first() {
            return Side::Named(name.clone());
        }
    }
    let both = setting.nearest("side", REACH, true);
    let told_of = figure
        .start
        .checked_sub(1)
        .is_some_and(|at| TELLING.contains(&word(at)));
    if told_of || TELLING.contains(&word(figure.start)) {
        let before = figure.start.saturating_sub(REACH)..figure.start;
        if let Some((name, at)) = named_at(setting, before, owners).pop() {
            let nearer = both.is_some_and(|both| both.far < figure.start - at.end);
            if !nearer {
                return Side::Named(name);
            }
        }
    }
    match both.map(|found| found.value) {
        Some("both") => Side::Both,
        Some("own") => Side::Own,
        Some("enemy") => Side::Enemy,
        _ => Side::Unsaid,
    }
}

/// "three of its soldiers": the name of whom the possessive stands for.
fn possessed(told: &Told, setting: &Setting, material: &Material<'_>) -> Option<String> {
    let own = ["its", "their", "his", "her"];
    let words = &setting.words;
    let pronoun = setting
        .figure
        .clone()
        .find(|&at| own.contains(&words[at].lower.as_str()))?;
    let at = told.claim.sentence.start + words[pronoun].at.start;
    let mention = told
        .mentions
        .iter()
        .find(|mention| mention.at.start == at)?;
    let name = &material.entities.get(mention.entity)?.name;
    // "Velmar's Defence Ministry": Velmar.
    let whose = name.split(['\'', '\u{2019}']).next().unwrap_or(name);
    Some(whose.to_owned())
}

/// The owners that are named in the words of `range`, in order, each with its words.
fn named_at(
    setting: &Setting,
    range: Range<usize>,
    owners: &[String],
) -> Vec<(String, Range<usize>)> {
    let is_name = |word: &Word| word.text.chars().next().is_some_and(char::is_uppercase);
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !is_name(&setting.words[at]) {
            at += 1;
            continue;
        }
        let long = setting.words[at..range.end]
            .iter()
            .take_while(|word| is_name(word))
            .count();
        let name: Vec<&str> = setting.words[at..at + long]
            .iter()
            .map(|word| word.text.as_str())
            .collect();
        let name = name.join(" ");
        let place = at..at + long;
        if setting.far(&place, true).is_some() && owners.iter().any(|owner| one_owner(owner, &name))
        {
            found.push((name, place.clone()));
        }
        at = place.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for row in rows(include_str!("../../data/populations.txt")) {
            assert_eq!(row.len(), 2, "{row:?}");
        }
        for noun in KINDS.keys() {
            assert_eq!(singular(noun), **noun);
        }
    }

    #[test]
    fn what_is_counted_has_a_kind() {
        let name = |counted| kind(counted).map(|kind| kind.name);
        assert_eq!(name("captured Velmari soldiers"), Some("forces"));
        assert_eq!(name("volunteer firefighters"), Some("responders"));
        assert_eq!(name("people"), None);
        assert_eq!(name("school children"), Some("children"));
    }

    #[test]
    fn names_in_front_are_whose_they_are() {
        assert_eq!(
            named_in("captured North Dresk soldiers"),
            Some("North Dresk".to_owned())
        );
        assert_eq!(named_in("soldiers"), None);
        assert_eq!(named_in("THREE PEOPLE"), None);
        assert_eq!(named_in("Velmari and Dreskan fishermen"), None);
    }

    #[test]
    fn sides_are_told_apart() {
        let named = |name: &str| Side::Named(name.to_owned());
        assert!(named("Velmaris").same(&named("Velmar")));
        assert!(!named("Velmari").fits(&named("Dreskan"), false));
        assert!(!named("Velmari").fits(&Side::Both, false));
        assert!(Side::Own.fits(&Side::Enemy, false) && !Side::Own.fits(&Side::Enemy, true));
        assert!(Side::Unsaid.fits(&Side::Both, true));
    }
}
