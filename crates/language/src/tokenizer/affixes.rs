//! Taking one chunk apart: affixes first, then what is within.

use super::Tokenizer;
use super::pattern::present;
use super::scratch::{Part, Scratch};
use crate::lexeme::{first_chars, last_chars};

/// One chunk being taken apart.
pub(super) struct Split<'a> {
    pub(super) tokenizer: &'a Tokenizer,
    pub(super) scratch: &'a mut Scratch,
    /// Whether exceptions count. (They do not while the exceptions themselves
    /// are prepared.)
    pub(super) with_exceptions: bool,
    /// ASCII characters of the chunk.
    present: u128,
    parts: Vec<Part>,
}

impl<'a> Split<'a> {
    pub(super) fn new(
        tokenizer: &'a Tokenizer,
        scratch: &'a mut Scratch,
        with_exceptions: bool,
    ) -> Self {
        Self {
            tokenizer,
            scratch,
            with_exceptions,
            present: 0,
            parts: Vec::new(),
        }
    }

    /// The tokens of `chunk`.
    pub(super) fn chunk(mut self, chunk: &str) -> Vec<Part> {
        self.present = present(chunk);
        if !self.exception(chunk) {
            let (core, suffixes) = self.affixes(chunk);
            self.core(core);
            for suffix in suffixes.into_iter().rev() {
                self.push(suffix);
            }
        }
        self.parts
    }

    /// Splits prefixes off, which become tokens, and suffixes, which come back,
    /// the last one first.
    fn affixes<'t>(&mut self, chunk: &'t str) -> (&'t str, Vec<&'t str>) {
        let mut suffixes = Vec::new();
        let mut core = chunk;
        while !core.is_empty() && !self.is_token(core) && !self.is_exception(core) {
            let prefix = self.prefix(core);
            let (before, after_prefix) = core.split_at(prefix);
            if prefix > 0 && self.is_exception(after_prefix) {
                self.push(before);
                return (after_prefix, suffixes);
            }
            let suffix = self.suffix(after_prefix);
            let (before_suffix, behind) = core.split_at(core.len() - suffix);
            if suffix > 0 && self.is_exception(before_suffix) {
                suffixes.push(behind);
                return (before_suffix, suffixes);
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                self.push(before);
            }
            if suffix > 0 {
                suffixes.push(behind);
            }
            core = &after_prefix[..after_prefix.len() - suffix];
        }
        (core, suffixes)
    }

    /// What is left without affixes: one token, or several if infixes part it.
    fn core(&mut self, core: &str) {
        if core.is_empty() || self.exception(core) {
            return;
        }
        if self.is_token(core) || self.is_url(core) {
            self.push(core);
            return;
        }
        let mut done = 0;
        let (mut from, mut moving) = (0, false);
        while let Some(infix) = self.infix(core, from, moving) {
            from = infix.end;
            // As Python goes on behind an empty match.
            moving = infix.is_empty();
            if infix.start == 0 {
                continue;
            }
            self.push_some(&core[done..infix.start]);
            self.push_some(&core[infix.clone()]);
            done = infix.end;
        }
        self.push_some(&core[done..]);
    }

    fn push_some(&mut self, token: &str) {
        if !token.is_empty() {
            self.push(token);
        }
    }

    fn push(&mut self, token: &str) {
        let lexeme = self.tokenizer.lexeme(token, None, self.scratch);
        let bytes = token.len() as u32;
        self.parts.push(Part { bytes, lexeme });
    }

    /// Adds the tokens of `word` if it is an exception.
    fn exception(&mut self, word: &str) -> bool {
        if !self.with_exceptions {
            return false;
        }
        let Some(tokens) = self.tokenizer.exceptions.get(word) else {
            return false;
        };
        self.parts
            .extend(self.tokenizer.exception(word, tokens, self.scratch));
        true
    }

    fn is_exception(&self, word: &str) -> bool {
        self.with_exceptions && self.tokenizer.exceptions.get(word).is_some()
    }

    fn is_token(&mut self, word: &str) -> bool {
        let patterns = &self.tokenizer.patterns;
        let (sets, room) = (&patterns.sets, &mut self.scratch.backtracker);
        let token = patterns.token.as_ref();
        token.is_some_and(|token| token.matches(word, self.present, sets, room).is_some())
    }

    fn is_url(&mut self, word: &str) -> bool {
        let patterns = &self.tokenizer.patterns;
        let (sets, room) = (&patterns.sets, &mut self.scratch.backtracker);
        let url = patterns.url.as_ref();
        url.is_some_and(|url| url.matches(word, self.present, sets, room).is_some())
    }

    /// How many bytes a prefix of `word` takes.
    fn prefix(&mut self, word: &str) -> usize {
        let patterns = &self.tokenizer.patterns;
        let (sets, room) = (&patterns.sets, &mut self.scratch.backtracker);
        let prefix = patterns.prefix.as_ref();
        let found =
            prefix.and_then(|prefix| prefix.search(word, 0, false, self.present, sets, room));
        // spaCy takes the length of the match, wherever it stands.
        found.map_or(0, |found| {
            let count = word[found].chars().count();
            first_chars(word, count).len()
        })
    }

    /// How many bytes a suffix of `word` takes.
    fn suffix(&mut self, word: &str) -> usize {
        let patterns = &self.tokenizer.patterns;
        let (sets, room) = (&patterns.sets, &mut self.scratch.backtracker);
        let suffix = patterns.suffix.as_ref();
        let found =
            suffix.and_then(|suffix| suffix.search(word, 0, false, self.present, sets, room));
        found.map_or(0, |found| {
            let count = word[found].chars().count();
            last_chars(word, count).len()
        })
    }

    fn infix(&mut self, word: &str, from: usize, moving: bool) -> Option<std::ops::Range<usize>> {
        let patterns = &self.tokenizer.patterns;
        let (sets, room) = (&patterns.sets, &mut self.scratch.backtracker);
        let infix = patterns.infix.as_ref()?;
        infix.search(word, from, moving, self.present, sets, room)
    }

    /// Whether any affix is found in `word`.
    pub(super) fn has_affix(&mut self, word: &str) -> bool {
        self.present = present(word);
        self.prefix(word) > 0 || self.suffix(word) > 0 || self.infix(word, 0, false).is_some()
    }
}
