//! Stops without white space behind them: "ended.The next", but "example.Com".

use super::case::Case;
use super::site::{Closed, Mark, Site};
use super::verdict::{Rule, Ruling};
use super::words::{is_address_end, is_closing, is_exclaimed, is_starter};
use crate::abbreviation::ends;

/// The verdict where a space may be missing; none where that is unlikely.
pub(super) fn missing_space(site: &Site, case: Case) -> Option<Ruling> {
    let start = |starts| Some(Ruling::open(Rule::MissingSpace, starts));
    if site.opening.contains(['-', '—', '–', '_']) || is_address(site) {
        return None;
    }
    let letters = |small: fn(char) -> bool| {
        let mut chars = site.word.chars();
        chars.next_back().is_some_and(small) && chars.next().is_some_and(char::is_alphabetic)
    };
    let ordinary = letters(char::is_lowercase) && !site.word.contains('.');
    let abbreviated = ends(site.word).is_some();
    if !is_capitalized(site.rest) {
        // "ended.12 came"
        let counts = ordinary && case == Case::Number && site.word.chars().all(char::is_lowercase);
        let counts = counts && !abbreviated && site.word.len() > 3;
        return start(true).filter(|_| counts);
    }
    let starter = is_starter(site.next);
    let long = starter || site.next.chars().nth(2).is_some();
    let digits = site.word.len() > 1 && site.word.bytes().all(|b| b.is_ascii_digit());
    match site.mark {
        _ if site.closed != Closed::Nothing => start(true),
        Mark::Ellipsis => Some(Ruling::open(Rule::Ellipsis, site.next != "I")),
        _ if ordinary && starter => Some(Ruling::start(Rule::MissingSpace)),
        Mark::Full if ordinary && !abbreviated => start(long),
        Mark::Call if ordinary => start(!is_exclaimed(site.word)),
        Mark::Full if digits || letters(char::is_uppercase) && !abbreviated => start(long),
        // "in the 1980s.In", "under 2C.This"
        Mark::Full
            if starter
                && (site.word.len() > 1 || site.word.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            start(true)
        }
        _ if site.word.is_empty() && site.before.ends_with(|c| is_closing(c) || c == '%') => {
            start(long)
        }
        _ => None,
    }
}

/// "The", "I", "It’s", not "NATO".
fn is_capitalized(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars
            .next()
            .is_none_or(|c| c.is_lowercase() || c.is_whitespace() || matches!(c, '’' | '\''))
}

/// Whether the stop stands in "example.Com", "https://…?Id=", "a.orme@Example.Com".
fn is_address(site: &Site) -> bool {
    let chunk = site
        .before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let behind = &site.rest[site.next.len()..];
    chunk.contains(['/', '@', '=', '_'])
        || behind.starts_with(['/', '@', '=', '_', '('])
        || behind
            .strip_prefix('.')
            .is_some_and(|behind| behind.starts_with(char::is_alphanumeric) && site.next.len() < 4)
        || is_address_end(&site.next.to_lowercase())
}
