//! Phrases that put a whole clause on somebody: "according to the ministry".

use std::ops::Range;

use super::content::{merged, without};
use super::scene::Scene;
use super::source::{self, Source};

/// A phrase with its source and what it covers.
#[derive(Clone, Debug)]
pub(super) struct Adverbial {
    pub(super) cue: Range<usize>,
    pub(super) source: Source,
    pub(super) content: Vec<Range<usize>>,
}

/// All of them, in order.
pub(super) fn adverbials(scene: &Scene<'_, '_>) -> Vec<Adverbial> {
    (0..scene.len())
        .filter_map(|at| according(scene, at))
        .collect()
}

fn according(scene: &Scene<'_, '_>, at: usize) -> Option<Adverbial> {
    if !scene.is(at, "according") || !scene.is(at + 1, "to") {
        return None;
    }
    let head = scene
        .child(at + 1, &["pobj", "pcomp"])
        .or_else(|| scene.child(at, &["pobj"]))?;
    let source = source::phrase(scene, head, at, true);
    let content = clause(scene, at, &(at..source.tokens.end));
    Some(Adverbial {
        cue: at..at + 2,
        source,
        content,
    })
}

/// The clause that a phrase set into it at `at` covers.
fn clause(scene: &Scene<'_, '_>, at: usize, phrase: &Range<usize>) -> Vec<Range<usize>> {
    let sentence = scene.sentence(at);
    let leads = scene.trimmed(sentence.start..at).is_empty();
    let head = scene.head(at);
    let covered = if leads || head == at {
        sentence
    } else {
        // A noun that the phrase was hung on: the clause it stands in.
        let mut verb = head;
        for _ in 0..8 {
            if scene
                .child(verb, &["nsubj", "nsubjpass", "csubj", "expl"])
                .is_some()
                || scene.head(verb) == verb
            {
                break;
            }
            verb = scene.head(verb);
        }
        let clause = scene.subtree(verb);
        if clause.contains(&at) {
            clause
        } else {
            sentence
        }
    };
    let inner = scene.subtree(at);
    let mut parts = without(covered, &phrase.clone());
    // What follows the phrase inside its own subtree says more about the source.
    parts = parts
        .into_iter()
        .flat_map(|part| without(part, &(phrase.end..inner.end.max(phrase.end))))
        .collect();
    merged(parts)
        .into_iter()
        .map(|part| scene.trimmed(part))
        .filter(|part| !part.is_empty())
        .collect()
}
