//! Sentences, tokens, tags, trees and names of news text, who speaks in it and
//! what is quoted.
//!
//! - [`Annotator`] reads a text with a [`Model`] (a converted spaCy v3 CNN
//!   pipeline) and gives an [`Annotated`] text.
//! - [`breaks`] says where sentences start; the annotator's parser decides only
//!   what it leaves open.
//! - [`quotations`] finds direct quotes; it needs no model.
//! - [`coreference`](fn@coreference) says whom the speakers of an annotated text
//!   are.
//!
//! Everything is a pure function of the text and the model: the same bits on
//! every machine, whatever was read before.

mod abbreviation;
mod annotated;
mod annotator;
pub mod attributes;
mod coreference;
mod engine;
pub mod layers;
pub mod lemma;
mod lexeme;
mod model;
mod pipeline;
mod quotation;
mod sentence;
mod table;
mod tokenizer;

pub use annotated::{Annotated, Entity, Label, Labels, Pos, Token, TokenData};
pub use annotator::Annotator;
pub use coreference::{
    Chain, Coreference, Gender, Kind, Link, Mention, Number, Rule as LinkRule, Sort, coreference,
};
pub use engine::{Feature, NamesShape, ParserShape, ScorerShape, Start, Tok2VecShape, pack_keys};
pub use lexeme::{Lexeme, key, string_hash, symbols};
pub use model::{About, Model, ModelError, Tensor, pack, write};
pub use pipeline::{ClassesShape, Component, PipelineShape};
pub use quotation::{Part, Quotation, Quotations, State, Style, Unpaired, Why, quotations};
pub use sentence::{Break, Breaks, Rule as BreakRule, Verdict, breaks, sentences};
pub use tokenizer::{
    LexemeId, PatternError, Piece, Rules, RulesError, Scratch, SourceToken, Sources, Tokenizer,
};
