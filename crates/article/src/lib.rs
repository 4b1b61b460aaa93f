//! Articles: what a reader came for in one capture, and nothing else.
//!
//! [`read`] turns a capture into an [`Article`]: title, byline, outlet, dates,
//! language and main text. It is a pure function of the capture's bytes.
//!
//! Invariants:
//! - Text is only ever deleted from what the page shows, never inserted, so
//!   [`Article::map`] leads from every span of the text to the bytes of the
//!   capture that hold it.
//! - Paragraphs of `text` are joined by one `\n`; no paragraph is empty.
//! - A date is never guessed.

pub mod body;
mod model;
pub mod source;

pub use model::{Article, Dated, Issue, Repeat, Upstream};
pub use source::SpanMap;

use restated_capture::Capture;

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any article.
pub const VERSION: u32 = 1;

/// Reads the article in `capture`, or `None` (with an issue) where there is none.
pub fn read(_capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    (None, Vec::new())
}
