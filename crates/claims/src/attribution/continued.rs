//! Reported words that go on without a cue of their own: a quotation that is a paragraph by itself,
//! and a sentence that counts on from what was reported in the one before.

use std::ops::Range;

use super::lexicon::LEXICON;
use super::scene::Scene;
use super::{Act, Attributed};

/// The continuations of `found`, in text order.
pub(super) fn attributed(scene: &Scene<'_, '_>, found: &[Attributed]) -> Vec<Attributed> {
    let mut told: Vec<Option<usize>> = vec![None; scene.doc.sentences.len()];
    for (number, it) in found.iter().enumerate() {
        if let Some(at) = reported_sentence(scene, it) {
            told[at] = Some(number);
        }
    }
    let mut covered = vec![false; scene.len() + 1];
    for part in found.iter().flat_map(|it| it.content.iter().chain(&it.cue)) {
        covered[part.clone()].fill(true);
    }
    let mut last: Option<(usize, usize)> = None;
    let mut added = Vec::new();
    for (number, sentence) in scene.doc.sentences.iter().enumerate() {
        let words = scene.trimmed(sentence.clone());
        if words.is_empty() {
            continue;
        }
        let paragraph = scene.paragraph(words.start);
        let own = sentence.clone().any(|at| covered[at]);
        if let Some(it) = told[number] {
            last = Some((it, paragraph));
            continue;
        }
        let goes_on = last.filter(|&(_, before)| {
            !own && (before == paragraph && counts_on(scene, &words)
                || before + 2 >= paragraph && is_quoted_paragraph(scene, sentence))
        });
        match goes_on {
            Some((it, _)) => {
                let quote = scene
                    .quote(words.start)
                    .map(|quote| &scene.quotes[quote].tokens);
                let whole = quote.unwrap_or(&words);
                added.push(continuation(&found[it], whole.clone()));
                last = Some((it, paragraph));
            }
            // Whatever else stands between ends it.
            None => last = None,
        }
    }
    added
}

fn continuation(it: &Attributed, content: Range<usize>) -> Attributed {
    Attributed {
        content: vec![content],
        cue: Vec::new(),
        addressee: Vec::new(),
        ..it.clone()
    }
}

/// The sentence that is reported as a whole, where its main clause puts it on somebody.
fn reported_sentence(scene: &Scene<'_, '_>, it: &Attributed) -> Option<usize> {
    let cue = it.cue.first()?;
    if !it.vouches || it.source.is_empty() || matches!(it.act, Act::Hold | Act::Learn | Act::Ask) {
        return None;
    }
    let main = cue.clone().any(|at| {
        let top = scene.head(at) == at || scene.dep(at) == "parataxis";
        top || matches!(scene.dep(at), "prep" | "conj")
            && scene.head(scene.head(at)) == scene.head(at)
    });
    main.then(|| scene.doc.sentence_of(cue.start))
}

/// "The other three were …", "Two of them were …", "No one was hurt": what only what was reported
/// before can give a meaning to.
fn counts_on(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    const SUBJECT: usize = 7;
    let subject = words
        .clone()
        .find(|&at| matches!(scene.dep(at), "nsubj" | "nsubjpass"))
        .map_or(words.start + 1..words.start + 1, |head| scene.subtree(head));
    let reach = words.start..subject.end.min(words.start + SUBJECT);
    let plain = scene.quote(words.start).is_none();
    plain
        && reach
            .into_iter()
            .any(|at| LEXICON.counts_on(&scene.lower(at)))
}

/// A paragraph that is nothing but a quotation.
fn is_quoted_paragraph(scene: &Scene<'_, '_>, sentence: &Range<usize>) -> bool {
    let words = scene.trimmed(sentence.clone());
    let Some(quote) = scene.quote(words.start) else {
        return false;
    };
    let quote = &scene.quotes[quote];
    let paragraph = scene.paragraph(words.start);
    let begins = quote.tokens.start == 0 || scene.paragraph(quote.tokens.start - 1) != paragraph;
    let ends = quote.tokens.end >= scene.len()
        || scene.paragraph(quote.tokens.end) != scene.paragraph(quote.tokens.end - 1);
    quote.sentence_like && begins && ends
}
