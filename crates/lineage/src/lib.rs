//! Lineage: who copied whom, who rewrote whom, and who only shares a source.
//!
//! Works on compact [`Record`]s, one an article; never needs two texts at once. What comes out does
//! not depend on the order in which articles come.
//!
//! [`Record::of`] each text → [`lineage()`]: pairs worth comparing ([`candidates`]), what each pair shares
//! ([`compare`]), which way it went, edges, families, texts that are not in the pile → how many
//! independent texts there are ([`origins`]).

mod align;
mod anchors;
mod bytes;
mod candidates;
mod comparing;
pub mod content;
mod credits;
mod direction;
mod edits;
mod family;
mod formula;
mod furniture;
mod groups;
mod join;
mod lexicon;
mod lineage;
mod marks;
mod mask;
mod model;
mod nouns;
mod number;
mod order;
mod origin;
mod pair;
mod parents;
mod passages;
mod publisher;
mod quotation;
mod reading;
mod rewrite;
mod same_event;
mod sketch;
mod spelling;
mod table;
mod token;
mod traits;
mod translation;
mod unseen;
mod when;
mod witness;
pub mod words;

pub use anchors::{Sort, Term};
pub use bytes::Damaged;
pub use candidates::{Candidates, candidates};
pub use comparing::signs;
pub use family::Family;
pub use lineage::lineage;
pub use model::{About, Credit, Derivation, Entry, Kind, Lineage, Parent, Passage, Record, Words};
pub use origin::{Origins, origins};
pub use passages::{Shared, compare};
pub use publisher::names;
pub use rewrite::Signs;
pub use sketch::Sketch;
pub use traits::content;

use direction::Evidence;
use marks::{Marks, Place};
use sketch::Fingerprint;
use traits::Traits;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any sketch or family.
pub const VERSION: u32 = 3;
