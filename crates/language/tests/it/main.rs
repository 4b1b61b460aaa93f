//! Tests over the crate's public types.

mod attributes;
mod coreference;
mod edit_trees;
mod engine;
mod english;
mod lemma;
mod parity;
mod quotations;
mod sentences;
