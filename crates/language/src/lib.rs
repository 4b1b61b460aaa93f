//! Sentences, tokens, tags, trees and names of news text.

mod abbreviation;
mod annotated;
mod annotator;
pub mod attributes;
mod engine;
pub mod lemma;
mod lexeme;
mod model;
mod pipeline;
mod sentence;
pub mod tokenizer;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use annotator::Annotator;
pub use engine::{Feature, NamesShape, ParserShape, ScorerShape, Start, Tok2VecShape, pack_keys};
pub use lexeme::{Lexeme, key};
pub use model::{About, Model, ModelError, Tensor, pack, write};
pub use pipeline::{ClassesShape, Component, PipelineShape};
pub use sentence::{Break, Breaks, Rule, Verdict, breaks, sentences};
