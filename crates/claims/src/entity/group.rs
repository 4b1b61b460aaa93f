//! Names of the same words in one article.

use std::collections::BTreeMap;

use super::sorts::{self, Facts};
use super::spans::{Span, spans};
use super::{Gender, Sort, spell, tie};
use crate::Document;

/// All names of the same words, and what is known of them.
#[derive(Debug)]
pub(super) struct Group {
    /// Its folded words.
    pub(super) words: Vec<String>,
    /// Whose it is.
    pub(super) owner: Option<String>,
    /// Its places.
    pub(super) spans: Vec<Span>,
    /// What it is.
    pub(super) sort: Sort,
    /// Its gender.
    pub(super) gender: Option<Gender>,
    /// Titles, in their shared form, and other roles.
    pub(super) roles: Vec<String>,
    /// The group whose name is fuller, and why.
    pub(super) of: Option<(usize, String)>,
}

impl Group {
    /// Whether it is an acronym: capitals only, wherever it stands.
    pub(super) fn is_acronym(&self, document: &Document<'_>) -> bool {
        let capitals = |span: &Span| {
            let word = document.annotated.words(span.tokens.clone());
            span.tokens.len() == 1
                && (2..=8).contains(&word.chars().count())
                && word.chars().filter(|c| c.is_uppercase()).count() * 3 >= word.chars().count() * 2
        };
        self.spans.iter().all(capitals)
    }

    /// Whether a title stands before it somewhere.
    pub(super) fn styled(&self) -> bool {
        self.spans.iter().any(|span| !span.titles.is_empty())
    }
}

impl Group {
    /// The name for a reason given in words.
    pub(super) fn words_written(&self) -> String {
        self.words
            .iter()
            .map(|word| {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                    .unwrap_or_default()
            })
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Names by their words; of a person by the gender of the title too ("Mr Orme" and "Ms Orme").
pub(super) fn grouped(document: &Document<'_>) -> Vec<Group> {
    let found = spans(document);
    type Key = (Vec<String>, Option<String>, Option<Gender>);
    let mut groups: BTreeMap<Key, Vec<Span>> = BTreeMap::new();
    let mut late = Vec::new();
    for span in found {
        if span.in_headline {
            late.push(span);
            continue;
        }
        let titled = span.titles.iter().find_map(|title| title.gender);
        let gender = titled.filter(|_| span.words.len() == 1);
        let owner = span
            .owner
            .clone()
            .filter(|_| tie::is_common_office(&span.words));
        groups
            .entry((span.words.clone(), owner, gender))
            .or_default()
            .push(span);
    }
    // A headline's capitals show nothing: it can only say again what the text names.
    let known: BTreeMap<Vec<String>, Key> = groups
        .keys()
        .rev()
        .map(|key| (key.0.clone(), key.clone()))
        .collect();
    for span in late {
        for (key, part) in known_in(document, &span, &known) {
            groups.entry(key).or_default().push(part);
        }
    }
    // "the Defence Ministry" is the one whose owner is named, if only one's is.
    let bare: Vec<Key> = groups
        .keys()
        .filter(|key| key.1.is_none() && tie::is_common_office(&key.0))
        .cloned()
        .collect();
    for key in bare {
        let mut owned = groups
            .keys()
            .filter(|other| other.0 == key.0 && other.1.is_some());
        if let (Some(only), None) = (owned.next().cloned(), owned.next()) {
            let spans = groups.remove(&key).unwrap_or_default();
            groups.entry(only).or_default().extend(spans);
        }
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((words, owner, _), mut spans)| {
            spans.sort_by_key(|span| span.tokens.start);
            Group {
                words,
                owner,
                spans,
                sort: Sort::Other,
                gender: None,
                roles: Vec::new(),
                of: None,
            }
        })
        .collect();
    let mut kept = Vec::new();
    for mut group in groups.drain(..) {
        let Some(Facts {
            sort,
            gender,
            roles,
        }) = sorts::facts(document, &group)
        else {
            continue;
        };
        (group.sort, group.gender, group.roles) = (sort, gender, roles);
        kept.push(group);
    }
    kept.sort_by_key(|group| (group.spans[0].tokens.start, group.sort));
    kept
}

/// The names that the article's text holds, inside a run of a headline's capitals.
fn known_in<K: Clone>(
    document: &Document<'_>,
    run: &Span,
    known: &BTreeMap<Vec<String>, K>,
) -> Vec<(K, Span)> {
    let mut found = Vec::new();
    let mut at = run.start.min(run.tokens.start);
    while at < run.tokens.end {
        let longest = (at + 1..=run.tokens.end.min(at + 8)).rev().find_map(|end| {
            let words = spell::words(document.annotated.words(at..end));
            known.get_key_value(&words).map(|found| (found, end))
        });
        let Some(((words, key), end)) = longest else {
            at += 1;
            continue;
        };
        let span = Span {
            tokens: at..end,
            start: at,
            end,
            words: words.clone(),
            titles: Vec::new(),
            role: String::new(),
            owner: None,
            definite: false,
            in_headline: true,
        };
        found.push((key.clone(), span));
        at = end;
    }
    found
}
