//! From an article's text to its figure claims.

use std::ops::Range;

use crate::measure::counted;
use crate::model::{Attribution, Claim, Figure, Kind, Modality, Polarity, Status};
use crate::quantity::quantities;
use crate::source::{Sourced, sources};
use crate::token::{Token, tokens};

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
            }),
            span,
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
                via: Vec::new(),
                cue: None,
            },
            |sourced| sourced.attribution.clone(),
        )
}

/// A modal verb or "if" in the same clause as token `at`.
fn modality(tokens: &[Token<'_>], at: usize) -> Modality {
    let ends = |t: &Token<'_>| matches!(t.text, ";" | "," | "—");
    let from = tokens[..at].iter().rposition(ends).map_or(0, |i| i + 1);
    let to = tokens[at..]
        .iter()
        .position(ends)
        .map_or(tokens.len(), |i| at + i);
    let clause = &tokens[from..to];
    let has = |words: &[&str]| clause.iter().any(|t| words.contains(&t.lower.as_str()));
    if has(&["could", "would", "might", "may", "if", "whether"]) {
        Modality::Hypothetical
    } else if has(&["expected", "feared", "projected"]) {
        Modality::Expected
    } else {
        Modality::Asserted
    }
}
