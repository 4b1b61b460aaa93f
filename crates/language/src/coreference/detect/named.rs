//! Names: the entities of the model, put right by what surrounds them.

use std::ops::Range;

use super::nominal::age_before;
use super::settle::{Bearers, settle};
use super::spans::{
    WholeNames, completed, head_of, is_adjective, is_capitalised_preposition, is_common, parts,
    proper_noun_runs, split_title, swallow, trimmed,
};
use crate::Pos;
use crate::coreference::lexicon::{lexicon, plain};
use crate::coreference::mention::{Gender, Kind, Mention, Number, Sort};
use crate::coreference::names;
use crate::coreference::scene::{Detail, Tree};

/// All names; `taken` tells which tokens they, and the titles before them,
/// hold.
pub(super) fn names(tree: &Tree<'_, '_>, taken: &mut [bool]) -> Vec<(Mention, Detail)> {
    let mut spans = Vec::new();
    let mut other = vec![false; tree.doc.len()];
    for entity in &tree.doc.entities {
        let sort = match tree.doc.entity_type(entity) {
            "PERSON" | "PER" => Some(Sort::Person),
            "ORG" => Some(Sort::Organisation),
            "GPE" | "LOC" => Some(Sort::Place),
            "FAC" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "MISC" | "NORP" => None,
            _ => {
                other[entity.tokens.clone()].fill(true);
                continue;
            }
        };
        for span in parts(tree, entity.tokens.clone()) {
            let (whole, shown) = completed(tree, span);
            let sort = shown.or(sort);
            spans.push((whole, sort, tree.doc.entity_type(entity) == "NORP"));
        }
    }
    swallow(&mut spans);
    for (span, ..) in &spans {
        taken[span.clone()].fill(true);
    }
    for span in proper_noun_runs(tree, taken, &other) {
        let mut inner = span.clone().skip(1);
        let joined = inner.any(|at| is_capitalised_preposition(tree, at));
        spans.push((span, joined.then_some(Sort::Organisation), false));
    }
    let whole = WholeNames::new(tree, &spans).occurrences(tree);
    spans.extend(
        whole
            .into_iter()
            .map(|span| (span, Some(Sort::Organisation), false)),
    );
    swallow(&mut spans);
    for (span, ..) in &spans {
        taken[span.clone()].fill(true);
    }
    let mut found = Vec::new();
    for (span, sort, group) in spans {
        let (title, name) = split_title(tree, span.clone());
        let name = trimmed(tree, name.clone()).unwrap_or(name.start..name.start);
        if name.is_empty() || is_common(tree, &name) || is_adjective(tree, &name) {
            taken[span].fill(false);
            continue;
        }
        found.push(describe(tree, taken, title, name, (sort, group)));
    }
    settle(tree, &mut found);
    recall_surnames(tree, taken, &mut found);
    found
}

fn describe(
    tree: &Tree<'_, '_>,
    taken: &mut [bool],
    title: Range<usize>,
    name: Range<usize>,
    (sort, group): (Option<Sort>, bool),
) -> (Mention, Detail) {
    let title = title_before(tree, taken, title, name.start);
    taken[title.clone()].fill(true);
    let head = head_of(tree, &name);
    let words = names::words(tree.doc.words(name.clone()));
    let modifiers: Vec<String> = title
        .clone()
        .map(|at| plain(tree.token(at).text()))
        .collect();
    let roles: Vec<String> = modifiers
        .iter()
        .filter(|word| lexicon().role(word).is_some())
        .cloned()
        .collect();
    let courtesy = modifiers.iter().find_map(|word| lexicon().title(word));
    let given = words
        .first()
        .filter(|_| words.len() > 1)
        .and_then(|word| lexicon().given_name(word));
    let kind_word = words.last().is_some_and(|word| names::is_kind(word));
    // "its rival Halden Steel": a rival may be a firm.
    let decides =
        |role: &String| sort != Some(Sort::Organisation) || lexicon().organisation(role).is_none();
    let person = courtesy.is_some()
        || (roles.iter().any(decides) && !kind_word && sort != Some(Sort::Place))
        || (given.is_some() && !kind_word && words.len() < 5);
    let sort = if person && !kind_word {
        Some(Sort::Person)
    } else if sort == Some(Sort::Person) && words.len() > 1 && ends_as_club(&words) {
        Some(Sort::Organisation)
    } else {
        sort
    };
    let title_gender = courtesy.flatten();
    let role_gender = || roles.iter().find_map(|word| lexicon().role(word)?.gender);
    let gender: Option<Gender> = match sort {
        Some(Sort::Person) => title_gender.or_else(role_gender).or(given),
        _ => None,
    };
    let detail = Detail {
        age: age_before(tree, title.clone()).or_else(|| age_after(tree, name.end)),
        narrowing: matches!(tree.dep(head), "compound" | "nmod" | "amod"),
        words,
        modifiers,
        roles,
        ..Detail::default()
    };
    // "Republicans", "the Russians"
    let people = matches!(tree.token(head).tag(), "NNS" | "NNPS") && group;
    let sort = if people { Some(Sort::Person) } else { sort };
    let number = match sort {
        Some(Sort::Person) if people => Some(Number::Plural),
        Some(Sort::Person) => Some(Number::Singular),
        _ => None,
    };
    let mention = Mention {
        head,
        kind: Kind::Name,
        number,
        gender,
        sort,
        quoted: tree.quote(head).is_some(),
        tokens: name,
    };
    (mention, detail)
}

/// "Vale Rovers", "Corvin Airways": the model takes some for persons.
fn ends_as_club(words: &[String]) -> bool {
    words
        .last()
        .is_some_and(|word| lexicon().ends_organisations(word) || names::is_kind(word))
}

/// Walks left over the words that hang on the name: "former health minister".
fn title_before(
    tree: &Tree<'_, '_>,
    taken: &[bool],
    title: Range<usize>,
    name: usize,
) -> Range<usize> {
    let mut start = if title.is_empty() { name } else { title.start };
    while start > 0 && !taken[start - 1] && tree.sentence[start - 1] == tree.sentence[name] {
        let at = start - 1;
        let token = tree.token(at);
        let word = plain(token.text());
        let before =
            (token.pos() == Pos::NOUN || token.pos() == Pos::PROPN || token.pos() == Pos::ADJ)
                && matches!(tree.dep(at), "compound" | "amod" | "nmod")
                && tree.head(at) >= start;
        let within_age = (token.text() == "-" || word == "year" || token.pos() == Pos::NUM)
            && tree.lower(start) != ","
            && start < name
            && tree.doc.words(at..name).contains("-year-old")
            && token.bytes().end == tree.token(start).bytes().start;
        if !before && !within_age && lexicon().title(&word).is_none() {
            break;
        }
        start = at;
    }
    start..name
}

/// "Tran Thi Hoa, 34," or "aged 34".
fn age_after(tree: &Tree<'_, '_>, end: usize) -> Option<u32> {
    let word = |at: usize| (at < tree.doc.len()).then(|| tree.token(at).text());
    let number = match word(end)? {
        "," | "(" if word(end + 1)? == "aged" => end + 2,
        "," | "(" => end + 1,
        "aged" => end + 1,
        _ => return None,
    };
    let age: u32 = word(number)?.parse().ok()?;
    let closed = matches!(word(number + 1), Some("," | "." | ")" | ";")) || word(end)? == "aged";
    (closed && (1..120).contains(&age)).then_some(age)
}

/// Surnames that the model took for common nouns: "Tall said".
fn recall_surnames(tree: &Tree<'_, '_>, taken: &mut [bool], found: &mut Vec<(Mention, Detail)>) {
    let bearers = Bearers::new(found);
    for at in 0..tree.doc.len() {
        let token = tree.token(at);
        let word = plain(token.text());
        let open = !taken[at]
            && token.text().starts_with(char::is_uppercase)
            && matches!(
                token.pos(),
                Pos::NOUN | Pos::PROPN | Pos::ADJ | Pos::X | Pos::VERB
            )
            && matches!(
                token.dep(),
                "nsubj" | "nsubjpass" | "dobj" | "pobj" | "poss" | "conj"
            );
        if open && bearers.bear_surname(&word) {
            taken[at] = true;
            found.push(describe(
                tree,
                taken,
                at..at,
                at..at + 1,
                (Some(Sort::Person), false),
            ));
        }
    }
}
