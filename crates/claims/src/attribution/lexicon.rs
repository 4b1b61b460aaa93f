//! The tables that say which words put what on whom.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Act;
use crate::table::rows;

/// Where the content of a cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause, or quoted words.
    Say,
    /// The object is whom it is told to.
    Hear,
    /// The object.
    Object,
    /// An infinitive.
    Infinitive,
    /// An object and what it is to do.
    ObjectInfinitive,
    /// An object and what it is said to be.
    ObjectAs,
    /// A gerund.
    Gerund,
    /// The object of this preposition.
    About(&'static str),
}

impl Frame {
    fn named(name: &'static str) -> Option<Self> {
        Some(match name {
            "say" => Self::Say,
            "hear" => Self::Hear,
            "obj" => Self::Object,
            "to" => Self::Infinitive,
            "who-to" => Self::ObjectInfinitive,
            "obj-as" => Self::ObjectAs,
            "ing" => Self::Gerund,
            _ => Self::About(name.strip_prefix('+')?),
        })
    }
}

/// What the table says of one verb or noun.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) act: Act,
    pub(super) frames: Vec<Frame>,
    /// Whether the source says of an object that it is so.
    pub(super) states: bool,
}

impl Cue {
    pub(super) fn has(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }

    pub(super) fn prepositions(&self) -> impl Iterator<Item = &'static str> {
        self.frames.iter().filter_map(|frame| match frame {
            Frame::About(word) => Some(*word),
            _ => None,
        })
    }
}

/// A quoted word does the work of a verb of speech whatever verb it is: "…," she fumed.
pub(super) static AT_QUOTE: LazyLock<Cue> = LazyLock::new(|| Cue {
    act: Act::Assert,
    frames: vec![Frame::Say],
    states: true,
});

/// All tables.
pub(super) struct Lexicon {
    verbs: FxHashMap<&'static str, Cue>,
    nouns: FxHashMap<&'static str, Cue>,
    documents: FxHashSet<&'static str>,
    anonymous: FxHashSet<&'static str>,
}

const VERBS: &str = include_str!("../../data/attribution/verbs.txt");
const NOUNS: &str = include_str!("../../data/attribution/nouns.txt");
const DOCUMENTS: &str = include_str!("../../data/attribution/documents.txt");
const ANONYMOUS: &str = include_str!("../../data/attribution/anonymous.txt");

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: cues(VERBS),
    nouns: cues(NOUNS),
    documents: rows(DOCUMENTS).map(|row| row[0]).collect(),
    anonymous: rows(ANONYMOUS).map(|row| row[0]).collect(),
});

impl Lexicon {
    /// The verb, or the verb with its particle ("point out").
    pub(super) fn verb(&self, lemma: &str) -> Option<&Cue> {
        self.verbs.get(lemma)
    }

    pub(super) fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma)
    }

    /// Whether the noun is of what speaks for others: "a statement", "figures".
    pub(super) fn is_document(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }

    /// Whether the word leaves a source without a name.
    pub(super) fn is_anonymous(&self, lemma: &str) -> bool {
        self.anonymous.contains(lemma)
    }
}

fn cues(table: &'static str) -> FxHashMap<&'static str, Cue> {
    rows(table)
        .filter_map(|row| Some((row[0], cue(&row)?)))
        .collect()
}

fn cue(row: &[&'static str]) -> Option<Cue> {
    let [_, act, frames, force] = *row else {
        return None;
    };
    Some(Cue {
        act: self::act(act)?,
        frames: frames.split(' ').map(Frame::named).collect::<Option<_>>()?,
        states: match force {
            "fact" => true,
            "view" => false,
            _ => return None,
        },
    })
}

fn act(name: &str) -> Option<Act> {
    Some(match name {
        "assert" => Act::Assert,
        "deny" => Act::Deny,
        "estimate" => Act::Estimate,
        "order" => Act::Order,
        "urge" => Act::Urge,
        "promise" => Act::Promise,
        "threaten" => Act::Threaten,
        "ask" => Act::Ask,
        "hold" => Act::Hold,
        "learn" => Act::Learn,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_stands_in_its_place() {
        for table in [VERBS, NOUNS] {
            assert_eq!(cues(table).len(), rows(table).count());
            assert!(rows(table).all(|row| cue(&row).is_some()));
            assert!(rows(table).map(|row| row[0]).is_sorted());
        }
        for table in [DOCUMENTS, ANONYMOUS] {
            assert!(rows(table).map(|row| row[0]).is_sorted());
        }
    }
}
