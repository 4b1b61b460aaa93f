//! Sentences of English news text.

use std::ops::Range;

/// The sentences of `text`, as byte ranges without surrounding white space, in
/// order. A line break always ends a sentence.
pub fn sentences(_text: &str) -> Vec<Range<usize>> {
    Vec::new()
}
