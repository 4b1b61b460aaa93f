//! Dates, times of day and lengths of time.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::{Shape, is_dash};
use super::super::reading::Reading;
use super::super::tables::{context, words};
use super::Filter;

/// Months and weekdays.
pub(super) static MONTHS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/months.txt")));
/// "hours", "years".
static UNITS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/time_units.txt")));
/// "straight", "consecutive".
static ADJECTIVES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/time_adjectives.txt")));

/// Decades by name.
const DECADES: [&str; 8] = [
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];
/// Years that news speaks of.
const YEARS: std::ops::Range<f64> = 1000.0..2200.0;

impl Filter<'_, '_, '_> {
    /// "three months", "a three-minute video", "two-and-a-half hours", "30 straight days".
    pub(super) fn is_duration(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        if !matches!(reading.unit, Unit::Count | Unit::Share) {
            return false;
        }
        let mut at = reading.span.end;
        at += usize::from(is_dash(pieces.text(at)) && pieces.glued(at));
        let vague = pieces.lower(at) == "of" && reading.best.is_none();
        at += usize::from(vague);
        if reading.unit == Unit::Share {
            at += usize::from(pieces.lower(at) == "of");
            at += usize::from(matches!(pieces.lower(at), "a" | "an"));
        }
        for _ in 0..3 {
            if UNITS.contains(pieces.lower(at)) {
                return true;
            }
            if !ADJECTIVES.contains(pieces.lower(at)) {
                return false;
            }
            at += 1;
            at += usize::from(pieces.joins(at));
        }
        false
    }

    /// "9:30", "9.30 a.m.", "6pm", "0900 GMT", "10 o'clock".
    pub(super) fn is_clock(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.number.end);
        let colon = |at: usize| pieces.text(at) == ":" && pieces.glued(at) && pieces.glued(at + 1);
        if start > 0 && colon(start - 1) && pieces.is_numeral(start.wrapping_sub(2))
            || colon(end) && pieces.is_numeral(end + 1)
        {
            return true;
        }
        let letters = |at: usize| {
            context("clock", pieces.lower(at))
                || matches!(pieces.lower(at), "a" | "p")
                    && pieces.text(at + 1) == "."
                    && pieces.lower(at + 2) == "m"
                || pieces.lower(at) == "o"
                    && pieces.glued(at + 1)
                    && pieces.lower(at + 2) == "clock"
                || matches!(pieces.lower(at), "noon" | "midnight")
        };
        letters(end) || self.is_hour(reading) || self.is_entry(reading)
    }

    /// "13.05 The minister has arrived": the time in front of an entry of a live page.
    fn is_entry(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.number.end);
        let opens = start == 0
            || pieces
                .before(start, 1)
                .is_some_and(|piece| piece.shape == Shape::Break);
        let clock = pieces
            .text(start)
            .split_once('.')
            .is_some_and(|(hour, minute)| {
                let below = |part: &str, top: u8| {
                    part.len() == 2 && part.parse::<u8>().is_ok_and(|value| value < top)
                };
                below(hour, 24) && below(minute, 60)
            });
        let sentence = !pieces.glued(end)
            && pieces.get(end).is_none_or(|next| {
                next.shape == Shape::Break
                    || next.text.starts_with(char::is_uppercase)
                    || matches!(next.text, "-" | "–" | "—" | "|")
            });
        opens && clock && sentence && reading.unit == Unit::Count
    }

    /// "at eight in the evening".
    fn is_hour(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let end = reading.number.end;
        let day = match (pieces.lower(end), pieces.lower(end + 1)) {
            ("in", "the") => matches!(pieces.lower(end + 2), "morning" | "afternoon" | "evening"),
            ("at", "night") | ("sharp", _) => true,
            ("that" | "this", part) => matches!(part, "morning" | "afternoon" | "evening"),
            _ => false,
        };
        let told = context("before hour", pieces.lower_before(reading.span.start, 1));
        day && told
            && reading
                .high
                .or(reading.best)
                .is_some_and(|hour| hour <= 12.0)
    }

    /// "May 4", "4 May", "in 2031", "1994 to 1998", "the 2011 fire".
    pub(super) fn is_date(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        if reading.unit != Unit::Count {
            return false;
        }
        let (start, end) = (reading.number.start, reading.number.end);
        if self.is_day(reading) || self.is_decade(reading) {
            return true;
        }
        let digits = (start..end)
            .all(|at| !pieces.is_word(at) || pieces.lower(at) == "to" || pieces.lower(at) == "and");
        let year =
            |value: Option<f64>| value.is_none_or(|v| YEARS.contains(&v) && v.fract() == 0.0);
        let written = |at: usize| pieces.text(at).len() == 4;
        let short = pieces.is_numeral(start)
            && written(start)
            && reading.low.is_some_and(|low| YEARS.contains(&low));
        if !digits || !short || !(year(reading.best) && year(reading.high) || end == start + 3) {
            return false;
        }
        self.is_year(reading)
    }

    /// "the nineteen fifties"
    fn is_decade(&self, reading: &Reading) -> bool {
        let century = reading
            .best
            .is_some_and(|best| (17.0..=20.0).contains(&best));
        let behind = self.pieces.lower(reading.number.end);
        century && self.pieces.is_word(reading.number.start) && DECADES.contains(&behind)
    }

    /// Beside the name of a month: "May 4", "4-6 May", "Monday 4".
    fn is_day(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.number.start, reading.number.end);
        let top = reading.high.or(reading.best).unwrap_or(f64::MAX);
        let is_month = |at: usize| {
            // "may" and "march" are verbs in small letters.
            MONTHS.contains(pieces.lower(at)) && pieces.text(at).starts_with(char::is_uppercase)
        };
        // "in May 12 people died", but "on May 12" and "the May 12 attacks"
        let plural = self.token(end).is_some_and(|next| next.tag() == "NNS");
        if pieces.lower_before(start, 2) == "in" && pieces.is_word(end) && plural {
            return false;
        }
        let after_of = pieces.lower(end) == "of" && is_month(end + 1);
        let before = start
            .checked_sub(1 + usize::from(pieces.lower_before(start, 1) == "."))
            .is_some_and(is_month);
        top <= 31.0 && (before || is_month(end) || after_of) || before && YEARS.contains(&top)
    }

    /// Whether the tree hangs the number on the plural right behind it.
    fn counts_noun(&self, reading: &Reading) -> bool {
        let (start, end) = (reading.number.start, reading.number.end);
        self.token(end)
            .zip(self.token(start))
            .is_some_and(|(noun, number)| {
                self.pieces.is_word(end) && noun.tag() == "NNS" && number.head().index == noun.index
            })
    }

    /// Four digits without a comma: a year unless something is counted.
    fn is_year(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.number.start;
        let qualified = reading.span.start < start
            && !context("before year, loose", pieces.lower(reading.span.start));
        let counted = self.counts_noun(reading);
        let dated = context("before year", pieces.lower_before(reading.span.start, 1));
        // "until at least 2037"
        let awaited = matches!(
            pieces.lower_before(reading.span.start, 1),
            "until" | "till" | "since"
        );
        // "the 1967 killings"; round numbers may be counts: "the 2000 homes".
        let named = pieces.lower_before(start, 1) == "the"
            && reading
                .best
                .is_some_and(|best| (1900.0..2100.0).contains(&best) && best % 100.0 != 0.0);
        named || !counted && (awaited || !qualified) || dated && !qualified
    }
}
