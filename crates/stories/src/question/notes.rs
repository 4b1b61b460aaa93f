//! What is consistent with what, though nobody says so: parts beside a whole.
//!
//! A note is no claim, and it never gives a sum: it names the figures of one article that could be
//! the parts of a figure that answers the question, and says that no text adds them up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_claims::{Figure, Modality, Qualifier};

use crate::model::{Note, Told};
use crate::origin::{Known, equal};

/// A claim and its figure.
type Given<'t> = (&'t Told, &'t Figure);

/// Most figures of one measure that are looked at in one article: those that stand first.
const MOST: usize = 6;
/// Most notes of a question.
const MOST_NOTES: usize = 16;

static SUMS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/sums.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .map(|(whole, parts)| (whole, parts.split(' ').collect()))
        .collect()
});

/// The notes on `claims`, which answer one question, with the parts that `all` gives.
pub(super) fn notes(claims: &[&Told], all: &[&Told], known: &Known<'_>) -> Vec<Note> {
    let wholes = wholes(claims, known);
    let Some((_, first)) = wholes.first() else {
        return Vec::new();
    };
    let sums: Vec<&Vec<&str>> = SUMS
        .iter()
        .filter(|(whole, _)| *whole == first.measure)
        .map(|(_, parts)| parts)
        .collect();
    if sums.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Note> = Vec::new();
    let mut seen = BTreeSet::new();
    for parts in sums {
        for chosen in parts_of(parts, all, known) {
            let sum: f64 = chosen.iter().filter_map(|(_, figure)| figure.value()).sum();
            for &(told, whole) in &wholes {
                let people = chosen.iter().all(|(_, part)| may_be_of(part, whole));
                if !people || !holds(whole, sum) {
                    continue;
                }
                let values: Vec<u64> = chosen
                    .iter()
                    .filter_map(|(_, figure)| figure.value())
                    .chain(whole.value())
                    .map(f64::to_bits)
                    .collect();
                if seen.insert(values) {
                    found.push(note(&chosen, told, whole, known));
                }
            }
        }
    }
    found.truncate(MOST_NOTES);
    found
}

/// The figures that answer the question, each value once, as it is published first.
fn wholes<'t>(claims: &[&'t Told], known: &Known<'_>) -> Vec<Given<'t>> {
    let mut sorted: Vec<Given<'_>> = claims.iter().filter_map(|told| figure(told)).collect();
    sorted.sort_by_key(|(told, _)| {
        let published = known.day(&told.article).map(str::to_owned);
        (published.is_none(), published, &told.id)
    });
    let mut seen = BTreeSet::new();
    sorted.retain(|(_, figure)| {
        let value = figure.value().map(f64::to_bits);
        seen.insert((value, format!("{:?}", figure.qualifier)))
    });
    sorted
}

fn figure(told: &Told) -> Option<Given<'_>> {
    let asserted = matches!(
        told.claim.modality,
        Modality::Asserted | Modality::Unverified
    );
    let figure = told.claim.figure.as_ref().filter(|_| asserted)?;
    let plain = matches!(
        figure.qualifier,
        Qualifier::Exact | Qualifier::Approx | Qualifier::AtLeast | Qualifier::MoreThan
    );
    (plain && figure.per.is_none() && figure.value().is_some()).then_some((told, figure))
}

/// One figure of each measure, from one article; of two measures from one sentence.
fn parts_of<'t>(measures: &[&str], all: &[&'t Told], known: &Known<'_>) -> Vec<Vec<Given<'t>>> {
    let mut by_article: BTreeMap<(Option<&str>, &str), Vec<Given<'_>>> = BTreeMap::new();
    for (told, part) in all.iter().filter_map(|told| figure(told)) {
        if measures.contains(&part.measure.as_str()) && part.part_of.is_none() {
            let key = (known.day(&told.article), told.article.as_str());
            by_article.entry(key).or_default().push((told, part));
        }
    }
    let mut found = Vec::new();
    for here in by_article.values() {
        let mut chosen: Vec<Vec<Given<'_>>> = vec![Vec::new()];
        for measure in measures {
            let fits: Vec<_> = here
                .iter()
                .filter(|(_, part)| part.measure == *measure)
                .collect();
            chosen = chosen
                .iter()
                .flat_map(|chosen| {
                    fits.iter().take(MOST).map(move |&&next| {
                        let mut longer = chosen.clone();
                        longer.push(next);
                        longer
                    })
                })
                .collect();
        }
        let together = |chosen: &Vec<Given<'_>>| {
            let sentence = &chosen[0].0.claim.sentence;
            measures.len() > 2
                || chosen
                    .iter()
                    .all(|(told, _)| told.claim.sentence == *sentence)
        };
        found.extend(chosen.into_iter().filter(together));
    }
    found
}

/// Whether a whole lets its parts make so many. An open end is not stretched far.
fn holds(whole: &Figure, sum: f64) -> bool {
    let Some(value) = whole.value() else {
        return false;
    };
    let near = |share: f64| (sum - value).abs() <= value.abs() * share;
    match whole.qualifier {
        Qualifier::Exact => equal(sum, value),
        Qualifier::Approx => near(0.05),
        _ => equal(sum, value) || sum > value && near(0.1),
    }
}

/// Whether what a part counts may be of what a whole counts: people of the same people, where both
/// say whom they count.
fn may_be_of(part: &Figure, whole: &Figure) -> bool {
    let names = |figure: &Figure| -> BTreeSet<String> {
        let counted = figure.counted.as_deref().unwrap_or_default();
        counted
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(str::to_lowercase)
            .collect()
    };
    let (part_names, whole_names) = (names(part), names(whole));
    part.unit == whole.unit
        && (part_names.is_empty()
            || whole_names.is_empty()
            || !part_names.is_disjoint(&whole_names))
}

fn note(parts: &[Given<'_>], whole: &Told, figure: &Figure, known: &Known<'_>) -> Note {
    let mut listed: Vec<String> = parts
        .iter()
        .map(|(_, part)| format!("“{}” ({})", part.text, part.measure.replace('_', " ")))
        .collect();
    let last = listed.pop().unwrap_or_default();
    let (there, here) = (
        known.outlet(&parts[0].0.article),
        known.outlet(&whole.article),
    );
    let beside = if parts[0].0.article == whole.article {
        format!("in the same article of {here}")
    } else {
        format!("in {here}")
    };
    let mut claims: Vec<String> = parts.iter().map(|(told, _)| told.id.clone()).collect();
    claims.push(whole.id.clone());
    claims.sort();
    claims.dedup();
    Note {
        text: format!(
            "{} and {last} in {there} are consistent with “{}” {beside}; no text adds them up",
            listed.join(", "),
            figure.text
        ),
        claims,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Pile, figure};
    use restated_claims::Claim;

    fn of(measure: &'static str) -> impl FnOnce(&mut Claim) {
        move |claim| {
            if let Some(figure) = &mut claim.figure {
                figure.measure = measure.to_owned();
            }
        }
    }

    fn found(whole: Figure) -> Vec<Note> {
        let pile = Pile::default()
            .article("a1", "Marrow Post", Some("2031-03-04"))
            .claim(
                "c1",
                "300 were killed and 2,700 injured.",
                ("300", 300.0),
                None,
            )
            .claim(
                "c2",
                "300 were killed and 2,700 injured.",
                ("2,700", 2700.0),
                None,
            )
            .with(of("injured"))
            .with(|claim| claim.sentence = 0..34)
            .article("a2", "Sund Ledger", None)
            .claim(
                "c3",
                "More than 3,000 were hit.",
                ("More than 3,000", 3000.0),
                None,
            )
            .with(|claim| claim.figure = Some(whole))
            .with(of("casualties"));
        pile.read(|told, material| notes(&told[2..], told, &Known::of(told, material)))
    }

    #[test]
    fn parts_are_noted_beside_a_whole_and_never_added_up() {
        let notes = found(figure("more than 3,000", Qualifier::MoreThan, 3000.0));
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].claims, ["c1", "c2", "c3"]);
        assert!(
            !notes[0]
                .text
                .replace("“more than 3,000”", "")
                .contains("3,000")
        );
        assert!(found(figure("5,000", Qualifier::Exact, 5000.0)).is_empty());
    }

    #[test]
    fn every_sum_has_a_whole_and_parts() {
        assert!(!SUMS.is_empty());
        for (whole, parts) in SUMS.iter() {
            assert!(parts.len() > 1 && !parts.contains(whole), "{whole}");
        }
    }
}
