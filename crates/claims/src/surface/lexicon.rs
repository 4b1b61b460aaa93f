//! The word tables of a language.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::attribution::Act;
use crate::table::rows;

/// A verb that puts words on somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// "mit" of "teilte mit".
    pub(super) particle: Option<&'static str>,
    pub(super) act: Act,
    /// Whether a bare object is its content too: "kritisierte den Plan".
    pub(super) takes_object: bool,
}

/// A phrase that does so without a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) words: Vec<&'static str>,
    /// Whether the source stands behind it ("laut Polizei") or before it ("der Polizei zufolge").
    pub(super) source_behind: bool,
    pub(super) act: Act,
}

/// The tables of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Finite forms; those with the particle in front ("mitteilte") as well.
    finite: FxHashMap<String, Vec<Verb>>,
    participles: FxHashMap<&'static str, Verb>,
    /// Longest first.
    pub(super) phrases: Vec<Phrase>,
    classes: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

impl Lexicon {
    /// The verbs of which `word` is a finite form.
    pub(super) fn finite(&self, word: &str) -> &[Verb] {
        self.finite.get(word).map_or(&[], Vec::as_slice)
    }

    pub(super) fn participle(&self, word: &str) -> Option<Verb> {
        self.participles.get(word).copied()
    }

    /// Whether `word` is of `class` in `words.txt`.
    pub(super) fn is(&self, class: &str, word: &str) -> bool {
        self.classes
            .get(class)
            .is_some_and(|words| words.contains(word))
    }
}

pub(super) static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for row in rows(include_str!("../../data/surface/de/verbs.txt")) {
        let [forms, participle, particle, act, complement] = row[..] else {
            continue;
        };
        let verb = Verb {
            particle: (particle != "-").then_some(particle),
            act: Act::named(act).unwrap_or(Act::Assert),
            takes_object: complement == "object",
        };
        for form in forms.split('|') {
            lexicon
                .finite
                .entry(form.to_owned())
                .or_default()
                .push(verb);
            if let Some(particle) = verb.particle {
                let whole = Verb {
                    particle: None,
                    ..verb
                };
                lexicon
                    .finite
                    .entry(format!("{particle}{form}"))
                    .or_default()
                    .push(whole);
            }
        }
        if participle != "-" {
            lexicon.participles.insert(participle, verb);
        }
    }
    for row in rows(include_str!("../../data/surface/de/phrases.txt")) {
        let [words, place, act] = row[..] else {
            continue;
        };
        lexicon.phrases.push(Phrase {
            words: words.split(' ').collect(),
            source_behind: place == "behind",
            act: Act::named(act).unwrap_or(Act::Assert),
        });
    }
    lexicon
        .phrases
        .sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    for row in rows(include_str!("../../data/surface/de/words.txt")) {
        let [class, words] = row[..] else { continue };
        lexicon
            .classes
            .entry(class)
            .or_default()
            .extend(words.split(' '));
    }
    lexicon
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        for (table, columns, act) in [
            (include_str!("../../data/surface/de/verbs.txt"), 5, Some(3)),
            (
                include_str!("../../data/surface/de/phrases.txt"),
                3,
                Some(2),
            ),
            (include_str!("../../data/surface/de/words.txt"), 2, None),
        ] {
            for row in rows(table) {
                assert_eq!(row.len(), columns, "{row:?}");
                assert!(
                    act.is_none_or(|act| Act::named(row[act]).is_some()),
                    "{row:?}"
                );
            }
        }
    }

    #[test]
    fn a_particle_stands_apart_or_in_front() {
        assert!(
            GERMAN
                .finite("teilte")
                .iter()
                .any(|verb| verb.particle == Some("mit"))
        );
        assert!(
            GERMAN
                .finite("mitteilte")
                .iter()
                .all(|verb| verb.particle.is_none())
        );
        assert!(GERMAN.is("preposition", "am"));
    }
}
