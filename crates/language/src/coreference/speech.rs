//! Who speaks: verbs of saying with their sources, and whose a quotation is.

use super::lexicon::lexicon;
use super::scene::Tree;
use crate::Pos;

/// An act of speech outside quotations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speech {
    /// The verb, or "according".
    pub(super) verb: usize,
    /// The token that is the source's head.
    pub(super) subject: usize,
    /// The mention with that head, if it is one.
    pub(super) speaker: Option<usize>,
}

/// All acts of speech in the text, in order.
pub(super) fn speeches(tree: &Tree<'_, '_>, of_head: &[Option<usize>]) -> Vec<Speech> {
    let mut found = Vec::new();
    for verb in 0..tree.doc.len() {
        let subject = if is_verb_of_speech(tree, verb) || stands_at_a_quote(tree, verb) {
            subject(tree, verb)
        } else if tree.lower(verb) == "according" {
            tree.child(verb, &["prep"])
                .and_then(|to| tree.child(to, &["pobj"]))
        } else {
            None
        };
        if let Some(subject) = subject {
            found.push(Speech {
                verb,
                subject,
                speaker: of_head[subject],
            });
        }
    }
    found
}

fn is_verb_of_speech(tree: &Tree<'_, '_>, at: usize) -> bool {
    let token = tree.token(at);
    token.pos() == Pos::VERB && lexicon().is_speech(&token.lemma().to_lowercase())
}

/// The verb's own subject, or that of the verb it goes on from ("said … and
/// warned").
fn subject(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = tree.child(at, &["nsubj"]) {
            return Some(subject);
        }
        if tree.dep(at) != "conj" || tree.child(at, &["nsubjpass"]).is_some() {
            return None;
        }
        at = tree.head(at);
    }
    None
}

/// Whether a verb that is not in the table does the work of one: `…," she
/// fumed`.
fn stands_at_a_quote(tree: &Tree<'_, '_>, verb: usize) -> bool {
    if tree.token(verb).pos() != Pos::VERB || tree.quote[verb].is_some() {
        return false;
    }
    let Some(subject) = tree.child(verb, &["nsubj"]) else {
        return false;
    };
    if subject.abs_diff(verb) > 4 {
        return false;
    }
    let first = subject.min(verb);
    (first.saturating_sub(3)..first).any(|at| {
        tree.quote[at].is_some()
            && tree.sentence[at] == tree.sentence[verb]
            && tree.quote.get(at + 1).is_some_and(Option::is_none)
    })
}

/// The speech that each quotation belongs to, by its number: the nearest one
/// of the sentences that it touches, else the last one before it in the
/// sentence that the quotation follows.
pub(super) fn of_quotes(tree: &Tree<'_, '_>, speeches: &[Speech]) -> Vec<Option<usize>> {
    let count = tree.quote.iter().flatten().max().map_or(0, |max| max + 1);
    let mut spans = vec![None::<(usize, usize)>; count];
    for (index, quote) in tree.quote.iter().enumerate() {
        if let Some(quote) = quote {
            let span = spans[*quote].get_or_insert((index, index));
            span.1 = index;
        }
    }
    let outside = |at: &usize| tree.quote[speeches[*at].verb].is_none();
    let mut found: Vec<Option<usize>> = Vec::with_capacity(count);
    for span in &spans {
        let Some((first, last)) = *span else {
            found.push(None);
            continue;
        };
        let sentences = tree.sentence[first]..=tree.sentence[last];
        let distance = |at: &usize| {
            let verb = speeches[*at].verb;
            first.saturating_sub(verb) + verb.saturating_sub(last)
        };
        let own = (0..speeches.len())
            .filter(outside)
            .filter(|&at| {
                let verb = speeches[at].verb;
                sentences.contains(&tree.sentence[verb])
                    && tree.paragraph[verb] == tree.paragraph[first]
            })
            .min_by_key(distance);
        found.push(own.or_else(|| {
            (0..speeches.len()).rev().filter(outside).find(|&at| {
                let verb = speeches[at].verb;
                verb < first
                    && tree.paragraph[verb] == tree.paragraph[first]
                    && tree.sentence[verb] + 1 == tree.sentence[first]
            })
        }));
    }
    found
}
