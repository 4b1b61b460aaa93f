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
    /// An object and the figure put on it.
    ObjectAt,
    /// An object that is a figure, with what it is brought to.
    Figure,
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
            "obj-at" => Self::ObjectAt,
            "figure" => Self::Figure,
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
    figures: FxHashSet<&'static str>,
    outlets: FxHashSet<&'static str>,
    institutions: FxHashSet<&'static str>,
    evidence: FxHashSet<&'static str>,
    hearers: FxHashSet<&'static str>,
    light: FxHashSet<&'static str>,
    continuations: FxHashSet<&'static str>,
    adverbials: FxHashMap<(&'static str, &'static str), Act>,
}

const VERBS: &str = include_str!("../../data/attribution/verbs.txt");
const NOUNS: &str = include_str!("../../data/attribution/nouns.txt");
const DOCUMENTS: &str = include_str!("../../data/attribution/documents.txt");
const ANONYMOUS: &str = include_str!("../../data/attribution/anonymous.txt");
const FIGURES: &str = include_str!("../../data/attribution/figures.txt");
const OUTLETS: &str = include_str!("../../data/attribution/outlets.txt");
const INSTITUTIONS: &str = include_str!("../../data/attribution/institutions.txt");
const EVIDENCE: &str = include_str!("../../data/attribution/evidence_verbs.txt");
const HEARERS: &str = include_str!("../../data/attribution/hearers.txt");
const LIGHT: &str = include_str!("../../data/attribution/light_verbs.txt");
const CONTINUATIONS: &str = include_str!("../../data/attribution/continuations.txt");
const ADVERBIALS: &str = include_str!("../../data/attribution/adverbials.txt");

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: cues(VERBS),
    nouns: cues(NOUNS),
    documents: words(DOCUMENTS),
    anonymous: words(ANONYMOUS),
    figures: words(FIGURES),
    outlets: words(OUTLETS),
    institutions: words(INSTITUTIONS),
    evidence: words(EVIDENCE),
    hearers: words(HEARERS),
    light: words(LIGHT),
    continuations: words(CONTINUATIONS),
    adverbials: rows(ADVERBIALS)
        .filter_map(|row| Some(((*row.first()?, *row.get(1)?), Act::named(row.get(2)?)?)))
        .collect(),
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

    /// Whether the noun is of what a number is put on: "toll".
    pub(super) fn is_figure(&self, lemma: &str) -> bool {
        self.figures.contains(lemma)
    }

    /// Whether a name with this word is a news outlet's; some words tell it only at its start.
    pub(super) fn is_outlet(&self, word: &str, first: bool) -> bool {
        self.outlets.contains(word) || (first && self.outlets.contains(&*format!("={word}")))
    }

    /// Whether the noun is of an institution.
    pub(super) fn is_institution(&self, lemma: &str) -> bool {
        self.institutions.contains(lemma)
    }

    /// Whether a thing can be the verb's subject: "the losses suggest that".
    pub(super) fn is_evidence(&self, lemma: &str) -> bool {
        self.evidence.contains(lemma)
    }

    /// Whether the noun is of those through whom what they are told comes out.
    pub(super) fn is_hearer(&self, lemma: &str) -> bool {
        self.hearers.contains(lemma)
    }

    /// Whether the verb's subject makes what its object names: "made the claim".
    pub(super) fn is_light(&self, lemma: &str) -> bool {
        self.light.contains(lemma)
    }

    /// Whether the word makes a subject hang on a count given before: "the remaining 18".
    pub(super) fn counts_on(&self, word: &str) -> bool {
        self.continuations.contains(word)
    }

    /// The act of "by the union's reckoning", of preposition and noun.
    pub(super) fn adverbial(&self, preposition: &str, noun: &str) -> Option<Act> {
        self.adverbials.get(&(preposition, noun)).copied()
    }

    /// Whether the word leaves a source without a name.
    pub(super) fn is_anonymous(&self, lemma: &str) -> bool {
        self.anonymous.contains(lemma)
    }
}

fn words(table: &'static str) -> FxHashSet<&'static str> {
    rows(table).map(|row| row[0]).collect()
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
        act: Act::named(act)?,
        frames: frames.split(' ').map(Frame::named).collect::<Option<_>>()?,
        states: match force {
            "fact" => true,
            "view" => false,
            _ => return None,
        },
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
        assert_eq!(LEXICON.adverbials.len(), rows(ADVERBIALS).count());
        for table in [
            DOCUMENTS,
            ANONYMOUS,
            FIGURES,
            OUTLETS,
            INSTITUTIONS,
            HEARERS,
            EVIDENCE,
            LIGHT,
            CONTINUATIONS,
        ] {
            assert!(rows(table).map(|row| row[0]).is_sorted());
        }
    }
}
