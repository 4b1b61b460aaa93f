//! With what force a claim is put.

use std::fmt::Write as _;
use std::ops::Range;

use restated_claims::{Count, Modality, Polarity, counts, place, quantities, stance, times, when};

use crate::with_document;

/// The text of a line of a case file, and the bytes of the claim between `[[` and `]]`.
fn marked(line: &str) -> (String, Range<usize>) {
    let (before, rest) = line.split_once("[[").expect("a claim starts");
    let (claim, after) = rest.split_once("]]").expect("it ends");
    let text = [before, claim, after].concat();
    (text, before.len()..before.len() + claim.len())
}

/// A line, and what is read of its claim.
fn shown(line: &str) -> String {
    let (text, bytes) = marked(line);
    with_document(&text, None, |document| {
        let read = stance(document, document.tokens_at(&bytes), None, &[]);
        let mut out = line.to_owned();
        if read.polarity == Polarity::Negated {
            out.push_str("\n  Negated");
        }
        if read.modality != Modality::Asserted {
            write!(out, "\n  {:?}", read.modality).unwrap();
        }
        for hedge in read.hedges {
            write!(out, "\n  hedge: {}", &text[hedge]).unwrap();
        }
        out
    })
}

fn cases(file: &str) -> String {
    let lines = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn negation() {
    insta::assert_snapshot!(cases(include_str!("cases/stance/negation.txt")));
}

#[test]
fn modality() {
    insta::assert_snapshot!(cases(include_str!("cases/stance/modality.txt")));
}

#[test]
fn hedges() {
    insta::assert_snapshot!(cases(include_str!("cases/stance/hedges.txt")));
}

#[test]
fn circumstances() {
    let lines = include_str!("cases/circumstance.txt").lines();
    let shown = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let (text, bytes) = marked(line);
        with_document(&text, Some("2031-03-07"), |document| {
            let tokens = document.tokens_at(&bytes);
            let times = times(document);
            let counts = counts(document, &quantities(document));
            let here = |count: &&Count| tokens.contains(&count.quantity.tokens.start);
            let signal = counts.iter().find(here).and_then(|count| count.signal);
            let when = when(document, tokens.clone(), signal, &times)
                .map_or("-", |at| &text[times[at].phrase.clone()]);
            let place = place(document, tokens.clone(), signal)
                .map_or("-", |words| document.annotated.words(words));
            format!("{line}\n  {when} | {place}")
        })
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"));
}
