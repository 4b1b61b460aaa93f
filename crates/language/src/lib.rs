//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
mod coreference;
mod sentence;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use coreference::{
    Chain, Coreference, Gender, Kind, Link, Mention, Number, Rule, Sort, coreference,
};
pub use sentence::sentences;
