//! Names of a story that are one: countries and their governments, short names of bodies.

use std::collections::BTreeMap;

use restated_claims::entity::{Sort, same_owner};

use super::party::{Node, Parties};

impl Parties<'_> {
    /// "Sethra said" of a country, of its government and of what looks like a body of that name; and
    /// "Halden" where only one body's name begins so.
    pub(super) fn join_names(&mut self) {
        let mut by_words: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            if node.sort == Sort::Person || node.words.is_empty() {
                continue;
            }
            by_words.entry(node.words.clone()).or_default().push(at);
            let body = node.sort == Sort::Organisation && node.words.len() > 1;
            if body && !node.only_reports() && !matches!(node.kind, Some("army" | "ministry")) {
                by_first.entry(node.words[0].clone()).or_default().push(at);
            }
        }
        for same in by_words.values() {
            for &other in &same[1..] {
                self.unite(same[0], other);
            }
        }
        // "Kyiv said", "Ukraine said".
        let lands: Vec<usize> = (0..self.nodes.len())
            .filter(|&at| {
                let node = &self.nodes[at];
                node.sort == Sort::Government || node.sort == Sort::Place && node.speaks
            })
            .collect();
        for (place, &one) in lands.iter().enumerate() {
            for &other in &lands[..place] {
                let names = (self.nodes[one].name, self.nodes[other].name);
                if self.root(one) != self.root(other) && same_owner(names.0, names.1) {
                    let why = format!("{} and {} are one government", names.1, names.0);
                    self.tie(one, other, why);
                }
            }
        }
        let offices: Vec<usize> = (0..self.nodes.len())
            .filter(|&at| matches!(self.nodes[at].kind, Some("army" | "ministry")))
            .collect();
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            let same = by_words.get(&node.words).into_iter().flatten();
            let is_place = same.clone().any(|&at| self.nodes[at].sort == Sort::Place);
            let has_offices = || {
                let owner = |word: &String| same_owner(word, &node.words[0]);
                let mut words = offices.iter().flat_map(|&office| &self.nodes[office].words);
                words.any(owner)
            };
            let short = node.words.len() == 1 && by_first.contains_key(&node.words[0]);
            if !short || is_place || node.sort == Sort::Person || has_offices() {
                continue;
            }
            if let Some([only]) = by_first.get(&node.words[0]).map(Vec::as_slice) {
                let why = format!("“{}” is short for {}", node.name, self.nodes[*only].name);
                self.tie(at, *only, why);
            }
        }
    }

    /// The country or place of the story that words name or belong to: governments first, then by
    /// name.
    pub(super) fn country(&self, words: &[String]) -> Option<usize> {
        let key = words.join(" ");
        if let Some(&known) = self.countries.borrow().get(&key) {
            return known;
        }
        let belongs = |node: &Node<'_>| {
            let name = node.words.join(" ");
            let single = node.words.len() == 1
                && words
                    .iter()
                    .any(|word| word.len() > 3 && same_owner(word, &name));
            let whole = words
                .windows(node.words.len().max(1))
                .any(|part| part == node.words.as_slice());
            single || whole
        };
        let lands = self.lands.iter().map(|&at| (at, &self.nodes[at]));
        let found = lands
            .filter(|(_, node)| belongs(node))
            .min_by_key(|(at, node)| {
                let sort = match node.sort {
                    Sort::Government => 0,
                    Sort::Place => 1,
                    _ => 2,
                };
                (sort, &node.words, *at)
            })
            .map(|(at, _)| at);
        self.countries.borrow_mut().insert(key, found);
        found
    }

    /// Whether the name of a country or place begins with a word: "South Orme".
    pub(super) fn begins_land(&self, word: &str) -> bool {
        let mut lands = self.lands.iter().map(|&at| &self.nodes[at].words);
        lands.any(|words| words.len() > 1 && words[0] == word)
    }
}
