//! Scores as a table and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::measure::Scores;
use crate::overlap::Overlap;

/// A figure that is reported of each system.
struct Row {
    name: &'static str,
    counts: fn(&Scores) -> Overlap,
    figure: fn(&Overlap) -> f64,
}

impl Row {
    const fn f1(name: &'static str, counts: fn(&Scores) -> Overlap) -> Self {
        let figure = Overlap::f1;
        Self {
            name,
            counts,
            figure,
        }
    }
}

const ROWS: [Row; 7] = [
    Row::f1("tokens, F1", |s| s.tokens),
    Row::f1("sentences, F1", |s| s.sentences),
    Row::f1("fine tags (XPOS), F1", |s| s.xpos),
    Row::f1("parts of speech (UPOS), F1", |s| s.upos),
    Row::f1("lemmas, F1", |s| s.lemmas),
    Row {
        name: "heads of content words, recall",
        counts: |s| s.heads,
        figure: Overlap::recall,
    },
    Row::f1("subjects and objects, F1", |s| s.arguments),
];

/// One line a system, in percent.
pub(super) fn table(systems: &[(String, Scores)]) -> String {
    let mut out = String::new();
    for (at, row) in ROWS.iter().enumerate() {
        let _ = writeln!(out, "({}) {}", at + 1, row.name);
    }
    let _ = write!(out, "\n{:24} {:>7} {:>9}", "", "tokens", "sentences");
    for at in 1..=ROWS.len() {
        let _ = write!(out, " {:>7}", format!("({at})"));
    }
    out.push('\n');
    for (name, scores) in systems {
        let (tokens, sentences) = (scores.tokens.reference, scores.sentences.reference);
        let _ = write!(out, "{name:24} {tokens:>7} {sentences:>9}");
        for row in &ROWS {
            let share = (row.figure)(&(row.counts)(scores));
            let _ = write!(out, " {:>7.2}", 100.0 * share);
        }
        out.push('\n');
    }
    out
}

/// The same with counts, for programs; shares are between 0 and 1.
pub(super) fn json(systems: &[(String, Scores)]) -> Value {
    let of = |scores: &Scores| -> Map<String, Value> {
        let rows = ROWS.iter().map(|row| {
            let counts = (row.counts)(scores);
            let figures = json!({
                "score": (row.figure)(&counts), "gold": counts.reference,
                "found": counts.ours, "right": counts.both,
            });
            (row.name.to_owned(), figures)
        });
        rows.collect()
    };
    let systems = systems
        .iter()
        .map(|(name, scores)| (name.clone(), Value::Object(of(scores))));
    Value::Object(systems.collect())
}
