//! What the wording of a line says about it: page furniture by category, and
//! the function words that tell running text from labels.
//!
//! The tables are data (`furniture.tsv`, `function_words.txt`); what a hit is
//! worth is decided by whoever asks.

mod lexicon;
mod words;

pub(crate) use lexicon::{CATEGORIES, Hits, Lexicon};
pub(crate) use words::{FunctionWords, Word, fold_words, words};
