//! The rules of one tokenizer, as the model file holds them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::pattern::{CharSet, Classes, Node, PatternError, Program, ProgramError, parse};

/// The tokenizer of a spaCy v3 pipeline, as it is written there. Patterns are in
/// the notation of Python's `re`; none of them is required.
#[derive(Clone, Debug, Default)]
pub struct Sources<'s> {
    /// What is split off before a word.
    pub prefix_search: Option<&'s str>,
    /// What is split off behind a word.
    pub suffix_search: Option<&'s str>,
    /// Where a word is split within.
    pub infix_finditer: Option<&'s str>,
    /// Words that are never split.
    pub token_match: Option<&'s str>,
    /// Words that are not split within.
    pub url_match: Option<&'s str>,
    /// Words with their tokens, and the norm of each unless it is its own.
    pub exceptions: Vec<(String, Vec<SourceToken>)>,
    /// Norms by the [`key`](crate::key)s of words.
    pub norms: Vec<(u64, String)>,
    /// Whether only exceptions with affixes or spaces in them are sought across
    /// tokens.
    pub faster_heuristics: bool,
}

/// A token of an exception: its characters, and its norm if it has one.
pub type SourceToken = (String, Option<String>);

/// A tokenizer's rules: patterns as trees over one table of character sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    pub(super) prefix: Option<Node>,
    pub(super) suffix: Option<Node>,
    pub(super) infix: Option<Node>,
    pub(super) token: Option<Node>,
    pub(super) url: Option<Node>,
    pub(super) sets: Vec<CharSet>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) norms: Vec<(u64, String)>,
    pub(super) faster_heuristics: bool,
}

/// A word, and for each of its tokens the bytes it takes and its norm (empty if
/// that is none of its own).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Exception(pub(super) String, pub(super) Vec<(u32, String)>);

/// What is wrong with rules.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RulesError {
    /// A pattern in Python's notation is wrong, or beyond this engine.
    #[error("tokenizer: {which}: {error}")]
    Pattern {
        /// Whose.
        which: &'static str,
        /// What is wrong.
        error: PatternError,
    },
    /// A pattern in a model file cannot be followed.
    #[error("tokenizer: {which}: {what}")]
    Program {
        /// Whose.
        which: &'static str,
        /// What is wrong.
        what: String,
    },
    /// The tokens of an exception are not the word.
    #[error("tokenizer: the tokens of the exception {0:?} do not make up the word")]
    Exception(String),
}

impl Rules {
    /// Rules from their sources.
    ///
    /// # Errors
    /// If a pattern is wrong or has something that this engine does not know.
    pub fn new(sources: Sources<'_>) -> Result<Self, RulesError> {
        let mut parsed = Classes::default();
        let mut pattern = |which, source: Option<&str>| {
            let node = source.map(|source| parse(source, &mut parsed)).transpose();
            node.map_err(|error| RulesError::Pattern { which, error })
        };
        let mut prefix = pattern("prefix_search", sources.prefix_search)?;
        let mut suffix = pattern("suffix_search", sources.suffix_search)?;
        let mut infix = pattern("infix_finditer", sources.infix_finditer)?;
        let mut token = pattern("token_match", sources.token_match)?;
        let mut url = pattern("url_match", sources.url_match)?;
        // Simplifying left sets behind that no tree names any more.
        let mut used = Classes::default();
        let nodes = [&mut prefix, &mut suffix, &mut infix, &mut token, &mut url];
        for node in nodes.into_iter().flatten() {
            node.renumber(&parsed, &mut used);
        }
        let exceptions = sources.exceptions.into_iter().map(exception);
        Ok(Self {
            prefix,
            suffix,
            infix,
            token,
            url,
            sets: used.into_sets(),
            exceptions: exceptions.collect::<Result<_, _>>()?,
            norms: sources.norms,
            faster_heuristics: sources.faster_heuristics,
        })
    }
}

fn exception((word, tokens): (String, Vec<SourceToken>)) -> Result<Exception, RulesError> {
    let whole: String = tokens.iter().map(|(token, _)| token.as_str()).collect();
    if whole != word {
        return Err(RulesError::Exception(word));
    }
    let tokens = tokens
        .into_iter()
        .map(|(token, norm)| (token.len() as u32, norm.unwrap_or_default()));
    Ok(Exception(word, tokens.collect()))
}

/// The patterns, ready to run.
#[derive(Debug)]
pub(super) struct Patterns {
    pub(super) prefix: Option<Program>,
    pub(super) suffix: Option<Program>,
    pub(super) infix: Option<Program>,
    pub(super) token: Option<Program>,
    pub(super) url: Option<Program>,
    pub(super) sets: Vec<CharSet>,
}

impl Patterns {
    pub(super) fn new(rules: &Rules) -> Result<Self, RulesError> {
        let program = |which, node: &Option<Node>| {
            let program = node.as_ref().map(|node| Program::new(node, &rules.sets));
            program
                .transpose()
                .map_err(|error: ProgramError| RulesError::Program {
                    which,
                    what: error.to_string(),
                })
        };
        Ok(Self {
            prefix: program("prefix", &rules.prefix)?,
            suffix: program("suffix", &rules.suffix)?,
            infix: program("infix", &rules.infix)?,
            token: program("token", &rules.token)?,
            url: program("url", &rules.url)?,
            sets: rules.sets.clone(),
        })
    }
}
