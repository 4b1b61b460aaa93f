//! Whether a count adds up over time, and per what.

use std::ops::Range;

use super::tree::Tree;
use crate::model::Scope;
use crate::table::rows;

/// Nouns that a rate can be per.
const PERIODS: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
    "shift",
];

/// The period of a rate that stands behind the token before `at`: "a day", "per week".
pub(super) fn period(tree: &Tree<'_>, at: usize) -> Option<Range<usize>> {
    let sentence = tree.sentence(at.checked_sub(1)?);
    let noun = at + 1;
    // "98 a year earlier" is no rate.
    if noun + 1 < sentence.end && tree.is(noun + 1, &["earlier", "ago", "before", "later", "on"]) {
        return None;
    }
    if noun < sentence.end
        && tree.is(at, &["a", "an", "per", "each", "every", "/"])
        && PERIODS.contains(&tree.lemma(noun).as_ref())
    {
        return Some(at..noun + 1);
    }
    let by = noun + 1;
    let to_the = by < sentence.end && tree.is(at, &["to", "by"]) && tree.is(noun, &["the"]);
    if to_the && PERIODS.contains(&tree.lemma(by).as_ref()) {
        return Some(at..by + 1);
    }
    (at < sentence.end
        && tree.is(
            at,
            &[
                "daily", "weekly", "monthly", "annually", "yearly", "nightly",
            ],
        ))
    .then(|| at..at + 1)
}

/// Whether words of the clause around `at` say that the number adds up: "since", "so far".
pub(super) fn is_cumulative(tree: &Tree<'_>, at: usize) -> bool {
    let sentence = tree.sentence(at);
    let divides = |&i: &usize| tree.is(i, &[";"]);
    let start = (sentence.start..at)
        .rev()
        .find(divides)
        .unwrap_or(sentence.start);
    let end = (at..sentence.end).find(divides).unwrap_or(sentence.end);
    let end = end.min(at + REACH);
    let start = start.max(at.saturating_sub(REACH));
    rows(include_str!("../../data/measure/cumulative.txt")).any(|row| {
        let words: Vec<_> = row[0].split(' ').collect();
        (start..end).any(|i| {
            i + words.len() <= end
                && words
                    .iter()
                    .enumerate()
                    .all(|(n, word)| tree.word(i + n) == *word)
                && !tells_of(tree, at, i)
        })
    })
}

/// "closed since November, when 31 died": then, not since.
fn tells_of(tree: &Tree<'_>, at: usize, since: usize) -> bool {
    let mut clause = at;
    for _ in 0..REACH {
        let when = |child| tree.is(child, &["when"]);
        if tree.dep(clause) == "relcl" && tree.children(clause).any(when) {
            return tree.is_below(clause, since, REACH);
        }
        let Some(head) = tree.head(clause) else {
            return false;
        };
        clause = head;
    }
    false
}

/// How many tokens away a word may say so.
const REACH: usize = 16;

/// What stretch of events a count covers.
pub(super) fn scope(tree: &Tree<'_>, at: usize, rate: bool, of_toll: bool, more: bool) -> Scope {
    if rate {
        Scope::Rate
    } else if more {
        Scope::Incident
    } else if of_toll || is_cumulative(tree, at) {
        Scope::Cumulative
    } else {
        Scope::Unsaid
    }
}
