//! Lineage: which articles share text. This slice finds exact and near copies.
//!
//! Works on compact per-article [`Sketch`]es; never needs two texts at once.
//! The families do not depend on the order in which articles come.

mod sketch;

pub use sketch::Sketch;

/// Version of the sketch: part of the key under which sketches are kept.
pub const VERSION: u32 = 1;

/// Articles that share text, by id, in byte order; at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Article ids, sorted.
    pub articles: Vec<String>,
}

/// The families among `articles` (id and sketch), sorted by their first article.
pub fn families(_articles: &[(String, Sketch)]) -> Vec<Family> {
    Vec::new()
}
