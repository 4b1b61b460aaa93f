//! Why claims that are put otherwise answer one question, in words for readers.

use std::collections::BTreeSet;

use super::link::Tie;
use super::same::Group;
use crate::model::{Material, Told};

/// One reason for each wording of what is counted that is not that of the claim it was tied to.
pub(super) fn reasons(group: &Group<'_>, material: &Material<'_>) -> Vec<String> {
    let mut said = BTreeSet::new();
    let mut reasons: Vec<String> = Vec::new();
    for (asked, tie) in group.asked.iter().zip(&group.ties) {
        let Some((tie, to)) = *tie else { continue };
        let known = &group.asked[to];
        let wording = |told: &Told| {
            let counted = told.claim.figure.as_ref().and_then(|f| f.counted.clone());
            counted.unwrap_or_default().to_lowercase()
        };
        if let Some(moved) = asked
            .moved
            .as_ref()
            .filter(|moved| !reasons.contains(*moved))
        {
            reasons.push(moved.clone());
        }
        let put_alike = wording(asked.told) == wording(known.told) && !asked.elliptic;
        if put_alike || !said.insert((wording(asked.told), tie)) {
            continue;
        }
        reasons.push(reason(tie, asked.told, known.told, material));
    }
    reasons
}

fn reason(tie: Tie, one: &Told, other: &Told, material: &Material<'_>) -> String {
    let because = match tie {
        Tie::Copied => "one text is derived from the other and has it in the same place".to_owned(),
        Tie::Corrected => "one takes the place of the other".to_owned(),
        Tie::Equal => "it is the same number of the same measure".to_owned(),
        Tie::GoesOn => "the article goes on from it without naming others".to_owned(),
        Tie::SamePeople => "both name the same people".to_owned(),
        Tie::SameKind => "both count people of one kind".to_owned(),
        Tie::SamePlace => "both are of one place".to_owned(),
        Tie::Fits => "both numbers can hold".to_owned(),
        Tie::SameSource => format!("both are on the word of {}", speaker(one, material)),
        Tie::Measure => "nothing in either text keeps them apart".to_owned(),
    };
    format!(
        "\u{201c}{}\u{201d} is taken for an answer beside \u{201c}{}\u{201d}: {because}",
        one.words, other.words
    )
}

fn speaker(told: &Told, material: &Material<'_>) -> String {
    let named = told.source.and_then(|at| material.entities.get(at));
    let written = || told.claim.attribution.source.clone();
    named
        .map(|entity| entity.name.clone())
        .or_else(written)
        .unwrap_or_else(|| "one source".to_owned())
}
