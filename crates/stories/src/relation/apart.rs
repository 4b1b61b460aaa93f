//! Claims that nearly ask the same, and what keeps them apart.
//!
//! Compared are claims of one article, and of each origin the claim that was published first with
//! those that give a figure first elsewhere: what a reader could take for the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::{Figure, Modality};

use super::{rank, relation, text};
use crate::model::{Relation, RelationKind, Told};
use crate::origin::{Known, Origins};

/// Most such relations of one question.
const MOST: usize = 512;

/// Of a measure, the rows of the table that it stands in.
static NEAR: LazyLock<BTreeMap<&str, BTreeSet<usize>>> = LazyLock::new(|| {
    let mut near: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let rows = include_str!("../../data/near_measures.txt").lines();
    let rows = rows.filter(|row| !row.starts_with('#') && !row.is_empty());
    for (at, row) in rows.enumerate() {
        for measure in row.split(' ') {
            near.entry(measure).or_default().insert(at);
        }
    }
    near
});

/// The relations of `claims`, which answer one question, to those of `all` that do not.
pub(super) fn relations(
    claims: &[&Told],
    all: &[&Told],
    origins: &Origins,
    known: &Known<'_>,
) -> Vec<Relation> {
    let inside: BTreeSet<&str> = claims.iter().map(|told| told.id.as_str()).collect();
    let figures = claims
        .iter()
        .filter_map(|told| Some((*told, told.claim.figure.as_ref()?)));
    let figures: Vec<(&Told, &Figure)> = figures.collect();
    let measures: BTreeSet<&str> = figures
        .iter()
        .map(|(_, figure)| figure.measure.as_str())
        .collect();
    let mut others: Vec<(&Told, &Figure)> = all
        .iter()
        .filter(|told| !inside.contains(told.id.as_str()))
        .filter_map(|told| Some((*told, told.claim.figure.as_ref()?)))
        .filter(|(_, figure)| {
            measures
                .iter()
                .any(|measure| is_near(measure, &figure.measure))
        })
        .collect();
    others.sort_by_key(|(told, _)| rank(told, known));
    let mut by_article: BTreeMap<&str, Vec<(&Told, &Figure)>> = BTreeMap::new();
    for &(told, figure) in &others {
        by_article
            .entry(&told.article)
            .or_default()
            .push((told, figure));
    }
    let mut found = Vec::new();
    for &(told, figure) in &figures {
        for &(other, theirs) in by_article.get(told.article.as_str()).into_iter().flatten() {
            if is_near(&figure.measure, &theirs.measure) && alike(figure, theirs) {
                found.push((told, figure, other, theirs));
            }
        }
    }
    let mut first = figures.clone();
    first.sort_by_key(|(told, _)| rank(told, known));
    let mut heard = BTreeSet::new();
    first.retain(|(told, _)| heard.insert(origins.of_claim(&told.id)));
    for &(told, figure) in &first {
        let mut seen = BTreeSet::new();
        for &(other, theirs) in &others {
            let value = theirs.value().map(f64::to_bits);
            let counted = theirs.counted.as_deref().map(str::to_lowercase);
            if alike(figure, theirs) && seen.insert((value, &theirs.measure, counted)) {
                found.push((told, figure, other, theirs));
            }
        }
    }
    found.truncate(MOST);
    let apart = |(one, a, other, b): &(&Told, &Figure, &Told, &Figure)| {
        relation(
            one,
            other,
            RelationKind::NotComparable,
            why(one, a, other, b),
        )
    };
    found.iter().map(apart).collect()
}

fn is_near(one: &str, other: &str) -> bool {
    let rows = |measure: &str| NEAR.get(measure);
    one == other
        || rows(one)
            .zip(rows(other))
            .is_some_and(|(one, other)| !one.is_disjoint(other))
}

/// Whether two figures count things of one sort: people, money, hectares.
fn alike(one: &Figure, other: &Figure) -> bool {
    let money = |unit: &str| unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase());
    let thing = |unit: &str| unit != "persons" && unit != "percent" && !money(unit);
    one.unit == other.unit
        || one.measure == other.measure && thing(&one.unit) == thing(&other.unit)
        || money(&one.unit) && money(&other.unit)
}

/// What keeps two figures apart, as far as their words show.
fn why(one: &Told, a: &Figure, other: &Told, b: &Figure) -> String {
    let mut reasons = Vec::new();
    let plain = |measure: &str| measure.replace('_', " ");
    if a.measure != b.measure {
        reasons.push(format!(
            "one is a count of “{}”, the other of “{}”",
            plain(&a.measure),
            plain(&b.measure)
        ));
    }
    if a.per != b.per {
        reasons.push("one is a rate".to_owned());
    }
    let ahead = |told: &Told| told.claim.modality != Modality::Asserted;
    if ahead(one) != ahead(other) {
        reasons.push("one of them is not said to be so".to_owned());
    }
    if let (Some(a), Some(b)) = (&a.counted, &b.counted)
        && a.to_lowercase() != b.to_lowercase()
    {
        reasons.push(format!("one counts {a}, the other {b}"));
    }
    let part = |told: &Told, figure: &Figure, of: &Told| {
        figure
            .part_of
            .as_ref()
            .is_some_and(|whole| told.article == of.article && *whole == of.claim.span)
    };
    if part(one, a, other) || part(other, b, one) {
        reasons.push("one is a part of the other".to_owned());
    }
    let place = |told: &Told| told.claim.place.clone();
    if let (Some(a), Some(b)) = (place(one), place(other))
        && a != b
    {
        reasons.push(format!("one is of {a}, the other of {b}"));
    }
    let time = |told: &Told| told.claim.time.as_ref().map(|time| time.text.clone());
    if let (Some(a), Some(b)) = (time(one), time(other))
        && a != b
    {
        reasons.push(format!("one is of “{a}”, the other of “{b}”"));
    }
    if reasons.is_empty() {
        reasons.push("what they count differs by the words around them".to_owned());
    }
    format!(
        "{} and {} are not comparable: {}",
        text(one),
        text(other),
        reasons.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn some_measures_are_near() {
        assert!(is_near("killed", "casualties") && is_near("killed", "killed"));
        assert!(!is_near("killed", "cost") && is_near("infected", "treated"));
    }
}
