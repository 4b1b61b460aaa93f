//! What a house puts under all its articles: who it is, how to write to it, what to read next.
//!
//! Extraction takes most of it off; what is left would make one family of all that a house prints,
//! and of all that copied from it. It is known by standing in articles of one house that are
//! otherwise unlike: a story that a house prints five times over shares far more.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Entry;
use crate::publisher::House;
use crate::sketch::common;
use crate::{Fingerprint, Sketch};

/// Fewest articles of a house, unlike one another, that show that they have furniture in common.
const FEWEST: usize = 3;
/// Share of the lesser text's fingerprints from which on two texts are alike.
const ALIKE: f64 = 0.5;
/// Most articles looked at for one fingerprint: enough to see whether they are alike.
const LOOKED_AT: usize = 12;

/// Hashes of the fingerprints that are furniture of some house.
#[derive(Debug, Default)]
pub(crate) struct Furniture(FxHashSet<u32>);

impl Furniture {
    /// That of all houses that have articles among `entries`.
    pub(crate) fn of(entries: &[Entry<'_>]) -> Self {
        let mut houses: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let house = House::of(entry.about);
            for (sort, name) in house.iter().flat_map(House::keys) {
                houses.entry((sort, name.to_owned())).or_default().push(at);
            }
        }
        // One article is often known for a house's own by both name and address.
        let houses: BTreeSet<Vec<usize>> = houses.into_values().collect();
        let mut found = Self::default();
        for articles in houses.iter().filter(|articles| articles.len() >= FEWEST) {
            let sketches: Vec<&Sketch> = articles
                .iter()
                .map(|&at| &entries[at].record.sketch)
                .collect();
            found.add(&sketches);
        }
        found
    }

    /// Adds what the texts of one house have in common.
    fn add(&mut self, sketches: &[&Sketch]) {
        let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, sketch) in sketches.iter().enumerate() {
            for hash in sketch.hashes() {
                let holders = holders.entry(hash).or_default();
                if holders.len() < LOOKED_AT {
                    holders.push(at);
                }
            }
        }
        let mut shared: Vec<(u32, Vec<usize>)> = holders
            .into_iter()
            .filter(|(_, holders)| holders.len() >= FEWEST)
            .collect();
        shared.sort_unstable();
        let mut known: BTreeMap<Vec<usize>, bool> = BTreeMap::new();
        for (hash, holders) in shared {
            let unlike = *known
                .entry(holders)
                .or_insert_with_key(|holders| are_unlike(sketches, holders));
            if unlike {
                self.0.insert(hash);
            }
        }
    }

    /// The sketch without furniture; `None` where it has none.
    pub(crate) fn off(&self, sketch: &Sketch) -> Option<Sketch> {
        if self.0.is_empty() {
            return None;
        }
        let is_own = |print: &Fingerprint| !self.0.contains(&print.hash());
        let all = sketch.fingerprints();
        let own = all.iter().filter(|print| is_own(print)).count();
        (own < all.len()).then(|| sketch.only(is_own))
    }
}

/// Whether at least [`FEWEST`] of the texts are unlike one another.
fn are_unlike(sketches: &[&Sketch], holders: &[usize]) -> bool {
    let mut apart: Vec<Vec<u32>> = Vec::new();
    for &at in holders {
        let hashes = sketches[at].hashes();
        if apart.iter().all(|other| !alike(other, &hashes)) {
            apart.push(hashes);
        }
    }
    apart.len() >= FEWEST
}

fn alike(one: &[u32], other: &[u32]) -> bool {
    common(one, other) as f64 >= ALIKE * one.len().min(other.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, Record};

    const FOOTER: &str = "The Orvik Lantern is printed every morning but Sunday at the old mill. \
        Write to the newsroom if you know more, and we shall be glad to hear from you.";

    fn text(seed: usize) -> String {
        (0..60)
            .map(|at| format!("word{} ", (at * 31 + seed * 7919) % 1_000_003))
            .collect()
    }

    fn furniture(outlets: &[(&str, String)]) -> (Furniture, Vec<Record>) {
        let records: Vec<Record> = outlets
            .iter()
            .map(|(_, text)| Record::of(text, None))
            .collect();
        let abouts: Vec<About> = outlets
            .iter()
            .enumerate()
            .map(|(at, (outlet, _))| About {
                id: format!("a{at}"),
                outlet: Some((*outlet).to_owned()),
                ..About::default()
            })
            .collect();
        let entries: Vec<Entry<'_>> = abouts
            .iter()
            .zip(&records)
            .map(|(about, record)| Entry { about, record })
            .collect();
        (Furniture::of(&entries), records)
    }

    #[test]
    fn what_stands_under_unlike_articles_of_a_house_is_furniture() {
        let pages: Vec<_> = (0..4)
            .map(|seed| ("Orvik Lantern", format!("{}\n{FOOTER}", text(seed))))
            .collect();
        let (furniture, records) = furniture(&pages);
        let own = furniture.off(&records[0].sketch).expect("it has a footer");
        assert!(crate::compare(&own, &records[1].sketch).kind().is_none());
        assert!(
            crate::compare(&records[0].sketch, &records[1].sketch)
                .kind()
                .is_some()
        );
    }

    #[test]
    fn a_story_printed_over_and_over_is_none() {
        let story = text(1);
        let pages: Vec<_> = (0..5)
            .map(|seed| ("Orvik Lantern", format!("{story}\nedition number{seed}")))
            .collect();
        assert!(furniture(&pages).0.0.is_empty());
    }

    #[test]
    fn what_two_houses_share_is_none() {
        let pages: Vec<_> = ["Lantern", "Ledger", "Beacon"]
            .iter()
            .enumerate()
            .map(|(seed, outlet)| (*outlet, format!("{}\n{FOOTER}", text(seed))))
            .collect();
        assert!(furniture(&pages).0.0.is_empty());
    }
}
