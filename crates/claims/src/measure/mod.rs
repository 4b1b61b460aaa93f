//! What a quantity counts, and what happened to it.

use std::ops::Range;

use crate::Document;
use crate::model::Scope;
use crate::quantity::{Quantity, Unit};

/// A quantity with what it counts. Token ranges are of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The quantity.
    pub quantity: Quantity,
    /// `persons`, an ISO 4217 code, a UCUM code, `percent`, `times`, or a plain noun in the plural.
    pub unit: String,
    /// A measure of the `measures` table, or the head noun where it knows none; `None` where
    /// nothing says what the number is about.
    pub measure: Option<String>,
    /// Who or what is counted, with modifiers; `None` where the noun is left out.
    pub counted: Option<Range<usize>>,
    /// The period of a rate: "a week".
    pub per: Option<Range<usize>>,
    /// What stretch of events it covers.
    pub scope: Scope,
    /// Index, in the list this stands in, of the count that it is a part of.
    pub part_of: Option<usize>,
}

/// What each of `quantities` counts, in their order.
pub fn counts(document: &Document<'_>, quantities: &[Quantity]) -> Vec<Count> {
    let _ = document;
    quantities
        .iter()
        .map(|quantity| Count {
            quantity: quantity.clone(),
            unit: match &quantity.unit {
                Unit::Count => "",
                Unit::Percent | Unit::Share => "percent",
                Unit::Times => "times",
                Unit::Money(code) | Unit::Physical(code) => code,
            }
            .to_owned(),
            measure: None,
            counted: None,
            per: None,
            scope: Scope::default(),
            part_of: None,
        })
        .collect()
}
