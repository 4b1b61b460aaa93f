//! What a thread keeps from text to text so as not to work it out again.

use rustc_hash::FxHashMap;

use crate::lexeme::Lexeme;

use super::pattern::Backtracker;

/// The number of a lexeme in a [`Scratch`], counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LexemeId(pub u32);

/// Work space of [`Tokenizer::tokenize`](super::Tokenizer::tokenize): a table of
/// the lexemes met and a cache of the chunks taken apart. One for each thread.
///
/// Tokens do not depend on what it holds; their [`LexemeId`]s do. An id stays
/// good until the [`epoch`](Self::epoch) changes, which only `tokenize` does, and
/// only before it looks at its text.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The tokenizer that it was last used with.
    owner: u64,
    epoch: u64,
    lexemes: Vec<Entry>,
    ids: FxHashMap<(u64, u64), LexemeId>,
    chunks: FxHashMap<Box<str>, (u32, u32)>,
    /// The tokens of the chunks, which are ranges of these.
    tokens: Vec<Part>,
    pub(super) backtracker: Backtracker,
}

#[derive(Debug)]
struct Entry {
    lexeme: Lexeme,
    /// Whether an exception that is sought across tokens begins with it.
    opens: bool,
}

/// A token of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// How many bytes it takes.
    pub(super) bytes: u32,
    pub(super) lexeme: LexemeId,
}

/// More lexemes than this (some 10 MB) are dropped before the next text.
const MAX_LEXEMES: usize = 1 << 17;
/// More chunks than this are not kept.
const MAX_CHUNKS: usize = 1 << 17;
/// Nor longer ones, in bytes: they hardly come again, and may be a thousand tokens.
const LONGEST_CHUNK: usize = 64;

impl Scratch {
    /// Makes it ready for a text.
    pub(super) fn begin(&mut self, owner: u64) {
        let is_full = self.lexemes.len() > MAX_LEXEMES || self.chunks.len() >= MAX_CHUNKS;
        if self.owner != owner || is_full {
            *self = Self {
                owner,
                epoch: self.epoch + 1,
                backtracker: std::mem::take(&mut self.backtracker),
                ..Self::default()
            };
        }
    }

    /// How often the lexemes have been dropped.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// How many lexemes it holds; ids are below that.
    #[must_use]
    pub fn lexemes(&self) -> usize {
        self.lexemes.len()
    }

    /// The lexeme of an id.
    ///
    /// # Panics
    /// If the id is not from a call with this scratch in this epoch.
    #[must_use]
    pub fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id.0 as usize].lexeme
    }

    pub(super) fn opens(&self, id: LexemeId) -> bool {
        self.lexemes[id.0 as usize].opens
    }

    /// The id of the lexeme of these keys; `make` gives it, and whether it opens
    /// an exception, if it is new.
    pub(super) fn intern(
        &mut self,
        orth: u64,
        norm: u64,
        make: impl FnOnce() -> (Lexeme, bool),
    ) -> LexemeId {
        *self.ids.entry((orth, norm)).or_insert_with(|| {
            let (lexeme, opens) = make();
            self.lexemes.push(Entry { lexeme, opens });
            LexemeId(self.lexemes.len() as u32 - 1)
        })
    }

    pub(super) fn chunk(&self, chunk: &str) -> Option<&[Part]> {
        let &(from, to) = self.chunks.get(chunk)?;
        self.tokens.get(from as usize..to as usize)
    }

    pub(super) fn keep(&mut self, chunk: &str, parts: &[Part]) {
        if self.chunks.len() < MAX_CHUNKS && chunk.len() <= LONGEST_CHUNK {
            let from = self.tokens.len() as u32;
            self.tokens.extend_from_slice(parts);
            self.chunks
                .insert(chunk.into(), (from, self.tokens.len() as u32));
        }
    }
}
