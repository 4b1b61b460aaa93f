//! A text as the patterns see it: words, and quotes as blocks.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lexicon::{GERMAN, Lexicon};
use crate::Document;
use crate::model::Status;

/// A quote of fewer words is a term ("sogenannt"), no speech of its own.
pub(super) const SPEECH_WORDS: usize = 4;

/// A stretch of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A token outside of quotes.
    Word(usize),
    /// A quote, by its number in [`Scene::quotes`].
    Quote(usize),
}

/// A quotation, as tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// With its marks.
    pub(super) outer: Range<usize>,
    /// Without.
    pub(super) inner: Range<usize>,
    pub(super) words: usize,
}

/// Sentences that a quote holds together, or a single one.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    pub(super) items: Vec<Item>,
}

/// A text with its words in lowercase and its quotes.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    text: &'t str,
    bytes: Vec<Range<usize>>,
    lower: Vec<String>,
    /// The first token of each sentence.
    starts: Vec<usize>,
    pub(super) quotes: Vec<Quote>,
    pub(super) units: Vec<Unit>,
    pub(super) lexicon: &'static Lexicon,
}

impl<'t> Scene<'t> {
    pub(super) fn new(document: &Document<'t>) -> Self {
        let annotated = document.annotated;
        let text = annotated.text;
        let bytes: Vec<_> = annotated.iter().map(|token| token.bytes()).collect();
        let lower = bytes
            .iter()
            .map(|bytes| text[bytes.clone()].to_lowercase())
            .collect();
        let quotes: Vec<_> = document
            .quotations
            .quotations
            .iter()
            .filter(|quotation| quotation.depth == 0)
            .map(|quotation| Quote {
                outer: document.tokens_at(&quotation.span()),
                inner: document.tokens_at(&quotation.content),
                words: quotation.words,
            })
            .filter(|quote| !quote.inner.is_empty())
            .collect();
        let mut scene = Self {
            text,
            bytes,
            lower,
            starts: annotated.sentences.iter().map(|it| it.start).collect(),
            quotes,
            units: Vec::new(),
            lexicon: &GERMAN,
        };
        scene.units = scene.cut(&annotated.sentences);
        scene
    }

    /// Anonymous where no name stands in the source and its words are for nobody in particular:
    /// "Sicherheitskreisen", "ein Insider".
    pub(super) fn status(&self, source: Option<&Range<usize>>) -> Status {
        let Some(source) = source else {
            return Status::Unattributed;
        };
        let nobody = |at: usize| {
            let word = self.lower(at);
            self.is("anonymous", at) || word.ends_with("kreise") || word.ends_with("kreisen")
        };
        // "der Augenzeuge Jens Halbach" has a name: what follows the noun.
        let last = source.clone().rev().find(|&at| self.is_capitalised(at));
        match last {
            Some(last) if nobody(last) => Status::Anonymous,
            _ => Status::Attributed,
        }
    }

    /// The units: sentences, joined where a quote reaches over their border.
    fn cut(&self, sentences: &[Range<usize>]) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut quote = 0;
        let mut open_until = 0;
        for sentence in sentences {
            while quote < self.quotes.len() && self.quotes[quote].outer.start < sentence.end {
                quote += 1;
            }
            let reach = self.quotes[..quote]
                .last()
                .map_or(0, |quote| quote.outer.end);
            match units.last_mut().filter(|_| sentence.start < open_until) {
                Some(last) => last.tokens.end = sentence.end,
                None => units.push(Unit {
                    tokens: sentence.clone(),
                    items: Vec::new(),
                }),
            }
            open_until = open_until.max(reach);
        }
        let mut next = 0;
        for unit in &mut units {
            let mut token = unit.tokens.start;
            while token < unit.tokens.end {
                while next < self.quotes.len() && self.quotes[next].outer.end <= token {
                    next += 1;
                }
                match self.quotes.get(next) {
                    Some(quote) if quote.outer.contains(&token) => {
                        unit.items.push(Item::Quote(next));
                        token = quote.outer.end;
                    }
                    _ => {
                        unit.items.push(Item::Word(token));
                        token += 1;
                    }
                }
            }
        }
        units
    }

    pub(super) fn word(&self, token: usize) -> &'t str {
        &self.text[self.bytes[token].clone()]
    }

    /// The token in lowercase; empty beyond the text.
    pub(super) fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", String::as_str)
    }

    pub(super) fn is_mark(&self, token: usize) -> bool {
        !self.word(token).starts_with(char::is_alphanumeric)
    }

    pub(super) fn is_capitalised(&self, token: usize) -> bool {
        self.word(token).starts_with(char::is_uppercase)
    }

    pub(super) fn is(&self, class: &str, token: usize) -> bool {
        self.lexicon.is(class, self.lower(token))
    }

    /// Whether a sentence ends with `token`; other stops belong to short forms and ordinals.
    pub(super) fn ends_sentence(&self, token: usize) -> bool {
        token + 1 == self.bytes.len() || self.starts.binary_search(&(token + 1)).is_ok()
    }

    /// The tokens `from..to` without marks at the ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, mut end } = range;
        while start < end && self.is_mark(start) {
            start += 1;
        }
        while start < end && self.is_mark(end - 1) && !matches!(self.word(end - 1), ")" | "%") {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    // Numbers with their separators, words with hyphens and apostrophes, short forms with stops
    // ("z. B.", "Dr."), single marks.
    Regex::new(
        r"\d+(?:[.,:]\d+)*|(?:\p{L}\.){2,}|\p{L}[\p{L}\p{M}\d]*(?:[-’'][\p{L}\p{M}\d]+)*-?|\S",
    )
    .expect("a constant pattern")
});

/// Appends the tokens of `text[sentence]`, as bytes of `text`.
pub(super) fn tokens(text: &str, sentence: Range<usize>, into: &mut Vec<Range<usize>>) {
    let found = TOKEN
        .find_iter(&text[sentence.clone()])
        .map(|token| sentence.start + token.start()..sentence.start + token.end());
    into.extend(found);
}
