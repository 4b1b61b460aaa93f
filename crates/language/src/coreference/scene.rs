//! One text laid out for the sieves: trees, paragraphs, quotations, mentions
//! and who speaks.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::detect;
use super::index::WINDOW;
use super::mention::{Kind, Mention};
use super::quoted::Quoted;
use super::speech::{self, Speech};
use crate::{Annotated, Quotations, Token};

/// How far up a tree anything looks: no sentence for readers is deeper.
pub(super) const DEPTH: usize = 64;

/// The grammar and layout of a text, before mentions.
pub(super) struct Tree<'d, 't> {
    pub(super) doc: &'d Annotated<'t>,
    /// Paragraph of each token; a line break starts a new one.
    pub(super) paragraph: Vec<usize>,
    /// Sentence of each token.
    pub(super) sentence: Vec<usize>,
    /// What stands in direct speech.
    pub(super) quoted: Quoted,
    first_child: Vec<usize>,
    children: Vec<usize>,
}

impl<'d, 't> Tree<'d, 't> {
    pub(super) fn new(doc: &'d Annotated<'t>, quotations: &Quotations) -> Self {
        let paragraph = doc.paragraphs();
        let mut sentence = Vec::with_capacity(doc.len());
        for (index, range) in doc.sentences.iter().enumerate() {
            sentence.resize(range.end.min(doc.len()), index);
        }
        sentence.resize(doc.len(), doc.sentences.len().saturating_sub(1));
        let head = |index: usize| doc.tokens[index].head as usize;
        let mut first_child = vec![0; doc.len() + 1];
        for index in (0..doc.len()).filter(|&index| head(index) != index) {
            first_child[head(index) + 1] += 1;
        }
        for index in 0..doc.len() {
            first_child[index + 1] += first_child[index];
        }
        let mut next = first_child.clone();
        let mut children = vec![0; first_child[doc.len()]];
        for index in (0..doc.len()).filter(|&index| head(index) != index) {
            children[next[head(index)]] = index;
            next[head(index)] += 1;
        }
        Self {
            doc,
            paragraph,
            sentence,
            quoted: Quoted::new(doc, quotations),
            first_child,
            children,
        }
    }

    pub(super) fn token(&self, index: usize) -> Token<'d, 't> {
        self.doc.token(index)
    }

    pub(super) fn head(&self, index: usize) -> usize {
        self.doc.tokens[index].head as usize
    }

    pub(super) fn dep(&self, index: usize) -> &'d str {
        self.doc.labels.get(self.doc.tokens[index].dep)
    }

    /// The tokens that hang on this one, in text order.
    pub(super) fn children(&self, index: usize) -> &[usize] {
        &self.children[self.first_child[index]..self.first_child[index + 1]]
    }

    /// The first child with one of these relations.
    pub(super) fn child(&self, index: usize, deps: &[&str]) -> Option<usize> {
        self.children(index)
            .iter()
            .copied()
            .find(|&child| deps.contains(&self.dep(child)))
    }

    /// The tokens of a sentence.
    pub(super) fn sentence_tokens(&self, sentence: usize) -> Range<usize> {
        let ends = |at: usize| self.doc.sentences.get(at).map_or(0, |range| range.end);
        let start = sentence.checked_sub(1).map_or(0, ends);
        start..ends(sentence).max(start)
    }

    /// The speech that a token stands in, as an index of `quoted.speeches`.
    pub(super) fn quote(&self, index: usize) -> Option<usize> {
        self.quoted.of_token.get(index).copied().flatten()
    }

    pub(super) fn lower(&self, index: usize) -> String {
        self.token(index).text().to_lowercase()
    }
}

/// How a nominal begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Start {
    /// "the", "this".
    Definite,
    /// "its", "Seoul's".
    Possessive,
    /// "a", "several", "no".
    Indefinite,
    /// Nothing.
    #[default]
    Bare,
}

/// What the sieves know of a mention beside its public features.
#[derive(Clone, Debug, Default)]
pub(super) struct Detail {
    /// A name's words, plain, without titles and articles.
    pub(super) words: Vec<String>,
    /// The words before a name ("deputy minister"), or before a nominal's
    /// head, plain.
    pub(super) modifiers: Vec<String>,
    /// Nouns for people that it is given, in the singular.
    pub(super) roles: Vec<String>,
    /// How many a nominal says there are: "two".
    pub(super) count: Option<String>,
    /// A nominal's head noun, in the singular.
    pub(super) noun: String,
    /// Age in years.
    pub(super) age: Option<u32>,
    pub(super) start: Start,
    /// The token of whoever owns it ("Seoul" of "Seoul's agency").
    pub(super) owner: Option<usize>,
    /// "another", "the latter": not one that was spoken of before, or not
    /// sure which.
    pub(super) apart: bool,
    /// A name that only narrows a noun ("the Trump campaign").
    pub(super) narrowing: bool,
}

/// A text with its mentions.
pub(super) struct Scene<'d, 't> {
    pub(super) tree: Tree<'d, 't>,
    pub(super) mentions: Vec<Mention>,
    pub(super) details: Vec<Detail>,
    /// Acts of speech, in the order of their verbs.
    pub(super) speeches: Vec<Speech>,
    /// The speech that each quotation belongs to.
    pub(super) speech_of_quote: Vec<Option<usize>>,
    of_head: FxHashMap<usize, usize>,
    /// The speech that a mention is the source of, its first if several.
    speech_by: FxHashMap<usize, usize>,
    /// The speech whose verb a token is.
    speech_at: FxHashMap<usize, usize>,
    /// The heads of the sources of speech.
    sources: FxHashSet<usize>,
    /// The group that a mention is the first of.
    group_of: FxHashMap<usize, usize>,
}

impl<'d, 't> Scene<'d, 't> {
    pub(super) fn new(doc: &'d Annotated<'t>, quotations: &Quotations) -> Self {
        let tree = Tree::new(doc, quotations);
        let (mentions, details): (Vec<_>, Vec<_>) = detect::mentions(&tree).into_iter().unzip();
        let mut of_head = FxHashMap::default();
        let mut groups = Vec::new();
        for (index, mention) in mentions.iter().enumerate() {
            match mention.kind {
                Kind::Group => groups.push((mention.head, index)),
                _ => {
                    of_head.insert(mention.head, index);
                }
            }
        }
        let group_of = groups
            .into_iter()
            .filter_map(|(head, group)| Some((*of_head.get(&head)?, group)))
            .collect();
        let speeches = speech::speeches(&tree, &of_head);
        let mut speech_by = FxHashMap::default();
        for (index, speech) in speeches.iter().enumerate().rev() {
            if let Some(speaker) = speech.speaker {
                speech_by.insert(speaker, index);
            }
        }
        let numbered = || speeches.iter().enumerate();
        Self {
            speech_at: numbered().map(|(at, speech)| (speech.verb, at)).collect(),
            sources: speeches.iter().map(|speech| speech.subject).collect(),
            speech_of_quote: speech::of_quotes(&tree, &speeches),
            tree,
            mentions,
            details,
            speeches,
            of_head,
            speech_by,
            group_of,
        }
    }

    /// The mentions, and which of them has each head.
    pub(super) fn into_mentions(self) -> (Vec<Mention>, FxHashMap<usize, usize>) {
        (self.mentions, self.of_head)
    }

    /// The mention whose head this token is.
    pub(super) fn at_head(&self, token: usize) -> Option<usize> {
        self.of_head.get(&token).copied()
    }

    pub(super) fn head(&self, mention: usize) -> usize {
        self.mentions[mention].head
    }

    pub(super) fn sentence(&self, mention: usize) -> usize {
        self.tree.sentence[self.head(mention)]
    }

    pub(super) fn paragraph(&self, mention: usize) -> usize {
        self.tree.paragraph[self.head(mention)]
    }

    pub(super) fn is_subject(&self, mention: usize) -> bool {
        let head = self.head(mention);
        matches!(self.tree.dep(head), "nsubj" | "nsubjpass" | "csubj")
    }

    /// The speech that the mention is the source of, its first if several.
    pub(super) fn speech_by(&self, mention: usize) -> Option<&Speech> {
        let speech = self.speech_by.get(&mention)?;
        Some(&self.speeches[*speech])
    }

    /// The speech whose verb this token is.
    pub(super) fn speech_at(&self, verb: usize) -> Option<&Speech> {
        self.speech_at.get(&verb).map(|&at| &self.speeches[at])
    }

    pub(super) fn is_verb_of_speech(&self, token: usize) -> bool {
        self.speech_at.contains_key(&token)
    }

    /// Whether the token is the head of a source.
    pub(super) fn is_source(&self, token: usize) -> bool {
        self.sources.contains(&token)
    }

    /// "Keller and Brandt", of which the mention is Keller.
    pub(super) fn group_of(&self, mention: usize) -> Option<usize> {
        self.group_of.get(&mention).copied()
    }

    /// Whether the two are put in the same words, as far as anyone asks.
    pub(super) fn is_worded_like(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.details[one], &self.details[other]);
        let kind = |at: usize| (self.mentions[at].kind, self.mentions[at].sort);
        a.words == b.words && a.noun == b.noun && a.roles == b.roles && kind(one) == kind(other)
    }

    /// The mentions of a mention's sentence next to it.
    pub(super) fn around(&self, mention: usize) -> Range<usize> {
        let all = self.in_sentence(self.sentence(mention));
        all.start.max(mention.saturating_sub(WINDOW))..all.end.min(mention + WINDOW)
    }

    /// The mentions of a sentence.
    pub(super) fn in_sentence(&self, sentence: usize) -> Range<usize> {
        let before = |wanted: usize| {
            self.mentions
                .partition_point(|mention| self.tree.sentence[mention.tokens.start] < wanted)
        };
        before(sentence)..before(sentence + 1)
    }
}

/// How many heads stand between a token and its root, up to [`DEPTH`].
pub(super) fn depth(doc: &Annotated<'_>, token: usize) -> usize {
    let mut at = token;
    for steps in 0..DEPTH {
        let head = doc.tokens[at].head as usize;
        if head == at {
            return steps;
        }
        at = head;
    }
    DEPTH
}
