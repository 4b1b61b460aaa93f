//! Which numbers count something. The reasons why one does not stand in files of their own.

mod age;
mod code;
mod family;
mod name;
mod pronoun;
mod score;
mod when;

pub(super) use pronoun::is_lexical_pronoun;

use std::cell::OnceCell;

use restated_language::{Pos, Token};

use super::Unit;
use super::piece::{Pieces, Shape};
use super::reading::Reading;
use crate::Document;

/// The numbers of one sentence among the engine's tokens.
pub(super) struct Filter<'d, 'p, 't> {
    document: &'d Document<'t>,
    pieces: &'p Pieces<'t>,
    /// Names by token range are looked up once.
    names: OnceCell<Vec<std::ops::Range<usize>>>,
}

impl<'d, 'p, 't> Filter<'d, 'p, 't> {
    pub(super) fn new(document: &'d Document<'t>, pieces: &'p Pieces<'t>) -> Self {
        Self {
            document,
            pieces,
            names: OnceCell::new(),
        }
    }

    /// Whether `reading` is a count or a measurement.
    pub(super) fn counts(&self, reading: &Reading) -> bool {
        let reasons: &[fn(&Self, &Reading) -> bool] = &[
            Self::is_grown,
            Self::is_age,
            Self::is_family,
            Self::is_clock,
            Self::is_duration,
            Self::is_date,
            Self::is_designation,
            Self::is_in_name,
            Self::is_telephone,
            Self::is_address,
            Self::is_idiom,
            Self::is_list_label,
            Self::is_score,
            Self::is_certainty,
            Self::is_pronoun,
            Self::is_frequency,
        ];
        !reasons.iter().any(|is| is(self, reading))
    }

    /// Whether the piece at `at` is a preposition with a phrase of its own: "a quarrel over 300
    /// seats", not "over 300 people".
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let topic = |word: Token<'_, '_>| name::TOPICS.contains(word.lemma());
        let governed =
            token.dep() == "prep" && token.head().index < token.index && topic(token.head());
        let behind = token.index.checked_sub(1).is_some_and(|at| {
            let before = self.document.annotated.token(at);
            before.pos() == Pos::NOUN && topic(before)
        });
        governed || behind
    }

    /// The engine's token that holds the piece at `at`.
    fn token(&self, at: usize) -> Option<Token<'d, 't>> {
        let bytes = &self.pieces.get(at)?.bytes;
        let token = self.document.tokens_at(bytes).start;
        (token < self.document.annotated.len()).then(|| self.document.annotated.token(token))
    }

    fn is_grown(&self, reading: &Reading) -> bool {
        let address = self
            .token(reading.span.start)
            .is_some_and(|token| token.text().contains('@'));
        address || is_part_of_word(self.pieces, reading)
    }

    /// "80% sure".
    fn is_certainty(&self, reading: &Reading) -> bool {
        reading.unit == Unit::Percent
            && name::CERTAINTY.contains(self.pieces.lower(reading.span.end))
    }
}

/// "B12", "T-72", "7A", "3rd", "1990s", "@4": letters grown on to the number, or a code.
pub(super) fn is_part_of_word(pieces: &Pieces<'_>, reading: &Reading) -> bool {
    let (start, end) = (reading.span.start, reading.span.end);
    // "x>10": the mark is the qualifier's.
    let marked = matches!(pieces.text(start), "<" | ">" | "≥" | "≤" | "~" | "≈" | "±");
    let before = start > 0 && pieces.glued(start) && !marked && {
        let joined = start >= 2
            && pieces.joins(start - 1)
            && (pieces.is_word(start - 2) || pieces.is_numeral(start - 2));
        let word = pieces.is_word(start - 1) && pieces.is_numeral(reading.number.start);
        joined || word || pieces.text(start - 1).contains(GLUE)
    };
    let after = pieces.glued(end) && {
        let slashed =
            pieces.text(end) == "/" && pieces.is_numeral(end + 1) && pieces.glued(end + 1);
        let letters = pieces.is_word(end) || pieces.is_numeral(end);
        letters || slashed || pieces.text(end).contains(GLUE_BEHIND)
    };
    let code = |at: usize| pieces.get(at).is_some_and(|p| p.shape == Shape::Code);
    before || after || reading.number.clone().any(code)
}

/// Marks that make digits behind them part of a name or formula.
const GLUE: [char; 9] = ['@', '#', '_', '/', '&', '=', '\\', '*', '^'];
/// The same in front of them.
const GLUE_BEHIND: [char; 7] = ['@', '_', '=', '\\', '*', '^', '°'];
