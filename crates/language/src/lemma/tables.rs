//! Lemma tables as a converter or a test writes them down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::annotated::Pos;

/// How dictionary forms are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LemmaMethod {
    /// One table from the word as written.
    #[default]
    Lookup,
    /// Suffix rules, exceptions and a list of known words for each part of speech.
    Suffix,
    /// The same; words whose features say that they are base forms stay.
    English,
    /// Known words first, then exceptions, suffix rules and the lookup table.
    French,
    /// Groups of suffix rules chosen by the features.
    Spanish,
}

/// A suffix, and what takes its place.
pub type SuffixRule = (String, String);

/// All tables of one lemmatiser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LemmaTables {
    /// How they are used.
    pub method: LemmaMethod,
    /// Whether dictionary forms that are set already are replaced.
    pub overwrite: bool,
    /// Suffix rules by part of speech (`noun`), for Spanish also by the name of
    /// the group; in the order in which they are tried.
    pub rules: BTreeMap<String, Vec<SuffixRule>>,
    /// For Spanish: by part of speech, names of rule groups and the features
    /// that a word must have; the first that fits is used.
    pub groups: BTreeMap<String, Vec<(String, Vec<String>)>>,
    /// Known dictionary forms.
    pub index: BTreeMap<Pos, Vec<String>>,
    /// Irregular forms in lower case, and their dictionary forms.
    pub exceptions: BTreeMap<Pos, BTreeMap<String, Vec<String>>>,
    /// The lookup table.
    pub lookup: BTreeMap<LookupKey, String>,
}

/// A word of the lookup table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LookupKey {
    /// The word.
    Form(String),
    /// Its hash, where the word itself is not known: see [`crate::string_hash`].
    Hash(u64),
}

/// What of the tables is no list of words.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Rules {
    pub(super) method: LemmaMethod,
    pub(super) overwrite: bool,
    rules: BTreeMap<String, Vec<SuffixRule>>,
    groups: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

impl Rules {
    pub(super) fn new(tables: &LemmaTables) -> Self {
        Self {
            method: tables.method,
            overwrite: tables.overwrite,
            rules: tables.rules.clone(),
            groups: tables.groups.clone(),
        }
    }

    /// The rules of that name; none if there is no such name.
    pub(super) fn named(&self, name: &str) -> &[SuffixRule] {
        self.rules.get(name).map_or(&[], Vec::as_slice)
    }

    /// The rules of a part of speech.
    pub(super) fn of(&self, pos: Pos) -> &[SuffixRule] {
        self.named(lower_name(pos))
    }

    /// The name of the first group for `pos` whose features are all there.
    pub(super) fn group(&self, pos: Pos, features: &[String]) -> Option<&str> {
        let groups = self.groups.get(lower_name(pos))?;
        groups
            .iter()
            .find(|(_, wanted)| wanted.iter().all(|feature| features.contains(feature)))
            .map(|(name, _)| name.as_str())
    }
}

/// The part of speech's name in lower case: `noun`.
pub(super) fn lower_name(pos: Pos) -> &'static str {
    #[rustfmt::skip]
    const NAMES: [&str; 18] = [
        "adj", "adp", "adv", "aux", "cconj", "det", "intj", "noun", "num", "part", "pron",
        "propn", "punct", "sconj", "sym", "verb", "x", "space",
    ];
    NAMES[pos as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_speech_has_its_own_name_in_lower_case() {
        for pos in Pos::ALL {
            assert_eq!(lower_name(pos), pos.name().to_lowercase());
        }
    }
}
