//! Lineage: who copied whom, who rewrote whom, and who only shares a source.
//!
//! Works on compact [`Record`]s, one an article; never needs two texts at once. What comes out does
//! not depend on the order in which articles come.
//!
//! Records → pairs worth comparing ([`candidates`]) → what each pair shares ([`compare`]) → which
//! way it went ([`direct`]) → edges, families, texts that are not in the pile ([`lineage()`]) → how
//! many independent texts there are ([`origins`]).

mod align;
mod anchors;
mod bytes;
mod candidates;
mod comparing;
pub mod content;
mod credits;
mod direction;
mod family;
mod furniture;
mod groups;
mod join;
mod lexicon;
mod lineage;
mod marks;
mod mask;
mod model;
mod number;
mod order;
mod origin;
mod pair;
mod parents;
mod passages;
mod publisher;
mod quotation;
mod rewrite;
mod same_event;
mod sketch;
mod table;
mod token;
mod traits;
mod translation;
mod unseen;
mod when;
pub mod words;

pub use bytes::Damaged;
pub use candidates::{Candidates, FEWEST_WORDS, candidates};
pub use direction::{Evidence, Toward, Verdict, direct};
pub use family::Family;
pub use lineage::lineage;
pub use marks::{Caveat, Marks, Named, Place};
pub use model::{About, Credit, Derivation, Entry, Kind, Lineage, Parent, Passage, Record, Words};
pub use origin::{Origins, origins};
pub use passages::{Shared, compare};
pub use publisher::{House, names, same_house};
pub use sketch::{Fingerprint, Sketch};
pub use traits::Traits;
pub use unseen::{common_text, credited};

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any sketch or family.
pub const VERSION: u32 = 2;
