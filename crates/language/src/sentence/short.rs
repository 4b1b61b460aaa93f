//! Full stops that may belong to the word before: numbers, initials, abbreviations.

use super::case::Case;
use super::site::Site;
use super::verdict::{Rule, Ruling};
use super::words::{
    follows_clock, head, is_german_month, is_opening_bracket, is_quote, is_shouted, is_starter,
    last_word, precedes_ordinal,
};
use crate::abbreviation::{Ends, ends};

/// The verdict of the first rule for short forms that applies.
pub(super) fn short_form(site: &Site, case: Case) -> Option<Ruling> {
    item_number(site)
        .or_else(|| initial(site, case))
        .or_else(|| abbreviation(site, case))
        .or_else(|| ordinal(site, case))
        .or_else(|| clipped(site, case))
}

/// "1. First", "b. Second", "IV. Third", "The rules: 1. First": the number of an item.
fn item_number(site: &Site) -> Option<Ruling> {
    let word = site.word;
    let digits = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let roman = word.len() <= 4 && word.bytes().all(|b| b"IVX".contains(&b));
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let listed = site.begins_with_word() || digits && site.before.ends_with(':');
    (listed && !word.is_empty() && (digits || roman || letter))
        .then(|| Ruling::inside(Rule::ItemNumber))
}

/// One capital letter goes on a name, but "plan B." may end a sentence.
fn initial(site: &Site, case: Case) -> Option<Ruling> {
    let mut letters = site.word.chars();
    let letter = letters.next().filter(|c| c.is_alphabetic())?;
    if letters.next().is_some() {
        return None;
    }
    let previous = last_word(site.before.trim_end_matches('.'));
    let in_name = site.before.is_empty() || previous.starts_with(char::is_uppercase);
    let next_initial =
        site.next.chars().nth(1).is_none() && site.rest[site.next.len()..].starts_with('.');
    let starter = is_starter(site.next) && !next_initial;
    Some(match case {
        Case::Lower | Case::LowerName => Ruling::inside(Rule::Initial),
        Case::Upper if next_initial => Ruling::inside(Rule::Initial),
        Case::Upper if letter.is_lowercase() => Ruling::open(Rule::Initial, starter),
        // "World War I. The", "and I. Then"
        Case::Upper if letter == 'I' => Ruling::open(Rule::Initial, starter || !in_name),
        Case::Upper if starter => Ruling::open(Rule::Initial, true),
        Case::Upper if in_name => Ruling::inside(Rule::Initial),
        Case::Upper => Ruling::open(Rule::Initial, false),
        // "The S.&P. 500"
        Case::Number if site.before.ends_with(['&', '.']) => Ruling::inside(Rule::Initial),
        _ => Ruling::open(Rule::Initial, letter.is_uppercase()),
    })
}

fn abbreviation(site: &Site, case: Case) -> Option<Ruling> {
    let ends = ends(site.word)?;
    let rule = Rule::Abbreviation;
    let starter = is_starter(site.next);
    let bracket = site.opening.contains(is_opening_bracket);
    Some(match (case, ends) {
        (Case::Lower | Case::LowerName, _) | (_, Ends::Never) => Ruling::inside(rule),
        (Case::Number, Ends::NotBeforeNumber) => Ruling::inside(rule),
        (_, Ends::NotBeforeNumber) => Ruling::start(Rule::Stop),
        (Case::Upper, Ends::AfterClock) if follows_clock(site.next) => Ruling::inside(rule),
        (_, _) if bracket => Ruling::open(rule, false),
        (Case::Upper, _) if starter && !in_headline(site) => Ruling::start(rule),
        (_, Ends::AfterClock) => Ruling::open(rule, true),
        (Case::Upper, _) if site.opening.contains(is_quote) => Ruling::open(rule, true),
        _ => Ruling::open(rule, false),
    })
}

/// Whether the words around begin with capitals, small ones aside, as in "Troops
/// Leave the U.S. And Iran".
fn in_headline(site: &Site) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let mut words = site.before.split_whitespace().rev().take(5);
    let second = head(&site.rest[site.next.len()..], 40)
        .split_whitespace()
        .next();
    second.as_ref().is_some_and(capital)
        && words.clone().filter(capital).count() >= 2
        && words.all(|word| word.len() <= 3 || !word.starts_with(char::is_lowercase))
}

/// German writes ordinal numbers with a stop: "am 3. Oktober", "die 2. Runde".
fn ordinal(site: &Site, case: Case) -> Option<Ruling> {
    let short = matches!(site.word.len(), 1 | 2) && site.word.bytes().all(|b| b.is_ascii_digit());
    if !short || case != Case::Upper {
        None
    } else if is_german_month(site.next) {
        Some(Ruling::inside(Rule::Ordinal))
    } else {
        (precedes_ordinal(last_word(site.before)) && !is_starter(site.next))
            .then(|| Ruling::open(Rule::Ordinal, false))
    }
}

/// "Mfg.", "Pkwy.": short, no vowel, not all in capitals.
fn clipped(site: &Site, case: Case) -> Option<Ruling> {
    let consonant = |c: char| c.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&(c as u8));
    let clipped = (2..=4).contains(&site.word.len())
        && site.word.chars().all(consonant)
        && !is_shouted(site.word);
    clipped.then(|| match case {
        Case::Lower => Ruling::inside(Rule::Clipped),
        _ if is_starter(site.next) => Ruling::start(Rule::Stop),
        _ => Ruling::open(Rule::Clipped, site.word.starts_with(char::is_lowercase)),
    })
}
