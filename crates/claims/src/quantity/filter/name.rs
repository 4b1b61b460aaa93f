//! Numbers that name: roads, units, products, rooms, telephones, houses, items of lists.

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::{Shape, is_dash};
use super::super::reading::Reading;
use super::super::tables::{Phrases, phrase, words};
use super::Filter;
use crate::table::rows;

static DESIGNATORS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/designators.txt")));
static STREETS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/streets.txt")));
static IDIOMS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        rows(include_str!("../../../data/quantity/idioms.txt")).map(|row| (phrase(row[0]), ())),
    )
});
static COMPOUNDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/compounds.txt")));
/// "sure", "certain".
pub(super) static CERTAINTY: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/certainty.txt")));

/// How long the longest idiom is.
const IDIOM: usize = 5;
/// How many words a street's name has in front of "Street".
const STREET: usize = 3;

impl Filter<'_, '_, '_> {
    /// "Highway 61", "page 4", "No. 10", "the 620 level", "Boeing 737": the number belongs to the
    /// noun in front of it.
    pub(super) fn is_designation(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.number.start;
        if reading.unit != Unit::Count || reading.span.start != start {
            return false;
        }
        let dot = usize::from(pieces.lower_before(start, 1) == ".");
        let before = pieces.lower_before(start, 1 + dot);
        let abbreviated = dot == 1
            && matches!(
                before,
                "no" | "nos" | "apt" | "vol" | "pt" | "art" | "sec" | "ch" | "p" | "pp" | "fig"
            );
        if abbreviated {
            return true;
        }
        let Some(at) = start.checked_sub(1).filter(|_| dot == 0) else {
            return false;
        };
        let followed = self.token(reading.number.end).is_some_and(|next| {
            pieces.is_word(reading.number.end) && matches!(next.tag(), "NNS" | "NNPS")
        });
        let designated = DESIGNATORS.contains(before) && !followed;
        let capital = pieces.text(at).starts_with(char::is_uppercase);
        let attached = self
            .token(start)
            .zip(self.token(at))
            .is_some_and(|(number, noun)| {
                number.dep() == "nummod"
                    && number.head().index == noun.index
                    && (noun.pos() == Pos::PROPN || noun.tag() == "NN")
            });
        let level = matches!(pieces.lower(reading.number.end), "level" | "block")
            && pieces.is_numeral(start);
        designated || attached && (capital || !followed) || level
    }

    /// Inside a name that does not begin with it: "Windows 11", "Five Star Movement".
    pub(super) fn is_in_name(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.number.start;
        if matches!(reading.unit, Unit::Money(_) | Unit::Percent) {
            return false;
        }
        let tokens = self
            .document
            .tokens_at(&pieces.bytes(reading.number.clone()));
        let names = self.names.get_or_init(|| self.entity_names());
        let word = pieces.is_word(start)
            && pieces.text(start).starts_with(char::is_uppercase)
            && start > 0;
        names.iter().any(|name| {
            let inside = name.start <= tokens.start && tokens.end <= name.end;
            inside
                && name.len() > tokens.len()
                && (name.start < tokens.start && !self.is_quantified(name.start..tokens.start)
                    || word)
        })
    }

    /// Whether only words that go in front of numbers stand in `tokens`: an entity tagged too far.
    fn is_quantified(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|at| {
            let token = self.document.annotated.token(at);
            !matches!(token.pos(), Pos::PROPN | Pos::NOUN)
        })
    }

    fn entity_names(&self) -> Vec<Range<usize>> {
        let annotated = self.document.annotated;
        let bytes = self.pieces.bytes(0..self.pieces.len());
        let tokens = self.document.tokens_at(&bytes);
        let first = annotated
            .entities
            .partition_point(|e| e.tokens.end <= tokens.start);
        annotated.entities[first..]
            .iter()
            .take_while(|entity| entity.tokens.start < tokens.end)
            .filter(|entity| {
                matches!(
                    annotated.entity_type(entity),
                    "ORG"
                        | "FAC"
                        | "PRODUCT"
                        | "LAW"
                        | "WORK_OF_ART"
                        | "EVENT"
                        | "PERSON"
                        | "GPE"
                        | "LOC"
                )
            })
            .map(|entity| entity.tokens.clone())
            .collect()
    }

    /// "+1 222-2222", "555-0142", "call 0800 123 456".
    pub(super) fn is_telephone(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        let plus = pieces.lower_before(start, 1) == "+" && pieces.glued(start);
        let zero = |at: usize| {
            let text = pieces.text(at);
            text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
        };
        let chained =
            |at: usize| is_dash(pieces.text(at)) && pieces.joins(at) && pieces.is_numeral(at + 1);
        let called = (1..=4).any(|back| {
            matches!(
                pieces.lower_before(start, back),
                "call"
                    | "phone"
                    | "tel"
                    | "telephone"
                    | "dial"
                    | "hotline"
                    | "text"
                    | "fax"
                    | "whatsapp"
            )
        }) && pieces.text(start).len() >= 3
            && pieces.is_numeral(start)
            && !pieces.text(start).contains(',');
        plus || (reading.number.clone()).any(zero) || chained(end) && chained(end + 2) || called
    }

    /// "14 Harbour Street".
    pub(super) fn is_address(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let end = reading.span.end;
        let named = |at: usize| pieces.text(at).starts_with(char::is_uppercase);
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
        pieces.is_numeral(reading.number.start) && reading.unit == Unit::Count && (street || state)
    }

    /// "number one", "9/11", and "two-way": a hyphened number that only describes.
    pub(super) fn is_idiom(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.number.start, reading.number.end);
        let phrased = (start.saturating_sub(IDIOM)..=start)
            .any(|at| IDIOMS.at(pieces, at).is_some_and(|((), last)| last > start));
        let compound = reading.unit == Unit::Count
            && pieces.joins(end)
            && pieces.is_word(end + 1)
            && reading.span.end == end
            && !COMPOUNDS.contains(pieces.lower(end + 1));
        phrased || compound
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
