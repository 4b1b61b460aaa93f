//! Whether what is said of a time lies ahead or behind: the tense of the verb that governs it.

use std::ops::Range;

use restated_language::{Pos, Token};

use super::tables::TABLES;
use crate::Document;

/// Where the verb puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// "has closed".
    Perfect,
    Present,
    Future,
    /// No verb governs it.
    None,
}

/// Sentences of more tokens are lists and tables; their trees say nothing.
const LONGEST: usize = 250;

/// The tense of the verb above `tokens`.
pub(super) fn tense(document: &Document<'_>, tokens: &Range<usize>) -> Tense {
    let annotated = document.annotated;
    let Some(top) = tokens.clone().find(|&index| {
        let token = annotated.token(index);
        token.is_root() || !tokens.contains(&token.head().index)
    }) else {
        return Tense::None;
    };
    let sentence = annotated.sentences.get(annotated.sentence_of(top));
    if sentence.is_none_or(|sentence| sentence.len() > LONGEST) {
        return Tense::None;
    }
    let mut token = annotated.token(top);
    // Trees of news are not deep; a bound keeps hostile text linear.
    for _ in 0..12 {
        if let Some(found) = verb(document, token) {
            return found;
        }
        if token.is_root() {
            break;
        }
        token = token.head();
    }
    Tense::None
}

/// The tense that `token` itself gives, if it is a verb or plans something.
fn verb(document: &Document<'_>, token: Token<'_, '_>) -> Option<Tense> {
    if planner(token) {
        return Some(Tense::Future);
    }
    if !matches!(token.pos(), Pos::VERB | Pos::AUX) {
        return None;
    }
    let children: Vec<_> = token.children().collect();
    let auxiliary = |future: bool| {
        children.iter().any(|child| {
            matches!(child.dep(), "aux" | "auxpass")
                && TABLES.auxiliaries.word(&child.text().to_lowercase()) == Some(&future)
        })
    };
    if auxiliary(true) {
        // "would have met": it lies behind.
        return Some(if auxiliary(false) {
            Tense::Past
        } else {
            Tense::Future
        });
    }
    if auxiliary(false) {
        let perfect = children
            .iter()
            .any(|child| child.dep() == "aux" && matches!(child.tag(), "VBZ" | "VBP"));
        return Some(if perfect { Tense::Perfect } else { Tense::Past });
    }
    let to = |token: Token<'_, '_>| token.text().eq_ignore_ascii_case("to");
    if children
        .iter()
        .any(|child| child.tag() == "TO" || (child.dep() == "aux" && to(*child)))
        || (token.index > 0 && to(document.annotated.token(token.index - 1)))
    {
        return infinitive(token, &children);
    }
    match token.tag() {
        "VBD" => Some(Tense::Past),
        "VBZ" | "VBP" => Some(present(token, &children)),
        "VBN" => children
            .iter()
            .find(|child| matches!(child.dep(), "auxpass"))
            .map(|be| match be.tag() {
                "VBZ" | "VBP" => Tense::Present,
                _ => Tense::Past,
            })
            .or_else(|| (token.dep() != "amod").then_some(Tense::Past)),
        _ => None,
    }
}

fn infinitive(token: Token<'_, '_>, children: &[Token<'_, '_>]) -> Option<Tense> {
    let head = token.head();
    let planned = plans(head) || token.is_root() || (head.dep() == "aux" && plans(head.head()));
    // "to" of a headline: "Plant to shut in June", where the noun has no article.
    let bare = matches!(head.pos(), Pos::NOUN | Pos::PROPN)
        && !head
            .children()
            .any(|child| child.pos() == Pos::DET || child.dep() == "poss");
    let headline = token.is_root() || bare || children.iter().any(|child| child.dep() == "nsubj");
    (planned || headline || matches!(head.lemma(), "go" | "be")).then_some(Tense::Future)
}

fn present(token: Token<'_, '_>, children: &[Token<'_, '_>]) -> Tense {
    let ahead = children
        .iter()
        .any(|child| matches!(child.dep(), "acomp" | "xcomp" | "attr") && plans(*child));
    if ahead
        || TABLES
            .scheduled
            .word(&token.lemma().to_lowercase())
            .is_some()
    {
        return Tense::Future;
    }
    Tense::Present
}

fn plans(token: Token<'_, '_>) -> bool {
    TABLES
        .planners
        .word(&token.lemma().to_lowercase())
        .is_some()
        || TABLES.planners.word(&token.text().to_lowercase()).is_some()
}

/// "due", "scheduled", "expected" that a time hangs on directly: "is due on Friday".
fn planner(token: Token<'_, '_>) -> bool {
    let shape = matches!(token.pos(), Pos::ADJ) || token.tag() == "VBN";
    let listed = matches!(
        token.text().to_lowercase().as_str(),
        "due"
            | "scheduled"
            | "expected"
            | "set"
            | "slated"
            | "planned"
            | "likely"
            | "bound"
            | "forecast"
            | "projected"
    );
    shape && listed
}
