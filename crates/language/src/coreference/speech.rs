//! Who speaks: verbs of saying with their sources, and whose a quotation is.

use rustc_hash::FxHashMap;

use super::lexicon::lexicon;
use super::quoted::Spoken;
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
pub(super) fn speeches(tree: &Tree<'_, '_>, of_head: &FxHashMap<usize, usize>) -> Vec<Speech> {
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
                speaker: of_head.get(&subject).copied(),
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
    if tree.token(verb).pos() != Pos::VERB || tree.quote(verb).is_some() {
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
        tree.quote(at).is_some()
            && tree.sentence[at] == tree.sentence[verb]
            && tree.quote(at + 1).is_none()
    })
}

/// The act of speech that each quotation belongs to, by its number: the nearest
/// one of the sentences that it touches, in a paragraph of its own; else the
/// last one of the sentence before it, in the same paragraph. A quotation that
/// goes on over paragraphs is one, wherever its speaker is named.
pub(super) fn of_quotes(tree: &Tree<'_, '_>, speeches: &[Speech]) -> Vec<Option<usize>> {
    let before = |token: usize| speeches.partition_point(|speech| speech.verb < token);
    let of_quote = |spoken: &Spoken| {
        let (first, last) = (spoken.tokens.start, spoken.tokens.end - 1);
        // What is quoted in a quotation is put on somebody there.
        let level = |at: &usize| tree.quote(speeches[*at].verb) == spoken.within;
        let paragraphs = tree.paragraph[first]..=tree.paragraph[last];
        let start = tree.sentence_tokens(tree.sentence[first]).start;
        let end = tree.sentence_tokens(tree.sentence[last]).end;
        let distance = |at: &usize| {
            let verb = speeches[*at].verb;
            first.saturating_sub(verb) + verb.saturating_sub(last)
        };
        let own = (before(start)..before(end))
            .filter(level)
            .filter(|&at| paragraphs.contains(&tree.paragraph[speeches[at].verb]))
            .min_by_key(distance);
        let earlier = || {
            let sentence = tree.sentence_tokens(tree.sentence[first].checked_sub(1)?);
            (before(sentence.start)..before(sentence.end))
                .rev()
                .filter(level)
                .find(|&at| tree.paragraph[speeches[at].verb] == tree.paragraph[first])
        };
        own.or_else(earlier)
    };
    tree.quoted.speeches.iter().map(of_quote).collect()
}
