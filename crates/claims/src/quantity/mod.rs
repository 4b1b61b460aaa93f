//! Quantities: numbers as news writes them, with their qualifiers and units.
//!
//! A sentence is cut into [pieces](piece), which are read into numbers ([`cardinal`]), numbers
//! with units ([`amount`]), and these with what bounds them into quantities ([`reading`]). What
//! counts nothing is then left out ([`filter`]). Words and units are tables in `data/quantity`.

mod amount;
mod cardinal;
mod ellipsis;
mod filter;
mod money;
mod numeral;
mod piece;
mod qualifier;
mod reading;
mod tables;
mod unit;
mod walk;
mod zero;

use std::ops::Range;

use crate::Document;
use crate::model::Qualifier;
use filter::Filter;
use numeral::Convention;
use piece::Pieces;
use reading::{Reading, readings};

/// A number as written, with the words that say how exactly it is meant and in what unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Bytes from the first word of the qualifier to the last of the number or its unit:
    /// "at least 1.2 million euros", "between 63 and 65", "$3bn", "two-thirds". A counted noun
    /// ("people") is not in it.
    pub span: Range<usize>,
    /// Bytes of the number alone: "1.2 million", "63 and 65", "3bn".
    pub number: Range<usize>,
    /// Tokens that hold any of `span`.
    pub tokens: Range<usize>,
    /// The single value the text gives, if it gives one.
    pub best: Option<f64>,
    /// Lower bound the text states or implies, else `None`.
    pub low: Option<f64>,
    /// Upper bound, likewise.
    pub high: Option<f64>,
    /// How exactly it is put.
    pub qualifier: Qualifier,
    /// What the number itself says it is a number of.
    pub unit: Unit,
}

/// What a number says it is a number of, without the noun it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: it counts the noun that follows, or one left out.
    Count,
    /// "11.5 percent", "%".
    Percent,
    /// "two-thirds of", "half": a share, with the value between 0 and 1.
    Share,
    /// "twice as many", "three times", "tripled".
    Times,
    /// Money, as an ISO 4217 code, or as the plain plural noun where the currency has none or
    /// the text does not say which ("crowns").
    Money(String),
    /// A physical unit, as a UCUM code ("har", "km", "t/d"), or as the plain plural noun where
    /// there is none or the text does not say which ("tons").
    Physical(String),
}

/// The quantities of `document`, in order, none overlapping another. What is no count is left
/// out: ages, dates, times, ordinals, names of roads and units, versions, telephone numbers,
/// scores, addresses, degrees of certainty.
pub fn quantities(document: &Document<'_>) -> Vec<Quantity> {
    let annotated = document.annotated;
    let convention = Convention::of(annotated.text);
    let mut found = Vec::new();
    for sentence in &annotated.sentences {
        let pieces = Pieces::new(
            annotated.text,
            annotated.bytes(sentence.clone()),
            convention,
        );
        let filter = Filter::new(document, &pieces);
        let mut readings = readings(&pieces, &|at| filter.is_preposition(at));
        ellipsis::units(&pieces, &mut readings);
        readings.retain(|reading| filter.counts(reading));
        zero::add(document, &pieces, &mut readings);
        found.extend(readings.into_iter().map(|reading| {
            let mut quantity = reading.quantity(&pieces);
            quantity.tokens = document.tokens_at(&quantity.span);
            quantity
        }));
    }
    found
}

/// Every number that stands in `text`, whether it counts anything or not, read without a model;
/// only letters grown on to digits ("B12") and the pronoun "one" are none. `tokens` are left empty.
pub fn numbers(text: &str) -> Vec<Quantity> {
    let pieces = Pieces::new(text, 0..text.len(), Convention::of(text));
    readings(&pieces, &|_| false)
        .into_iter()
        .filter(|reading| {
            !filter::is_part_of_word(&pieces, reading)
                && !filter::is_lexical_pronoun(&pieces, reading)
        })
        .map(|reading| reading.quantity(&pieces))
        .collect()
}

impl Reading {
    fn quantity(self, pieces: &Pieces<'_>) -> Quantity {
        Quantity {
            span: pieces.bytes(self.span),
            number: pieces.bytes(self.number),
            tokens: 0..0,
            best: self.best,
            low: self.low,
            high: self.high,
            qualifier: self.qualifier,
            unit: self.unit,
        }
    }
}
