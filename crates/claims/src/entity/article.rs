//! The entities of one article.
//!
//! The way: names where they stand → groups of the same words → what each group is → groups that
//! are one by parts of names, definitions and coreference → wordings and mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use super::group::{Group, grouped};
use super::links::{root, tie_organisations, tie_persons};
use super::nominals::{self, Taken};
use super::{Form, Named, Wording, sorts, tie};
use crate::Document;

/// The entities that `document` names, in the order of their first mentions.
pub fn names(document: &Document<'_>) -> Vec<Named> {
    let mut groups = grouped(document);
    tie_persons(&mut groups);
    sorts::doubt_lone_surnames(document, &mut groups);
    sorts::governments(document, &mut groups);
    tie_organisations(document, &mut groups);
    let taken = nominals::read(document, &groups);
    assemble(document, &groups, taken)
}

fn assemble(document: &Document<'_>, groups: &[Group], taken: Taken) -> Vec<Named> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..groups.len() {
        members.entry(root(groups, at)).or_default().push(at);
    }
    let text = document.annotated;
    let mut found: Vec<Named> = members
        .into_iter()
        .map(|(root, members)| {
            let mut forms: Vec<Form> = Vec::new();
            let mut mentions: Vec<Range<usize>> = Vec::new();
            let mut roles: Vec<String> = Vec::new();
            for &at in &members {
                let group = &groups[at];
                let why = group.of.as_ref().map_or("", |of| of.1.as_str());
                let acronym = group.is_acronym(document);
                for span in &group.spans {
                    let bare = text.bytes(span.tokens.clone());
                    let whole = text.bytes(span.start..span.end.max(span.tokens.end));
                    mentions.push(bare.clone());
                    mentions.push(whole.clone());
                    let wording = if acronym {
                        Wording::Acronym
                    } else {
                        Wording::Name
                    };
                    add(&mut forms, document, wording, why, bare);
                    add(&mut forms, document, Wording::Styled, why, whole);
                    if span.definite {
                        let owned = text.bytes(span.start + 1..span.end.max(span.tokens.end));
                        add(&mut forms, document, Wording::Styled, why, owned);
                    }
                }
                roles.extend(group.roles.iter().cloned());
            }
            for description in taken
                .descriptions
                .iter()
                .filter(|taken| taken.group == root)
            {
                add(
                    &mut forms,
                    document,
                    Wording::Description,
                    &description.why,
                    description.span.clone(),
                );
            }
            let of_root = |group: usize| group == root;
            mentions.extend(
                taken
                    .mentions
                    .iter()
                    .filter(|(group, _)| of_root(*group))
                    .map(|(_, span)| span.clone()),
            );
            roles.extend(
                taken
                    .roles
                    .iter()
                    .filter(|(group, _)| of_root(*group))
                    .map(|(_, role)| role.clone()),
            );
            forms.sort_by_key(|form| (form.span.start, form.span.end));
            mentions.sort_by_key(|span| (span.start, span.end));
            mentions.dedup();
            roles.sort();
            roles.dedup();
            let gender = members.iter().find_map(|&at| groups[at].gender);
            Named {
                name: fullest(document, &groups[root]),
                sort: groups[root].sort,
                gender: gender.or_else(|| taken.genders.get(&root).copied()),
                roles,
                owner: members.iter().find_map(|&at| groups[at].owner.clone()),
                forms,
                mentions,
            }
        })
        .collect();
    found.sort_by_key(|named| named.mentions.first().map(|span| (span.start, span.end)));
    found
}

/// Adds a wording unless it is there: "The" and "the" are one.
fn add(
    forms: &mut Vec<Form>,
    document: &Document<'_>,
    wording: Wording,
    why: &str,
    span: Range<usize>,
) {
    let text = &document.annotated.text[span.clone()];
    if text.is_empty()
        || forms
            .iter()
            .any(|form| form.text.to_lowercase() == text.to_lowercase())
    {
        return;
    }
    forms.push(Form {
        text: text.to_owned(),
        wording,
        why: why.to_owned(),
        span,
    });
}

/// A group's name as its text writes it in most places, with whose it is where the name alone
/// could be any country's.
fn fullest(document: &Document<'_>, group: &Group) -> String {
    let text = document.annotated;
    let owned = tie::is_common_office(&group.words);
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for span in &group.spans {
        let start = if owned && span.owner.is_some() {
            span.start + usize::from(span.definite)
        } else {
            span.tokens.start
        };
        let end = if owned { span.end } else { span.tokens.end };
        let words = text.words(start..end.max(span.tokens.end));
        let capitals = words.chars().any(char::is_lowercase) || group.is_acronym(document);
        let weight =
            usize::from(capitals) * 1000 + usize::from(start < span.tokens.start) * 100 + 1;
        *written.entry(words).or_default() += weight;
    }
    written
        .into_iter()
        .max_by_key(|&(words, weight)| (weight, std::cmp::Reverse(words)))
        .map_or_else(String::new, |(words, _)| words.to_owned())
}
