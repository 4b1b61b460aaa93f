//! Cues: words outside of quotes that put others on a source.

use std::ops::Range;

use super::scene::{Item, Scene};
use crate::attribution::Act;

/// How far behind its verb a particle may stand, in items: "teilte die Feuerwehr am Abend mit".
const REACH: usize = 30;

/// A cue in a unit. Positions are indices of the unit's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// The word that decides the order of the clause: the finite verb, or the phrase's first.
    pub(super) at: usize,
    /// Tokens of the cue, in order.
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) act: Act,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A verb; whether it takes a bare object.
    Verb { takes_object: bool },
    /// "laut": the source stands behind it; `words` items.
    Behind { words: usize },
    /// "zufolge": before it.
    Before,
}

/// The cues of `items`, in order.
pub(super) fn cues(scene: &Scene<'_>, items: &[Item]) -> Vec<Cue> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match cue(scene, items, at) {
            Some(cue) => {
                at += match cue.kind {
                    Kind::Behind { words } => words,
                    _ => 1,
                };
                found.push(cue);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether item `at` parts clauses: a comma, colon, semicolon or dash, or a quote.
pub(super) fn parts(scene: &Scene<'_>, items: &[Item], at: usize) -> bool {
    match items[at] {
        Item::Quote(_) => true,
        Item::Word(token) => match scene.word(token) {
            "," | ":" | ";" | "–" | "—" => true,
            "." | "!" | "?" => scene.ends_sentence(token),
            _ => false,
        },
    }
}

fn cue(scene: &Scene<'_>, items: &[Item], at: usize) -> Option<Cue> {
    let Item::Word(token) = items[at] else {
        return None;
    };
    phrase_cue(scene, items, at, token)
        .or_else(|| verb_cue(scene, items, at, token))
        .or_else(|| participle_cue(scene, items, at, token))
}

fn phrase_cue(scene: &Scene<'_>, items: &[Item], at: usize, token: usize) -> Option<Cue> {
    let found = scene.lexicon.phrases.iter().find(|phrase| {
        phrase.words.iter().enumerate().all(|(i, word)| {
            items.get(at + i) == Some(&Item::Word(token + i)) && scene.lower(token + i) == *word
        })
    })?;
    // "so" names a source only between a comma or a quote and a name.
    if found.words == ["so"] && at > 0 && !parts(scene, items, at - 1) {
        return None;
    }
    let words = found.words.len();
    let cue = token..token + words;
    Some(Cue {
        at,
        tokens: vec![cue],
        act: found.act,
        kind: if found.source_behind {
            Kind::Behind { words }
        } else {
            Kind::Before
        },
    })
}

fn verb_cue(scene: &Scene<'_>, items: &[Item], at: usize, token: usize) -> Option<Cue> {
    let verbs = scene.lexicon.finite(scene.lower(token));
    if verbs.is_empty() || scene.is_capitalised(token) && at > 0 {
        return None;
    }
    let end = (at + 1..items.len().min(at + REACH))
        .find(|&i| parts(scene, items, i))
        .unwrap_or(items.len().min(at + REACH));
    let particle_at = |particle: &str| {
        (at + 1..end).rev().find_map(|i| match items[i] {
            Item::Word(token) if scene.lower(token) == particle => Some(token),
            _ => None,
        })
    };
    let apart = verbs
        .iter()
        .find_map(|verb| Some((verb, particle_at(verb.particle?)?)));
    let (verb, particle) = match apart {
        Some((verb, particle)) => (verb, Some(particle)),
        None => (verbs.iter().find(|verb| verb.particle.is_none())?, None),
    };
    let finite = token..token + 1;
    let mut tokens = vec![finite];
    tokens.extend(particle.map(|particle| particle..particle + 1));
    Some(Cue {
        at,
        tokens,
        act: verb.act,
        kind: Kind::Verb {
            takes_object: verb.takes_object,
        },
    })
}

/// "hat … gesagt": the auxiliary holds the verb's place.
fn participle_cue(scene: &Scene<'_>, items: &[Item], at: usize, token: usize) -> Option<Cue> {
    let verb = scene.lexicon.participle(scene.lower(token))?;
    let start = (at.saturating_sub(REACH)..at)
        .rev()
        .find(|&i| parts(scene, items, i))
        .map_or(at.saturating_sub(REACH), |i| i + 1);
    let has = |i: usize| match items[i] {
        Item::Word(token) => matches!(
            scene.lower(token),
            "hat" | "habe" | "hatte" | "haben" | "hatten"
        ),
        Item::Quote(_) => false,
    };
    let auxiliary = (start..at)
        .find(|&i| has(i))
        .or_else(|| (at + 1 < items.len() && has(at + 1)).then_some(at + 1))?;
    let Item::Word(auxiliary_token) = items[auxiliary] else {
        return None;
    };
    let mut tokens = vec![auxiliary_token..auxiliary_token + 1, token..token + 1];
    tokens.sort_by_key(|range| range.start);
    Some(Cue {
        at: auxiliary.min(at),
        tokens,
        act: verb.act,
        kind: Kind::Verb {
            takes_object: verb.takes_object,
        },
    })
}
