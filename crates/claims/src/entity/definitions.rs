//! Where a text says itself that two names are one: "Joint Survey Mission (JSM)", "Guild of
//! Upland Weavers, or GUW", "known as JRP".
//!
//! In brackets as in Schwartz and Hearst, *A Simple Algorithm for Identifying Abbreviation
//! Definitions in Biomedical Text* (PSB 2003), but that the letters need not fit: an English name
//! may stand before the acronym of the name in the country's language.

use std::collections::BTreeMap;

use super::group::Group;
use super::{Sort, tie};
use crate::Document;

/// Words between a name and the other name that it goes by, as they stand after the comma.
const KNOWN_AS: [&str; 7] = [
    "or",
    "known as",
    "also known as",
    "known by its acronym",
    "better known as",
    "abbreviated as",
    "called",
];

/// Pairs of the shorter and the fuller name's group, with what the text shows.
pub(super) fn definitions(
    document: &Document<'_>,
    groups: &[Group],
) -> Vec<(usize, usize, String)> {
    let text = document.annotated;
    let mut starts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for span in &group.spans {
            starts.insert(span.tokens.start, (at, span.tokens.end));
        }
    }
    let word = |at: usize| {
        if at < text.len() {
            text.token(at).text()
        } else {
            ""
        }
    };
    let mut found = Vec::new();
    for (&start, &(first, end)) in &starts {
        let bracketed = matches!(word(end), "(" | "[");
        let next = if bracketed {
            // "(the GUW)"
            let from = end + 1 + usize::from(word(end + 1).eq_ignore_ascii_case("the"));
            starts
                .get(&from)
                .filter(|&&(_, close)| matches!(word(close), ")" | "]" | "," | ";"))
        } else {
            known_as(document, end).and_then(|from| starts.get(&from))
        };
        let Some(&(second, close)) = next else {
            continue;
        };
        if first == second || is_person(&groups[first]) || is_person(&groups[second]) {
            continue;
        }
        let exact = &text.text[text.bytes(start..close.max(end))];
        let why = format!(
            "the text says so: “{}{}”",
            exact,
            if bracketed { ")" } else { "" }
        );
        let acronym = |at: usize| groups[at].is_acronym(document);
        if acronym(second) && !acronym(first) && groups[first].words.len() > 1 {
            found.push((second, first, why));
        } else if acronym(first)
            && groups[second].words.len() > 1
            && fits(&groups[first], &groups[second])
        {
            found.push((first, second, why));
        } else if !bracketed && groups[second].words.len() > 1 && groups[first].words.len() > 1 {
            found.push((second, first, why));
        }
    }
    found
}

fn is_person(group: &Group) -> bool {
    let titled = group.spans.iter().any(|span| !span.titles.is_empty());
    group.sort == Sort::Person && (titled || group.gender.is_some())
}

fn fits(short: &Group, long: &Group) -> bool {
    let letters = short.words.concat();
    tie::initials(&long.words).contains(&letters)
}

/// The token behind "known as" and its like, where that stands behind `end`.
fn known_as(document: &Document<'_>, end: usize) -> Option<usize> {
    let text = document.annotated;
    let word = |at: usize| {
        if at < text.len() {
            text.token(at).text().to_lowercase()
        } else {
            String::new()
        }
    };
    let comma = word(end) == ",";
    let from = end + usize::from(comma);
    KNOWN_AS.iter().find_map(|phrase| {
        let size = phrase.split(' ').count();
        let fits = phrase
            .split(' ')
            .enumerate()
            .all(|(at, part)| word(from + at) == part);
        let next = from + size;
        let article = usize::from(word(next) == "the");
        (fits && (comma || *phrase != "or")).then_some(next + article)
    })
}
