//! Tests over the crate's public types.

mod attributes;
mod edit_trees;
mod lemma;
mod quotations;
mod sentences;
