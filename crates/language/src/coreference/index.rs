//! Mentions by what they are looked up by, so that no sieve compares all pairs.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::scene::Scene;

/// How many mentions a look-up gives at most. Articles stay far below it; a
/// text that does not must not cost the square of its length.
pub(super) const WINDOW: usize = 64;

/// The last mentions under each key.
#[derive(Debug)]
pub(super) struct Recent<K> {
    by_key: FxHashMap<K, Vec<usize>>,
}

impl<K> Default for Recent<K> {
    fn default() -> Self {
        Self {
            by_key: FxHashMap::default(),
        }
    }
}

impl<K: Hash + Eq> Recent<K> {
    /// Adds a mention; they come in text order.
    pub(super) fn add(&mut self, key: K, mention: usize) {
        let mentions = self.by_key.entry(key).or_default();
        if mentions.last() != Some(&mention) {
            mentions.push(mention);
        }
    }

    /// The last [`WINDOW`] mentions, in text order.
    pub(super) fn get<Q>(&self, key: &Q) -> &[usize]
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let mentions = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        &mentions[mentions.len().saturating_sub(WINDOW)..]
    }
}

/// The different names among some mentions, each with its mentions in order.
#[derive(Debug, Default)]
pub(super) struct Forms {
    forms: Vec<(Vec<String>, Vec<usize>)>,
    by_key: FxHashMap<String, Vec<usize>>,
    by_words: FxHashMap<Vec<String>, usize>,
}

impl Forms {
    /// Groups mentions by their words as `words` gives them, to be looked up
    /// by `keys`.
    pub(super) fn new(
        scene: &Scene<'_, '_>,
        mentions: &[usize],
        words: impl Fn(&[String]) -> Vec<String>,
        keys: impl Fn(&[String]) -> Vec<String>,
    ) -> Self {
        let mut found = Self::default();
        for &mention in mentions {
            let form = words(&scene.details[mention].words);
            match found.by_words.entry(form) {
                Entry::Occupied(known) => found.forms[*known.get()].1.push(mention),
                Entry::Vacant(new) => {
                    let number = found.forms.len();
                    for key in keys(new.key()) {
                        let under = found.by_key.entry(key).or_default();
                        if under.last() != Some(&number) {
                            under.push(number);
                        }
                    }
                    found.forms.push((new.key().clone(), vec![mention]));
                    new.insert(number);
                }
            }
        }
        found
    }

    /// The forms under a key, the first [`WINDOW`] of them.
    pub(super) fn under(&self, key: &str) -> impl Iterator<Item = &(Vec<String>, Vec<usize>)> {
        let numbers = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        numbers
            .iter()
            .take(WINDOW)
            .map(|&number| &self.forms[number])
    }

    /// The mentions of just these words.
    pub(super) fn mentions(&self, words: &[String]) -> &[usize] {
        self.by_words
            .get(words)
            .map_or(&[][..], |&number| &self.forms[number].1)
    }
}

/// Of mentions in order the last before this one, and the first.
pub(super) fn ends(mentions: &[usize], mention: usize) -> impl Iterator<Item = usize> {
    let before = mentions.partition_point(|&other| other < mention);
    let first = mentions.first().copied();
    let last = before.checked_sub(1).map(|at| mentions[at]);
    first
        .into_iter()
        .chain(last.filter(move |&last| Some(last) != first))
        .filter(move |&other| other != mention)
}
