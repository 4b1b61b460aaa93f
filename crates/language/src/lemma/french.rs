//! The French rules: known words first, then exceptions, suffix rules and the
//! lookup table.

use super::letters::is_alphabetic;
use super::{Lemmatizer, Word};
use crate::annotated::Pos;

impl Lemmatizer {
    pub(super) fn french(&self, word: &Word<'_>) -> String {
        let pos = word.pos;
        match pos {
            Pos::SPACE => return word.form.to_lowercase(),
            Pos::INTJ | Pos::NUM | Pos::PART | Pos::PROPN | Pos::SYM | Pos::X => {
                return self.look_up(word.form);
            }
            _ => {}
        }
        let lower = word.form.to_lowercase();
        if self.words.lists(pos, &lower) {
            return lower;
        }
        if let Some(lemma) = self.words.exceptions(pos, &lower).into_iter().next() {
            return lemma;
        }
        let mut unknown = None;
        for (old, new) in self.rules.of(pos) {
            let Some(stem) = lower.strip_suffix(old.as_str()) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.words.lists(pos, &form) || !is_alphabetic(&form) {
                return form;
            }
            unknown.get_or_insert(form);
        }
        unknown.unwrap_or_else(|| self.look_up(&lower))
    }
}
