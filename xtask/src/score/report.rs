//! Scores as a table and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::measure::Scores;
use crate::overlap::Overlap;

/// What is reported of each system: name, counts, and the figure made of them.
const ROWS: [(&str, fn(&Scores) -> Overlap, Figure); 7] = [
    ("tokens, F1", |s| s.tokens, Overlap::f1),
    ("sentences, F1", |s| s.sentences, Overlap::f1),
    ("fine tags (XPOS), F1", |s| s.xpos, Overlap::f1),
    ("parts of speech (UPOS), F1", |s| s.upos, Overlap::f1),
    ("lemmas, F1", |s| s.lemmas, Overlap::f1),
    (
        "heads of content words, recall",
        |s| s.heads,
        Overlap::recall,
    ),
    ("subjects and objects, F1", |s| s.arguments, Overlap::f1),
];

type Figure = fn(&Overlap) -> f64;

/// One line a system, in percent.
pub(super) fn table(systems: &[(String, Scores)]) -> String {
    let mut out = String::new();
    for (at, (name, _, _)) in ROWS.iter().enumerate() {
        let _ = writeln!(out, "({}) {name}", at + 1);
    }
    let _ = write!(out, "\n{:24} {:>7} {:>9}", "", "tokens", "sentences");
    for at in 1..=ROWS.len() {
        let _ = write!(out, " {:>7}", format!("({at})"));
    }
    out.push('\n');
    for (name, scores) in systems {
        let (tokens, sentences) = (scores.tokens.reference, scores.sentences.reference);
        let _ = write!(out, "{name:24} {tokens:>7} {sentences:>9}");
        for (_, counts, figure) in ROWS {
            let _ = write!(out, " {:>7.2}", 100.0 * figure(&counts(scores)));
        }
        out.push('\n');
    }
    out
}

/// The same with counts, for programs; shares are between 0 and 1.
pub(super) fn json(systems: &[(String, Scores)]) -> Value {
    let of = |scores: &Scores| -> Map<String, Value> {
        let rows = ROWS.iter().map(|(name, counts, figure)| {
            let counts = counts(scores);
            let figures = json!({
                "score": figure(&counts), "gold": counts.reference,
                "found": counts.ours, "right": counts.both,
            });
            ((*name).to_owned(), figures)
        });
        rows.collect()
    };
    let systems = systems
        .iter()
        .map(|(name, scores)| (name.clone(), Value::Object(of(scores))));
    Value::Object(systems.collect())
}
