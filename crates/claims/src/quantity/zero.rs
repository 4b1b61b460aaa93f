//! Nothing counted: "no one was hurt", "no deaths", "not one of our soldiers".

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::{Pos, Token};
use rustc_hash::FxHashSet;

use super::Unit;
use super::piece::Pieces;
use super::reading::Reading;
use super::tables::words;
use crate::Document;
use crate::model::Qualifier;
use crate::tree::children;

/// Nouns whose absence is a figure.
static NOUNS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/quantity/zero_nouns.txt")));

/// Adds the zeros of a sentence to its `readings`, in order.
pub(super) fn add(document: &Document<'_>, pieces: &Pieces<'_>, readings: &mut Vec<Reading>) {
    let zeros: Vec<_> = (0..pieces.len())
        .filter_map(|at| zero(document, pieces, at))
        .filter(|span| {
            let place = readings.partition_point(|reading| reading.span.end <= span.start);
            readings
                .get(place)
                .is_none_or(|next| span.end <= next.span.start)
        })
        .collect();
    readings.extend(zeros.into_iter().map(nothing));
    readings.sort_by_key(|reading| reading.span.start);
}

fn nothing(span: Range<usize>) -> Reading {
    Reading {
        number: span.clone(),
        span,
        best: Some(0.0),
        low: Some(0.0),
        high: Some(0.0),
        qualifier: Qualifier::Exact,
        unit: Unit::Count,
    }
}

/// The words at `at` that say that there was nothing or nobody.
fn zero(document: &Document<'_>, pieces: &Pieces<'_>, at: usize) -> Option<Range<usize>> {
    let token = || {
        let token = document.tokens_at(&pieces.get(at)?.bytes).start;
        (token < document.annotated.len()).then(|| document.annotated.token(token))
    };
    match pieces.lower(at) {
        "nobody" => suffered(document, token()?).then_some(at..at + 1),
        "none" => {
            let token = token()?;
            let done = token.dep() == "nsubj" && token.head().tag() == "VBN";
            (done || suffered(document, token)).then_some(at..at + 1)
        }
        "no" if pieces.lower(at + 1) == "one" => {
            let dashless = document.tokens_at(&pieces.get(at + 1)?.bytes).start;
            suffered(document, document.annotated.token(dashless)).then_some(at..at + 2)
        }
        "no" if pieces.joins(at + 1) && pieces.lower(at + 2) == "one" => {
            suffered(document, token()?).then_some(at..at + 3)
        }
        "no" | "without" => absent(document, token()?).then_some(at..at + 1),
        "not" if pieces.lower(at + 1) == "one" => Some(at..at + 2),
        "not" if pieces.lower(at + 1) == "a" && pieces.lower(at + 2) == "single" => {
            Some(at..at + 3)
        }
        _ => None,
    }
}

/// Whether it happened to nobody: "nobody was hurt", "none of them survived". "Nobody knows" is
/// no count.
fn suffered(document: &Document<'_>, token: Token<'_, '_>) -> bool {
    match token.dep() {
        "nsubjpass" => true,
        "nsubj" => {
            let verb = token.head();
            let state = verb.lemma() == "be"
                && children(document.annotated, verb).any(|child| {
                    matches!(child.dep(), "acomp" | "attr")
                        && matches!(child.pos(), Pos::ADJ | Pos::VERB)
                });
            state
                || matches!(
                    verb.lemma(),
                    "die" | "survive" | "perish" | "drown" | "escape"
                )
        }
        _ => false,
    }
}

/// Whether "no" or "without" stands before a noun whose absence is a figure.
fn absent(document: &Document<'_>, token: Token<'_, '_>) -> bool {
    let noun = match token.dep() {
        "det" => Some(token.head()),
        "prep" => children(document.annotated, token).find(|child| child.dep() == "pobj"),
        _ => None,
    };
    noun.is_some_and(|noun| NOUNS.contains(noun.text().to_lowercase().as_str()))
}
