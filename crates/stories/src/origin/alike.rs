//! Whether two claims give the same, and whether one sentence is the other's.

use std::collections::BTreeSet;

use restated_claims::{Figure, Qualifier};
use restated_lineage::{Derivation, Words};

use super::words::words;
use crate::model::Told;

/// Whether two numbers are the same but for what is lost in writing them.
pub(crate) fn equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0)
}

/// Whether two claims give one number, however they put it; both ends of ranges.
pub(crate) fn same_value(one: &Told, other: &Told) -> bool {
    let (Some(one), Some(other)) = (&one.claim.figure, &other.claim.figure) else {
        return false;
    };
    let ranges = [one, other].map(|figure| figure.qualifier == Qualifier::Range);
    if ranges[0] != ranges[1] {
        return false;
    }
    let ends = |figure: &Figure| (figure.low.or(figure.best), figure.high.or(figure.best));
    match (one.value(), other.value()) {
        (Some(_), Some(_)) if ranges[0] => {
            let (a, b) = (ends(one), ends(other));
            let same = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| equal(a, b));
            same(a.0, b.0) && same(a.1, b.1)
        }
        (Some(a), Some(b)) => equal(a, b),
        (None, None) => one.text.to_lowercase() == other.text.to_lowercase(),
        _ => false,
    }
}

/// A key that claims of the same value share: the number, else the words.
pub(crate) fn value_key(told: &Told) -> Option<String> {
    let figure = told.claim.figure.as_ref()?;
    let number = figure.value().map(|number| format!("{number:.8e}"));
    Some(number.unwrap_or_else(|| figure.text.to_lowercase()))
}

/// Whether two numbers have the same digits but for zeros at the end: "184,000" for "18,400".
pub(super) fn same_digits(one: &Told, other: &Told) -> bool {
    let digits = |told: &Told| {
        let number = told.claim.figure.as_ref()?.value()?;
        let written = format!("{number:e}");
        written.split('e').next().map(str::to_owned)
    };
    digits(one).is_some() && digits(one) == digits(other)
}

/// Share of the words of two sentences that both hold (Jaccard), 0 to 1.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let set = |text: &str| -> BTreeSet<String> {
        let words = words(text).into_iter().filter(|word| !word.is_mark());
        words.map(|word| word.lower).collect()
    };
    let (one, other) = (set(one), set(other));
    let both = one.intersection(&other).count();
    let all = one.len() + other.len() - both;
    if all == 0 {
        0.0
    } else {
        both as f64 / all as f64
    }
}

/// Whether a passage of the edge from the child's article to the parent's holds both sentences.
pub(crate) fn aligned(child: &Told, parent: &Told, edge: &Derivation) -> bool {
    let meet = |a: &Words, b: &Words| a.start < b.end && b.start < a.end;
    let (first, second) = if edge.child == child.article {
        (&child.at, &parent.at)
    } else {
        (&parent.at, &child.at)
    };
    edge.passages
        .iter()
        .any(|passage| meet(&passage.child, first) && meet(&passage.parent, second))
}
