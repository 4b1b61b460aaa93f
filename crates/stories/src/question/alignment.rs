//! Which figures stand in the same place of a text and of the text that it is derived from.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{Parent, Words};

use super::population::unit;
use super::value::equal;
use crate::model::{Material, Told};

/// The pairs of claims, in both orders, that one passage of a derivation holds in child and parent.
pub(super) struct Alignment<'a> {
    pairs: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Alignment<'a> {
    pub(super) fn of(told: &[&'a Told], material: &Material<'_>) -> Self {
        let mut by_article: BTreeMap<&str, Vec<&'a Told>> = BTreeMap::new();
        for &told in told.iter().filter(|told| told.claim.figure.is_some()) {
            by_article.entry(&told.article).or_default().push(told);
        }
        let mut pairs = BTreeSet::new();
        for edge in &material.lineage.derivations {
            let Parent::Article(parent) = &edge.parent else {
                continue;
            };
            let of = |id: &str| by_article.get(id).map_or(&[][..], Vec::as_slice);
            for passage in &edge.passages {
                let inside = |told: &[&'a Told], words: &Words| -> Vec<&'a Told> {
                    let told = told.iter().filter(|told| overlap(&told.at, words));
                    told.copied().collect()
                };
                let children = inside(of(&edge.child), &passage.child);
                let parents = inside(of(parent), &passage.parent);
                for (child, parent) in aligned(&children, &parents) {
                    pairs.insert((child.id.as_str(), parent.id.as_str()));
                    pairs.insert((parent.id.as_str(), child.id.as_str()));
                }
            }
        }
        Self { pairs }
    }

    pub(super) fn holds(&self, one: &str, other: &str) -> bool {
        self.pairs.contains(&(one, other))
    }
}

fn overlap(one: &Words, other: &Words) -> bool {
    one.start < other.end && other.start < one.end
}

/// Of the figures of two passages, those that match: equal ones of one unit; else those of a
/// measure that each passage has but one of.
fn aligned<'a>(children: &[&'a Told], parents: &[&'a Told]) -> Vec<(&'a Told, &'a Told)> {
    let mut pairs = Vec::new();
    for &child in children {
        for &parent in parents {
            let (Some(one), Some(other)) = (&child.claim.figure, &parent.claim.figure) else {
                continue;
            };
            let lone = |told: &[&Told]| {
                let same = told.iter().filter(|told| {
                    let figure = told.claim.figure.as_ref();
                    figure.is_some_and(|figure| figure.measure == one.measure)
                });
                same.count() == 1
            };
            let of_one_unit = unit(&one.unit) == unit(&other.unit);
            let only = one.measure == other.measure && lone(children) && lone(parents);
            if of_one_unit && (equal(one, other) || only) {
                pairs.push((child, parent));
            }
        }
    }
    pairs
}
