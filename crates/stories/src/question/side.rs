//! Whose people a figure counts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use restated_claims::Entity;
use restated_claims::entity::{Sort, one_owner};
use restated_claims::measure::is_person;

use super::setting::{Setting, Word};
use crate::model::{Material, Told};
use crate::word_lists::List;

/// What a name is of whose people are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A country, a place, a people.
    Land,
    /// A firm, an office, a force.
    Body,
}

/// Whose people are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The text does not say.
    Unsaid,
    /// Of a country or body, by a word of the text: "Velmari", "Velmar".
    Named(String, Owner),
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
            // The workers of a firm may be those of a town.
            (Self::Named(one, is), Self::Named(other, also)) => is != also || one_owner(one, other),
            (Self::Both, Self::Named(..) | Self::Own | Self::Enemy)
            | (Self::Named(..) | Self::Own | Self::Enemy, Self::Both) => false,
            (Self::Own, Self::Enemy) | (Self::Enemy, Self::Own) => !one_article,
            _ => true,
        }
    }

    /// Whether both say the same of it.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named(one, _), Self::Named(other, _)) => one_owner(one, other),
            (Self::Both, Self::Both) => true,
            _ => false,
        }
    }

    /// Whether a name or "both" says it.
    pub(super) fn is_named(&self) -> bool {
        matches!(self, Self::Named(..) | Self::Both)
    }
}

/// The names that stand in front of what is counted, in any claim: whose they are.
pub(super) struct Owners<'m> {
    names: Vec<String>,
    /// Who is named in the story.
    entities: Vec<&'m Entity>,
    /// What was found out of a name.
    known: RefCell<BTreeMap<String, bool>>,
    owners: RefCell<BTreeMap<String, Owner>>,
}

impl<'m> Owners<'m> {
    /// Of the claims of a story.
    pub(super) fn of(told: &[&Told], material: &Material<'m>) -> Self {
        let named: BTreeSet<String> = told
            .iter()
            .filter_map(|told| told.claim.figure.as_ref()?.counted.as_deref())
            .filter_map(named_in)
            .collect();
        let mentioned: BTreeSet<usize> = told
            .iter()
            .flat_map(|told| told.mentions.iter().map(|mention| mention.entity))
            .collect();
        Self {
            names: named.into_iter().collect(),
            entities: mentioned
                .into_iter()
                .filter_map(|at| material.entities.get(at))
                .collect(),
            known: RefCell::default(),
            owners: RefCell::default(),
        }
    }

    fn has(&self, name: &str) -> bool {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let has = self.names.iter().any(|owner| one_owner(owner, name));
        self.known.borrow_mut().insert(name.to_owned(), has);
        has
    }

    fn named(&self, name: String) -> Side {
        let known = self.owners.borrow().get(&name).copied();
        let owner = known.unwrap_or_else(|| {
            let owner = self.owner(&name);
            self.owners.borrow_mut().insert(name.clone(), owner);
            owner
        });
        Side::Named(name, owner)
    }

    /// What `name` is of. Who has a word for its people ("Velmar", "Velmari") is a country,
    /// whatever else the name is taken for.
    fn owner(&self, name: &str) -> Owner {
        let bare = |word: &str| {
            let word = word.to_lowercase().replace('\u{2019}', "'");
            word.trim_end_matches("'s").trim_end_matches('s').to_owned()
        };
        let itself = bare(name);
        let alike = |known: &str| one_owner(known, name) && bare(known) != itself;
        let has_people = self.names.iter().any(|known| alike(known))
            || self.entities.iter().any(|entity| alike(&entity.name));
        let is_body = |entity: &&&Entity| {
            matches!(entity.sort, Sort::Organisation | Sort::Person)
                && entity
                    .aliases
                    .iter()
                    .any(|alias| bare(&alias.text) == itself)
        };
        if !has_people && self.entities.iter().any(|entity| is_body(&entity)) {
            Owner::Body
        } else {
            Owner::Land
        }
    }
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

/// How far from a number a name may stand that says whose they are.
const REACH: usize = 12;

/// Whose people `told` counts, as its own sentence says.
pub(super) fn side(
    told: &Told,
    setting: &Setting,
    owners: &Owners<'_>,
    material: &Material<'_>,
) -> Side {
    let counted = told
        .claim
        .figure
        .as_ref()
        .and_then(|f| f.counted.as_deref());
    if let Some(name) = counted.and_then(named_in) {
        return owners.named(name);
    }
    if let Some(name) = possessed(told, setting, owners, material) {
        return owners.named(name);
    }
    let figure = &setting.figure;
    let word = |at: usize| setting.words.get(at).map_or("", |word| word.lower.as_str());
    if List::Linking.has(word(figure.end)) {
        let behind = figure.end + 1..(figure.end + 4).min(setting.words.len());
        if let Some((name, _)) = named_at(setting, behind, owners).first() {
            return owners.named(name.clone());
        }
    }
    if let Some(name) = loser(setting) {
        return Side::Named(name, Owner::Land);
    }
    let both = setting.nearest("side", REACH, true);
    let told_of = figure
        .start
        .checked_sub(1)
        .is_some_and(|at| List::Telling.has(word(at)));
    if told_of || List::Telling.has(word(figure.start)) {
        let before = figure.start.saturating_sub(REACH)..figure.start;
        if let Some((name, at)) = named_at(setting, before, owners).pop() {
            let nearer = both.is_some_and(|both| both.far < figure.start - at.end);
            if !nearer {
                return owners.named(name);
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

/// "Velmar has lost 12 men": Velmar.
fn loser(setting: &Setting) -> Option<String> {
    let words = &setting.words;
    let at = setting.figure.start.checked_sub(1)?;
    let lost = ["lost", "loses", "lose"].contains(&words[at].lower.as_str());
    let at = at.checked_sub(1).filter(|_| lost)?;
    let has = ["has", "have", "had"].contains(&words[at].lower.as_str());
    let at = if has { at.checked_sub(1)? } else { at };
    (is_name(&words[at].text) && !words[at].ends).then(|| words[at].text.clone())
}

/// "three of its soldiers": the name of whom the possessive stands for.
fn possessed(
    told: &Told,
    setting: &Setting,
    owners: &Owners<'_>,
    material: &Material<'_>,
) -> Option<String> {
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
    // "Velmari General Staff", "Velmar's Defence Ministry": of Velmar.
    if let Some(word) = name.split(' ').find(|word| owners.has(word)) {
        return Some(word.to_owned());
    }
    let whose = name.split(['\'', '\u{2019}']).next().unwrap_or(name);
    Some(whose.to_owned())
}

/// The owners that are named in the words of `range`, in order, each with its words.
fn named_at(
    setting: &Setting,
    range: Range<usize>,
    owners: &Owners<'_>,
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
        if setting.far(&place, true).is_some() && owners.has(&name) {
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
    fn names_in_front_are_whose_they_are() {
        assert_eq!(
            named_in("captured North Dresk soldiers"),
            Some("North Dresk".to_owned())
        );
        assert_eq!(named_in("soldiers"), None);
        assert_eq!(named_in("PEOPLE"), None);
        assert_eq!(named_in("Velmari and Dreskan fishermen"), None);
    }

    #[test]
    fn sides_are_told_apart() {
        let land = |name: &str| Side::Named(name.to_owned(), Owner::Land);
        let body = |name: &str| Side::Named(name.to_owned(), Owner::Body);
        assert!(land("Velmaris").same(&land("Velmar")));
        assert!(!land("Velmari").fits(&land("Dreskan"), false));
        assert!(!land("Velmari").fits(&Side::Both, false));
        assert!(land("Ostrel").fits(&body("Harrow"), true));
        assert!(!body("Ostler").fits(&body("Harrow"), true));
        assert!(Side::Own.fits(&Side::Enemy, false) && !Side::Own.fits(&Side::Enemy, true));
        assert!(Side::Unsaid.fits(&Side::Both, true));
    }
}
