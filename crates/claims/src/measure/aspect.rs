//! Which words may say what happened to what is counted: its governor, its modifiers, itself.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use restated_language::Pos;

use super::signal::{Aspect, Relation};
use super::tree::Tree;
use crate::table::rows;

static CONTAINERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/measure/containers.txt"))
        .map(|row| row[0])
        .collect()
});

/// How many words are followed up or down from what is counted.
const DEPTH: usize = 6;

/// The words around `node`, the counted noun or a number without one; those that govern it
/// first, then those that describe it.
pub(super) fn aspects(tree: &Tree<'_>, node: usize) -> Vec<Aspect> {
    let mut found = Vec::new();
    // "Two were shot, one fatally": what is said of the one alone goes before what is said of both.
    if tree.dep(node) == "appos" {
        describe(tree, node, &mut found);
    }
    govern(tree, node, DEPTH, &mut found);
    describe(tree, node, &mut found);
    found
}

/// What `node` is subject, object or complement of.
pub(super) fn govern(tree: &Tree<'_>, node: usize, depth: usize, found: &mut Vec<Aspect>) {
    let Some(head) = tree.head(node).filter(|_| depth > 0) else {
        return;
    };
    match tree.dep(node) {
        _ if is_distance(tree, node) => {}
        "nsubjpass" => predicate(tree, head, true, depth, found),
        "nsubj" => {
            let passive = is_participle(tree, head);
            predicate(tree, head, passive, depth, found);
        }
        "dobj" | "dative" | "oprd" => {
            found.push(Aspect::new(Relation::Object, head));
            // "The dead included three children."
            if let Some(subject) = tree
                .child(head, &["nsubj"])
                .filter(|_| tree.is(head, INCLUDES))
            {
                found.push(Aspect::new(Relation::Noun, subject));
                found.push(Aspect::new(Relation::State, subject));
            }
            complements(tree, head, Some(node), depth, found);
        }
        "attr" => {
            if let Some(subject) = tree.child(head, &["nsubj"]) {
                found.push(Aspect::new(Relation::Noun, subject));
            }
            complements(tree, head, Some(node), depth, found);
        }
        "pobj" => behind_preposition(tree, node, head, depth, found),
        "conj" if tree.pos(head) != Pos::VERB => govern(tree, head, depth - 1, found),
        "appos" => {
            found.push(Aspect::new(Relation::Noun, head));
            describe(tree, head, found);
            govern(tree, head, depth - 1, found);
        }
        // "12 killed": the number hangs on the participle.
        "nummod" if !tree.strays(node) => found.push(Aspect::new(Relation::State, head)),
        "npadvmod" if tree.pos(head) == Pos::ADJ => {
            found.push(Aspect::new(Relation::State, head));
        }
        "dep" | "npadvmod" | "advmod" if tree.pos(head) == Pos::VERB => {
            found.push(Aspect::new(Relation::Object, head));
        }
        _ => {}
    }
}

/// "three houses from the scene", "two blocks away".
fn is_distance(tree: &Tree<'_>, noun: usize) -> bool {
    const MEASURED: &[&str] = &[
        "house", "block", "door", "street", "stop", "floor", "mile", "step",
    ];
    const WAYS: &[&str] = &[
        "from", "away", "up", "down", "north", "south", "east", "west",
    ];
    MEASURED.contains(&tree.lemma(noun).as_ref())
        && noun + 1 < tree.sentence(noun).end
        && tree.is(noun + 1, WAYS)
}

/// Verbs whose object is some of their subject.
const INCLUDES: &[&str] = &[
    "include",
    "includes",
    "included",
    "comprise",
    "comprised",
    "number",
    "numbered",
];

/// What governs a number behind the preposition that is part of it: "buried between 15 and 20".
pub(super) fn govern_through(tree: &Tree<'_>, link: usize, found: &mut Vec<Aspect>) {
    let Some(verb) = tree.head(link).filter(|&at| tree.pos(at) == Pos::VERB) else {
        return;
    };
    if link < verb {
        predicate(tree, verb, is_participle(tree, verb), DEPTH, found);
    } else {
        found.push(Aspect::new(Relation::Object, verb));
        complements(tree, verb, Some(link), DEPTH, found);
    }
}

/// What is said once behind the last of several nouns: "300 houses and 12 boats damaged".
pub(super) fn shared(tree: &Tree<'_>, noun: usize, found: &mut Vec<Aspect>) {
    let others = tree.children(noun).filter(|&c| tree.dep(c) == "conj");
    let participles = others.filter_map(|other| tree.child(other, &["acl"]));
    let done = participles.filter(|&at| tree.tag(at) == "VBN");
    found.extend(done.map(|at| Aspect::new(Relation::Object, at)));
}

fn behind_preposition(
    tree: &Tree<'_>,
    node: usize,
    preposition: usize,
    depth: usize,
    found: &mut Vec<Aspect>,
) {
    // "the bodies of 16 men and of two women".
    let first = tree
        .head(preposition)
        .filter(|&head| tree.dep(preposition) == "conj" && tree.pos(head) == Pos::ADP)
        .unwrap_or(preposition);
    let Some(governor) = tree.head(first) else {
        return;
    };
    let is_noun = matches!(tree.pos(governor), Pos::NOUN | Pos::PROPN | Pos::NUM);
    if is_noun && tree.is(preposition, &["of", "for", "with"]) {
        found.push(Aspect::new(Relation::Of, governor));
        if tree.is(preposition, &["of"]) && is_container(tree, governor) {
            govern(tree, governor, depth - 1, found);
        }
    } else if is_noun && tree.is(preposition, &["including", "among", "like"]) {
        govern(tree, governor, depth - 1, found);
    } else if tree.dep(preposition) == "agent" {
        found.push(Aspect::new(Relation::Subject, governor));
    } else if tree.pos(governor) == Pos::VERB {
        found.push(Aspect {
            relation: Relation::Object,
            at: governor,
            preposition: Some(preposition),
        });
        complements(tree, preposition, Some(node), depth, found);
    }
}

/// "a total of", "dozens of".
pub(super) fn is_container(tree: &Tree<'_>, noun: usize) -> bool {
    CONTAINERS.contains(tree.lemma(noun).as_ref())
}

/// A verb and what completes it, seen from its subject.
fn predicate(tree: &Tree<'_>, verb: usize, passive: bool, depth: usize, found: &mut Vec<Aspect>) {
    if depth == 0 {
        return;
    }
    if matches!(tree.pos(verb), Pos::VERB | Pos::AUX) {
        let relation = if passive {
            Relation::Object
        } else {
            Relation::Subject
        };
        found.push(Aspect::new(relation, verb));
        // "is missing".
        if tree.tag(verb) == "VBG" {
            found.push(Aspect::new(Relation::State, verb));
        }
    } else {
        found.push(Aspect::new(Relation::State, verb));
    }
    // "12 killed as storm hits" and "12 killed fighting" have no object; "12 soldiers killed him"
    // has one.
    let has_object = tree.children(verb).any(|child| {
        matches!(tree.dep(child), "dobj" | "ccomp" | "xcomp") && tree.tag(child) != "VBG"
    });
    if !passive && tree.tag(verb) == "VBD" && !has_object {
        found.push(Aspect::new(Relation::State, verb));
    }
    complements(tree, verb, None, depth, found);
}

/// "left 12 [dead]", "are believed [to have died]", "are [in hospital]".
fn complements(
    tree: &Tree<'_>,
    verb: usize,
    behind: Option<usize>,
    depth: usize,
    found: &mut Vec<Aspect>,
) {
    for child in tree
        .children(verb)
        .filter(|&c| behind.is_none_or(|node| c > node))
    {
        let of_its_own = || tree.child(child, &["nsubj", "nsubjpass"]).is_some();
        match tree.dep(child) {
            "acomp" | "oprd" | "attr" | "xcomp" | "acl" => state(tree, child, depth - 1, found),
            "ccomp" | "advcl" | "pcomp" if !of_its_own() => state(tree, child, depth - 1, found),
            "prep" if IS.contains(&tree.lemma(verb).as_ref()) => {
                found.push(Aspect::new(Relation::State, child));
            }
            "advmod" => found.push(Aspect::new(Relation::State, child)),
            _ => {}
        }
    }
}

/// Words that may stand between a number and what it is said to be: "five [still] missing".
const BETWEEN: &[&str] = &[
    "still", "remain", "remained", "remains", "are", "were", "was", "is", "been", "be", "have",
    "has", "had", "as", "now", "also", "others", "more", "reported", "feared", "presumed",
];

/// What directly follows a number without a noun, whatever its tree: "five killed", "57 as
/// damaged".
pub(super) fn beside(tree: &Tree<'_>, behind: usize) -> Option<Aspect> {
    let sentence = tree.sentence(behind.checked_sub(1)?);
    let at = (behind..sentence.end.min(behind + 4)).find(|&at| !tree.is(at, BETWEEN))?;
    let describes =
        matches!(tree.pos(at), Pos::VERB | Pos::ADJ) && !tree.tag(at).starts_with("VBZ");
    describes.then(|| Aspect::new(Relation::State, at))
}

/// Verbs that say no more than where or how something is.
const IS: &[&str] = &[
    "be", "remain", "stay", "lie", "stand", "keep", "leave", "sit", "have",
];

/// A complement: a verb in its own right, or an adjective.
fn state(tree: &Tree<'_>, at: usize, depth: usize, found: &mut Vec<Aspect>) {
    if tree.pos(at) == Pos::VERB {
        let passive = tree.child(at, &["auxpass"]).is_some() || is_participle(tree, at);
        predicate(tree, at, passive, depth, found);
    } else {
        found.push(Aspect::new(Relation::State, at));
        // "dead or injured".
        for other in tree.children(at).filter(|&c| tree.dep(c) == "conj") {
            found.push(Aspect::new(Relation::State, other));
        }
    }
}

/// "killed" of "34 attackers killed", not of "have killed" or "killed them".
fn is_participle(tree: &Tree<'_>, verb: usize) -> bool {
    let has = |c: usize| tree.dep(c) == "aux" && tree.lemma(c) == "have";
    tree.child(verb, &["auxpass"]).is_some()
        || tree.tag(verb) == "VBN" && !tree.children(verb).any(has)
}

/// What describes `node`: words in front of it, participles and clauses behind it.
pub(super) fn describe(tree: &Tree<'_>, node: usize, found: &mut Vec<Aspect>) {
    for child in tree.children(node) {
        match tree.dep(child) {
            "amod" | "compound" | "nmod" | "prep" => {
                found.push(Aspect::new(Relation::State, child));
            }
            "acl" if tree.tag(child) == "VBG" => predicate(tree, child, false, DEPTH, found),
            "acl" => {
                let relation = if tree.tag(child) == "VBN" || tree.tag(child) == "VBD" {
                    Relation::Object
                } else {
                    Relation::State
                };
                found.push(Aspect::new(relation, child));
                complements(tree, child, None, DEPTH, found);
            }
            "relcl" => relative(tree, child, found),
            "acomp" | "oprd" | "appos" | "advmod" if tree.pos(child) != Pos::NUM => {
                found.push(Aspect::new(Relation::State, child));
            }
            _ => {}
        }
    }
}

/// "the 58 people who were missing", "the 12 men that police arrested".
fn relative(tree: &Tree<'_>, verb: usize, found: &mut Vec<Aspect>) {
    let pronoun = tree
        .children(verb)
        .find(|&c| matches!(tree.tag(c), "WDT" | "WP"));
    match pronoun.map(|pronoun| tree.dep(pronoun)) {
        Some("nsubjpass") => predicate(tree, verb, true, DEPTH, found),
        Some("nsubj") => predicate(tree, verb, false, DEPTH, found),
        Some("dobj") => found.push(Aspect::new(Relation::Object, verb)),
        None if tree.child(verb, &["nsubj"]).is_some() && tree.child(verb, &["dobj"]).is_none() => {
            found.push(Aspect::new(Relation::Object, verb));
        }
        _ => {}
    }
}
