//! Agreement as a table and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::agreement::Agreement;
use super::component::Component;
use crate::overlap::{Overlap, ratio};

/// One column a file, and one for all of them where there are several.
pub(super) fn table(files: &[(String, Agreement)]) -> String {
    let mut columns: Vec<(&str, &Agreement)> = files.iter().map(|(n, a)| (&**n, a)).collect();
    let total = total(files);
    if files.len() > 1 {
        columns.push(("all", &total));
    }
    let mut out = String::new();
    let mut row = |name: &str, cell: &dyn Fn(&Agreement) -> String| {
        let _ = write!(out, "{name:24}");
        for (_, column) in &columns {
            let _ = write!(out, " {:>20}", cell(column));
        }
        out.push('\n');
    };
    row("texts", &|a| a.texts.to_string());
    row("  cut alike", &|a| share(a.cut_alike, a.texts));
    row("  alike in everything", &|a| share(a.alike, a.texts));
    row("tokens", &|a| a.tokens.reference.to_string());
    row("  precision", &|a| share(a.tokens.both, a.tokens.ours));
    row("  recall", &|a| share(a.tokens.both, a.tokens.reference));
    row("  F1", &|a| percent(a.tokens.f1()));
    for (at, component) in Component::ALL.into_iter().enumerate() {
        row(component.name(), &|a| share(a.agree[at], a.tokens.both));
    }
    row("entities", &|a| a.entities.reference.to_string());
    row("  F1", &|a| percent(a.entities.f1()));
    let mut head = format!("{:24}", "");
    for (name, _) in &columns {
        let _ = write!(head, " {name:>20}");
    }
    format!("{head}\n{out}{}", differences(files))
}

fn differences(files: &[(String, Agreement)]) -> String {
    let mut out = String::new();
    let names = ["tokens"]
        .into_iter()
        .chain(Component::ALL.map(Component::name));
    for (kind, name) in names.enumerate() {
        for (file, found) in files {
            for difference in &found.differences[kind] {
                let _ = writeln!(out, "\n{name}: {file}: {difference}");
            }
        }
    }
    out
}

/// The same figures for programs; shares are between 0 and 1.
pub(super) fn json(files: &[(String, Agreement)]) -> Value {
    let mut found: Map<String, Value> = files
        .iter()
        .map(|(name, agreement)| (name.clone(), of(agreement)))
        .collect();
    found.insert("all".to_owned(), of(&total(files)));
    Value::Object(found)
}

fn of(found: &Agreement) -> Value {
    let components: Map<String, Value> = Component::ALL
        .into_iter()
        .zip(found.agree)
        .map(|(component, agree)| {
            let share = ratio(agree, found.tokens.both);
            let differ = found.tokens.both - agree;
            (
                component.name().to_owned(),
                json!({"agree": share, "differ": differ}),
            )
        })
        .collect();
    json!({
        "texts": found.texts, "cut_alike": found.cut_alike, "alike": found.alike,
        "tokens": overlap(&found.tokens), "entities": overlap(&found.entities),
        "components": components,
    })
}

fn overlap(found: &Overlap) -> Value {
    json!({
        "reference": found.reference, "ours": found.ours, "both": found.both,
        "precision": found.precision(), "recall": found.recall(), "f1": found.f1(),
    })
}

fn total(files: &[(String, Agreement)]) -> Agreement {
    let mut total = Agreement::default();
    for (_, found) in files {
        total.merge(found);
    }
    total
}

/// `99.95 (27)`: percent, and how many are missing to all.
fn share(part: usize, whole: usize) -> String {
    match whole - part {
        0 => percent(1.0),
        missing => format!("{} ({missing})", percent(ratio(part, whole))),
    }
}

/// Rounded down, so that 100.00 says all.
fn percent(share: f64) -> String {
    format!("{:.2}", (share * 1e4).floor() / 100.0)
}
