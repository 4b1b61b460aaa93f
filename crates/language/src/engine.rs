//! The neural parts of a pipeline: vectors of tokens, and what is read from
//! them.

mod hash;
#[cfg(test)]
mod layer_tests;
mod kernel;
mod linear;
mod names;
mod parser;
mod tagger;
mod tok2vec;
mod transition;
mod vectors;

pub(crate) use kernel::Level;
pub(crate) use linear::Work;
pub use names::NamesShape;
pub(crate) use names::Names;
pub use parser::{ParserShape, Start};
pub(crate) use parser::{Parser, Tree};
pub(crate) use tagger::{Classifier, best};
pub use tok2vec::{Feature, Tok2VecShape};
pub(crate) use tok2vec::Tok2Vec;
pub use transition::ScorerShape;
pub(crate) use transition::Scores;
pub use vectors::pack_keys;
pub(crate) use vectors::VectorKeys;
