//! What a number is the value of: "the death toll rose to 43", "a turnout of 54 percent",
//! "€14 million in subsidies", "Deaths: 12".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use restated_language::Pos;

use super::open::reports;
use super::signal::{Aspect, Relation, measure};
use super::tree::Tree;
use crate::table::rows;

static COUNTERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/counters.txt"))
        .map(|row| row[0])
        .collect()
});

/// Direction by word, with whether it is the verb.
static CHANGES: LazyLock<BTreeMap<(&str, bool), &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/changes.txt"))
        .flat_map(|row| {
            let verbs = row[1].split(' ').map(|word| ((word, true), row[0]));
            let nouns = row[2].split(' ').map(|word| ((word, false), row[0]));
            verbs.chain(nouns).collect::<Vec<_>>()
        })
        .collect()
});

/// How far up from a number the word that it is the value of is looked for.
const DEPTH: usize = 5;

/// The nouns that the number at `top` may be the value of, nearest first.
pub(super) fn names(tree: &Tree<'_>, top: usize, behind: usize) -> Vec<usize> {
    let mut found = Vec::new();
    found.extend(before_colon(tree, top));
    // "magnitude 6.1".
    found.extend(
        top.checked_sub(1)
            .filter(|&at| tree.pos(at) == Pos::NOUN && at >= tree.sentence(top).start),
    );
    let topic = topic_behind(tree, behind);
    found.extend(before_preposition(tree, top));
    // "widened to 4 percent of output" is no output.
    let valued = tree
        .head(top)
        .is_some_and(|link| tree.is(link, &["to", "at", "by"]));
    if !valued {
        found.extend(topic);
    }
    climb(tree, top, &mut found);
    if valued {
        found.extend(topic);
    }
    found
}

fn climb(tree: &Tree<'_>, top: usize, found: &mut Vec<usize>) {
    let mut at = top;
    for _ in 0..DEPTH {
        let Some(head) = tree.head(at) else { break };
        match tree.pos(head) {
            Pos::NOUN | Pos::PROPN if tree.strays(at) => {}
            Pos::NOUN | Pos::PROPN => found.push(head),
            // "cocaine worth $90 million".
            _ if tree.is(head, &["worth"]) => found.push(head),
            Pos::VERB | Pos::AUX => {
                arguments(tree, head, at, found);
                if !matches!(
                    tree.dep(head),
                    "xcomp" | "conj" | "advcl" | "acl" | "relcl" | "ccomp"
                ) {
                    break;
                }
                if tree.dep(head) == "relcl" {
                    found.extend(tree.head(head));
                    break;
                }
                if tree.child(head, &["nsubj", "nsubjpass"]).is_some() {
                    break;
                }
            }
            _ => {}
        }
        at = head;
    }
}

/// "[the toll] rose to", "put [the number] at".
fn arguments(tree: &Tree<'_>, verb: usize, from: usize, found: &mut Vec<usize>) {
    if let Some(object) = tree.child(verb, &["dobj"]).filter(|&at| at != from) {
        found.push(object);
    }
    if reports(tree, verb) && tree.child(verb, &["nsubjpass"]).is_none() {
        return;
    }
    // Behind a dateline the subject is taken for an apposition of the town, or for a second one.
    let subjects = tree
        .children(verb)
        .rev()
        .filter(|&c| matches!(tree.dep(c), "nsubj" | "nsubjpass") && c != from);
    for subject in subjects {
        found.push(subject);
        found.extend(
            tree.children(subject)
                .rev()
                .find(|&c| tree.dep(c) == "appos"),
        );
    }
}

/// "deaths [at 45]", whatever the tree makes of it.
fn before_preposition(tree: &Tree<'_>, top: usize) -> Option<usize> {
    let start = tree.sentence(top).start;
    let link = (start..top)
        .rev()
        .take(3)
        .find(|&at| tree.is(at, &["at", "to"]))?;
    let name = link.checked_sub(1).filter(|&at| at >= start)?;
    // "the injured to 50".
    let nominal = name > start
        && tree.is(name - 1, &["the"])
        && matches!(tree.pos(name), Pos::VERB | Pos::ADJ);
    let noun = tree.pos(name) == Pos::NOUN && tree.head(link) != Some(name);
    (noun || nominal).then_some(name)
}

/// "€16 million [for severance]", "40 percent [of the vote]".
fn topic_behind(tree: &Tree<'_>, behind: usize) -> Option<usize> {
    let sentence = tree.sentence(behind.checked_sub(1)?);
    let link = (behind < sentence.end && tree.is(behind, &["of", "in", "for", "as", "worth"]))
        .then_some(behind)?;
    let start = if tree.is(link, &["worth"]) {
        link + 2
    } else {
        link + 1
    };
    let noun = |&at: &usize| tree.pos(at) == Pos::NOUN;
    let object = tree.child(link, &["pobj"]).filter(noun).or_else(|| {
        (start..sentence.end.min(start + 5)).find(|at| noun(at) && tree.dep(*at) != "compound")
    })?;
    Some(object)
}

/// "Deaths: 12", "Confirmed dead - 43": the name in front of a colon or dash that starts a line.
fn before_colon(tree: &Tree<'_>, top: usize) -> Option<usize> {
    let sentence = tree.sentence(top);
    let mut mark = top.checked_sub(1)?;
    while mark > sentence.start && !tree.is(mark, &[":", "-", "–", "—", "="]) && top - mark < 4
    {
        mark -= 1;
    }
    let name = mark
        .checked_sub(1)
        .filter(|&name| mark > sentence.start && name >= sentence.start)?;
    let short = mark - sentence.start <= 4;
    let noun = matches!(
        tree.pos(name),
        Pos::NOUN | Pos::PROPN | Pos::ADJ | Pos::VERB
    );
    (tree.is(mark, &[":", "-", "–", "—", "="]) && short && noun).then_some(name)
}

/// Whether the noun counts what follows "of": "the number of cases".
pub(super) fn is_counter(tree: &Tree<'_>, noun: usize) -> bool {
    COUNTERS.contains(tree.lemma(noun).as_ref())
}

/// What a counter counts: "cases" of "the number of suspected cases".
pub(super) fn counted_by(tree: &Tree<'_>, counter: usize) -> Option<usize> {
    let of = tree
        .children(counter)
        .find(|&c| tree.is(c, &["of", "for"]))?;
    tree.child(of, &["pobj"])
}

/// The measure that the noun `name` gives a number of this kind.
pub(super) fn named(tree: &Tree<'_>, name: usize, kind: &str) -> Option<&'static str> {
    measure(tree, Aspect::new(Relation::Value, name), kind)
}

/// The way that an adverb beside a percentage says.
fn beside_way(tree: &Tree<'_>, at: usize) -> Option<&'static str> {
    match tree.word(at).as_ref() {
        "down" | "lower" => Some("fall"),
        "up" | "higher" => Some("rise"),
        _ => None,
    }
}

/// The way that a verb or noun of change says.
pub(super) fn way(tree: &Tree<'_>, at: usize) -> Option<&'static str> {
    let verb = tree.pos(at) == Pos::VERB;
    let lemma = tree.lemma(at);
    let known = |((word, of_verb), _): &(&(&str, bool), &&str)| *word == lemma && *of_verb == verb;
    CHANGES.iter().find(known).map(|(_, way)| *way)
}

/// How a number changes something: the word of change and its direction, where the number at
/// `top`, whose phrase hangs by `outer`, says by how much ("rose 3 percent", "an increase of 12 percent"). What is no `share`
/// is lost rather than lost by ("lost 12 men").
pub(super) fn change(
    tree: &Tree<'_>,
    top: usize,
    outer: usize,
    share: bool,
) -> Option<(usize, &'static str)> {
    let head = tree.head(outer)?;
    // "closed down 11 percent", "3 percent higher".
    let sentence = tree.sentence(top);
    let before = (sentence.start..top).rev().take(2);
    let behind = (top + 1..sentence.end).take(1);
    if share && let Some(way) = before.chain(behind).find_map(|at| beside_way(tree, at)) {
        let mut verb = head;
        while tree.pos(verb) != Pos::VERB
            && let Some(up) = tree.head(verb)
        {
            verb = up;
        }
        return Some((verb, way));
    }
    let direct = |at: usize| {
        let verb = tree.pos(at) == Pos::VERB;
        Some((at, way(tree, at)?)).filter(|_| verb || share)
    };
    match tree.dep(outer) {
        "npadvmod" | "advmod" | "dep" | "attr" if tree.pos(head) == Pos::VERB => direct(head),
        "dobj" if tree.pos(head) == Pos::VERB && share => direct(head),
        "pobj" if tree.is(head, &["by", "of"]) => direct(tree.head(head)?),
        // "a 3 percent rise".
        "nmod" | "nummod" | "compound" | "amod" => direct(head),
        _ => None,
    }
}
