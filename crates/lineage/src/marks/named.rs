//! Names where outlets are named. Whether a name is an outlet's is not decided here: it counts
//! only where it is the name of an article's outlet.

use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::Phrases;
use super::tokens::{Break, Token};
use super::{Caveat, Named, Place, number};
use crate::Words;

/// At most this many names are kept, and this many words in one.
const MOST: usize = 24;
const LONGEST: usize = 6;
/// A dateline is over within this many words.
const DATELINE: usize = 12;
/// A notice names its outlet within this many words.
const NOTICE: usize = 24;

/// Where a name stands beside a phrase of `origins.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Before it.
    Left,
    /// Behind it.
    Right,
    /// Behind it, where it begins a paragraph.
    Line,
}

const DASHES: [char; 3] = ['—', '–', '-'];
/// Small words inside a name.
const INSIDE: [&str; 9] = ["of", "de", "del", "des", "du", "la", "the", "and", "el"];

/// The names, in the text's order, each with each wording once.
pub(super) fn of(text: &str, tokens: &[Token<'_>], caveats: &[Caveat]) -> Vec<Named> {
    let names = Names { text, tokens };
    let mut found = Vec::new();
    if let Some(dateline) = dateline(text, tokens) {
        let within = 0..dateline.end as usize;
        names.bracketed(within, Place::Dateline, &mut found);
    }
    for at in 0..tokens.len() {
        names.beside(at, &mut found);
        if tokens
            .get(at + 1)
            .is_none_or(|next| next.after == Break::Paragraph)
        {
            names.signed(at + 1, &mut found);
        }
    }
    for caveat in caveats {
        let at = caveat.at as usize;
        if let Some(name) = names.ending(at) {
            found.push(names.named(&name, name.start..at + 1, Place::Unverified));
        }
    }
    names.links(&mut found);
    found.sort_by(|one, other| order(one).cmp(&order(other)));
    let mut known: Vec<(String, Place)> = Vec::new();
    found.retain(|named| {
        let key = (named.name.clone(), named.place);
        let new = !known.contains(&key) && known.len() < MOST;
        if new {
            known.push(key);
        }
        new
    });
    found
}

fn order(named: &Named) -> (u32, u32, &str, Place) {
    (named.at.start, named.at.end, &named.name, named.place)
}

/// The words of the dateline: from a capital to a dash, with no sentence between, holding a place
/// in capitals or a name in brackets.
pub(super) fn dateline(text: &str, tokens: &[Token<'_>]) -> Option<Words> {
    let first = tokens.first().filter(|first| first.capital)?;
    let most = tokens.len().min(DATELINE + 1);
    let end = (1..most).find(|&at| {
        let between = &text[tokens[at - 1].bytes.end..tokens[at].bytes.start];
        let spaced = between.ends_with(' ') && between.starts_with([' ', ')', '.', ',']);
        spaced && between.contains(DASHES)
    })?;
    let line = &text[first.bytes.start..tokens[end].bytes.start];
    let shouted = text[first.bytes.clone()].chars().count() > 1
        && !text[first.bytes.clone()].chars().any(char::is_lowercase);
    let whole = tokens[1..end]
        .iter()
        .all(|token| token.after != Break::Paragraph);
    let said = line.contains(['"', '“', '„', '«', '?', '!', ':', ';']);
    let bracketed = line.contains('(') && line.contains(')');
    (whole && !said && (shouted || bracketed)).then(|| 0..number(end))
}

struct Names<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
}

impl Names<'_> {
    /// The name beside a phrase of `origins.tsv` that begins at word `at`.
    fn beside(&self, at: usize, found: &mut Vec<Named>) {
        let Some((cue, (place, side))) = origins().at(self.tokens, at, |_| true) else {
            return;
        };
        match (place, side) {
            (_, Side::Line) if self.tokens[at].after != Break::Paragraph => {}
            (Place::Left, _) => self.noticed(cue, found),
            (_, Side::Right | Side::Line) => {
                if let Some(name) = self.starting(cue.end) {
                    found.push(self.named(&name, cue.start..name.end, place));
                }
            }
            (_, Side::Left) => {
                if let Some(name) = self.ending(cue.start) {
                    found.push(self.named(&name, name.start..cue.end, place));
                }
            }
        }
    }

    /// Every name in the paragraph behind a notice's words.
    fn noticed(&self, cue: Range<usize>, found: &mut Vec<Named>) {
        let mut at = cue.end;
        while at < self.tokens.len().min(cue.end + NOTICE)
            && self.tokens[at].after != Break::Paragraph
        {
            match self.name_at(at) {
                Some(name) => {
                    at = name.end;
                    found.push(self.named(&name, cue.start..name.end, Place::Left));
                }
                None => at += 1,
            }
        }
    }

    /// Names between brackets, apart from one another by slashes, that end within `within`.
    fn bracketed(&self, within: Range<usize>, place: Place, found: &mut Vec<Named>) {
        for at in within.clone() {
            if self.gap(at).ends_with(['(', '/']) {
                let name = self.name_at(at);
                let closed = name.filter(|name| self.gap(name.end).starts_with([')', '/', ',']));
                if let Some(name) = closed.filter(|name| name.end <= within.end) {
                    found.push(self.named(&name, name.clone(), place));
                }
            }
        }
    }

    /// The credit of the paragraph that ends before word `end`: in brackets, or behind a dash.
    fn signed(&self, end: usize, found: &mut Vec<Named>) {
        let from = end.saturating_sub(LONGEST);
        let signature = (from.max(1)..end).rev().find_map(|at| {
            let before = self.gap(at);
            let apart = before.ends_with(['(', '/'])
                || before.trim_end().ends_with(DASHES) && before.len() > 1;
            let behind_sentence = before.contains(['.', '!', '?', '”', '"', '\n'])
                || at > 0 && before.trim_start().starts_with('(') && self.gap(end).contains(").");
            let name = self.name_at(at)?;
            (apart && behind_sentence && name.end == end).then_some(name)
        });
        if let Some(name) = signature {
            found.push(self.named(&name, name.clone(), Place::Signed));
        }
    }

    /// Hosts of addresses in the text.
    fn links(&self, found: &mut Vec<Named>) {
        for (at, token) in self.tokens.iter().enumerate() {
            if !token.is_one_of(&["http", "https", "www"]) {
                continue;
            }
            let rest = &self.text[token.bytes.end..];
            let rest = rest.trim_start_matches([':', '/', '.']);
            let host = rest
                .split(|c: char| !(c.is_alphanumeric() || "-.".contains(c)))
                .next();
            let host = host
                .unwrap_or_default()
                .trim_end_matches('.')
                .trim_start_matches("www.");
            if host.contains('.') {
                found.push(Named {
                    at: number(at)..number(at + 1),
                    name: host.to_lowercase(),
                    place: Place::Link,
                });
            }
        }
    }

    fn named(&self, name: &Range<usize>, at: Range<usize>, place: Place) -> Named {
        let bytes = self.tokens[name.start].bytes.start..self.tokens[name.end - 1].bytes.end;
        let name = &self.text[bytes];
        let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
        Named {
            at: number(at.start)..number(at.end),
            name: bare.unwrap_or(name).to_owned(),
            place,
        }
    }

    /// The name behind a phrase, perhaps with an article before it.
    fn starting(&self, at: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(at).filter(|t| t.after == Break::None)?;
        let article = token.is_one_of(&["the", "der", "die", "dem", "das", "el", "la", "le"]);
        self.name_at(if article { at + 1 } else { at })
    }

    /// The longest run of capitalised words from word `at`.
    fn name_at(&self, at: usize) -> Option<Range<usize>> {
        self.tokens.get(at).filter(|token| token.capital)?;
        let mut end = at + 1;
        while end < (at + LONGEST).min(self.tokens.len()) && self.touches(end) {
            let inside = self.tokens[end].is_one_of(&INSIDE)
                && self.touches(end + 1)
                && self.tokens.get(end + 1).is_some_and(|t| t.capital);
            if !self.tokens[end].capital && !inside {
                break;
            }
            end += 1;
        }
        Some(at..end)
    }

    /// The longest run of capitalised words that ends before word `end`.
    fn ending(&self, end: usize) -> Option<Range<usize>> {
        let from = end.saturating_sub(LONGEST);
        (from..end).find_map(|at| {
            self.name_at(at)
                .filter(|name| name.end == end && self.touches(end))
        })
    }

    /// Whether nothing but a blank or a hyphen stands before word `at`.
    fn touches(&self, at: usize) -> bool {
        at > 0 && matches!(self.gap(at), " " | "-" | " & " | "\u{a0}" | ".")
    }

    /// What stands between word `at` and the one before it.
    fn gap(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            Some(before) => self.tokens[before].bytes.end,
            None => 0,
        };
        let end = self
            .tokens
            .get(at)
            .map_or(self.text.len(), |token| token.bytes.start);
        &self.text[start..end]
    }
}

/// The table of `origins.tsv`.
fn origins() -> &'static Phrases<(Place, Side)> {
    static TABLE: LazyLock<Phrases<(Place, Side)>> = LazyLock::new(|| {
        let mut table = Phrases::new();
        for (place, side, phrases) in crate::table::rows(include_str!("../../data/origins.tsv")) {
            if let Some(meaning) = meaning(place, side) {
                table.add(phrases, meaning);
            }
        }
        table
    });
    &TABLE
}

fn meaning(place: &str, side: &str) -> Option<(Place, Side)> {
    let place = match place {
        "told" => Place::Told,
        "left" => Place::Left,
        _ => return None,
    };
    let side = match side {
        "right" => Side::Right,
        "left" => Side::Left,
        "line" => Side::Line,
        _ => return None,
    };
    Some((place, side))
}

#[cfg(test)]
mod tests;
