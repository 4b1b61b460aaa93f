//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
mod lexeme;
mod sentence;
mod tokenizer;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use lexeme::{Lexeme, key};
pub use sentence::sentences;
pub use tokenizer::{
    LexemeId, PatternError, Piece, Rules, RulesError, Scratch, SourceToken, Sources, Tokenizer,
};
