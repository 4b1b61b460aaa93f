//! Names for measures that the table does not know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use restated_language::Pos;

use super::aspect::is_container;
use super::form::{participle, plural, singular};
use super::people::counts_people;
use super::signal::{Aspect, Relation};
use super::tree::Tree;
use super::value;
use crate::table::rows;

static IDLE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/idle.txt"))
        .flat_map(|row| {
            row[1]
                .split(' ')
                .map(move |verb| (verb, row[0]))
                .collect::<Vec<_>>()
        })
        .collect()
});

/// Whether the verb reports ("say", "count"): what it does to a number is no measure.
pub(super) fn reports(tree: &Tree<'_>, verb: usize) -> bool {
    IDLE.get(tree.lemma(verb).as_ref()) == Some(&"report")
}

/// A measure named after what is done to what is counted: "vetoed" of "vetoed 12 bills".
pub(super) fn of_verb(tree: &Tree<'_>, aspects: &[Aspect]) -> Option<String> {
    let done = aspects
        .iter()
        .find(|aspect| aspect.relation == Relation::Object)?;
    let lemma = tree.lemma(done.at);
    let says_something = tree.pos(done.at) == Pos::VERB
        && done.preposition.is_none()
        && !IDLE.contains_key(lemma.as_ref())
        && value::way(tree, done.at).is_none();
    let particle = tree
        .child(done.at, &["prt"])
        .map(|at| format!("_{}", tree.word(at)));
    let named = || participle(&lemma) + particle.as_deref().unwrap_or_default();
    (says_something && is_plain(&lemma)).then(named)
}

/// A measure named after what they do of whom no more than that they are people is said: "6,000
/// people knelt".
pub(super) fn of_deed(
    tree: &Tree<'_>,
    aspects: &[Aspect],
    noun: usize,
    share: bool,
) -> Option<String> {
    let somebody =
        share || ["person", "people", "man", "woman"].contains(&tree.lemma(noun).as_ref());
    let done = aspects
        .iter()
        .find(|aspect| aspect.relation == Relation::Subject)?;
    let lemma = tree.lemma(done.at);
    let says_something =
        somebody && tree.pos(done.at) == Pos::VERB && !IDLE.contains_key(lemma.as_ref());
    (says_something && is_plain(&lemma)).then(|| participle(&lemma))
}

/// A measure of a share named after what it makes of the whole: "full" of "38 percent full",
/// "empty_houses" of "a third of the houses are empty".
pub(super) fn of_state(
    tree: &Tree<'_>,
    top: usize,
    aspects: &[Aspect],
    noun: Option<usize>,
) -> Option<String> {
    let describes = |at: &usize| tree.pos(*at) == Pos::ADJ && is_plain(&tree.lemma(*at));
    if let Some(state) = tree
        .head(top)
        .filter(|at| tree.dep(top) == "npadvmod" && describes(at))
    {
        return Some(tree.lemma(state).into_owned());
    }
    let noun = noun?;
    let states = aspects
        .iter()
        .filter(|aspect| aspect.relation == Relation::State);
    let state = states
        .map(|aspect| aspect.at)
        .find(|at| describes(at) && tree.dep(*at) == "acomp")?;
    Some(format!("{}_{}", tree.lemma(state), of_noun(tree, noun)?))
}

/// A measure of a share named after the whole that something makes up so much of: "make up a
/// third of the workforce".
pub(super) fn of_part(tree: &Tree<'_>, aspects: &[Aspect], noun: usize) -> Option<String> {
    const MAKE_UP: &[&str] = &["account", "comprise", "constitute", "represent"];
    let makes_up = |verb: usize| {
        let lemma = tree.lemma(verb);
        let particle = tree.child(verb, &["prt"]);
        MAKE_UP.contains(&lemma.as_ref())
            || lemma == "make" && particle.is_some_and(|at| tree.is(at, &["up"]))
    };
    let part = aspects
        .iter()
        .any(|aspect| aspect.relation == Relation::Object && makes_up(aspect.at));
    let lemma = tree.lemma(noun);
    (part && is_plain(&lemma)).then(|| format!("{}_share", singular(&lemma)))
}

/// Whether the noun says how sure somebody is: what is a number of it is no figure.
pub(super) fn doubts(tree: &Tree<'_>, noun: usize) -> bool {
    IDLE.get(tree.lemma(noun).as_ref()) == Some(&"doubt")
}

/// A measure named after the counted noun: "aftershocks".
pub(super) fn of_noun(tree: &Tree<'_>, noun: usize) -> Option<String> {
    let lemma = tree.lemma(noun);
    is_plain(&lemma).then(|| plural(&singular(&lemma)))
}

/// A measure named after what a number is the value of: "capacity".
pub(super) fn of_name(tree: &Tree<'_>, name: usize) -> Option<String> {
    let lemma = tree.lemma(name);
    let a_thing = tree.pos(name) == Pos::NOUN && !counts_people(tree, name);
    (a_thing && is_plain(&lemma) && !is_container(tree, name)).then(|| singular(&lemma))
}

fn is_plain(lemma: &str) -> bool {
    lemma.len() > 2 && lemma.chars().all(|c| c.is_alphabetic() || c == '-')
}
