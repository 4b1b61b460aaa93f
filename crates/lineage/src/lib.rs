//! Lineage: which articles share text. This slice finds exact and near copies.
//!
//! Works on compact per-article [`Sketch`]es; never needs two texts at once.
//! The families do not depend on the order in which articles come.

mod candidates;
mod direction;
mod family;
mod marks;
mod model;
mod passages;
mod publisher;
mod quotation;
mod sketch;
mod table;
mod traits;
mod unseen;
mod when;
pub mod words;

pub use candidates::{Candidates, FEWEST_WORDS, candidates};
pub use direction::{Evidence, Toward, Verdict, direct};
pub use family::{Family, families};
pub use marks::{Caveat, Marks, Named, Place};
pub use model::{
    About, Credit, Derivation, Entry, Kind, Lineage, Parent, Passage, Record, Words, lineage,
};
pub use passages::{Shared, compare};
pub use publisher::{House, names, same_house};
pub use sketch::{Fingerprint, Sketch};
pub use traits::Traits;
pub use unseen::{common_text, credited};

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any sketch or family.
pub const VERSION: u32 = 1;
