//! What a text's relative dates count from: its dateline, its publication date, or a date that
//! it gives of itself.

use jiff::civil::Date;

use super::calendar::days;
use super::grammar::Grammar;
use super::node::{Base, Node, Part, Year};
use crate::Document;

/// The day that relative dates count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub day: Date,
    /// How it is known: "published 2031-03-06".
    pub label: String,
}

/// How far below the start of a text its date may stand, in lexemes.
const HEAD: usize = 160;

/// Words that may stand beside a date on a line that gives nothing else.
const BESIDE: [&str; 14] = [
    "published",
    "updated",
    "issued",
    "posted",
    "filed",
    "on",
    "at",
    "date",
    "dated",
    "edition",
    "released",
    "last",
    "the",
    "of",
];

/// How long after its dateline an article may come out.
const LATEST: i64 = 14;

/// The anchor of `document`, if it has one.
pub(super) fn anchor(document: &Document<'_>, grammar: &Grammar<'_, '_>) -> Option<Anchor> {
    let labelled = |kind: &str, day: Date| Anchor {
        day,
        label: format!("{kind} {day}"),
    };
    if let Some(day) = dateline(grammar, document.published) {
        return Some(labelled("dateline", day));
    }
    document
        .published
        .map(|day| labelled("published", day))
        .or_else(|| own(grammar).map(|day| labelled("text", day)))
}

/// The day of a dateline: "PORT SELM, Orlia, May 9 (Meridian) — …".
fn dateline(grammar: &Grammar<'_, '_>, published: Option<Date>) -> Option<Date> {
    let lexemes = &grammar.lexemes;
    let mut start = 0;
    while start < lexemes.len().min(HEAD) {
        let end = (start..lexemes.len())
            .find(|&at| lexemes[at].text == "\n")
            .unwrap_or(lexemes.len());
        if let Some(day) = dateline_of(grammar, start..end, published) {
            return Some(day);
        }
        start = end + 1;
    }
    None
}

fn dateline_of(
    grammar: &Grammar<'_, '_>,
    line: std::ops::Range<usize>,
    published: Option<Date>,
) -> Option<Date> {
    let lexemes = &grammar.lexemes;
    // A place in capitals comes first.
    let place = lexemes.get(line.start)?;
    if place.text.chars().count() < 2 || !place.text.chars().all(char::is_uppercase) {
        return None;
    }
    for at in line.start + 1..line.end.min(line.start + 14) {
        if let Some((end, Node::Date(date))) = grammar.expression(at) {
            let Base::Written {
                year,
                part: Part::Day(Some(month), day),
                ..
            } = date.base
            else {
                return None;
            };
            return closes(grammar, end, line.end)
                .then(|| match year {
                    Some(Year::Written(year)) => Date::new(year, month, day).ok(),
                    _ => near(published?, month, day),
                })
                .flatten();
        }
        let lexeme = lexemes.get(at)?;
        let part = lexeme.capital() || !lexeme.text.starts_with(char::is_alphanumeric);
        if !part || matches!(lexeme.text, "—" | "–" | ":") {
            return None;
        }
    }
    None
}

/// Whether a dateline ends at `at`: "(Agency) —", "—", "-".
fn closes(grammar: &Grammar<'_, '_>, at: usize, end: usize) -> bool {
    let mut at = at;
    if grammar.is(at, "(") {
        at = (at..end.min(at + 12))
            .find(|&at| grammar.is(at, ")"))
            .map_or(at, |at| at + 1);
    }
    ["—", "–", "-", ":"].iter().any(|mark| grammar.is(at, mark))
}

/// The day with that month and day shortly before the article came out.
fn near(published: Date, month: i8, day: i8) -> Option<Date> {
    [published.year(), published.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|&found| {
            days(found, LATEST).is_some_and(|last| published <= last)
                && found <= days(published, 1).unwrap_or(published)
        })
}

/// The day that a text says it is of: "Published 10 May 2035", "It is Thursday, 10 May 2035".
fn own(grammar: &Grammar<'_, '_>) -> Option<Date> {
    let lexemes = &grammar.lexemes;
    let mut at = 0;
    let mut line = 0;
    while at < lexemes.len().min(HEAD) {
        if lexemes[at].text == "\n" {
            line = at + 1;
        }
        let Some((end, Node::Date(date))) = grammar.expression(at) else {
            at += 1;
            continue;
        };
        if let Base::Written {
            year: Some(Year::Written(year)),
            part: Part::Day(Some(month), day),
            ..
        } = date.base
        {
            let said = at >= 2
                && grammar.is(at - 1, "is")
                && (grammar.is(at - 2, "it") || grammar.is(at - 2, "today"));
            let stop = (end..lexemes.len())
                .find(|&at| lexemes[at].text == "\n")
                .unwrap_or(lexemes.len());
            let beside = (line..at).chain(end..stop).all(|at| {
                let lexeme = &lexemes[at];
                !lexeme.text.starts_with(char::is_alphabetic)
                    || BESIDE.contains(&lexeme.lower.as_ref())
            });
            if said || beside {
                return Date::new(year, month, day).ok();
            }
        }
        at = end;
    }
    None
}
