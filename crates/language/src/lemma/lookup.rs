//! One table for all words.

use super::Lemmatizer;

impl Lemmatizer {
    /// What the lookup table has for the word as written, else the word.
    pub(super) fn look_up(&self, form: &str) -> String {
        self.words.look_up(form).unwrap_or_else(|| form.to_owned())
    }
}
