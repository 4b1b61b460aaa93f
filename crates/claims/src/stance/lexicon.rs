//! The tables in `data/stance/`, read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use restated_language::{Pos, Token};

use crate::table::rows;

/// What a governing word, an auxiliary or a verdict does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// Said not to be so.
    Deny,
    /// Is not so.
    Negate,
    /// Is to come.
    Expect,
    /// Is imagined, possible or wished for.
    Suppose,
    /// Nobody vouches for it.
    Doubt,
    /// Nobody vouches for it, where the word is negated: "could not confirm".
    Verify,
    /// The same of words that only say: "did not say that".
    Say,
    /// Where the word is negated, the claim is: "does not believe that".
    Think,
    /// Denied, where the word is negated: "is not true that".
    Truth,
    /// "would": to come or imagined.
    Would,
}

impl Force {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "deny" => Self::Deny,
            "negate" => Self::Negate,
            "expect" => Self::Expect,
            "suppose" => Self::Suppose,
            "doubt" => Self::Doubt,
            "verify" => Self::Verify,
            "say" => Self::Say,
            "think" => Self::Think,
            "truth" => Self::Truth,
            "would" => Self::Would,
            _ => return None,
        })
    }
}

/// How a claim hangs on the word that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As a clause or an infinitive.
    Clause,
    /// As its object.
    Object,
    /// In an object that names a report.
    Report,
    /// As the subject of a passive or of "be likely".
    Subject,
    /// As the object of its preposition.
    Of,
    /// In its relative clause.
    Relative,
}

impl Way {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "clause" => Self::Clause,
            "object" => Self::Object,
            "report" => Self::Report,
            "subject" => Self::Subject,
            "of" => Self::Of,
            "relative" => Self::Relative,
            _ => return None,
        })
    }
}

/// A word that governs claims.
#[derive(Debug)]
pub(super) struct Governor {
    class: &'static str,
    pub(super) force: Force,
    pub(super) ways: Vec<Way>,
}

/// A softening phrase.
#[derive(Debug)]
pub(super) struct Hedge {
    /// The lemmas behind the first.
    pub(super) rest: Vec<&'static str>,
    /// It may modify.
    pub(super) beside: bool,
    /// It may govern.
    pub(super) above: bool,
}

/// How a negator negates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negator {
    /// What it hangs on.
    Word,
    /// As a subject or a determiner.
    Nobody,
    /// As a preposition.
    Without,
}

/// A table whose rows are a word and a kind; a word may have several.
pub(super) type Kinds = FxHashMap<&'static str, Vec<&'static str>>;

/// Everything in `data/stance/`.
#[derive(Debug)]
pub(super) struct Lexicon {
    governors: FxHashMap<&'static str, Vec<Governor>>,
    negators: FxHashMap<&'static str, Vec<Negator>>,
    hedges: FxHashMap<&'static str, Vec<Hedge>>,
    modals: FxHashMap<&'static str, Force>,
    verdicts: FxHashMap<&'static str, Force>,
    not_negated: Kinds,
    reports: Kinds,
    mistakes: Kinds,
    conditions: Kinds,
    disclaimers: Kinds,
    doubts: Kinds,
    papers: Kinds,
}

/// The tables.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    fn read() -> Self {
        Self {
            governors: governors(),
            negators: negators(),
            hedges: hedges(),
            modals: forces(include_str!("../../data/stance/modals.txt")),
            verdicts: forces(include_str!("../../data/stance/verdicts.txt")),
            not_negated: kinds(include_str!("../../data/stance/not_negated.txt")),
            reports: kinds(include_str!("../../data/stance/reports.txt")),
            mistakes: kinds(include_str!("../../data/stance/mistakes.txt")),
            conditions: kinds(include_str!("../../data/stance/conditions.txt")),
            disclaimers: kinds(include_str!("../../data/stance/disclaimers.txt")),
            doubts: kinds(include_str!("../../data/stance/doubts.txt")),
            papers: kinds(include_str!("../../data/attribution/documents.txt")),
        }
    }

    /// What `token` does to what hangs on it.
    pub(super) fn governor(&self, token: Token<'_, '_>) -> Option<&Governor> {
        let class = match token.pos() {
            Pos::NOUN | Pos::PROPN => "noun",
            Pos::VERB | Pos::AUX => "verb",
            Pos::ADJ | Pos::ADV | Pos::ADP => "adj",
            _ => return None,
        };
        let lemma = token.lemma().to_lowercase();
        let word = token.text().to_lowercase();
        let found = |class| {
            [lemma.as_str(), word.as_str()]
                .into_iter()
                .filter_map(|word| self.governors.get(word))
                .flatten()
                .find(|governor| governor.class == class)
        };
        // Participles after "be" are tagged as either: "is likely", "are unable", "is known".
        found(class).or_else(|| match class {
            "verb" => found("adj"),
            "adj" => found("verb"),
            _ => None,
        })
    }

    pub(super) fn negates(&self, token: Token<'_, '_>, how: Negator) -> bool {
        let word = token.text().to_lowercase();
        self.negators
            .get(word.as_str())
            .is_some_and(|kinds| kinds.contains(&how))
    }

    pub(super) fn is_negator(&self, word: &str) -> bool {
        self.negators.contains_key(word.to_lowercase().as_str())
    }

    /// Whether a noun is of what figures are read in: a list, a report.
    pub(super) fn is_paper(&self, token: Token<'_, '_>) -> bool {
        let lemma = token.lemma().to_lowercase();
        token.pos() == Pos::NOUN && self.papers.contains_key(lemma.as_str())
    }

    /// Whether a hedge is of the words that cast doubt.
    pub(super) fn doubts(&self, hedge: &str) -> bool {
        let hedge = hedge.to_lowercase();
        let mut words = hedge.split(|c: char| !c.is_alphanumeric());
        words.any(|word| self.doubts.contains_key(word))
    }

    pub(super) fn hedges(&self, lemma: &str) -> &[Hedge] {
        self.hedges.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The force of an auxiliary.
    pub(super) fn modal(&self, token: Token<'_, '_>) -> Option<Force> {
        self.modals
            .get(token.text().to_lowercase().as_str())
            .copied()
    }

    /// What calling a report this says of it.
    pub(super) fn verdict(&self, token: Token<'_, '_>) -> Option<Force> {
        // A participle before a noun has a verb's lemma: "invented reports".
        [token.lemma(), token.text()]
            .iter()
            .find_map(|word| self.verdicts.get(word.to_lowercase().as_str()))
            .copied()
    }

    pub(super) fn names_a_report(&self, token: Token<'_, '_>) -> bool {
        self.reports
            .contains_key(token.lemma().to_lowercase().as_str())
    }

    pub(super) fn keeps_from_negating(&self, word: &str, kind: &str) -> bool {
        has(&self.not_negated, word, kind)
    }

    pub(super) fn mistake(&self, token: Token<'_, '_>, kind: &str) -> bool {
        has(&self.mistakes, token.text(), kind)
    }

    pub(super) fn condition(&self, token: Token<'_, '_>, kind: &str) -> bool {
        has(&self.conditions, token.text(), kind)
    }

    pub(super) fn disclaimer(&self, token: Token<'_, '_>, part: &str) -> bool {
        has(&self.disclaimers, token.lemma(), part) || has(&self.disclaimers, token.text(), part)
    }
}

fn has(table: &Kinds, word: &str, kind: &str) -> bool {
    table
        .get(word.to_lowercase().as_str())
        .is_some_and(|kinds| kinds.contains(&kind))
}

fn governors() -> FxHashMap<&'static str, Vec<Governor>> {
    let mut found: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../../data/stance/governors.txt")) {
        let [word, class, force, ways] = row[..] else {
            continue;
        };
        let Some(force) = Force::named(force) else {
            continue;
        };
        found.entry(word).or_default().push(Governor {
            class,
            force,
            ways: ways.split(' ').filter_map(Way::named).collect(),
        });
    }
    found
}

fn negators() -> FxHashMap<&'static str, Vec<Negator>> {
    let mut found: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../../data/stance/negators.txt")) {
        let how = match row.get(1) {
            Some(&"word") => Negator::Word,
            Some(&"nobody") => Negator::Nobody,
            Some(&"without") => Negator::Without,
            _ => continue,
        };
        found.entry(row[0]).or_default().push(how);
    }
    found
}

fn hedges() -> FxHashMap<&'static str, Vec<Hedge>> {
    let mut found: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../../data/stance/hedges.txt")) {
        let [lemmas, place] = row[..] else {
            continue;
        };
        let mut words = lemmas.split(' ');
        let Some(first) = words.next() else {
            continue;
        };
        found.entry(first).or_default().push(Hedge {
            rest: words.collect(),
            beside: place != "above",
            above: place != "beside",
        });
    }
    found
}

fn forces(table: &'static str) -> FxHashMap<&'static str, Force> {
    rows(table)
        .filter_map(|row| Some((*row.first()?, Force::named(row.get(1)?)?)))
        .collect()
}

fn kinds(table: &'static str) -> Kinds {
    let mut found: Kinds = FxHashMap::default();
    for row in rows(table) {
        let kind = row.get(1).copied().unwrap_or_default();
        found.entry(row[0]).or_default().push(kind);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_columns() {
        for row in rows(include_str!("../../data/stance/governors.txt")) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(["verb", "noun", "adj"].contains(&row[1]), "{row:?}");
            assert!(Force::named(row[2]).is_some(), "{row:?}");
            assert!(
                row[3].split(' ').all(|way| Way::named(way).is_some()),
                "{row:?}"
            );
        }
        for table in [
            include_str!("../../data/stance/modals.txt"),
            include_str!("../../data/stance/verdicts.txt"),
        ] {
            assert!(rows(table).all(|row| row.len() == 2 && Force::named(row[1]).is_some()));
        }
        for (table, kinds) in [
            (
                include_str!("../../data/stance/negators.txt"),
                &["word", "nobody", "without"][..],
            ),
            (
                include_str!("../../data/stance/not_negated.txt"),
                &["next", "single", "bound", "lost", "still"],
            ),
            (
                include_str!("../../data/stance/mistakes.txt"),
                &["earlier", "article", "wrongly"],
            ),
            (
                include_str!("../../data/stance/conditions.txt"),
                &["if", "whether", "inverted"],
            ),
            (
                include_str!("../../data/stance/hedges.txt"),
                &["beside", "above", "both"],
            ),
            (
                include_str!("../../data/stance/disclaimers.txt"),
                &["check", "unchecked", "figure", "account", "both", "every"],
            ),
        ] {
            for row in rows(table) {
                assert!(row.len() == 2 && kinds.contains(&row[1]), "{row:?}");
            }
        }
    }

    #[test]
    fn no_row_stands_twice() {
        for table in [
            include_str!("../../data/stance/governors.txt"),
            include_str!("../../data/stance/hedges.txt"),
            include_str!("../../data/stance/reports.txt"),
            include_str!("../../data/stance/verdicts.txt"),
            include_str!("../../data/stance/modals.txt"),
        ] {
            let mut keys: Vec<_> = rows(table)
                .map(|row| row[..row.len().min(2)].join(" "))
                .collect();
            keys.sort_unstable();
            let all = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), all);
        }
    }
}
