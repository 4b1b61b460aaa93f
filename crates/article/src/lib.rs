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

#[doc(hidden)]
pub mod body;
mod compose;
mod furniture;
mod html;
mod markdown;
mod metadata;
mod model;
#[doc(hidden)]
pub mod plain;
mod ready;
mod seen;
pub mod source;
mod text;
#[doc(hidden)]
pub mod upstream;

pub use model::{Article, Dated, Issue, Repeat, Upstream};
pub use seen::{Seen, seen};
pub use source::SpanMap;

use restated_capture::{Capture, Format};

/// The language of `text` as a BCP 47 tag, usually two letters: what `tag` states, unless the text
/// is long and clearly in another one; `None` where neither tells.
pub fn language(tag: Option<&str>, text: &str) -> Option<String> {
    metadata::language::of(tag, text)
}

/// Version of this stage: part of the key under which results are kept. Raise
/// it with every change that alters any article.
pub const VERSION: u32 = 2;

/// Reads the article in `capture`, or `None` (with an issue) where there is none.
pub fn read(capture: &Capture) -> (Option<Article>, Vec<Issue>) {
    match capture.format {
        Format::Html => html::read(capture),
        Format::Text => text::read(capture),
        Format::ReadyArticle => ready::read(capture),
    }
}
