//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
pub mod attributes;
pub mod lemma;
mod sentence;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use sentence::sentences;
