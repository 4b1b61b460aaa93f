//! Sieve 3: constructions that say themselves that two mentions are one.

use super::Rule;
use super::clusters::Clusters;
use super::mention::{Kind, Number, Sort};
use super::scene::{Scene, Start};

/// Links by apposition, premodifying role, copula and relative pronoun.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    for mention in 0..scene.mentions.len() {
        match scene.mentions[mention].kind {
            Kind::Pronoun => relative(scene, clusters, mention),
            _ => {
                apposition(scene, clusters, mention);
                predicate(scene, clusters, mention);
            }
        }
    }
}

/// "Dara Venn, the ministry's spokeswoman", "Its president, Lidia Moravec".
fn apposition(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let tree = &scene.tree;
    let head = scene.head(mention);
    if tree.dep(head) != "appos" {
        return;
    }
    let Some(first) = described(scene, mention) else {
        return;
    };
    let (a, b) = (&scene.mentions[first], &scene.mentions[mention]);
    if a.tokens.end > b.tokens.start || !describes(scene, first, mention) {
        return;
    }
    // "Keller, Brandt and Orme" is a list, whatever the tree calls it.
    let listed = |at: usize| tree.child(at, &["conj", "cc"]).is_some();
    let group = b.kind == Kind::Group;
    if !group && (listed(head) || listed(a.head)) {
        return;
    }
    let adjacent = a.tokens.end == b.tokens.start;
    let rule = if adjacent {
        Rule::RolePremodifier
    } else {
        Rule::Apposition
    };
    clusters.join(scene, mention, first, rule);
}

/// What an apposition is of; for a person behind "an analyst at Corvin Bank",
/// where the tree took the bank, the analyst.
fn described(scene: &Scene<'_, '_>, mention: usize) -> Option<usize> {
    let tree = &scene.tree;
    let is_person = |at: usize| scene.mentions[at].sort == Some(Sort::Person);
    let noun = tree.head(scene.head(mention));
    let first = scene.at_head(noun);
    let named = scene.mentions[mention].kind == Kind::Name;
    if !named || !is_person(mention) || first.is_some_and(is_person) || tree.dep(noun) != "pobj" {
        return first;
    }
    let above = scene.at_head(tree.head(tree.head(noun)));
    above
        .filter(|&above| is_person(above) && scene.mentions[above].kind == Kind::Nominal)
        .or(first)
}

/// Whether one may be a description of the other: a name and a nominal, or
/// two nominals, of one sort and number.
fn describes(scene: &Scene<'_, '_>, one: usize, other: usize) -> bool {
    let (a, b) = (&scene.mentions[one], &scene.mentions[other]);
    let nominal = |at: usize| scene.mentions[at].kind == Kind::Nominal;
    let sorts = match (a.sort, b.sort) {
        (Some(x), Some(y)) => x == y,
        (Some(Sort::Person | Sort::Organisation), None)
        | (None, Some(Sort::Person | Sort::Organisation)) => {
            // "owner" may be either, a word of no known sort is neither.
            let open = if a.sort.is_none() { one } else { other };
            !scene.details[open].roles.is_empty()
        }
        _ => false,
    };
    let plural = |at: usize| scene.mentions[at].number == Some(Number::Plural);
    let apart = |at: usize| scene.details[at].apart && scene.details[at].start == Start::Bare;
    (nominal(one) || nominal(other))
        && sorts
        && plural(one) == plural(other)
        && !apart(one)
        && !apart(other)
}

/// "Dara Venn is the ministry's spokeswoman", not denied, not merely possible.
fn predicate(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let tree = &scene.tree;
    let head = scene.head(mention);
    let verb = tree.head(head);
    if tree.dep(head) != "attr" || tree.quote(head).is_some() {
        return;
    }
    let is_plain = matches!(
        tree.lower(verb).as_str(),
        "is" | "was" | "are" | "were" | "became" | "'s" | "’s"
    ) && tree.child(verb, &["neg", "aux"]).is_none();
    let Some(subject) = tree
        .child(verb, &["nsubj"])
        .filter(|&subject| is_plain && subject < head)
        .and_then(|subject| scene.at_head(subject))
    else {
        return;
    };
    if scene.mentions[subject].kind == Kind::Name
        && scene.mentions[mention].kind == Kind::Nominal
        && describes(scene, subject, mention)
    {
        clusters.join(scene, mention, subject, Rule::PredicateNominative);
    }
}

/// "the captain, who": the noun that the clause hangs on.
fn relative(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let tree = &scene.tree;
    let word = scene.details[mention].words.first().map(String::as_str);
    if !matches!(word, Some("who" | "whom" | "whose" | "which" | "that")) {
        return;
    }
    let mut at = scene.head(mention);
    for _ in 0..4 {
        if tree.dep(at) == "relcl" {
            break;
        }
        at = tree.head(at);
    }
    let noun = tree.head(at);
    if tree.dep(at) != "relcl" || noun > scene.head(mention) {
        return;
    }
    let Some(antecedent) = scene.at_head(noun) else {
        return;
    };
    let person = scene.mentions[antecedent].sort == Some(Sort::Person);
    let fits = match word {
        Some("which") => !person,
        Some("that") | Some("whose") => true,
        _ => person || scene.mentions[antecedent].sort.is_none(),
    };
    if fits {
        clusters.join(scene, mention, antecedent, Rule::RelativePronoun);
    }
}
