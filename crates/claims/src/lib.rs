//! Claims: figures in an article, who they count, and on whose word they stand.
//!
//! [`read`] is a pure function of one article's text. Every span it gives is a
//! byte range of that text.

mod model;

pub use model::{Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Status, Time};

use restated_article::Article;

/// Version of this stage: part of the key under which results are kept.
pub const VERSION: u32 = 1;

/// The claims of `article`, in the order of their spans.
pub fn read(_article: &Article) -> Vec<Claim> {
    Vec::new()
}
