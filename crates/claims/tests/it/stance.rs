//! With what force a claim is put.

use std::fmt::Write as _;

use restated_claims::{Modality, Polarity, stance};

use crate::with_document;

/// A line of a case file, with the claim between `[[` and `]]`, and what is read of it.
fn shown(line: &str) -> String {
    let (before, rest) = line.split_once("[[").expect("a claim starts");
    let (claim, after) = rest.split_once("]]").expect("it ends");
    let text = [before, claim, after].concat();
    let bytes = before.len()..before.len() + claim.len();
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
