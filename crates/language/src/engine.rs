//! The neural parts of a pipeline: vectors of tokens, and what is read from
//! them.

mod hash;
mod kernel;
#[cfg(test)]
mod layer_tests;
mod linear;
mod names;
mod parser;
mod tagger;
mod tok2vec;
mod transition;
mod vectors;

pub(crate) use kernel::Level;
pub(crate) use linear::{Linear, Maxout, Work};
pub(crate) use names::Names;
pub use names::NamesShape;
pub(crate) use parser::Parser;
pub use parser::{ParserShape, Start};
pub(crate) use tagger::{Classifier, best};
pub(crate) use tok2vec::Tok2Vec;
pub use tok2vec::{Feature, Tok2VecShape};
pub use transition::ScorerShape;
pub(crate) use transition::Scores;
pub(crate) use vectors::VectorKeys;
pub use vectors::pack_keys;
