//! Phrases that put a whole clause on somebody: "according to the ministry", "by the union's
//! reckoning", "as reported by the Herald".

use std::ops::Range;

use restated_language::Pos;

use super::content::{merged, without};
use super::lexicon::{Frame, LEXICON};
use super::scene::Scene;
use super::source::{self, Source};
use super::{Act, Attributed, status};

/// A phrase with its source and what it covers.
#[derive(Clone, Debug)]
struct Adverbial {
    act: Act,
    cue: Range<usize>,
    source: Source,
    content: Vec<Range<usize>>,
}

/// What such phrases put on whom.
pub(super) fn attributed(scene: &Scene<'_, '_>) -> impl Iterator<Item = Attributed> {
    let heard = |it: &Adverbial| !it.content.is_empty() && scene.quote(it.cue.start).is_none();
    adverbials(scene).into_iter().filter(heard).map(|it| {
        let owner = source::owner(scene, &it.source);
        let briefed = source::briefed(scene, &it.source);
        let (source, via) = match briefed {
            Some((by, relay)) => (by, vec![relay]),
            None => (it.source.tokens, Vec::new()),
        };
        Attributed {
            status: status::of(scene, Some(owner.as_ref().unwrap_or(&source))),
            source: vec![source],
            cue: vec![it.cue],
            content: it.content,
            addressee: Vec::new(),
            act: it.act,
            vouches: true,
            owner,
            via,
        }
    })
}

/// All of them, in order.
fn adverbials(scene: &Scene<'_, '_>) -> Vec<Adverbial> {
    (0..scene.len())
        .filter_map(|at| {
            according(scene, at)
                .or_else(|| reckoning(scene, at))
                .or_else(|| as_reported(scene, at))
                .or_else(|| per(scene, at))
        })
        .collect()
}

fn according(scene: &Scene<'_, '_>, at: usize) -> Option<Adverbial> {
    if !scene.is(at, "according") || !scene.is(at + 1, "to") {
        return None;
    }
    let head = scene
        .child(at + 1, &["pobj", "pcomp"])
        .or_else(|| scene.child(at, &["pobj"]))?;
    Some(covering(scene, Act::Assert, at, at..at + 2, head))
}

/// "per the ministry", not "per day".
fn per(scene: &Scene<'_, '_>, at: usize) -> Option<Adverbial> {
    if !scene.is(at, "per") || scene.dep(at) != "prep" {
        return None;
    }
    let head = scene.child(at, &["pobj"])?;
    let named =
        scene.token(head).pos() == Pos::PROPN || scene.child(head, &["det", "poss"]).is_some();
    named.then(|| covering(scene, Act::Assert, at, at..at + 1, head))
}

/// "by the union's reckoning"
fn reckoning(scene: &Scene<'_, '_>, at: usize) -> Option<Adverbial> {
    if scene.token(at).pos() != Pos::ADP {
        return None;
    }
    let noun = scene.child(at, &["pobj"])?;
    let act = LEXICON.adverbial(&scene.lower(at), &scene.lemma(noun))?;
    let owner = scene.child(noun, &["poss"])?;
    let mut found = covering(scene, act, at, noun..noun + 1, owner);
    let phrase = at..scene.subtree(noun).end;
    found.content = clause(scene, at, &phrase);
    Some(found)
}

/// "as reported by the Herald"
fn as_reported(scene: &Scene<'_, '_>, at: usize) -> Option<Adverbial> {
    if scene.tag(at) != "VBN"
        || !matches!(scene.dep(at), "advcl" | "acl" | "prep" | "pcomp" | "dep")
    {
        return None;
    }
    let cue = LEXICON
        .verb(&scene.lemma(at))
        .filter(|cue| cue.states && (cue.has(Frame::Say) || cue.has(Frame::Hear)))?;
    let start = (at.saturating_sub(2)..at).find(|&before| scene.is(before, "as"))?;
    let source = source::agent(scene, at)?;
    let phrase = start..source.tokens.end;
    let content = clause(scene, at, &phrase);
    Some(Adverbial {
        act: cue.act,
        cue: at..at + 1,
        source,
        content,
    })
}

fn covering(
    scene: &Scene<'_, '_>,
    act: Act,
    at: usize,
    cue: Range<usize>,
    head: usize,
) -> Adverbial {
    let source = source::phrase(scene, head, Some(at), true);
    let content = clause(scene, at, &(at..source.tokens.end.max(cue.end)));
    Adverbial {
        act,
        cue,
        source,
        content,
    }
}

/// The clause that a phrase set into it at `at` covers.
fn clause(scene: &Scene<'_, '_>, at: usize, phrase: &Range<usize>) -> Vec<Range<usize>> {
    let sentence = scene.lead(at)..scene.sentence(at).end;
    let leads = scene.trimmed(sentence.start..phrase.start).is_empty();
    let head = scene.head(at);
    let covered = if leads || head == at {
        sentence
    } else {
        let clause = scene.subtree(verb_above(scene, head));
        if clause.contains(&at) {
            clause
        } else {
            sentence
        }
    };
    // What follows the phrase inside its own subtree says more about the source.
    let inner = scene.subtree(at);
    let parts = without(covered, phrase)
        .into_iter()
        .flat_map(|part| without(part, &(phrase.end..inner.end.max(phrase.end))))
        .map(|part| over_quote(scene, part))
        .collect();
    merged(parts)
        .into_iter()
        .flat_map(|part| without(part, phrase))
        .map(|part| scene.trimmed(part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// The nearest verb above with a subject of its own: the clause that a noun stands in.
fn verb_above(scene: &Scene<'_, '_>, at: usize) -> usize {
    const FAR: usize = 8;
    let mut verb = at;
    for _ in 0..FAR {
        let subject = scene.child(verb, &["nsubj", "nsubjpass", "csubj", "expl"]);
        if subject.is_some() || scene.head(verb) == verb {
            break;
        }
        verb = scene.head(verb);
    }
    verb
}

/// A part that ends inside quoted words goes on to their end, over sentences.
fn over_quote(scene: &Scene<'_, '_>, part: Range<usize>) -> Range<usize> {
    let last = scene.trimmed(part.clone()).end.checked_sub(1);
    let quote = last
        .and_then(|last| scene.quote(last))
        .map(|quote| &scene.quotes[quote]);
    match quote {
        Some(quote) if quote.tokens.start >= part.start => {
            part.start..part.end.max(quote.tokens.end)
        }
        _ => part,
    }
}
