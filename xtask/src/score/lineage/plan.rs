//! Which facts an article tells, and in which order.

use std::collections::BTreeSet;

use super::calendar::Moment;
use super::event::{Event, shuffle};
use super::grammar::{Language, Role};
use super::outlets::Outlet;
#[cfg(test)]
use super::tell::words;
use super::tell::{Body, Told};
use crate::dice::Dice;

/// Words of a sentence, about: good enough to plan by.
const SENTENCE: usize = 20;

/// How an outlet goes about an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coverage {
    /// 0 for the first article, else that of another outlet.
    pub(super) voice: usize,
    /// About how long the article is.
    pub(super) words: usize,
    /// Whether it has all quotations, and nothing that a reporter of its own found.
    pub(super) all_quotes: bool,
}

impl Coverage {
    /// The first article.
    pub(super) fn first(words: usize) -> Self {
        Self {
            voice: 0,
            words,
            all_quotes: false,
        }
    }
}

/// The facts of an article, in order: what matters first, the rest as the outlet sees it.
pub(super) fn facts(
    event: &Event<'_>,
    coverage: Coverage,
    language: Language,
    dice: &mut Dice,
) -> Vec<usize> {
    let (mut core, mut rest) = (Vec::new(), Vec::new());
    let mut quotes = 0;
    for (at, fact) in event.facts.iter().enumerate() {
        if !event.speaks(at, language) {
            continue;
        }
        match &fact.role {
            Role::Core => core.push(at),
            // What a reporter found is one outlet's alone.
            Role::Own if at % 4 == coverage.voice % 4 => rest.push(at),
            Role::Own => {}
            Role::Quote(_) if coverage.all_quotes => rest.push(at),
            // The first quotation is from the briefing, the others are one outlet's.
            Role::Quote(_) => {
                let shared = quotes == 0 && dice.below(2) == 0;
                if shared || (quotes > 0 && quotes % 3 == coverage.voice % 3) {
                    rest.push(at);
                }
                quotes += 1;
            }
            // With two wordings for a fact, one is the first article's, and one other outlet has
            // the other: two outlets that happen on the same words would not be independent.
            Role::Detail | Role::Caveat => {
                let taken = coverage.voice > 0
                    && fact.lines[language as usize].len() < 3
                    && at % 3 != coverage.voice % 3;
                if !taken && dice.below(4) > 0 {
                    rest.push(at);
                }
            }
        }
    }
    shuffle(&mut core, dice);
    // Not every outlet has the whole briefing.
    if coverage.voice > 0 && core.len() > 3 {
        core.truncate(core.len() - dice.below(core.len() / 2));
    }
    shuffle(&mut rest, dice);
    // Some of what matters stands further down.
    let lead = core.len().min(2 + dice.below(3));
    let mut later: Vec<usize> = core.split_off(lead);
    let room = (coverage.words / SENTENCE).saturating_sub(core.len() + later.len());
    rest.truncate(room.max(2));
    later.extend(rest);
    shuffle(&mut later, dice);
    core.extend(later);
    core
}

/// Makes the quotations of `body` those of `other`.
pub(super) fn quotes_of(body: &mut Body, other: &[Told], event: &Event<'_>) {
    let theirs: BTreeSet<usize> = other.iter().filter_map(|told| told.fact).collect();
    body.retain(|told| {
        told.fact.is_none_or(|fact| {
            !matches!(event.facts[fact].role, Role::Quote(_)) || theirs.contains(&fact)
        })
    });
    if let Some(first) = body.first_mut() {
        first.opens = true;
    }
}

/// What stands before the first word.
pub(super) fn dateline(
    event: &Event<'_>,
    agency: Option<&Outlet>,
    published: Moment,
    language: Language,
    dice: &mut Dice,
) -> String {
    let Some(super::event::Value::Name(city)) = event.values.get("city") else {
        return String::new();
    };
    match (agency, dice.below(4)) {
        (Some(agency), _) => {
            let date = published.day_of_year(language);
            format!("{}, {date} ({}) — ", city.to_uppercase(), agency.name)
        }
        (None, 0) => format!("{} — ", city.to_uppercase()),
        (None, 1) => format!("{city}: "),
        _ => String::new(),
    }
}

/// Runs of `length` words outside quotations, lower case.
#[cfg(test)]
pub(super) fn unquoted_runs(body: &[Told], length: usize) -> BTreeSet<String> {
    let mut runs = BTreeSet::new();
    for told in body {
        let mut quoted = false;
        let text: String = told
            .text
            .chars()
            .map(|c| {
                quoted = (quoted || c == '“') && c != '”';
                if quoted { '|' } else { c }
            })
            .collect();
        for piece in text.split('|') {
            let words: Vec<String> = words(piece).map(str::to_lowercase).collect();
            runs.extend(words.windows(length).map(|run| run.join(" ")));
        }
    }
    runs
}
