//! Sieve 3: constructions that say themselves that two mentions are one.

use super::Rule;
use super::clusters::Clusters;
use super::mention::{Kind, Number, Sort};
use super::scene::{Scene, Start};
use crate::Pos;

/// Links by apposition, premodifying role, copula and relative pronoun.
pub(super) fn link(scene: &Scene<'_, '_>, clusters: &mut Clusters) {
    for mention in 0..scene.mentions.len() {
        match scene.mentions[mention].kind {
            Kind::Pronoun => relative(scene, clusters, mention),
            _ => {
                apposition(scene, clusters, mention);
                predicate(scene, clusters, mention);
                naming(scene, clusters, mention);
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

/// Verbs by which somebody gets a name, by form.
const NAMES: &[&str] = &["identified", "named", "called", "known", "gave", "gives"];

/// What may stand between such a verb and the name, besides words that say where.
const NAMED_BY: &[&str] = &[
    "as",
    "by",
    "with",
    "his",
    "her",
    "their",
    "its",
    "the",
    "a",
    "only",
    "just",
    "first",
    "last",
    "given",
    "family",
    "middle",
    "full",
    "name",
    "surname",
    "nickname",
    "pseudonym",
    "initials",
    "initial",
];

/// "The driver, identified only by his last name, Dal", "a man named Dal".
fn naming(scene: &Scene<'_, '_>, clusters: &mut Clusters, mention: usize) {
    let tree = &scene.tree;
    let name = &scene.mentions[mention];
    if name.kind != Kind::Name {
        return;
    }
    let way_up = std::iter::successors(Some(name.head), |&at| Some(tree.head(at)));
    let Some(verb) = way_up
        .take(5)
        .find(|&at| NAMES.contains(&tree.lower(at).as_str()))
        .filter(|&verb| verb < name.head)
    else {
        return;
    };
    let links = (verb + 1..name.tokens.start).all(|at| {
        NAMED_BY.contains(&tree.lower(at).as_str())
            || matches!(tree.token(at).pos(), Pos::ADV | Pos::PUNCT)
    });
    let Some(somebody) = scene.at_head(tree.head(verb)) else {
        return;
    };
    let nominal = &scene.mentions[somebody];
    let said_of = matches!(tree.dep(verb), "acl" | "relcl")
        && nominal.kind == Kind::Nominal
        && nominal.sort == Some(Sort::Person)
        && nominal.number != Some(Number::Plural)
        && nominal.head < verb;
    // What kind of name "Dal" is, a model cannot tell; the words around it do.
    if links && said_of {
        clusters.join_across_sorts(scene, mention, somebody, Rule::Naming);
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
