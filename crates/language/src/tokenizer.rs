//! Tokens, as the tokenizers of spaCy v3 make them.
//!
//! A text falls into chunks at white space ([`Tokenizer::tokenize`]); a chunk
//! loses its affixes one by one and is parted at its infixes ([`affixes`]), unless
//! it, or what is left of it, is an exception, a word that no rule may split, or an
//! address. At last, exceptions that the rules have taken apart, or that have
//! spaces in them, are put together again ([`exceptions`]).

mod affixes;
mod exceptions;
pub(crate) mod pattern;
mod rules;
mod scratch;

use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use crate::lexeme::{Lexeme, is_space, key};

use affixes::Split;
use exceptions::{Exceptions, Tokens};
pub use pattern::PatternError;
use rules::{Exception, Patterns};
pub use rules::{Rules, RulesError, SourceToken, Sources};
use scratch::Part;
pub use scratch::{LexemeId, Scratch};

/// Splits text into tokens. Immutable: threads share it, each with a [`Scratch`]
/// of its own.
#[derive(Debug)]
pub struct Tokenizer {
    id: u64,
    patterns: Patterns,
    exceptions: Exceptions,
    norms: FxHashMap<u64, u64>,
}

/// A token: where it stands and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub start: u32,
    /// First byte behind it.
    pub end: u32,
    /// Its lexeme in the scratch.
    pub lexeme: LexemeId,
    /// Whether a space follows that is no part of any token.
    pub spaced: bool,
}

/// A chunk of more bytes than this is cut into several. spaCy does not cut, but
/// takes a time that grows with the square of the length, and longer than any
/// address that news articles print this is only with text that is no prose.
const MAX_CHUNK: usize = 1024;

impl Tokenizer {
    /// A tokenizer that follows these rules.
    ///
    /// # Errors
    /// If the rules contradict themselves; [`Rules::new`] makes no such rules.
    pub fn new(rules: &Rules) -> Result<Self, RulesError> {
        static IDS: AtomicU64 = AtomicU64::new(1);
        let norms = rules.norms.iter().map(|(word, norm)| (*word, key(norm)));
        let mut tokenizer = Self {
            id: IDS.fetch_add(1, Ordering::Relaxed),
            patterns: Patterns::new(rules)?,
            exceptions: Exceptions::new(rules)?,
            norms: norms.collect(),
        };
        tokenizer.seek_exceptions(rules);
        Ok(tokenizer)
    }

    /// Has exceptions sought across tokens, if the rules alone would split them.
    fn seek_exceptions(&mut self, rules: &Rules) {
        let mut scratch = Scratch::default();
        scratch.begin(self.id);
        for Exception(word, _) in &rules.exceptions {
            if rules.faster_heuristics
                && !word.contains(' ')
                && !Split::new(self, &mut scratch, false).has_affix(word)
            {
                continue;
            }
            let mut orths = Vec::new();
            for (chunk, _) in Chunks::new(word) {
                let parts = Split::new(self, &mut scratch, false).chunk(chunk);
                orths.extend(parts.iter().map(|part| scratch.lexeme(part.lexeme).orth));
            }
            self.exceptions.seek(orths.into_iter());
        }
    }

    /// The tokens of `text`, in order. Together with a space behind each that is
    /// `spaced` they are the text again.
    ///
    /// Offsets reach to 4 GiB; what lies behind is not read.
    #[must_use]
    pub fn tokenize(&self, text: &str, scratch: &mut Scratch) -> Vec<Piece> {
        scratch.begin(self.id);
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let mut pieces = Vec::with_capacity(text.len() / 4);
        for (chunk, at) in Chunks::new(text) {
            // At a chunk's end there is a space if the next does not join on.
            if let Some(last) = pieces
                .last_mut()
                .filter(|last: &&mut Piece| last.end as usize != at)
            {
                last.spaced = true;
            }
            match scratch.chunk(chunk) {
                Some(parts) => place(parts, at, &mut pieces),
                None => {
                    let parts = Split::new(self, scratch, true).chunk(chunk);
                    scratch.keep(chunk, &parts);
                    place(&parts, at, &mut pieces);
                }
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.spaced = (last.end as usize) < text.len();
        }
        self.rejoin(text, pieces, scratch)
    }

    /// Puts exceptions in the place of the tokens that the rules made of them.
    fn rejoin(&self, text: &str, pieces: Vec<Piece>, scratch: &mut Scratch) -> Vec<Piece> {
        let spans = self.exceptions.find(
            pieces.len(),
            |at| scratch.opens(pieces[at].lexeme),
            |at| scratch.lexeme(pieces[at].lexeme).orth,
        );
        if spans.is_empty() {
            return pieces;
        }
        let mut joined = Vec::with_capacity(pieces.len());
        let mut done = 0;
        for span in spans {
            let (first, last) = (pieces[span.start], pieces[span.end - 1]);
            let word = &text[first.start as usize..last.end as usize];
            // The tokens are an exception's, but the spaces between may not be.
            let Some(tokens) = self.exceptions.get(word) else {
                continue;
            };
            joined.extend_from_slice(&pieces[done..span.start]);
            let parts: Vec<Part> = self.exception(word, tokens, scratch).collect();
            place(&parts, first.start as usize, &mut joined);
            if let Some(piece) = joined.last_mut() {
                piece.spaced = last.spaced;
            }
            done = span.end;
        }
        joined.extend_from_slice(&pieces[done..]);
        joined
    }

    /// The tokens of an exception.
    fn exception(
        &self,
        word: &str,
        tokens: &Tokens,
        scratch: &mut Scratch,
    ) -> impl Iterator<Item = Part> {
        let mut rest = word;
        tokens.iter().map(move |&(bytes, norm)| {
            let (token, behind) = rest.split_at(bytes as usize);
            rest = behind;
            let lexeme = self.lexeme(token, norm, scratch);
            Part { bytes, lexeme }
        })
    }

    /// The lexeme of `word`, with the norm that an exception gives it or else
    /// that of the model.
    fn lexeme(&self, word: &str, norm: Option<u64>, scratch: &mut Scratch) -> LexemeId {
        let orth = key(word);
        let norm = norm.or_else(|| self.norms.get(&orth).copied());
        // No string but the empty one has the key 0: the norm is the lower case.
        scratch.intern(orth, norm.unwrap_or(0), || {
            (Lexeme::new(word, norm), self.exceptions.opens(orth))
        })
    }
}

/// Lays the tokens of a chunk out from `at`.
fn place(parts: &[Part], at: usize, pieces: &mut Vec<Piece>) {
    let mut start = at as u32;
    pieces.extend(parts.iter().map(|part| {
        let end = start + part.bytes;
        let lexeme = part.lexeme;
        let piece = Piece {
            start,
            end,
            lexeme,
            spaced: false,
        };
        start = end;
        piece
    }));
}

/// The runs of space and of other characters, with where they begin. The first
/// space behind a word belongs to no chunk.
struct Chunks<'t> {
    text: &'t str,
    at: usize,
    after_word: bool,
}

impl<'t> Chunks<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            after_word: false,
        }
    }
}

impl<'t> Iterator for Chunks<'t> {
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        if std::mem::take(&mut self.after_word) && self.text[self.at..].starts_with(' ') {
            self.at += 1;
        }
        let rest = &self.text[self.at..];
        let blank = is_space(rest.chars().next()?);
        // No further than it may be cut, or text without spaces is read again
        // for each of its chunks.
        let reach = &rest[..rest.floor_char_boundary(MAX_CHUNK)];
        let chunk = match reach.find(|c| is_space(c) != blank) {
            Some(end) => &reach[..end],
            None => reach,
        };
        let at = self.at;
        self.at += chunk.len();
        self.after_word = !blank;
        Some((chunk, at))
    }
}

#[cfg(test)]
mod tests;
