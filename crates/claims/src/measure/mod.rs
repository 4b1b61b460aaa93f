//! What a quantity counts, and what happened to it.
//!
//! A number counts a [noun] or leaves it out. Around it in the [tree] stand the words that say
//! what happened ([aspect]s), or the noun whose [value] it is; the table in `data/measure`
//! ([signal]) gives their measure. Where it knows none, a measure is [named](open) after the
//! verb or the noun, and a bare number takes over what was [spoken of](count) before.
//! `measures.md` of this crate is the table of measures for readers.

mod aspect;
mod count;
mod form;
mod noun;
mod open;
mod people;
mod salience;
mod scope;
mod signal;
mod topic;
mod tree;
mod unit;
mod value;
mod worth;

use std::ops::Range;

use crate::Document;
use crate::model::Scope;
use crate::quantity::Quantity;
use count::Counting;
pub use people::is_person;
pub(crate) use signal::names;
use tree::Tree;
pub use unit::is_known;

/// A quantity with what it counts. Token ranges are of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The quantity.
    pub quantity: Quantity,
    /// `persons`, an ISO 4217 code, a UCUM code, `percent`, `times`, or a plain noun in the plural.
    pub unit: String,
    /// A measure of the `measures` table, or the head noun or participle where it knows none;
    /// `None` where nothing says what the number is about, or it is no figure for a reader
    /// ("two officials said").
    pub measure: Option<String>,
    /// Who or what is counted, with modifiers; `None` where the noun is left out.
    pub counted: Option<Range<usize>>,
    /// The period of a rate: "a week".
    pub per: Option<Range<usize>>,
    /// What stretch of events it covers.
    pub scope: Scope,
    /// Index, in the list this stands in, of the count that it is a part of.
    pub part_of: Option<usize>,
    /// The word that shows the measure: "killed", "toll"; `None` where the measure was taken
    /// over from a number before.
    pub signal: Option<usize>,
}

/// What each of `quantities` counts, in their order.
pub fn counts(document: &Document<'_>, quantities: &[Quantity]) -> Vec<Count> {
    let tree = Tree::new(document.annotated);
    let mut found = Vec::with_capacity(quantities.len());
    for (at, quantity) in quantities.iter().enumerate() {
        let next = quantities.get(at + 1);
        let count = Counting::new(&tree, quantity, next, &found).count();
        found.push(count);
    }
    found
}
