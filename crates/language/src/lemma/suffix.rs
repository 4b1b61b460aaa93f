//! Suffix rules, exceptions and word lists: spaCy's rule lemmatiser, and the
//! English one, which lets base forms be.

use super::letters::is_alphabetic;
use super::{Lemmatizer, Word};
use crate::annotated::Pos;

impl Lemmatizer {
    pub(super) fn by_suffix(&self, word: &Word<'_>, english: bool) -> String {
        let pos = word.pos;
        let lower = word.form.to_lowercase();
        if pos == Pos::SPACE || english && is_base_form(pos, word.morph) {
            return lower;
        }
        let rules = self.rules.of(pos);
        if rules.is_empty() && !self.words.knows(pos) {
            return match pos {
                Pos::PROPN => word.form.to_owned(),
                _ => lower,
            };
        }
        // In the order of preference: irregular forms and known words from the
        // last to the first, then words that are not letters alone.
        let mut forms: Vec<String> = Vec::new();
        let mut unknown: Option<String> = None;
        for (old, new) in rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.words.lists(pos, &form) {
                forms.insert(0, form);
            } else if !is_alphabetic(&form) {
                forms.push(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        for form in self.words.exceptions(pos, &lower) {
            if !forms.contains(&form) {
                forms.insert(0, form);
            }
        }
        forms
            .into_iter()
            .next()
            .or(unknown)
            .unwrap_or_else(|| word.form.to_owned())
    }
}

/// Whether an English word's features say that it is not inflected.
fn is_base_form(pos: Pos, morph: &str) -> bool {
    let value = |feature: &str| {
        morph
            .split('|')
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(name, value)| (name == feature).then_some(value))
    };
    let present = || {
        value("VerbForm") == Some("Fin")
            && value("Tense") == Some("Pres")
            && value("Number").is_none()
    };
    pos == Pos::NOUN && value("Number") == Some("Sing")
        || pos == Pos::VERB && present()
        || matches!(value("VerbForm"), Some("Inf" | "None"))
        || value("Degree") == Some("Pos")
}
