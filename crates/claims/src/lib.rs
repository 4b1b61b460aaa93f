//! Claims: figures in an article, who they count, and on whose word they stand.
//!
//! [`read`] is a pure function of one article's text. Every span it gives is a
//! byte range of that text.
//!
//! This slice knows figures of people (killed, injured, missing, captured,
//! deployed, displaced and their like) and the source that a cue names in the
//! same sentence. It leaves relays, times, places, hedges, statements and quotes
//! empty rather than guess at them.
//!
//! The way: sentence → tokens → quantities → what they count → on whose word.
//! The rules are data: see the tables in `data/`.

mod measure;
mod model;
mod quantity;
mod read;
mod source;
mod tables;
mod token;

pub use model::{Attribution, Claim, Figure, Kind, Modality, Polarity, Qualifier, Status, Time};

use restated_article::Article;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any claim.
pub const VERSION: u32 = 2;

/// The claims of `article`, in the order of their spans.
pub fn read(article: &Article) -> Vec<Claim> {
    read::claims(&article.text)
}
