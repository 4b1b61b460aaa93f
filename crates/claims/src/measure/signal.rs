//! The table of what shows a measure, and the search in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use restated_language::Pos;
use rustc_hash::FxHashMap;

use super::form::{forms, singular};
use super::tree::Tree;
use crate::table::rows;

/// How a word stands to what is counted; see the head of `signals.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Object,
    Subject,
    State,
    Noun,
    Of,
    Value,
}

impl Relation {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "object" => Self::Object,
            "subject" => Self::Subject,
            "state" => Self::State,
            "noun" => Self::Noun,
            "of" => Self::Of,
            "value" => Self::Value,
            _ => return None,
        })
    }

    /// Of a noun with words before it, the last is the one that stands in the relation.
    fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Of | Self::Value)
    }
}

/// A word that may say what happened to what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aspect {
    pub(super) relation: Relation,
    pub(super) at: usize,
    /// The preposition between them, which the row must then name.
    pub(super) preposition: Option<usize>,
}

impl Aspect {
    pub(super) fn new(relation: Relation, at: usize) -> Self {
        Self {
            relation,
            at,
            preposition: None,
        }
    }
}

#[derive(Debug)]
struct Row {
    measure: &'static str,
    weak: bool,
    of: Vec<&'static str>,
    /// The words that must depend on the one in the relation.
    with: Vec<&'static str>,
}

impl Row {
    fn is_of(&self, kind: &str) -> bool {
        kind == ANYTHING || self.of.contains(&"-") || self.of.contains(&kind)
    }

    fn is_special(&self) -> bool {
        !self.of.contains(&"-")
    }
}

/// The kind of what is counted where nothing shows it.
pub(super) const ANYTHING: &str = "?";

/// The kind of what is measured and not counted.
pub(super) const PHYSICAL: &str = "physical";

type Signals = BTreeMap<(Relation, &'static str), Vec<Row>>;

/// By relation and word; most words first, then those for something special.
static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
    let mut signals = Signals::default();
    for row in rows(include_str!("../../data/measure/signals.txt")) {
        let [measure, relation, of, phrases] = row[..] else {
            continue;
        };
        let Some(relation) = Relation::named(relation) else {
            continue;
        };
        for phrase in phrases.split(" | ") {
            let mut with: Vec<_> = phrase.split(' ').collect();
            let word = if relation.is_nominal() {
                with.pop().unwrap_or_default()
            } else {
                with.remove(0)
            };
            let of = of.split(' ').collect();
            let row = Row {
                measure: measure.trim_start_matches('~'),
                weak: measure.starts_with('~'),
                of,
                with,
            };
            signals.entry((relation, word)).or_default().push(row);
        }
    }
    for rows in signals.values_mut() {
        rows.sort_by_key(|row| (std::cmp::Reverse(row.with.len()), !row.is_special()));
    }
    signals
});

/// Lemma of each form of a verb of the table: "Kills" of a headline has none of its own.
static FORMS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let verbs = rows(include_str!("../../data/measure/signals.txt"))
        .filter(|row| matches!(row[1], "object" | "subject"))
        .flat_map(|row| row[3].split(" | ").collect::<Vec<_>>())
        .filter_map(|phrase| phrase.split(' ').next());
    let mut found = FxHashMap::default();
    for verb in verbs {
        for form in forms(verb) {
            found.entry(form).or_insert(verb);
        }
        found.insert(verb.to_owned(), verb);
    }
    found
});

/// Whether `noun` (a lemma) by itself names what `measure` counts: "death" of `killed`, "area" of
/// `area`.
pub(crate) fn names(noun: &str, measure: &str) -> bool {
    let rows = |relation| SIGNALS.get(&(relation, noun)).into_iter().flatten();
    let mut rows = [Relation::Noun, Relation::Of, Relation::Value]
        .into_iter()
        .flat_map(rows);
    rows.any(|row| row.measure == measure && row.with.is_empty() && !row.weak)
}

/// The first of `aspects` that shows a measure, and which; where `weak`, the first that shows one
/// weakly.
pub(super) fn first(
    tree: &Tree<'_>,
    aspects: &[Aspect],
    kind: &str,
    weak: bool,
) -> Option<(Aspect, &'static str)> {
    aspects
        .iter()
        .find_map(|&aspect| Some((aspect, search(tree, aspect, kind, weak)?)))
}

/// The measure that the word of `aspect` shows of something of this kind: "persons", "money",
/// "share", "area", "things", or a plain unit.
pub(super) fn measure(tree: &Tree<'_>, aspect: Aspect, kind: &str) -> Option<&'static str> {
    search(tree, aspect, kind, false).or_else(|| search(tree, aspect, kind, true))
}

fn search(tree: &Tree<'_>, aspect: Aspect, kind: &str, weak: bool) -> Option<&'static str> {
    let find = |relation, word: &str| {
        let rows = SIGNALS.get(&(relation, word))?;
        let fits = |row: &&Row| {
            let kinds = row.is_of(kind) || row.is_of("things") && is_thing(kind);
            kinds && row.weak == weak && has_all(tree, aspect, &row.with)
        };
        rows.iter().find(fits).map(|row| row.measure)
    };
    let Aspect { relation, at, .. } = aspect;
    let lemma = tree.lemma(at);
    let word = tree.word(at);
    match relation {
        Relation::Object | Relation::Subject => {
            let verb = (tree.pos(at) == Pos::VERB || tree.pos(at) == Pos::AUX)
                .then(|| find(relation, &lemma))
                .flatten();
            verb.or_else(|| find(relation, FORMS.get(word.as_ref())?))
        }
        Relation::State => find(Relation::State, &word)
            .or_else(|| find(Relation::State, &lemma))
            .or_else(|| find(described_by(&word)?, FORMS.get(word.as_ref())?)),
        Relation::Noun | Relation::Of | Relation::Value => {
            find(relation, &lemma).or_else(|| find(relation, &singular(&word)))
        }
    }
}

fn is_thing(kind: &str) -> bool {
    !matches!(kind, "persons" | "money" | "share" | "area" | PHYSICAL)
}

/// What a verb's form that stands beside a noun makes of it: "killed" soldiers are done to,
/// "dying" ones do.
fn described_by(word: &str) -> Option<Relation> {
    if word.ends_with("ing") {
        Some(Relation::Subject)
    } else {
        (FORMS.get(word) != Some(&word)).then_some(Relation::Object)
    }
}

/// How far below a word the other words of its row may stand.
const STEPS: usize = 3;

fn has_all(tree: &Tree<'_>, aspect: Aspect, with: &[&str]) -> bool {
    if let Some(preposition) = aspect.preposition
        && !with.contains(&tree.word(preposition).as_ref())
    {
        return false;
    }
    if with.is_empty() {
        return true;
    }
    let sentence = tree.sentence(aspect.at);
    let reach = tree.reach(aspect.at);
    let range = reach.start.max(sentence.start)..reach.end.min(sentence.end);
    // "in the hospital register" is not "in hospital".
    let direct = |at: usize| tree.pos(aspect.at) != Pos::ADP || tree.is_below(at, aspect.at, 1);
    let last = with.len() - 1;
    with.iter().enumerate().all(|(n, wanted)| {
        range.clone().any(|at| {
            at != aspect.at
                && says(tree, at, wanted)
                && (n < last || direct(at))
                && (tree.is_below(at, aspect.at, STEPS) || at.abs_diff(aspect.at) == 1)
        })
    })
}

fn says(tree: &Tree<'_>, at: usize, wanted: &str) -> bool {
    let negates = wanted == "not" && (tree.dep(at) == "neg" || tree.is(at, &["never", "yet"]));
    negates || tree.lemma(at) == wanted || tree.word(at) == wanted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_is_well_formed_and_no_phrase_has_two_measures() {
        let measures: BTreeSet<_> = rows(include_str!("../../data/measure/measures.txt"))
            .map(|row| row[0])
            .collect();
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/measure/signals.txt")) {
            assert_eq!(row.len(), 4, "{row:?}");
            let measure = row[0].trim_start_matches('~');
            assert!(measures.contains(measure), "{row:?}: not in measures.txt");
            assert!(Relation::named(row[1]).is_some(), "{row:?}");
            for phrase in row[3].split(" | ") {
                let words = phrase.split(' ').all(|word| !word.is_empty());
                assert!(
                    words && seen.insert((row[1], row[2], phrase)),
                    "{phrase}: {row:?}"
                );
            }
        }
    }

    #[test]
    fn measures_are_sorted_and_complete() {
        let table: Vec<_> = rows(include_str!("../../data/measure/measures.txt")).collect();
        assert!(table.is_sorted_by_key(|row| row[0]));
        for row in &table {
            assert!(
                row.len() == 4 && matches!(row[1], "persons" | "-"),
                "{row:?}"
            );
        }
    }
}
