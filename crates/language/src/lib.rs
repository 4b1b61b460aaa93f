//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
mod quotation;
mod sentence;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use quotation::{Part, Quotation, Quotations, State, Style, Unpaired, Why, quotations};
pub use sentence::sentences;
