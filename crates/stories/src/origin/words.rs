//! The word tables of origins, and a sentence as words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::word_lists::List;

/// What a noun for a person says of the body beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Of this kind of body, where the text names none.
    For(&'static str),
    /// Of any.
    Unsaid,
    /// Of none: "the director's widow".
    Not,
}

/// How a source that names nobody in particular is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    /// "authorities".
    People,
    /// "the statement": of whoever speaks before it.
    Document,
    /// "a video", "memos": whose it is remains open.
    Material,
    /// "both sides".
    Joint,
}

/// The tables of `data/`.
#[derive(Debug)]
pub(super) struct Tables {
    descriptions: BTreeMap<&'static str, &'static str>,
    names: BTreeMap<&'static str, &'static str>,
    roles: BTreeMap<&'static str, Role>,
    vague: BTreeMap<&'static str, Vague>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// The tables.
pub(super) fn tables() -> &'static Tables {
    &TABLES
}

const BODIES: &str = include_str!("../../data/bodies.tsv");
const ROLES: &str = include_str!("../../data/roles.tsv");
const VAGUE: &str = include_str!("../../data/vague_sources.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|row| !row.trim().is_empty() && !row.starts_with('#'))
        .map(|row| row.split('\t').map(str::trim).collect())
}

impl Tables {
    fn read() -> Self {
        let mut descriptions = BTreeMap::new();
        let mut names = BTreeMap::new();
        for row in rows(BODIES) {
            let [kind, described, named] = row[..] else {
                continue;
            };
            for word in described.split(' ') {
                descriptions.entry(word).or_insert(kind);
            }
            for word in named.split(' ').filter(|word| *word != "-") {
                names.entry(word).or_insert(kind);
            }
        }
        let role = |row: Vec<&'static str>| {
            let [noun, kind] = row[..] else { return None };
            let role = match kind {
                "-" => Role::Unsaid,
                "not" => Role::Not,
                kind => Role::For(kind),
            };
            Some((noun, role))
        };
        let vague = |row: Vec<&'static str>| {
            let [kind, words] = row[..] else { return None };
            let kind = match kind {
                "document" => Vague::Document,
                "material" => Vague::Material,
                "joint" => Vague::Joint,
                _ => Vague::People,
            };
            Some(words.split(' ').map(move |word| (word, kind)))
        };
        Self {
            descriptions,
            names,
            roles: rows(ROLES).filter_map(role).collect(),
            vague: rows(VAGUE).filter_map(vague).flatten().collect(),
        }
    }

    /// The kind of body that a noun describes without naming it.
    pub(super) fn described(&self, noun: &str) -> Option<&'static str> {
        self.descriptions.get(noun).copied()
    }

    /// The kind of body that a word of a name says.
    pub(super) fn named(&self, word: &str) -> Option<&'static str> {
        self.names.get(word).copied()
    }

    /// What a noun, or a phrase of two, says of whom a person speaks for.
    pub(super) fn role(&self, noun: &str) -> Option<Role> {
        self.roles.get(noun).copied()
    }

    /// Whether a source that a noun heads names nobody.
    pub(super) fn vague(&self, noun: &str) -> Option<Vague> {
        self.vague.get(noun).copied()
    }
}

/// A word or mark of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'s> {
    /// As written; the possessive ending is a word of its own.
    pub(super) text: &'s str,
    /// In small letters, with a plain apostrophe.
    pub(super) lower: String,
    /// Bytes of the sentence.
    pub(super) at: Range<usize>,
}

impl Word<'_> {
    pub(super) fn is_mark(&self) -> bool {
        !self.text.starts_with(char::is_alphanumeric) && self.lower != "'s"
    }
}

/// The words and marks of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut push = |at: Range<usize>| {
        let text = &text[at.clone()];
        let lower = text.to_lowercase().replace('’', "'");
        found.push(Word { text, lower, at });
    };
    let mut start = None;
    let mut skip_to = 0;
    for (at, letter) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if letter.is_alphanumeric() || (letter == '-' && start.is_some()) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            push(start..at);
        }
        let rest = &text[at + letter.len_utf8()..];
        let ends = |rest: &str| rest.chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        if matches!(letter, '\'' | '’') && rest.starts_with(['s', 'S']) && ends(rest) {
            skip_to = at + letter.len_utf8() + 1;
            push(at..skip_to);
        } else if !letter.is_whitespace() {
            push(at..at + letter.len_utf8());
        }
    }
    if let Some(start) = start {
        push(start..text.len());
    }
    found
}

/// The words of a name as they are compared: small letters, without marks, possessive endings and
/// words that only point.
pub(super) fn folded(name: &str) -> Vec<String> {
    words(name)
        .into_iter()
        .filter(|word| !word.is_mark() && word.lower != "'s")
        .map(|word| word.lower)
        .filter(|word| !List::Pointers.has(word))
        .collect()
}

/// The noun that a phrase without verbs is about: the last word in front of the first preposition.
pub(super) fn head(words: &[String]) -> Option<&String> {
    let end = words
        .iter()
        .position(|word| List::Prepositions.has(word))
        .unwrap_or(words.len());
    words[..end].last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        let kinds: Vec<&str> = rows(BODIES).map(|row| row[0]).collect();
        assert!(rows(BODIES).all(|row| row.len() == 3));
        for row in rows(ROLES) {
            let [noun, kind] = row[..] else {
                panic!("{row:?}")
            };
            assert_eq!(noun, noun.to_lowercase());
            assert!(
                kind == "-" || kind == "not" || kinds.contains(&kind),
                "{row:?}"
            );
        }
        for row in rows(VAGUE) {
            assert!(
                row.len() == 2 && ["people", "document", "material", "joint"].contains(&row[0]),
                "{row:?}"
            );
        }
    }

    #[test]
    fn a_phrase_has_words_and_a_head() {
        let text = words("Orme’s mayor, Dr Lund.");
        let texts: Vec<&str> = text.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["Orme", "’s", "mayor", ",", "Dr", "Lund", "."]);
        let folded = folded("The operator of the Selm mine");
        assert_eq!(head(&folded).map(String::as_str), Some("operator"));
    }
}
