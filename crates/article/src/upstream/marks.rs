//! Names that are set apart by punctuation where agencies are credited: in a
//! dateline, behind the last sentence.

use std::ops::Range;

use super::Candidate;
use super::names::Outlets;
use crate::furniture::words;

/// A dateline is over within this many bytes.
const DATELINE: usize = 90;
const DASHES: [char; 3] = ['—', '–', '-'];

/// Names in the dateline of `line`, and in a credit at its end; a dash makes a
/// credit on the `last` line only.
pub(super) fn candidates(line: &str, last: bool) -> Vec<Candidate> {
    let mut found = dateline(line).unwrap_or_default();
    found.extend(bracketed_credit(line).unwrap_or_default());
    if last {
        found.extend(dashed_credit(line).unwrap_or_default());
    }
    found
}

/// `HALM, Orrin, May 9 (Lantern) — The lamp went out.`
fn dateline(line: &str) -> Option<Vec<Candidate>> {
    let open = line.find('(').filter(|at| (1..DATELINE).contains(at))?;
    let close = open + line[open..].find(')')?;
    let place = &line[..open];
    let capital = place.starts_with(char::is_uppercase);
    let short = words(place).len() <= 9 && !place.contains(['.', '!', '?', '"', '“']);
    let dash = line[close + 1..].trim_start().starts_with(DASHES);
    (capital && short && dash).then(|| named(line, open + 1..close))
}

/// `The lamp went out. (Lantern)`
fn bracketed_credit(line: &str) -> Option<Vec<Candidate>> {
    let body = line.trim_end().strip_suffix(')')?;
    let open = body.rfind('(')?;
    let before = body[..open].trim_end();
    ends_sentence(before).then(|| agency(line, named(line, open + 1..body.len())))
}

/// `The lamp went out. — Lantern`. Behind a quotation the dash names whoever
/// said it.
fn dashed_credit(line: &str) -> Option<Vec<Candidate>> {
    let (at, dash) = line
        .char_indices()
        .rev()
        .find(|(_, c)| DASHES.contains(c))?;
    let before = line[..at].trim_end_matches(DASHES).trim_end();
    let spaced = line[..at].ends_with([' ', '-']) || line[at + dash.len_utf8()..].starts_with(' ');
    let alone = before.is_empty();
    let quoted = before.ends_with(['"', '”', '»', '’']);
    let credit = spaced && !quoted && (alone || ends_sentence(before));
    credit.then(|| {
        agency(
            line,
            named(line, at + dash.len_utf8()..line.trim_end().len()),
        )
    })
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', '’'])
        .ends_with(['.', '!', '?'])
}

/// Names in `range` of `line`, if it holds nothing else: one, or several
/// between slashes.
fn named(line: &str, range: Range<usize>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut start = range.start;
    for part in line[range].split('/') {
        let inner = part.trim();
        let from = start + (part.len() - part.trim_start().len());
        start += part.len() + 1;
        let words = words(inner);
        let is_name = Outlets::get()
            .name_at(inner, &words, 0)
            .is_some_and(|name| name.words == (0..words.len()));
        let last = words.last().map_or(0, |w| w.end);
        if !is_name || inner.len() > last || words.len() > 5 {
            return Vec::new();
        }
        let range = from..from + inner.len();
        found.push(Candidate {
            evidence: range.clone(),
            range,
            certain: true,
        });
    }
    found
}

/// Those names in a credit that may be an agency's: one word, or one that reads
/// as an outlet's. Two capitalised words may be a person.
fn agency(line: &str, mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.retain(|candidate| {
        let words = words(&line[candidate.range.clone()]);
        Outlets::get().may_be_credited(&words)
    });
    found
}
