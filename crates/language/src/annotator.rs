//! The pipeline at work: text in, [`Annotated`] out.

mod block;
mod vector_cache;

use std::ops::Range;

use crate::annotated::{Annotated, Entity, TokenData};
use crate::engine::{Level, Scores, Start, Work};
use crate::lemma::LemmaCache;
use crate::model::Model;
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
        let model = self.model;
        self.encode(pieces);
        let first = result.tokens.len();
        let mut tokens: Vec<TokenData> = (0..)
            .zip(pieces)
            .map(|(index, piece)| TokenData {
                start: piece.start,
                end: piece.end,
                head: index,
                ..TokenData::default()
            })
            .collect();
        let (level, work) = (self.level, &mut self.work);
        if let Some(tagger) = &model.tagger {
            let vectors = &self.vectors[tagger.network];
            let scores = tagger
                .part
                .classifier
                .scores(level, vectors, work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                token.tag = tagger.part.labels[crate::engine::best(scores)];
            }
        }
        if let Some(morphologizer) = &model.morphologizer {
            let vectors = &self.vectors[morphologizer.network];
            let (classifier, classes) = &morphologizer.part;
            let scores = classifier.scores(level, vectors, work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                classes.apply(crate::engine::best(scores), token);
            }
        }
        let scratch = &self.scratch;
        let is_space = |index: usize| scratch.lexeme(pieces[index].lexeme).is_space;
        let mut sentence_starts: Vec<bool> = starts.iter().map(|s| *s == Start::Yes).collect();
        sentence_starts[0] = true;
        if let Some(parser) = &model.parser {
            let vectors = &self.vectors[parser.network];
            let scores = &mut self.scores;
            let tree = parser
                .part
                .parse(level, vectors, starts, is_space, work, scores);
            for (index, token) in tokens.iter_mut().enumerate() {
                token.head = tree.heads[index];
                token.dep = tree.labels[index];
            }
            sentence_starts = tree.starts;
        }
        let sentences = runs(&sentence_starts);
        if let Some(attributes) = &model.attributes {
            attributes.apply(result.text, &mut tokens);
        }
        if let Some(edit_trees) = &model.edit_trees {
            let vectors = &self.vectors[edit_trees.network];
            let (classifier, trees) = &edit_trees.part;
            let scores = classifier.scores(level, vectors, work, &mut self.classes);
            for (token, scores) in tokens.iter_mut().zip(scores) {
                if token.lemma.is_none() || trees.overwrites() {
                    let form = &result.text[token.start as usize..token.end as usize];
                    token.lemma = trees.lemma(scores, form);
                }
            }
        }
        if let Some(lemmatizer) = &model.lemmatizer {
            let lemmas = &mut self.lemmas;
            lemmatizer.apply(result.text, &mut tokens, &sentences, &model.labels, lemmas);
        }
        if let Some(names) = &model.names {
            let vectors = &self.vectors[names.network];
            let scores = &mut self.scores;
            let found = names
                .part
                .find(level, vectors, &sentence_starts, is_space, work, scores);
            let entities = found.into_iter().map(|(tokens, label)| Entity {
                tokens: tokens.start + first..tokens.end + first,
                label,
            });
            result.entities.extend(entities);
        }
        for token in &mut tokens {
            token.head += first as u32;
        }
        result.tokens.append(&mut tokens);
        let sentences = sentences
            .into_iter()
            .map(|s| s.start + first..s.end + first);
        result.sentences.extend(sentences);
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
