//! Tests over the crate's public types.

mod attributes;
mod coreference;
mod edit_trees;
mod engine;
mod lemma;
mod quotations;
mod reference;
mod sentences;
