//! Whether a sentence begins behind a stop: the first rule that applies decides.

use super::site::{Closed, Mark, Site};
use super::words::{
    first_word, follows_clock, head, is_address_end, is_bullet, is_closing, is_exclaimed, is_month,
    is_opening, is_opening_bracket, is_quote, is_shouted, is_speech, is_starter, last_word,
    precedes_ordinal,
};
use super::{Break, Verdict};
use crate::abbreviation::{Ends, ends};

/// Why a sentence begins, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A line or paragraph begins.
    Line,
    /// A stop, then a word that looks like the first of a sentence.
    Stop,
    /// A stop of a script without capitals.
    ForeignStop,
    /// A stop and no white space: "ended.The next".
    MissingSpace,
    /// A bullet within a line.
    Bullet,
    /// The stop belongs to the dateline.
    Dateline,
    /// Punctuation follows: "the agency. , echoing".
    Stray,
    /// A number at the head of an item: "1. First".
    ItemNumber,
    /// A German ordinal: "am 3. Oktober".
    Ordinal,
    /// "J. Orme", "plan B."
    Initial,
    /// An abbreviation of the table, or letters with stops: "Gen.", "U.S."
    Abbreviation,
    /// A short word without vowels, likely an abbreviation.
    Clipped,
    /// The next word begins with a small letter.
    LowerCase,
    /// A name such as "iPhone" or "van Orme" may open a sentence.
    LowerCaseName,
    /// A name such as "Yahoo!".
    ExclaimedName,
    /// A call or question in quotes, then who says so: “Why?” Ms. Orme asked.
    SpeechTag,
    /// A bracket in the middle of the sentence closed behind the stop.
    Insertion,
    /// Dots, which may end a sentence or stand for words left out.
    Ellipsis,
}

/// What a rule says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling {
    rule: Rule,
    verdict: Verdict,
    starts: bool,
}

impl Ruling {
    pub(super) fn start(rule: Rule) -> Self {
        let (verdict, starts) = (Verdict::Start, true);
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    fn inside(rule: Rule) -> Self {
        let (verdict, starts) = (Verdict::Inside, false);
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    fn open(rule: Rule, starts: bool) -> Self {
        let verdict = Verdict::Open;
        Ruling {
            rule,
            verdict,
            starts,
        }
    }

    pub(super) fn at(self, at: usize) -> Break {
        Break {
            at,
            verdict: self.verdict,
            starts: self.starts,
            rule: self.rule,
        }
    }
}

/// How the next word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Upper,
    /// Small, but a sentence may begin with it: "iPhone", "de Orme", "al-Orme", a link.
    LowerName,
    Lower,
    Number,
    /// A letter of a script without capitals, or a sign such as "$", "§", "@".
    Other,
    Punctuation,
}

/// The verdict on `site`; none where nobody would expect a sentence to begin.
pub(super) fn judge(site: &Site) -> Option<Ruling> {
    let case = case(site);
    if site.mark == Mark::Bullet {
        return bullet(site);
    }
    if site.dateline {
        return Some(Ruling::inside(Rule::Dateline));
    }
    if site.mark == Mark::Foreign {
        return foreign(site, case);
    }
    if !site.gap {
        return missing_space(site, case);
    }
    Some(match (case, site.mark) {
        (Case::Punctuation, _) => Ruling::inside(Rule::Stray),
        (_, Mark::Full) => full_stop(site, case),
        (_, Mark::Call) => call(site, case),
        _ => ellipsis(site, case),
    })
}

fn case(site: &Site) -> Case {
    let Some(first) = site.rest.chars().next() else {
        return Case::Punctuation;
    };
    if first.is_uppercase() {
        Case::Upper
    } else if first.is_lowercase() {
        let inner = site.next.chars().skip(1).any(char::is_uppercase);
        let mut words = head(site.rest, 40).split([' ', '-', '\'', '’']);
        let particle = words.next().is_some_and(|word| {
            matches!(
                word,
                "al" | "de"
                    | "del"
                    | "di"
                    | "da"
                    | "el"
                    | "la"
                    | "le"
                    | "van"
                    | "von"
                    | "d"
                    | "bin"
                    | "ibn"
            )
        }) && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
        let link = ["http", "www.", "pic."]
            .iter()
            .any(|head| site.rest.starts_with(head));
        if inner || particle || link {
            Case::LowerName
        } else {
            Case::Lower
        }
    } else if first.is_numeric() {
        Case::Number
    } else if first.is_alphabetic() || matches!(first, '$' | '€' | '£' | '¥' | '§' | '@' | '#')
    {
        Case::Other
    } else if first.is_ascii_punctuation() || matches!(first, '،' | '、' | '，' | '；' | '：')
    {
        Case::Punctuation
    } else {
        Case::Other // signs, pictures
    }
}

fn bullet(site: &Site) -> Option<Ruling> {
    let listed = site.before.is_empty() && site.word.is_empty()
        || site.before.starts_with(is_bullet)
        || site.before.ends_with([':', '.', '!', '?', ';']);
    (site.detached && !site.rest.is_empty()).then(|| {
        if listed {
            Ruling::start(Rule::Bullet)
        } else {
            Ruling::open(Rule::Bullet, false)
        }
    })
}

/// Stops of scripts without capitals need no space. Quoted speech goes on with と or
/// 라고 and the like.
fn foreign(site: &Site, case: Case) -> Option<Ruling> {
    match case {
        Case::Punctuation => None,
        Case::Lower => Some(Ruling::open(Rule::LowerCase, false)),
        _ if site.closed == Closed::Quote && !site.gap => {
            let goes_on = site.rest.starts_with(['と', '라', '고', '이', 'っ']);
            Some(Ruling::open(Rule::ForeignStop, !goes_on))
        }
        _ => Some(Ruling::start(Rule::ForeignStop)),
    }
}

fn missing_space(site: &Site, case: Case) -> Option<Ruling> {
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
        Mark::Ellipsis => Some(Ruling::open(Rule::Ellipsis, starter && site.next != "I")),
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

fn full_stop(site: &Site, case: Case) -> Ruling {
    if site.detached {
        return plain(site, case);
    }
    if site.closed != Closed::Nothing {
        return closed(site, case);
    }
    if is_item_number(site) {
        return Ruling::inside(Rule::ItemNumber);
    }
    initial(site, case)
        .or_else(|| abbreviation(site, case))
        .or_else(|| ordinal(site, case))
        .or_else(|| clipped(site, case))
        .unwrap_or_else(|| plain(site, case))
}

/// Nothing but the case of the next word tells. Behind an ordinary word a small letter
/// is a slip of the writer, or shows that a name with a mark in it goes on.
fn plain(site: &Site, case: Case) -> Ruling {
    match case {
        Case::Lower => {
            let word = !site.opening.contains(['-', '—', '–'])
                && site.word.chars().nth(1).is_some()
                && site.word.chars().all(char::is_lowercase);
            Ruling::open(Rule::LowerCase, word)
        }
        Case::LowerName => Ruling::open(Rule::LowerCaseName, true),
        _ => Ruling::start(Rule::Stop),
    }
}

/// A quote or bracket closed behind the full stop.
fn closed(site: &Site, case: Case) -> Ruling {
    let title = ends(site.word) == Some(Ends::Never);
    match (case, site.closed) {
        (Case::Lower, _) => Ruling::inside(Rule::LowerCase),
        (_, Closed::Insertion) => {
            let abbreviated = ends(site.word).is_some();
            Ruling::open(Rule::Insertion, is_starter(site.next) || !abbreviated)
        }
        _ if title => Ruling::inside(Rule::Abbreviation),
        _ => plain(site, case),
    }
}

/// "1. First", "b. Second", "IV. Third", "The rules: 1. First": the number of an item.
fn is_item_number(site: &Site) -> bool {
    let number = site.word.bytes().all(|b| b.is_ascii_digit()) && site.word.len() <= 3
        || site.word.len() <= 4 && site.word.bytes().all(|b| b"IVX".contains(&b))
        || site.word.len() == 1 && site.word.starts_with(|c: char| c.is_ascii_alphabetic());
    let listed = site.before.ends_with(':') && site.word.starts_with(|c: char| c.is_ascii_digit());
    number && !site.word.is_empty() && (opens(site) || listed)
}

/// Whether the sentence begins with the word before the stop.
fn opens(site: &Site) -> bool {
    site.before.chars().all(is_opening)
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

/// German writes ordinal numbers with a stop.
fn ordinal(site: &Site, case: Case) -> Option<Ruling> {
    const MONTHS: [&str; 7] = [
        "Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober",
    ];
    let short = (1..=2).contains(&site.word.len()) && site.word.bytes().all(|b| b.is_ascii_digit());
    let month = MONTHS.contains(&site.next) || site.next == "Dezember";
    let previous = last_word(site.before);
    (short
        && case == Case::Upper
        && (month || precedes_ordinal(previous) && !is_starter(site.next)))
    .then(|| {
        if month || is_month(site.next) {
            Ruling::inside(Rule::Ordinal)
        } else {
            Ruling::open(Rule::Ordinal, false)
        }
    })
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

fn call(site: &Site, case: Case) -> Ruling {
    let starter = is_starter(site.next);
    match (case, site.closed) {
        (Case::Lower, Closed::Nothing) => plain(site, case),
        (Case::Lower, _) => Ruling::inside(Rule::LowerCase),
        (Case::LowerName, _) => Ruling::open(Rule::LowerCaseName, site.closed == Closed::Nothing),
        (_, Closed::Insertion) => Ruling::open(Rule::Insertion, starter),
        (_, Closed::Quote) if is_speech_tag(site.rest) => Ruling::inside(Rule::SpeechTag),
        (_, Closed::Nothing) if is_exclaimed(site.word) => {
            Ruling::open(Rule::ExclaimedName, starter)
        }
        _ => Ruling::start(Rule::Stop),
    }
}

fn ellipsis(site: &Site, case: Case) -> Ruling {
    match (case, site.closed) {
        (Case::Lower, _) => Ruling::inside(Rule::Ellipsis),
        (_, Closed::Quote) if is_speech_tag(site.rest) => Ruling::inside(Rule::SpeechTag),
        (_, Closed::Quote) => Ruling::start(Rule::Stop),
        _ if opens(site) && site.word.is_empty() => Ruling::inside(Rule::Ellipsis),
        _ => Ruling::open(Rule::Ellipsis, case == Case::Upper && site.next != "I"),
    }
}

/// Whether `rest` begins with a name and then a verb of speech: "Ms. Orme asked". A
/// pronoun with a capital begins a sentence of its own.
fn is_speech_tag(rest: &str) -> bool {
    let mut named = false;
    for word in head(rest, 120).split_whitespace().take(6) {
        let bare = first_word(word);
        let shouted = is_shouted(bare);
        if (named || shouted) && is_speech(&bare.to_lowercase()) {
            return true;
        }
        if !bare.starts_with(char::is_uppercase) || !named && is_starter(bare) {
            return false;
        }
        if word.ends_with([',', ';', ':', '?', '!']) {
            return false;
        }
        named = true;
    }
    false
}
