//! Lineage: which articles share text. This slice finds exact and near copies.
//!
//! Works on compact per-article [`Sketch`]es; never needs two texts at once.
//! The families do not depend on the order in which articles come.

mod align;
mod anchors;
mod family;
mod join;
mod lexicon;
mod marks;
mod mask;
mod model;
mod number;
mod order;
pub mod rewrite;
mod same_event;
mod sketch;
mod token;
mod traits;
pub mod translation;

pub use family::{Family, families};
pub use marks::Marks;
pub use model::{
    About, Credit, Derivation, Entry, Kind, Lineage, Parent, Passage, Record, Words, lineage,
};
pub use sketch::Sketch;
pub use traits::Traits;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any sketch or family.
pub const VERSION: u32 = 1;
