//! The engine beside spaCy: what `fixtures/reference.jsonl` says spaCy 3.8 found
//! with en_core_web_md 3.7.1 in articles of this project's own.
//!
//! A line is what `xtask/python/spacy_reference.py` writes (its head tells the
//! fields), and holds its text, so that one command makes the file again:
//!
//! ```text
//! python xtask/python/spacy_reference.py en_core_web_md < reference.jsonl > new.jsonl
//! ```

use std::fs;
use std::ops::Range;

use restated_language::{Annotated, Annotator};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::english::model;

#[derive(Deserialize)]
struct Reference {
    id: String,
    text: String,
    tokens: Vec<Row>,
}

/// Start and end in characters, norm, tag, part of speech, morphology, lemma,
/// head, relation, "B", "I" or "O", entity type, 1 at a sentence's start.
#[derive(Deserialize)]
#[rustfmt::skip]
struct Row(
    usize, usize, IgnoredAny, String, String, String, String, usize, String, String, String, u8,
);

const FIELDS: [&str; 8] = [
    "tag",
    "pos",
    "morph",
    "lemma",
    "head",
    "relation",
    "entity",
    "sentence start",
];

/// What both say of a token, field by field.
fn expected(row: &Row) -> [String; 8] {
    let entity = match row.9.as_str() {
        "O" => "O".to_owned(),
        begins => format!("{begins}-{}", row.10),
    };
    [
        row.3.clone(),
        row.4.clone(),
        row.5.clone(),
        row.6.clone(),
        row.7.to_string(),
        row.8.clone(),
        entity,
        (row.11 == 1).to_string(),
    ]
}

fn found(doc: &Annotated<'_>, index: usize) -> [String; 8] {
    let token = doc.token(index);
    let entity = doc.entities.iter().find(|it| it.tokens.contains(&index));
    let entity = entity.map_or("O".to_owned(), |entity| {
        let place = if entity.tokens.start == index {
            "B"
        } else {
            "I"
        };
        format!("{place}-{}", doc.entity_type(entity))
    });
    let starts = doc.sentences.iter().any(|range| range.start == index);
    [
        token.tag().to_owned(),
        token.pos().name().to_owned(),
        token.morph().to_owned(),
        token.lemma().to_owned(),
        token.head().index.to_string(),
        token.dep().to_owned(),
        entity,
        starts.to_string(),
    ]
}

/// A range of characters as one of bytes.
fn bytes(text: &str, start: usize, end: usize) -> Range<usize> {
    let at = |chars: usize| {
        text.char_indices()
            .nth(chars)
            .map_or(text.len(), |(at, _)| at)
    };
    at(start)..at(end)
}

#[test]
fn the_engine_says_what_spacy_says() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/fixtures/reference.jsonl"
    );
    let fixture = fs::read_to_string(path).expect("a fixture");
    let mut annotator = Annotator::new(model());
    let mut tokens = 0;
    let mut differing = [0_usize; FIELDS.len()];
    let mut faults = Vec::new();
    for line in fixture.lines() {
        let reference: Reference = serde_json::from_str(line).expect("a reference");
        let text = reference.text.as_str();
        let doc = annotator.annotate_as_trained(text);
        let spans: Vec<_> = doc.iter().map(|token| token.bytes()).collect();
        let wanted: Vec<_> = reference
            .tokens
            .iter()
            .map(|row| bytes(text, row.0, row.1))
            .collect();
        assert_eq!(spans, wanted, "{}: tokens", reference.id);
        tokens += spans.len();
        for (index, row) in reference.tokens.iter().enumerate() {
            let (want, have) = (expected(row), found(&doc, index));
            for (field, (want, have)) in want.iter().zip(&have).enumerate() {
                if want != have {
                    differing[field] += 1;
                    let token = doc.token(index).text();
                    let (id, name) = (&reference.id, FIELDS[field]);
                    faults.push(format!("{id}@{index} {token:?}: {name} {have}, not {want}"));
                }
            }
        }
    }
    for (name, differing) in FIELDS.iter().zip(differing) {
        assert!(
            differing * 1000 <= tokens,
            "{name}: {differing} of {tokens} tokens differ\n{}",
            faults.join("\n")
        );
    }
}
