//! Numbers that only tell apart: telephones, files, houses, items of lists.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::{Shape, is_dash};
use super::super::reading::Reading;
use super::super::tables::{context, words};
use super::Filter;

static STREETS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/streets.txt")));
static PHONES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/phones.txt")));

/// Numbers that one calls for help.
const EMERGENCY: [&str; 5] = ["911", "999", "112", "110", "119"];
/// More digits than this without a separator are an identifier.
const DIGITS: usize = 8;
/// How far in front of a telephone number "call" stands.
const CALL: usize = 4;
/// How many words a street's name has in front of "Street".
const STREET: usize = 5;

impl Filter<'_, '_, '_> {
    /// "+1 222-2222", "555-0142", "call 0800 123 456", "22-1045", "1474387200".
    pub(super) fn is_telephone(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        let digits = |at: usize| {
            pieces.is_numeral(at) && pieces.text(at).bytes().all(|b| b.is_ascii_digit())
        };
        let length = |at: usize| pieces.text(at).len();
        let plus = pieces.lower_before(start, 1) == "+" && pieces.glued(start);
        let zero = |at: usize| length(at) > 1 && digits(at) && pieces.text(at).starts_with('0');
        let dashed = |at: usize| is_dash(pieces.text(at)) && pieces.joins(at);
        let chained = |at: usize| dashed(at) && pieces.is_numeral(at + 1);
        let called = length(start) >= 3
            && digits(start)
            && (1..=CALL).any(|back| PHONES.contains(pieces.lower_before(start, back)));
        let long = digits(start) && length(start) > DIGITS;
        // Numbers side by side, unless the first is a year: "in 2014 300 people".
        let strung = start > 0
            && digits(start)
            && pieces.is_numeral(start - 1)
            && (length(start - 1) != 4 || zero(start - 1));
        let (first, last) = (reading.number.start, reading.number.end - 1);
        let case = last == first + 2
            && dashed(first + 1)
            && digits(first)
            && digits(last)
            && length(last) >= 4
            && length(last) > length(first) + 1;
        let zeroed = reading.number.clone().any(zero);
        let known = plus || long || zeroed || strung || case || called;
        known || self.is_emergency(reading) || chained(end) && chained(end + 2)
    }

    /// "called 911", "a 999 call".
    fn is_emergency(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.number.start, reading.number.end);
        let before = start.checked_sub(1).and_then(|at| self.token(at));
        let called =
            before.is_some_and(|verb| matches!(verb.lemma(), "call" | "dial" | "phone" | "ring"));
        EMERGENCY.contains(&pieces.text(start))
            && (called || context("emergency", pieces.lower(end)))
    }

    /// "14 Harbour Street".
    pub(super) fn is_address(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let end = reading.span.end;
        let ordinal = |at: usize| {
            let suffix = |at: usize| matches!(pieces.lower(at), "st" | "nd" | "rd" | "th");
            let grown = pieces
                .text(at)
                .trim_start_matches(|c: char| c.is_ascii_digit());
            suffix(at) && pieces.glued(at)
                || pieces.is_numeral(at) && suffix(at + 1) && pieces.glued(at + 1)
                || matches!(grown, "st" | "nd" | "rd" | "th") && grown != pieces.text(at)
        };
        // "200 W. Harbour Blvd", "473 East 52nd Street"
        let initial = |at: usize| pieces.text(at) == "." && pieces.text(at - 1).len() == 1;
        let named = |at: usize| {
            pieces.text(at).starts_with(char::is_uppercase) || ordinal(at) || initial(at)
        };
        let street = (1..=STREET).any(|words| {
            (end..end + words).all(named)
                && STREETS.contains(pieces.lower(end + words))
                && named(end + words)
        });
        let state = pieces.text(reading.number.start).len() == 5
            && pieces.before(reading.number.start, 1).is_some_and(|p| {
                p.shape == Shape::Word
                    && p.text.len() == 2
                    && p.text.bytes().all(|b| b.is_ascii_uppercase())
            });
        // "14 Harbour Street", "Ten Downing Street"
        let number = pieces.is_numeral(reading.number.start)
            || street
                && pieces
                    .text(reading.number.start)
                    .starts_with(char::is_uppercase);
        number && reading.unit == Unit::Count && (street || state)
    }

    /// "1. Wash your hands", "[3]", "(2)".
    pub(super) fn is_list_label(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        let small = reading
            .best
            .is_some_and(|best| (0.0..100.0).contains(&best))
            && pieces.is_numeral(start)
            && end == start + 1;
        let opens = start == 0
            || pieces
                .before(start, 1)
                .is_some_and(|p| p.shape == Shape::Break);
        let dotted =
            matches!(pieces.text(end), "." | ")") && pieces.glued(end) && pieces.is_word(end + 1);
        let bracketed = matches!(
            (pieces.lower_before(start, 1), pieces.text(end)),
            ("[", "]")
        );
        small && (opens && dotted || bracketed)
    }
}
