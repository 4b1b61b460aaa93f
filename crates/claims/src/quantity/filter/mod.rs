//! Which numbers count something. The reasons why one does not stand in files of their own.

mod age;
mod name;
mod pronoun;
mod score;
mod when;

use std::cell::OnceCell;

use restated_language::Token;

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
            Self::is_part_of_word,
            Self::is_age,
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
        token.dep() == "prep"
            && matches!(token.head().pos(), restated_language::Pos::NOUN)
            && token.head().index < token.index
    }

    /// The engine's token that holds the piece at `at`.
    fn token(&self, at: usize) -> Option<Token<'d, 't>> {
        let bytes = &self.pieces.get(at)?.bytes;
        let token = self.document.tokens_at(bytes).start;
        (token < self.document.annotated.len()).then(|| self.document.annotated.token(token))
    }

    /// "B12", "T-72", "7A", "3rd", "1990s", "@4", "www.12.example": letters grown on to the number.
    fn is_part_of_word(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        let digits = pieces.is_numeral(reading.number.start);
        let before = start > 0
            && pieces.glued(start)
            && (pieces.is_word(start - 1) && digits
                || matches!(
                    pieces.text(start - 1),
                    "@" | "#" | "_" | "/" | "&" | "=" | "\\" | "*" | "^"
                )
                || pieces.joins(start - 1)
                    && (pieces.is_word(start.wrapping_sub(2))
                        || pieces.is_numeral(start.wrapping_sub(2)))
                    && start >= 2);
        let after = pieces.glued(end)
            && (pieces.is_word(end)
                || pieces.is_numeral(end)
                || matches!(pieces.text(end), "@" | "_" | "=" | "\\" | "*" | "^" | "°")
                || pieces.text(end) == "/" && pieces.is_numeral(end + 1) && pieces.glued(end + 1));
        let web = self.token(start).is_some_and(|token| {
            let text = token.text();
            text.contains("://") || text.starts_with("www.") || text.contains('@')
        });
        let code = pieces.get(start).is_some_and(|p| p.shape == Shape::Code);
        before || after || web || code
    }

    /// "80% sure".
    fn is_certainty(&self, reading: &Reading) -> bool {
        reading.unit == Unit::Percent
            && name::CERTAINTY.contains(self.pieces.lower(reading.span.end))
    }
}
