//! What the engine found in one text: sentences, tokens, trees, names.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Universal part-of-speech tags (Universal Dependencies v2), and `SPACE` for
/// tokens that are nothing but white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[rustfmt::skip]
#[allow(missing_docs, clippy::upper_case_acronyms, reason = "the tag set's own names")]
pub enum Pos {
    ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT,
    SCONJ, SYM, VERB, #[default] X, SPACE,
}

impl Pos {
    /// Every tag, in the order of their discriminants.
    #[rustfmt::skip]
    pub const ALL: [Self; 18] = [
        Self::ADJ, Self::ADP, Self::ADV, Self::AUX, Self::CCONJ, Self::DET, Self::INTJ,
        Self::NOUN, Self::NUM, Self::PART, Self::PRON, Self::PROPN, Self::PUNCT,
        Self::SCONJ, Self::SYM, Self::VERB, Self::X, Self::SPACE,
    ];

    /// The tag's name, as in Universal Dependencies.
    #[must_use]
    pub fn name(self) -> &'static str {
        #[rustfmt::skip]
        const NAMES: [&str; 18] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
            "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "SPACE",
        ];
        NAMES[self as usize]
    }

    /// The tag of that name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pos| pos.name() == name)
    }
}

/// A string of the model's label set (a tag, a relation, an entity type, a set
/// of morphological features), or the empty string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(pub(crate) u16);

/// The label strings of one model. `Label(0)` is the empty string.
#[derive(Debug)]
pub struct Labels {
    strings: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u16>,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            strings: vec!["".into()],
            numbers: FxHashMap::from_iter([("".into(), 0)]),
        }
    }
}

impl Labels {
    /// The label of `string`, added if new. Empty if the set is full
    /// (65,536 strings), which no real model comes near.
    pub fn intern(&mut self, string: &str) -> Label {
        if let Some(found) = self.find(string) {
            return found;
        }
        let Ok(id) = u16::try_from(self.strings.len()) else {
            return Label::default();
        };
        self.strings.push(string.into());
        self.numbers.insert(string.into(), id);
        Label(id)
    }

    /// The label of `string`, if the set has it.
    #[must_use]
    pub fn find(&self, string: &str) -> Option<Label> {
        self.numbers.get(string).copied().map(Label)
    }

    /// The string behind a label.
    #[must_use]
    pub fn get(&self, label: Label) -> &str {
        self.strings
            .get(usize::from(label.0))
            .map_or("", |string| string)
    }
}

/// One token, as numbers. Read it through [`Annotated::token`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenData {
    /// First byte in the text.
    pub start: u32,
    /// First byte after the token.
    pub end: u32,
    /// Index of the head token; a root is its own head.
    pub head: u32,
    /// Universal part of speech.
    pub pos: Pos,
    /// The model's fine-grained tag (`VBD`), empty where it has none.
    pub tag: Label,
    /// Relation to the head (`nsubj`), `ROOT` at a root.
    pub dep: Label,
    /// Morphological features in the UD notation (`Number=Plur`), or empty.
    pub morph: Label,
    /// Dictionary form, where the text's own spelling is not it.
    pub lemma: Option<Box<str>>,
}

/// A named entity: a run of tokens and its type in the model's scheme
/// (`PERSON`, `ORG`, `GPE`, `DATE` … for the English model).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The tokens, by index.
    pub tokens: Range<usize>,
    /// The type.
    pub label: Label,
}

/// A text with its sentences, tokens, trees and names.
///
/// Invariants: tokens lie in order and do not overlap; outside of them there is
/// white space only; sentences cover the tokens in order without gaps; heads lie
/// in the token's own sentence.
#[derive(Clone, Debug)]
pub struct Annotated<'t> {
    /// The text that was read; all offsets are bytes in it.
    pub text: &'t str,
    /// Tokens in text order.
    pub tokens: Vec<TokenData>,
    /// Sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Named entities in text order; they do not overlap.
    pub entities: Vec<Entity>,
    /// The strings behind the labels.
    pub labels: Arc<Labels>,
    /// What the engine's networks made of each token in its context, one row a token, the
    /// networks' vectors side by side: input of further networks. Empty unless
    /// [`Annotator::with_vectors`](crate::Annotator::with_vectors) asked for them.
    pub vectors: Vec<f32>,
}

impl<'t> Annotated<'t> {
    /// The token at `index`.
    ///
    /// # Panics
    /// If there is no such token.
    #[must_use]
    pub fn token(&self, index: usize) -> Token<'_, 't> {
        assert!(index < self.tokens.len(), "token {index} of {}", self.len());
        Token { of: self, index }
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// All tokens in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Token<'_, 't>> + ExactSizeIterator {
        (0..self.len()).map(|index| Token { of: self, index })
    }

    /// The vector of the token at `index`; empty where vectors were not kept.
    #[must_use]
    pub fn vector(&self, index: usize) -> &[f32] {
        let width = self.vectors.len() / self.len().max(1);
        self.vectors
            .get(index * width..(index + 1) * width)
            .unwrap_or_default()
    }

    /// The bytes of the text from the first to the last of these tokens; an
    /// empty range at the start of `tokens.start` if there are none.
    #[must_use]
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .get(tokens.start)
            .map_or(self.text.len(), |token| token.start as usize);
        if tokens.is_empty() {
            return start..start;
        }
        start..self.tokens[tokens.end - 1].end as usize
    }

    /// The words from the first to the last of these tokens.
    #[must_use]
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        &self.text[self.bytes(tokens)]
    }

    /// The entity's type as a string.
    #[must_use]
    pub fn entity_type(&self, entity: &Entity) -> &str {
        self.labels.get(entity.label)
    }

    /// The paragraph of each token, counted from 0: a line break before it, or one that is part of
    /// a token before it, starts a new one.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<usize> {
        let mut current = 0;
        let mut reached = 0;
        let starts = self.iter().map(|token| {
            let bytes = token.bytes();
            if self.text[reached..bytes.start].contains('\n') {
                current += 1;
            }
            let here = current;
            if token.text().contains('\n') {
                current += 1;
            }
            reached = bytes.end;
            here
        });
        starts.collect()
    }

    /// Index of the sentence that holds a token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.end <= token)
    }
}

/// One token of an [`Annotated`] text.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a, 't> {
    of: &'a Annotated<'t>,
    /// Its index in the text.
    pub index: usize,
}

impl<'a, 't> Token<'a, 't> {
    fn data(&self) -> &'a TokenData {
        &self.of.tokens[self.index]
    }

    /// The token's bytes in the text.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.data().start as usize..self.data().end as usize
    }

    /// The token as written.
    #[must_use]
    pub fn text(&self) -> &'t str {
        &self.of.text[self.bytes()]
    }

    /// The dictionary form.
    #[must_use]
    pub fn lemma(&self) -> &'a str {
        match &self.data().lemma {
            Some(lemma) => lemma,
            None => self.text(),
        }
    }

    /// Universal part of speech.
    #[must_use]
    pub fn pos(&self) -> Pos {
        self.data().pos
    }

    /// The model's fine-grained tag.
    #[must_use]
    pub fn tag(&self) -> &'a str {
        self.of.labels.get(self.data().tag)
    }

    /// Relation to the head.
    #[must_use]
    pub fn dep(&self) -> &'a str {
        self.of.labels.get(self.data().dep)
    }

    /// Morphological features.
    #[must_use]
    pub fn morph(&self) -> &'a str {
        self.of.labels.get(self.data().morph)
    }

    /// The head token; a root gives itself.
    #[must_use]
    pub fn head(&self) -> Self {
        self.of.token(self.data().head as usize)
    }

    /// Whether this token is the root of its sentence's tree (or of one of
    /// its trees).
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.data().head as usize == self.index
    }

    /// The tokens that hang on this one, in text order.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let sentence = self.of.sentence_of(self.index);
        let range = self.of.sentences.get(sentence).cloned().unwrap_or(0..0);
        range
            .map(move |index| self.of.token(index))
            .filter(move |token| {
                token.data().head as usize == self.index && token.index != self.index
            })
    }

    /// First and last token of everything below this token, itself included,
    /// as a range of tokens. Of a non-projective tree, the smallest run that
    /// holds it all.
    #[must_use]
    pub fn subtree(self) -> Range<usize> {
        let sentence = self.of.sentence_of(self.index);
        let range = self.of.sentences.get(sentence).cloned().unwrap_or(0..0);
        let below = |mut index: usize| {
            for _ in range.clone() {
                if index == self.index {
                    return true;
                }
                let head = self.of.tokens[index].head as usize;
                if head == index {
                    return false;
                }
                index = head;
            }
            false
        };
        let mut found = self.index..self.index + 1;
        for index in range.clone() {
            if below(index) {
                found.start = found.start.min(index);
                found.end = found.end.max(index + 1);
            }
        }
        found
    }
}
