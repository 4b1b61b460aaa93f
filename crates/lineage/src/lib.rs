//! Lineage: which articles share text. This slice finds exact and near copies.
//!
//! Works on compact per-article [`Sketch`]es; never needs two texts at once.
//! The families do not depend on the order in which articles come.

mod family;
mod sketch;

pub use family::{Family, families};
pub use sketch::Sketch;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any sketch or family.
pub const VERSION: u32 = 1;
