//! Dictionary forms of words.
//!
//! [`Lemmatizer`] works as spaCy's lemmatisers for English, French, Spanish
//! and those languages that have no rules of their own; [`EditTrees`] turns the
//! classes of a trainable lemmatiser into dictionary forms.

mod cache;
mod codec;
mod edit_tree;
mod french;
mod letters;
mod pack;
mod spanish;
mod suffix;
mod table;
mod tables;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

use crate::annotated::{Labels, Pos, TokenData};

pub use cache::LemmaCache;
pub use edit_tree::{EditTree, EditTreeTable, EditTrees, OnFailure};
pub use tables::{LemmaMethod, LemmaTables, LookupKey, SuffixRule};

use table::WordTable;
use tables::Rules;

/// Finds the dictionary form of a word from its spelling, its part of speech
/// and its features.
#[derive(Debug)]
pub struct Lemmatizer {
    rules: Rules,
    words: WordTable,
    /// Tells a cache whose words it holds.
    serial: u64,
}

/// A word as the lemmatiser sees it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// As written.
    pub form: &'a str,
    /// Universal part of speech.
    pub pos: Pos,
    /// Features in the UD notation.
    pub morph: &'a str,
    /// Whether a sentence begins with it.
    pub starts_sentence: bool,
}

/// Why lemma tables cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LemmaError {
    /// Not a blob of lemma tables of this version.
    #[error("not lemma tables of this version")]
    Format,
    /// The blob ends too early, or holds what cannot stand there.
    #[error("the lemma tables are damaged: {0}")]
    Damaged(&'static str),
    /// The rules cannot be read.
    #[error("the lemma rules are damaged")]
    Rules(#[from] serde_json::Error),
    /// More distinct entries than the format has numbers for.
    #[error("the lemma tables are too large: {0}")]
    TooLarge(&'static str),
    /// Two words whose hashes agree, so that the table could not tell them apart.
    #[error("two entries of the lemma tables share a hash")]
    Collision,
}

impl Lemmatizer {
    /// Packs tables into the form that is used and stored.
    ///
    /// # Errors
    /// If they are too large, or if two words' hashes agree.
    pub fn new(tables: &LemmaTables) -> Result<Self, LemmaError> {
        Ok(Self {
            rules: Rules::new(tables),
            words: pack::pack(tables)?,
            serial: next_serial(),
        })
    }

    /// Reads what [`Lemmatizer::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the blob is not that.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LemmaError> {
        let mut reader = codec::Reader::new(bytes);
        if reader.take(codec::LEMMAS.len())? != codec::LEMMAS {
            return Err(LemmaError::Format);
        }
        let rules = serde_json::from_slice(reader.block()?)?;
        let words = WordTable::read(&mut reader)?;
        reader.finish()?;
        Ok(Self {
            rules,
            words,
            serial: next_serial(),
        })
    }

    /// The tables as a blob, the same for the same tables.
    ///
    /// # Errors
    /// If the blob's parts are larger than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LemmaError> {
        let mut out = codec::LEMMAS.to_vec();
        codec::put_block(&mut out, &serde_json::to_vec(&self.rules)?)?;
        self.words.write(&mut out)?;
        Ok(out)
    }

    /// The dictionary form, or `None` where it is the word as written.
    #[must_use]
    pub fn lemma(&self, word: &Word<'_>) -> Option<Box<str>> {
        let lemma = match self.rules.method {
            LemmaMethod::Lookup => self.look_up(word.form),
            LemmaMethod::Suffix => self.by_suffix(word, false),
            LemmaMethod::English => self.by_suffix(word, true),
            LemmaMethod::French => self.french(word),
            LemmaMethod::Spanish => self.spanish(word),
        };
        (lemma != word.form).then(|| lemma.into())
    }

    /// What the lookup table has for the word as written, else the word.
    fn look_up(&self, form: &str) -> String {
        self.words.look_up(form).unwrap_or_else(|| form.to_owned())
    }

    /// Gives the tokens of `text` their dictionary forms; those that have one
    /// already keep it, if the tables say so.
    pub fn apply(
        &self,
        text: &str,
        tokens: &mut [TokenData],
        sentences: &[Range<usize>],
        labels: &Labels,
        cache: &mut LemmaCache,
    ) {
        let mut starts = sentences.iter().map(|sentence| sentence.start).peekable();
        for (index, token) in tokens.iter_mut().enumerate() {
            let starts_sentence = starts.next_if(|start| *start <= index) == Some(index);
            let bytes = token.start as usize..token.end as usize;
            let form = text.get(bytes).unwrap_or_default();
            match &token.lemma {
                Some(lemma) if !self.rules.overwrite => {
                    if **lemma == *form {
                        token.lemma = None;
                    }
                }
                _ => {
                    let word = Word {
                        form,
                        pos: token.pos,
                        morph: labels.get(token.morph),
                        // Only the Spanish rules ask; the others share what is cached.
                        starts_sentence: starts_sentence
                            && self.rules.method == LemmaMethod::Spanish,
                    };
                    token.lemma = cache.lemma(self, &word, token.morph);
                }
            }
        }
    }
}

/// A number that no other lemmatiser of this process has; 0 is none.
fn next_serial() -> u64 {
    static SERIAL: AtomicU64 = AtomicU64::new(1);
    SERIAL.fetch_add(1, Ordering::Relaxed)
}
