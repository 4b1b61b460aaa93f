//! Attributions as people marked them, on the engine's tokens.

use restated_claims::Document;
use serde::Deserialize;

/// A text with its attributions, in characters.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) id: String,
    pub(crate) text: String,
    quotes: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// An attribution as lists of tokens.
pub(crate) struct Quote {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
    /// The token of the cue that the others hang on.
    pub(crate) head: Option<usize>,
}

/// Bytes and characters of a text.
pub(crate) struct Offsets {
    bytes: Vec<usize>,
}

impl Offsets {
    pub(crate) fn new(text: &str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        Self { bytes }
    }

    pub(crate) fn chars(&self, byte: usize) -> usize {
        self.bytes.partition_point(|at| *at < byte)
    }
}

impl Gold {
    pub(crate) fn tokens(&self, document: &Document<'_>, offsets: &Offsets) -> Vec<Quote> {
        let end = offsets.bytes.len() - 1;
        let tokens = |spans: &[[usize; 2]]| -> Vec<usize> {
            let bytes = spans.iter().map(|[start, after]| {
                offsets.bytes[*start.min(&end)]..offsets.bytes[*after.min(&end)]
            });
            let mut tokens: Vec<usize> =
                bytes.flat_map(|bytes| document.tokens_at(&bytes)).collect();
            tokens.sort_unstable();
            tokens.dedup();
            tokens
        };
        let quotes = self.quotes.iter().map(|quote| {
            let cue = tokens(&quote.cue);
            Quote {
                source: tokens(&quote.source),
                content: tokens(&quote.content),
                head: head(document, &cue),
                cue,
            }
        });
        quotes.collect()
    }
}

/// The topmost token of a cue, the first of those.
fn head(document: &Document<'_>, cue: &[usize]) -> Option<usize> {
    let depth = |token: usize| {
        let mut at = document.annotated.token(token);
        let mut depth = 0;
        while !at.is_root() {
            at = at.head();
            depth += 1;
        }
        depth
    };
    cue.iter()
        .copied()
        .min_by_key(|token| (depth(*token), *token))
}

impl Quote {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "source": self.source, "cue": self.cue, "content": self.content, "head": self.head,
        })
    }
}
