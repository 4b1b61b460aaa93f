//! Dictionary forms that were found before.

use rustc_hash::FxHashMap;

use super::{Lemmatizer, Word};
use crate::annotated::{Label, Pos};

/// Words that a cache holds before it starts anew; running text of a day's
/// news needs about as many.
const CAPACITY: usize = 1 << 15;

/// Remembers dictionary forms, for one thread. It changes how long a text
/// takes, never what is found.
#[derive(Debug, Default)]
pub struct LemmaCache {
    /// The lemmatiser whose words these are.
    of: u64,
    held: usize,
    /// By features, part of speech and place in the sentence; then by spelling.
    found: FxHashMap<(Label, Pos, bool), Lemmas>,
}

type Lemmas = FxHashMap<Box<str>, Option<Box<str>>>;

impl LemmaCache {
    /// The dictionary form of `word`; `morph` is the label of its features.
    pub(super) fn lemma(
        &mut self,
        lemmatizer: &Lemmatizer,
        word: &Word<'_>,
        morph: Label,
    ) -> Option<Box<str>> {
        if self.of != lemmatizer.serial || self.held >= CAPACITY {
            *self = Self::default();
            self.of = lemmatizer.serial;
        }
        let found = self
            .found
            .entry((morph, word.pos, word.starts_sentence))
            .or_default();
        if let Some(lemma) = found.get(word.form) {
            return lemma.clone();
        }
        let lemma = lemmatizer.lemma(word);
        found.insert(word.form.into(), lemma.clone());
        self.held += 1;
        lemma
    }
}
