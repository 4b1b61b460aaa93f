//! The classes and moves that a component scores, in the order of its scores.

use std::collections::BTreeMap;

use anyhow::Context;
use rmpv::Value;

use super::thinc::{get, text};

/// Tags of a tagger's `cfg`.
pub(crate) fn tags(cfg: &serde_json::Value) -> anyhow::Result<Vec<String>> {
    cfg.get("labels")
        .and_then(serde_json::Value::as_array)
        .context("no labels in the component's cfg")?
        .iter()
        .map(|label| {
            label
                .as_str()
                .map(str::to_owned)
                .context("a label is no text")
        })
        .collect()
}

/// The moves of a transition system (`moves`), in the order of their scores:
/// by kind; in a kind by falling frequency, then by falling label; labels that
/// were added later (negative frequency) last.
pub(crate) fn moves(file: &Value, kinds: &[&str]) -> anyhow::Result<Vec<String>> {
    let json = get(file, "moves").and_then(text).context("no moves")?;
    let by_kind: BTreeMap<usize, BTreeMap<String, i64>> =
        serde_json::from_str(&json).context("moves are not as spaCy writes them")?;
    let name = |kind: usize, label: &str| -> anyhow::Result<String> {
        let kind = kinds
            .get(kind)
            .context("a move of a kind that is not known")?;
        Ok(if label.is_empty() {
            (*kind).to_owned()
        } else {
            format!("{kind}-{label}")
        })
    };
    let mut moves = Vec::new();
    let mut added: Vec<(i64, &str, usize)> = Vec::new();
    for (&kind, labels) in &by_kind {
        let mut sorted: Vec<(i64, &str)> = labels
            .iter()
            .map(|(label, &count)| (count, label.as_str()))
            .collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        for (count, label) in sorted {
            if count < 0 {
                added.push((count, label, kind));
            } else {
                moves.push(name(kind, label)?);
            }
        }
    }
    added.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    for (_, label, kind) in added {
        moves.push(name(kind, label)?);
    }
    Ok(moves)
}

/// Morphological classes of a morphologizer's `cfg`: the keys of its map from
/// labels to features.
pub(crate) fn morphological_classes(cfg: &serde_json::Value) -> anyhow::Result<Vec<String>> {
    let labels = cfg
        .get("labels_morph")
        .and_then(serde_json::Value::as_object)
        .context("no labels_morph in the component's cfg")?;
    Ok(labels.keys().cloned().collect())
}

/// Edit trees of a trainable lemmatiser's `cfg`, by their numbers.
pub(crate) fn tree_classes(cfg: &serde_json::Value) -> anyhow::Result<Vec<String>> {
    let labels = cfg
        .get("labels")
        .and_then(serde_json::Value::as_array)
        .context("no labels in the component's cfg")?;
    Ok(labels.iter().map(ToString::to_string).collect())
}
