//! Very long texts, read part by part: the sieves compare every mention with
//! those before it, so that their time grows with the square of a part, and
//! with the cube of a sentence.

use std::ops::Range;

use super::{Coreference, resolve};
use crate::{Annotated, Entity};

/// Tokens of a part at most: four times what a long article has.
const LONG: usize = 8_000;

/// Tokens of a sentence at most; what is longer is none, and falls apart.
const LONGEST_SENTENCE: usize = 400;

/// Links the mentions of a text of any length; none reaches from one part into
/// another.
pub(super) fn resolve_parts(doc: &Annotated<'_>) -> Coreference {
    let is_short = |sentence: &Range<usize>| sentence.len() <= LONGEST_SENTENCE;
    if doc.len() <= LONG && doc.sentences.iter().all(is_short) {
        return resolve(doc);
    }
    let mut whole = Coreference::default();
    for tokens in parts(&doc.sentences) {
        append(&mut whole, resolve(&part(doc, &tokens)), tokens.start);
    }
    whole
}

/// Runs of at most [`LONG`] tokens: whole sentences, but for those that are
/// longer themselves.
fn parts(sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for sentence in sentences {
        match parts.last_mut() {
            Some(part) if sentence.end - part.start <= LONG => part.end = sentence.end,
            _ => {
                let starts = sentence.clone().step_by(LONG);
                parts.extend(starts.map(|start| start..sentence.end.min(start + LONG)));
            }
        }
    }
    parts
}

/// Some tokens of a text as a text of their own; bytes are the whole's.
fn part<'t>(doc: &Annotated<'t>, tokens: &Range<usize>) -> Annotated<'t> {
    let moved = |range: &Range<usize>| range.start - tokens.start..range.end - tokens.start;
    let clipped = |range: &Range<usize>| {
        let range = range.start.max(tokens.start)..range.end.min(tokens.end);
        (!range.is_empty()).then(|| moved(&range))
    };
    let first = doc.sentence_of(tokens.start);
    let sentences = doc.sentences[first..]
        .iter()
        .take_while(|sentence| sentence.start < tokens.end);
    let after = doc
        .entities
        .partition_point(|entity| entity.tokens.start < tokens.start);
    let is_inside = |entity: &&Entity| entity.tokens.end <= tokens.end;
    let entities = doc.entities[after..]
        .iter()
        .take_while(|entity| entity.tokens.start < tokens.end);
    let entity = |entity: &Entity| Entity {
        tokens: moved(&entity.tokens),
        label: entity.label,
    };
    let sentences: Vec<Range<usize>> = sentences
        .filter_map(clipped)
        .flat_map(|sentence| {
            let starts = sentence.clone().step_by(LONGEST_SENTENCE);
            starts.map(move |start| start..sentence.end.min(start + LONGEST_SENTENCE))
        })
        .collect();
    let mut own = doc.tokens[tokens.clone()].to_vec();
    for sentence in &sentences {
        for index in sentence.clone() {
            // A head that was cut off is none.
            let head = (own[index].head as usize).checked_sub(tokens.start);
            let head = head.filter(|head| sentence.contains(head));
            own[index].head = head.unwrap_or(index) as u32;
        }
    }
    Annotated {
        text: doc.text,
        tokens: own,
        sentences,
        entities: entities.filter(is_inside).map(entity).collect(),
        labels: doc.labels.clone(),
    }
}

/// Adds what was found in the part that begins at token `first`.
fn append(whole: &mut Coreference, mut part: Coreference, first: usize) {
    let (mentions, chains) = (whole.mentions.len(), whole.chains.len());
    for mention in &mut part.mentions {
        mention.tokens = mention.tokens.start + first..mention.tokens.end + first;
        mention.head += first;
    }
    for link in &mut part.links {
        link.mention += mentions;
        link.antecedent += mentions;
    }
    for chain in &mut part.chains {
        chain.mentions.iter_mut().for_each(|at| *at += mentions);
        chain.representative += mentions;
    }
    part.chain_of.iter_mut().for_each(|chain| *chain += chains);
    whole.mentions.append(&mut part.mentions);
    whole.links.append(&mut part.links);
    whole.chains.append(&mut part.chains);
    whole.chain_of.append(&mut part.chain_of);
}
