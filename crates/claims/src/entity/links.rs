//! Which names of one article are short for which.

use std::collections::BTreeMap;

use super::definitions::definitions;
use super::group::Group;
use super::tie::{self, Tie};
use super::{Sort, owner, spell};
use crate::Document;

/// Candidates looked at for one name: hostile texts hold thousands of alike names.
const CANDIDATES: usize = 16;

/// Ties persons' shorter names to the only fuller one.
pub(super) fn tie_persons(groups: &mut [Group]) {
    let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if group.sort == Sort::Person && group.words.len() > 1 {
            for word in [group.words.first(), group.words.last()]
                .into_iter()
                .flatten()
            {
                by_last.entry(spell::skeleton(word)).or_default().push(at);
            }
        }
    }
    for at in 0..groups.len() {
        let short = &groups[at];
        // A surname that the model takes for a place or a firm still recalls the person.
        let may = short.sort == Sort::Person
            || (short.words.len() == 1
                && matches!(short.sort, Sort::Organisation | Sort::Other)
                && !short.spans.iter().any(|span| span.definite));
        let Some(last) = short.words.last().filter(|_| may) else {
            continue;
        };
        let under = by_last.get(&spell::skeleton(last));
        let mut found: Vec<(usize, Tie)> = under
            .into_iter()
            .flatten()
            .take(CANDIDATES)
            .filter(|&&other| other != at && agree(short, &groups[other]))
            .filter_map(|&other| {
                let tie = tie::persons(&short.words, &groups[other].words)?;
                // Of two wordings of one length the later goes back to the earlier.
                let forward = short.words.len() < groups[other].words.len()
                    || abbreviates(&short.words, &groups[other].words)
                    || (other < at && !abbreviates(&groups[other].words, &short.words));
                forward.then_some((other, tie))
            })
            .collect();
        found.dedup();
        let root = |other: usize| groups[other].of.as_ref().map_or(other, |of| of.0);
        if let Some(&(other, tie)) = found.first()
            && found.iter().all(|&(next, _)| root(next) == root(other))
        {
            let why = tie.why(&groups[other].words_written());
            let sort = groups[other].sort;
            groups[at].of = Some((other, why));
            groups[at].sort = sort;
        }
    }
}

/// Whether a name holds more initials than another.
fn abbreviates(one: &[String], other: &[String]) -> bool {
    let initials = |words: &[String]| {
        words
            .iter()
            .filter(|word| word.chars().count() == 1)
            .count()
    };
    initials(one) > initials(other)
}

/// Whether nothing that is said of two persons speaks against their being one.
fn agree(short: &Group, long: &Group) -> bool {
    let gender = match (short.gender, long.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let title = |group: &Group| -> Vec<&'static str> {
        let titles = group.spans.iter().flat_map(|span| &span.titles);
        titles
            .filter(|title| title.is_role)
            .map(|title| title.shared)
            .collect()
    };
    let (one, other) = (title(short), title(long));
    let said = |shared: &&str| {
        long.roles
            .iter()
            .any(|role| role.split(' ').any(|word| word == *shared))
    };
    gender
        && (one.is_empty()
            || long.roles.is_empty()
            || one.iter().any(|title| other.contains(title) || said(title)))
}

/// Ties organisations' short names and acronyms to the only fuller one.
pub(super) fn tie_organisations(document: &Document<'_>, groups: &mut [Group]) {
    for (short, long, why) in definitions(document, groups) {
        let loops = groups[long].of.as_ref().is_some_and(|of| of.0 == short);
        if groups[short].of.is_none() && short != long && !loops {
            groups[short].of = Some((long, why));
            groups[short].sort = Sort::Organisation;
            groups[long].sort = Sort::Organisation;
        }
    }
    let organisation = |group: &Group| matches!(group.sort, Sort::Organisation);
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if organisation(group) && group.words.len() > 1 {
            let ordered = tie::ordered(&group.words);
            let keys = [ordered.first(), ordered.last(), tie::head(&group.words)];
            let mut keys: Vec<String> = keys.into_iter().flatten().cloned().collect();
            keys.dedup();
            for key in keys {
                by_word.entry(key).or_default().push(at);
            }
            for letters in tie::initials(&group.words) {
                by_initials.entry(letters).or_default().push(at);
            }
        }
    }
    for at in 0..groups.len() {
        let short = &groups[at];
        let may = short.of.is_none()
            && (organisation(short)
                || (matches!(short.sort, Sort::Person | Sort::Other) && !short.styled()));
        let ordered = tie::ordered(&short.words);
        let (Some(first), Some(last), true) = (ordered.first(), ordered.last(), may) else {
            continue;
        };
        let mut under: Vec<usize> = [first, last]
            .into_iter()
            .flat_map(|key| by_word.get(key).into_iter().flatten().take(CANDIDATES))
            .chain(
                by_initials
                    .get(first)
                    .into_iter()
                    .flatten()
                    .take(CANDIDATES),
            )
            .copied()
            .filter(|&other| other != at)
            .collect();
        under.sort_unstable();
        under.dedup();
        let definite = short.spans.iter().any(|span| span.definite);
        let fits = |other: usize| {
            let tie = tie::organisations(&short.words, &groups[other].words)?;
            let owners = owners_agree(short.owner.as_deref(), groups[other].owner.as_deref());
            let acronym = tie != Tie::Initials || short.is_acronym(document);
            let head = tie != Tie::Head || definite;
            let forward = !tie.is_whole() || other < at;
            (owners && acronym && head && forward).then_some((other, tie))
        };
        let found: Vec<(usize, Tie)> = under.into_iter().filter_map(fits).collect();
        if let [(other, tie)] = found.as_slice() {
            let why = tie.why(&groups[*other].words_written());
            groups[at].of = Some((*other, why));
            groups[at].sort = Sort::Organisation;
        }
    }
}

/// Whether nothing that is said of whose two offices are speaks against their being one.
fn owners_agree(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => owner::same(one, other),
        _ => true,
    }
}

/// The group that a group's name is short for in the end.
pub(super) fn root(groups: &[Group], at: usize) -> usize {
    let mut here = at;
    for _ in 0..8 {
        match &groups[here].of {
            Some((next, _)) if *next != at => here = *next,
            _ => break,
        }
    }
    here
}
