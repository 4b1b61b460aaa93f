//! From an article's text to its figure claims.

use std::ops::Range;

use super::measure::counted;
use super::quantity::quantities;
use super::source::{Sourced, sources};
use super::tables::DENIALS;
use super::token::{Token, stands_at, tokens};
use crate::model::{Attribution, Claim, Figure, Kind, Modality, Polarity, Scope, Status};

/// The claims of `text`, in the order of their spans.
pub(crate) fn claims(text: &str) -> Vec<Claim> {
    restated_language::sentences(text)
        .into_iter()
        .flat_map(|sentence| sentence_claims(text, sentence))
        .collect()
}

fn sentence_claims(text: &str, sentence: Range<usize>) -> Vec<Claim> {
    let tokens = tokens(text, sentence.clone());
    let quantities = quantities(&tokens);
    if quantities.is_empty() {
        return Vec::new();
    }
    let sources = sources(text, &tokens);
    let mut claims = Vec::new();
    for (i, quantity) in quantities.iter().enumerate() {
        let next = quantities
            .get(i + 1)
            .map_or(tokens.len(), |next| next.start);
        let Some(counted) = counted(&tokens, quantity, next) else {
            continue;
        };
        // Who denies a count, or counts nobody, gives no figure: rather none than a wrong one.
        if is_negated(&tokens, quantity.start, next) {
            continue;
        }
        let words =
            |range: Range<usize>| tokens[range.start].span.start..tokens[range.end - 1].span.end;
        let span = words(quantity.start..counted.end);
        claims.push(Claim {
            kind: Kind::Figure,
            sentence: sentence.clone(),
            figure: Some(Figure {
                text: text[span.clone()].to_owned(),
                best: quantity.best,
                low: quantity.low,
                high: quantity.high,
                qualifier: quantity.qualifier,
                unit: "persons".to_owned(),
                measure: counted.measure.to_owned(),
                counted: counted.noun.map(|noun| text[words(noun)].to_owned()),
                per: None,
                scope: Scope::default(),
                part_of: None,
            }),
            span,
            repeats: Vec::new(),
            attribution: attribution(&sources, quantity.start),
            time: None,
            place: None,
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: modality(&tokens, quantity.start),
        });
    }
    claims
}

/// The nearest cue of the sentence that covers token `at`.
fn attribution(sources: &[Sourced], at: usize) -> Attribution {
    sources
        .iter()
        .find(|sourced| sourced.covers.contains(&at))
        .map_or(
            Attribution {
                status: Status::Unattributed,
                source: None,
                source_span: None,
                act: None,
                via: Vec::new(),
                cue: None,
            },
            |sourced| sourced.attribution.clone(),
        )
}

/// Whether a word in the clause of the quantity at `at` says no: "none of the 12
/// was hurt", "no one", "not one", "were never missing", "once listed as missing".
fn is_negated(tokens: &[Token<'_>], at: usize, next: usize) -> bool {
    let from = clause_start(tokens, at);
    let to = tokens[at..next]
        .iter()
        .position(ends_clause)
        .map_or(next, |i| at + i);
    tokens[from..to].iter().enumerate().any(|(i, token)| {
        let compares =
            |next: &Token<'_>| matches!(next.lower.as_str(), "fewer" | "less" | "more" | "only");
        match token.lower.as_str() {
            "no" | "not" => !tokens.get(from + i + 1).is_some_and(compares),
            "none" | "nobody" | "never" | "neither" | "nor" | "without" | "once" => true,
            word => word.ends_with("n't") || word.ends_with("n’t"),
        }
    })
}

/// With what force the quantity at token `at` is put: a denial anywhere in front,
/// or a modal verb in its clause.
fn modality(tokens: &[Token<'_>], at: usize) -> Modality {
    let denied = (0..at).any(|i| {
        DENIALS
            .iter()
            .any(|(phrase, ())| stands_at(tokens, i, phrase))
    });
    let end = tokens[at..]
        .iter()
        .position(ends_clause)
        .map_or(tokens.len(), |i| at + i);
    let clause = &tokens[clause_start(tokens, at)..end];
    let has = |words: &[&str]| clause.iter().any(|t| words.contains(&t.lower.as_str()));
    // The month is written with a capital.
    let may = clause.iter().any(|token| token.text == "may");
    if denied {
        Modality::Denied
    } else if may || has(&["could", "would", "might", "if", "whether"]) {
        Modality::Hypothetical
    } else if has(&["expected", "feared", "projected"]) {
        Modality::Expected
    } else {
        Modality::Asserted
    }
}

fn clause_start(tokens: &[Token<'_>], at: usize) -> usize {
    tokens[..at]
        .iter()
        .rposition(ends_clause)
        .map_or(0, |i| i + 1)
}

fn ends_clause(token: &Token<'_>) -> bool {
    matches!(token.text, ";" | "," | "—" | "“" | "”" | "\"")
}
