//! The pipeline at work: text in, [`Annotated`] out.

mod block;
mod vector_cache;

use std::ops::Range;

use crate::annotated::{Annotated, Entity, Label, TokenData};
use crate::engine::{Level, Scores, Start, Work, best};
use crate::lemma::LemmaCache;
use crate::model::{Classes, Model};
use crate::sentence::{Breaks, Verdict, breaks};
use crate::tokenizer::{Piece, Scratch};
use block::Blocks;
use vector_cache::VectorCache;

/// Tokens that are read together at most. No paragraph of prose has so many;
/// memory stays bounded where a text is all punctuation.
const LARGEST_BLOCK: usize = 4096;

/// Annotates texts with a model. Keeps what it worked out for frequent words;
/// results do not depend on what it did before. One for each thread.
#[derive(Debug)]
pub struct Annotator<'m> {
    model: &'m Model,
    level: Level,
    scratch: Scratch,
    caches: Vec<VectorCache>,
    lemmas: LemmaCache,
    work: Work,
    scores: Scores,
    classes: Vec<f32>,
    /// The tokens' vectors of a block, network by network.
    vectors: Vec<Vec<f32>>,
    keeps_vectors: bool,
}

impl<'m> Annotator<'m> {
    /// An annotator for that model.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self::at_level(model, Level::best())
    }

    pub(crate) fn at_level(model: &'m Model, level: Level) -> Self {
        Self {
            model,
            level,
            scratch: Scratch::default(),
            caches: model
                .networks
                .iter()
                .map(|_| VectorCache::default())
                .collect(),
            lemmas: LemmaCache::default(),
            work: Work::default(),
            scores: Scores::default(),
            classes: Vec::new(),
            vectors: vec![Vec::new(); model.networks.len()],
            keeps_vectors: false,
        }
    }

    /// The same annotator, giving the tokens' vectors with all it finds
    /// ([`Annotated::vectors`]).
    #[must_use]
    pub fn with_vectors(self) -> Self {
        Self {
            keeps_vectors: true,
            ..self
        }
    }

    /// Annotates a news text.
    ///
    /// Paragraphs are read by themselves, so that a paragraph is read in the
    /// same way wherever it was copied to; inside them the sentence rules
    /// ([`breaks`]) decide where a sentence starts, and the parser where they
    /// leave it open. Offsets reach to 4 GiB; what lies behind is not read.
    pub fn annotate<'t>(&mut self, text: &'t str) -> Annotated<'t> {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let places = breaks(text);
        let mut result = self.empty(text);
        for block in Blocks::new(text, &places) {
            let pieces = self.tokenize(text, block);
            for pieces in pieces.chunks(LARGEST_BLOCK) {
                let starts: Vec<Start> = pieces
                    .iter()
                    .map(|piece| start(&places, piece.start as usize))
                    .collect();
                self.read_block(pieces, &starts, &mut result);
            }
        }
        result
    }

    /// Annotates a text as spaCy's own pipeline does: as one block, white space
    /// included, the parser alone deciding on sentences. To compare the two.
    pub fn annotate_as_trained<'t>(&mut self, text: &'t str) -> Annotated<'t> {
        let mut result = self.empty(text);
        let pieces = self.tokenize(text, 0..text.len());
        let starts = vec![Start::Open; pieces.len()];
        self.read_block(&pieces, &starts, &mut result);
        result
    }

    fn empty<'t>(&self, text: &'t str) -> Annotated<'t> {
        Annotated {
            text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            labels: self.model.labels.clone(),
            vectors: Vec::new(),
        }
    }

    /// The tokens of a part of the text, offsets in the whole of it.
    fn tokenize(&mut self, text: &str, part: Range<usize>) -> Vec<Piece> {
        let offset = part.start as u32;
        let mut pieces = self
            .model
            .tokenizer
            .tokenize(&text[part], &mut self.scratch);
        for piece in &mut pieces {
            piece.start += offset;
            piece.end += offset;
        }
        pieces
    }

    /// Reads one block and adds it to the result.
    fn read_block(&mut self, pieces: &[Piece], starts: &[Start], result: &mut Annotated<'_>) {
        if pieces.is_empty() {
            return;
        }
        self.encode(pieces);
        let mut tokens: Vec<TokenData> = (0..)
            .zip(pieces)
            .map(|(index, piece)| TokenData {
                start: piece.start,
                end: piece.end,
                head: index,
                ..TokenData::default()
            })
            .collect();
        self.tag(&mut tokens);
        let sentence_starts = self.parse(pieces, starts, &mut tokens);
        let sentences = runs(&sentence_starts);
        self.lemmatize(result.text, &sentences, &mut tokens);
        let names = self.name(pieces, &sentence_starts);

        let first = result.tokens.len();
        let moved = |tokens: Range<usize>| tokens.start + first..tokens.end + first;
        for token in &mut tokens {
            token.head += first as u32;
        }
        result.tokens.append(&mut tokens);
        result.sentences.extend(sentences.into_iter().map(moved));
        let entities = names.into_iter().map(|(tokens, label)| Entity {
            tokens: moved(tokens),
            label,
        });
        result.entities.extend(entities);
        if self.keeps_vectors {
            self.keep_vectors(pieces.len(), &mut result.vectors);
        }
    }

    /// Adds the vectors of a block, the networks' side by side.
    fn keep_vectors(&self, tokens: usize, kept: &mut Vec<f32>) {
        for token in 0..tokens {
            for (network, vectors) in self.model.networks.iter().zip(&self.vectors) {
                let width = network.width();
                kept.extend_from_slice(&vectors[token * width..(token + 1) * width]);
            }
        }
    }

    /// Fine-grained tags, and of pipelines that learned them the parts of speech
    /// and features.
    fn tag(&mut self, tokens: &mut [TokenData]) {
        let (level, work) = (self.level, &mut self.work);
        if let Some(tagger) = &self.model.tagger {
            let vectors = &self.vectors[tagger.network];
            let Classes { classifier, labels } = &tagger.part;
            let scores = classifier.scores(level, vectors, work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                token.tag = labels[best(scores)];
            }
        }
        if let Some(morphologizer) = &self.model.morphologizer {
            let vectors = &self.vectors[morphologizer.network];
            let (classifier, classes) = &morphologizer.part;
            let scores = classifier.scores(level, vectors, work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                classes.apply(best(scores), token);
            }
        }
    }

    /// Heads and relations; gives for each token whether it starts a sentence.
    fn parse(&mut self, pieces: &[Piece], starts: &[Start], tokens: &mut [TokenData]) -> Vec<bool> {
        let Some(parser) = &self.model.parser else {
            return starts.iter().map(|start| *start == Start::Yes).collect();
        };
        let scratch = &self.scratch;
        let tree = parser.part.parse(
            self.level,
            &self.vectors[parser.network],
            starts,
            |token| scratch.lexeme(pieces[token].lexeme).is_space,
            &mut self.work,
            &mut self.scores,
        );
        for (index, token) in tokens.iter_mut().enumerate() {
            token.head = tree.heads[index];
            token.dep = tree.labels[index];
        }
        tree.starts
    }

    /// What rules and tables say of tagged and parsed tokens, lemmas last.
    fn lemmatize(&mut self, text: &str, sentences: &[Range<usize>], tokens: &mut [TokenData]) {
        let model = self.model;
        if let Some(attributes) = &model.attributes {
            attributes.apply(text, tokens);
        }
        if let Some(edit_trees) = &model.edit_trees {
            let vectors = &self.vectors[edit_trees.network];
            let (classifier, trees) = &edit_trees.part;
            let scores = classifier.scores(self.level, vectors, &mut self.work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                if token.lemma.is_none() || trees.overwrites() {
                    let form = &text[token.start as usize..token.end as usize];
                    token.lemma = trees.lemma(scores, form);
                }
            }
        }
        if let Some(lemmatizer) = &model.lemmatizer {
            lemmatizer.apply(text, tokens, sentences, &model.labels, &mut self.lemmas);
        }
    }

    /// Names, as runs of the block's tokens.
    fn name(&mut self, pieces: &[Piece], starts: &[bool]) -> Vec<(Range<usize>, Label)> {
        let Some(names) = &self.model.names else {
            return Vec::new();
        };
        let scratch = &self.scratch;
        names.part.find(
            self.level,
            &self.vectors[names.network],
            starts,
            |token| scratch.lexeme(pieces[token].lexeme).is_space,
            &mut self.work,
            &mut self.scores,
        )
    }

    /// Vectors of the block's tokens, from every network.
    fn encode(&mut self, pieces: &[Piece]) {
        let model = self.model;
        for (index, network) in model.networks.iter().enumerate() {
            let vectors = &mut self.vectors[index];
            let (width, padding) = (network.width(), network.padding());
            vectors.clear();
            vectors.resize((pieces.len() + 2 * padding) * width, 0.0);
            let inner = padding * width..(padding + pieces.len()) * width;
            let keys = model.vector_keys.as_ref();
            self.caches[index].look_up(
                network,
                keys,
                self.level,
                &self.scratch,
                pieces,
                &mut self.work,
                &mut vectors[inner.clone()],
            );
            network.encode(self.level, vectors, &mut self.work);
            vectors.copy_within(inner, 0);
            vectors.truncate(pieces.len() * width);
        }
    }
}

/// What the sentence rules say of a token that begins at that byte.
fn start(places: &Breaks, at: usize) -> Start {
    match places.at(at).map(|place| place.verdict) {
        Some(Verdict::Start) => Start::Yes,
        Some(Verdict::Open) => Start::Open,
        Some(Verdict::Inside) | None => Start::No,
    }
}

/// The runs from each `true` to the next.
fn runs(starts: &[bool]) -> Vec<Range<usize>> {
    let firsts = (0..starts.len()).filter(|&index| index == 0 || starts[index]);
    let mut runs: Vec<Range<usize>> = firsts.map(|first| first..starts.len()).collect();
    for index in 1..runs.len() {
        runs[index - 1].end = runs[index].start;
    }
    runs
}

#[cfg(test)]
mod tests;
