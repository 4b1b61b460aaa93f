//! Families of exact and near copies.
//!
//! Pairs come from an inverted index over fingerprints; clusters grow by average
//! linkage, never by connected components: on real events single links chain
//! hundreds of unrelated articles into one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::sketch::Sketch;

/// Share of the shorter text's fingerprints that a near copy has in common with the other.
const NEAR_COPY: f64 = 0.5;
/// Shortest near copy, as a share of the longer text: below that it is an excerpt.
const LENGTH_RATIO: f64 = 0.4;
/// Fewest fingerprints by which two texts can be compared.
const FEWEST: usize = 4;
/// A fingerprint of more distinct texts than this is a phrase of the trade, not a trace of copying.
const MOST_TEXTS: usize = 1_000;

/// Articles that share text, by id, in byte order; at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Article ids, sorted.
    pub articles: Vec<String>,
}

/// The families of exact and near copies among `articles` (id and sketch), sorted
/// by their first article. The order of `articles` does not matter.
pub fn families(articles: &[(String, Sketch)]) -> Vec<Family> {
    // Exact copies first, so that a text printed ten thousand times is compared once.
    let mut texts: BTreeMap<Vec<u32>, Vec<&str>> = BTreeMap::new();
    for (id, sketch) in articles {
        let mut hashes: Vec<_> = sketch.fingerprints().iter().map(|f| f.hash()).collect();
        hashes.dedup();
        if hashes.len() >= FEWEST {
            texts.entry(hashes).or_default().push(id);
        }
    }
    for ids in texts.values_mut() {
        ids.sort_unstable();
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));

    let mut clusters = Clusters::new(texts.len());
    for (_, a, b) in near_copies(&texts) {
        clusters.join(a, b);
    }
    let mut families: Vec<_> = clusters
        .members()
        .map(|members| {
            let mut articles: Vec<_> = members
                .iter()
                .flat_map(|&text| &texts[text].1)
                .map(|id| (*id).to_owned())
                .collect();
            articles.sort_unstable();
            Family { articles }
        })
        .filter(|family| family.articles.len() > 1)
        .collect();
    families.sort_by(|a, b| a.articles.cmp(&b.articles));
    families
}

/// Pairs of near copies, closest first, as indices into `texts`.
fn near_copies(texts: &[(Vec<u32>, Vec<&str>)]) -> Vec<(f64, usize, usize)> {
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (i, (fingerprints, _)) in texts.iter().enumerate() {
        for fingerprint in fingerprints {
            index.entry(*fingerprint).or_default().push(i as u32);
        }
    }
    let mut pairs = Vec::new();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, (fingerprints, _)) in texts.iter().enumerate() {
        shared.clear();
        for holders in fingerprints
            .iter()
            .filter_map(|f| index.get(f))
            .filter(|h| h.len() <= MOST_TEXTS)
        {
            for &b in holders.iter().filter(|&&b| b as usize > a) {
                *shared.entry(b as usize).or_default() += 1;
            }
        }
        pairs.extend(shared.iter().filter_map(|(&b, &common)| {
            let (one, other) = (fingerprints.len() as f64, texts[b].0.len() as f64);
            let containment = common as f64 / one.min(other);
            let near = containment >= NEAR_COPY && one.min(other) / one.max(other) >= LENGTH_RATIO;
            near.then_some((containment, a, b))
        }));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs
}

/// Clusters that join when at least half of the pairs between them are near copies.
struct Clusters {
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// For each cluster, how many links it has to each other one.
    links: Vec<BTreeMap<usize, usize>>,
}

impl Clusters {
    fn new(texts: usize) -> Self {
        Self {
            of: (0..texts).collect(),
            members: (0..texts).map(|i| vec![i]).collect(),
            links: vec![BTreeMap::new(); texts],
        }
    }

    /// Counts a link between `a` and `b`, and joins their clusters once enough pairs are linked.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if a == b {
            return;
        }
        self.link(a, b, 1);
        if 2 * self.links[a][&b] < self.members[a].len() * self.members[b].len() {
            return;
        }
        let moved = std::mem::take(&mut self.members[b]);
        for &text in &moved {
            self.of[text] = a;
        }
        self.members[a].extend(moved);
        for (other, links) in std::mem::take(&mut self.links[b]) {
            self.links[other].remove(&b);
            if other != a {
                self.link(a, other, links);
            }
        }
    }

    fn link(&mut self, a: usize, b: usize, links: usize) {
        *self.links[a].entry(b).or_default() += links;
        *self.links[b].entry(a).or_default() += links;
    }

    fn members(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.members.iter().filter(|members| !members.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REPORT: &str = "Rescue crews pulled nine sailors from the water off Marrow on Friday after the ferry Alder struck \
        the breakwater in thick fog. The harbour office said that at least four people had died and that thirty more \
        were being treated in the town's two hospitals. Divers went on searching the hull until dark. The master of the \
        ferry was not hurt and has been questioned, the office said.";

    fn check(texts: &[(&str, &str)], expected: &[&[&str]]) {
        let articles: Vec<_> = texts
            .iter()
            .map(|(id, text)| ((*id).to_owned(), Sketch::of(text)))
            .collect();
        let found: Vec<_> = families(&articles)
            .into_iter()
            .map(|f| f.articles)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn copies_cut_or_lightly_edited_are_one_family() {
        let cut = &REPORT[..REPORT.find("Divers").unwrap()];
        let edited = REPORT
            .replace("thick fog", "dense fog")
            .replace("hurt", "injured");
        check(
            &[("c", REPORT), ("b", cut), ("a", &edited)],
            &[&["a", "b", "c"]],
        );
    }

    #[test]
    fn other_words_on_the_same_event_are_not() {
        let own = "Four are dead and dozens hurt: the Alder hit the mole at Marrow in fog. Our reporter counted nine people \
            brought ashore alive by fishing boats, while the hospital on the hill took in the first of some thirty injured.";
        check(&[("a", REPORT), ("b", own)], &[]);
    }

    #[test]
    fn a_shared_quotation_in_a_long_text_is_not_a_copy() {
        let quote = "the harbour office said that at least four people had died and that thirty more were being treated";
        let filler: String = (0..80)
            .map(|i| format!("word{i} thing{} ", i * 7))
            .collect();
        check(
            &[("a", REPORT), ("b", &format!("{filler} {quote} {filler}"))],
            &[],
        );
    }

    #[test]
    fn ten_thousand_identical_pages_are_one_family() {
        let sketch = Sketch::of(REPORT);
        let articles: Vec<_> = (0..10_000)
            .map(|i| (format!("a{i:05}"), sketch.clone()))
            .collect();
        assert_eq!(families(&articles)[0].articles.len(), 10_000);
    }

    proptest! {
        #[test]
        fn order_does_not_matter(seed in prop::collection::vec(0usize..6, 2..12), shift in 0usize..12) {
            let parts: Vec<&str> = REPORT.split(". ").collect();
            let articles: Vec<_> = seed
                .iter()
                .enumerate()
                .map(|(i, s)| (format!("a{i}"), Sketch::of(&parts[s % parts.len()..].join(" "))))
                .collect();
            let mut turned = articles.clone();
            turned.rotate_left(shift % articles.len());
            turned.reverse();
            prop_assert_eq!(families(&articles), families(&turned));
        }
    }
}
