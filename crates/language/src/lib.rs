//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
mod sentence;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use sentence::{Break, Breaks, Rule, Verdict, breaks, sentences};
