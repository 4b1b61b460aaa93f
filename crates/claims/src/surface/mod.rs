//! Attributions in a language that the program has no model for: by words, word order, marks and
//! capitals alone.
//!
//! German for now; the words are tables under `data/surface/`. Text → [`annotated`] (tokens and
//! sentences without tags or trees) → [`Scene`] (units of text with their quotes as blocks) →
//! cues ([`cue`]) → sources ([`phrase`]) and contents ([`link`]).

mod cue;
mod lexicon;
mod link;
mod loose;
mod phrase;
mod scene;
mod set_phrase;
mod verb;

use restated_language::{Annotated, TokenData, sentences};

use crate::Document;
use crate::attribution::Attributed;

use scene::Scene;

/// The tokens and sentences of `text`; tags, lemmas and relations are empty and each token is its
/// own head.
pub fn annotated(text: &str) -> Annotated<'_> {
    let mut tokens = Vec::new();
    let mut ranges = Vec::new();
    for sentence in sentences(text) {
        let first = tokens.len();
        scene::tokens(text, sentence, &mut tokens);
        if tokens.len() > first {
            ranges.push(first..tokens.len());
        }
    }
    let tokens = tokens.into_iter().enumerate().map(|(index, bytes)| {
        // The engine counts in 32 bits as well; captures end far below.
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        TokenData {
            start: at(bytes.start),
            end: at(bytes.end),
            head: at(index),
            ..TokenData::default()
        }
    });
    Annotated {
        text,
        tokens: tokens.collect(),
        sentences: ranges,
        entities: Vec::new(),
        labels: Default::default(),
        vectors: Default::default(),
    }
}

/// The attributions of a German text.
pub fn attributions(document: &Document<'_>) -> Vec<Attributed> {
    let scene = Scene::new(document);
    let mut found = Vec::new();
    for unit in 0..scene.units.len() {
        link::unit(&scene, unit, &mut found);
        loose::unit(&scene, unit, &mut found);
    }
    found.sort_by_key(|it| it.content.first().map_or(usize::MAX, |part| part.start));
    found
}
