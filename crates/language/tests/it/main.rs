//! Tests over the crate's public types.

mod attributes;
mod lemma;
