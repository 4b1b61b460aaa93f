//! How exactly a number is put: the words and marks around it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::piece::Pieces;
use super::reading::Reading;
use super::tables::{AFTER, BEFORE, BEFORE_ENDS, FILLERS, MARKS, words};
use crate::model::Qualifier;

/// Verbs and nouns of change: "from nine to twelve" behind them is no range.
pub(super) static CHANGES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/changes.txt")));

/// Words between a qualifier and its number, at most.
const FILLED: usize = 2;

/// Sets the qualifier of `reading` from what stands around it, and widens its span over it.
/// Nothing in front of `floor` is looked at.
pub(super) fn around(
    pieces: &Pieces<'_>,
    reading: &mut Reading,
    floor: usize,
    is_preposition: &dyn Fn(usize) -> bool,
) {
    let mut said = None;
    while let Some((qualifier, start)) = before(pieces, reading.span.start, floor, is_preposition) {
        said = Some(stronger(said, qualifier));
        reading.span.start = start;
    }
    if let Some((qualifier, end)) = after(pieces, reading) {
        said = Some(stronger(said, qualifier));
        reading.span.end = end.unwrap_or(reading.span.end);
    }
    if let (Some(qualifier), Some(best)) = (said, reading.best) {
        reading.qualifier = qualifier;
        (reading.low, reading.high) = match qualifier {
            Qualifier::Exact => (Some(best), Some(best)),
            Qualifier::AtLeast | Qualifier::MoreThan => (Some(best), None),
            Qualifier::AtMost | Qualifier::LessThan => (None, Some(best)),
            Qualifier::Approx | Qualifier::Range | Qualifier::Vague => (None, None),
        };
    }
}

/// Where the number starts behind an approximator at `at`: "between about 40 and nearly 60".
pub(super) fn skipped(pieces: &Pieces<'_>, at: usize) -> usize {
    BEFORE
        .iter()
        .filter_map(|(phrase, ..)| pieces.phrase(at, phrase))
        .max()
        .map_or(at, |length| at + length)
}

/// Of two qualifiers the one that bounds: "up to an estimated 40" is at most 40.
fn stronger(inner: Option<Qualifier>, outer: Qualifier) -> Qualifier {
    match inner {
        None | Some(Qualifier::Exact | Qualifier::Approx) if outer != Qualifier::Exact => outer,
        Some(inner) => inner,
        None => outer,
    }
}

/// The qualifier that ends in front of `at`, and where it starts.
fn before(
    pieces: &Pieces<'_>,
    at: usize,
    floor: usize,
    is_preposition: &dyn Fn(usize) -> bool,
) -> Option<(Qualifier, usize)> {
    if let Some(found) = mark(pieces, at, floor) {
        return Some(found);
    }
    let mut end = at;
    for _ in 0..=FILLED {
        if let Some((qualifier, start)) = phrase_before(pieces, end, floor, is_preposition) {
            // "less than the 85 million he spoke of", "317 more than 200": a comparison with a
            // number that is exact for itself.
            let known = at > end
                && matches!(qualifier, Qualifier::MoreThan | Qualifier::LessThan)
                && matches!(pieces.lower_before(at, 1), "the" | "those" | "its");
            let differs = floor > 0 && start == floor && pieces.lower_before(end, 1) == "than";
            // "a strike over a 4 percent offer": over what, not how much.
            let about = at > end
                && pieces.is_numeral(at)
                && matches!(pieces.lower_before(at, 1), "a" | "an" | "its" | "their")
                && matches!(pieces.lower_before(end, 1), "over" | "about");
            return Some((qualifier, start)).filter(|_| !known && !differs && !about);
        }
        let dash = end > floor && pieces.joins(end - 1);
        end = end.checked_sub(1 + usize::from(dash))?;
        if end <= floor || !FILLERS.contains(pieces.lower(end)) {
            return None;
        }
    }
    None
}

fn phrase_before(
    pieces: &Pieces<'_>,
    end: usize,
    floor: usize,
    is_preposition: &dyn Fn(usize) -> bool,
) -> Option<(Qualifier, usize)> {
    // "c.300", "approx. 300".
    let dotted = pieces.lower_before(end, 1) == "."
        && matches!(
            pieces.lower_before(end, 2),
            "c" | "ca" | "approx" | "max" | "min"
        );
    let end = end - usize::from(dotted);
    BEFORE_ENDS.get(pieces.lower_before(end, 1))?;
    BEFORE
        .iter()
        .filter_map(|(phrase, qualifier, loose)| {
            let start = end
                .checked_sub(phrase.len())
                .filter(|&start| start >= floor)?;
            pieces.phrase(start, phrase)?;
            let short = matches!(&*phrase[0], "c" | "ca") && phrase.len() == 1;
            let fits = !(*loose && is_preposition(end - 1)) && (!short || dotted);
            fits.then_some((*qualifier, start))
        })
        .next()
}

fn mark(pieces: &Pieces<'_>, at: usize, floor: usize) -> Option<(Qualifier, usize)> {
    MARKS.iter().find_map(|(mark, qualifier)| {
        let length = mark.chars().count();
        let start = at.checked_sub(length).filter(|&start| start >= floor)?;
        let stands = mark
            .chars()
            .enumerate()
            .all(|(i, c)| pieces.text(start + i).chars().eq([c]));
        let longer = matches!(pieces.lower_before(start, 1), "<" | ">" | "=" | "~");
        (stands && !longer).then_some((*qualifier, start))
    })
}

/// The qualifier behind a number or behind its noun, and where it ends if it stands right there.
fn after(pieces: &Pieces<'_>, reading: &Reading) -> Option<(Qualifier, Option<usize>)> {
    let end = reading.span.end;
    if pieces.text(end) == "+" && pieces.glued(end) {
        return Some((Qualifier::AtLeast, Some(end + 1)));
    }
    // "20,000, give or take"
    let take = pieces.text(end) == "," && pieces.lower(end + 1) == "give";
    let margin = pieces.is_numeral(end + 4) || super::cardinal::word(pieces, end + 4).is_some();
    if take && !margin && !matches!(pieces.lower(end + 4), "a" | "an") {
        return Some((Qualifier::Approx, None));
    }
    let joined = usize::from(pieces.joins(end));
    if let Some((qualifier, last)) = AFTER.at(pieces, end + joined) {
        let word = pieces.lower(end + joined);
        let fits = match word {
            "odd" => {
                joined == 1
                    || reading
                        .best
                        .is_some_and(|best| best >= 10.0 && best % 10.0 == 0.0)
            }
            "plus" => !pieces.is_numeral(last) && super::cardinal::word(pieces, last).is_none(),
            _ => joined == 0 && !pieces.is_numeral(last) && pieces.lower(last) != "than",
        };
        return fits.then_some((*qualifier, Some(last)));
    }
    // "30 people or more"
    let noun = pieces.is_word(end) && pieces.lower(end + 1) == "or";
    let (qualifier, last) = AFTER.at(pieces, end + 1).filter(|_| noun)?;
    (!pieces.is_word(last) || !pieces.lower(last).ends_with('s')).then_some((*qualifier, None))
}
