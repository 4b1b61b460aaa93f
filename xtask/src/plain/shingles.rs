//! Four-word shingles: how much of one text stands in another.

use std::collections::HashMap;

/// A bag of four-word shingles, by hash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles(HashMap<u64, usize>);

fn hash(words: &[&str]) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::hash::DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .collect()
}

impl Shingles {
    /// The shingles of `text`; all its words are one if it has fewer than four.
    pub(crate) fn of(text: &str) -> Self {
        let words = words(text);
        let mut bag = HashMap::new();
        if words.is_empty() {
            return Self(bag);
        }
        for window in words.windows(4.min(words.len())) {
            *bag.entry(hash(window)).or_default() += 1;
        }
        Self(bag)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.values().sum()
    }

    /// The shingles that both have.
    pub(crate) fn within(&self, other: &Self) -> Self {
        let count = |key, n: usize| n.min(other.0.get(key).copied().unwrap_or(0));
        let both = self.0.iter().map(|(key, n)| (*key, count(key, *n)));
        Self(both.filter(|(_, n)| *n > 0).collect())
    }

    /// How many shingles both have.
    pub(crate) fn common(&self, other: &Self) -> usize {
        self.0
            .iter()
            .map(|(key, n)| (*n).min(other.0.get(key).copied().unwrap_or(0)))
            .sum()
    }
}

/// Precision and recall averaged over texts, as the article-extraction benchmark has it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    precision: (f64, f64),
    recall: (f64, f64),
}

impl Score {
    pub(crate) fn add(&mut self, gold: &Shingles, found: &Shingles) {
        let common = gold.common(found) as f64;
        if found.len() > 0 {
            self.precision.0 += common / found.len() as f64;
            self.precision.1 += 1.0;
        }
        self.recall.0 += if gold.len() > 0 {
            common / gold.len() as f64
        } else {
            1.0
        };
        self.recall.1 += 1.0;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let p = self.precision.0 / self.precision.1.max(1.0);
        let r = self.recall.0 / self.recall.1.max(1.0);
        write!(
            f,
            "F1 {:.3}  P {p:.3}  R {r:.3}",
            2.0 * p * r / (p + r).max(1e-9)
        )
    }
}
