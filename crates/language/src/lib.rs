//! Sentences of English news text.
//!
//! This slice holds the sentence splitter alone; the engine for tokens, tags,
//! trees and names is still to come.

mod abbreviation;
mod sentence;

pub use sentence::sentences;
