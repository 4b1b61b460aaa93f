//! Nominals: nouns for people, organisations and documents, and ages that
//! stand for people.

use std::ops::Range;

use crate::Pos;
use crate::coreference::lexicon::{lexicon, plain};
use crate::coreference::mention::{Gender, Kind, Mention, Number, Sort};
use crate::coreference::scene::{Detail, Start, Tree};

/// All nominals whose head is not part of a name.
pub(super) fn nominals(tree: &Tree<'_, '_>, taken: &[bool]) -> Vec<(Mention, Detail)> {
    (0..tree.doc.len())
        .filter(|&head| !taken[head])
        .filter_map(|head| nominal(tree, taken, head))
        .collect()
}

fn nominal(tree: &Tree<'_, '_>, taken: &[bool], head: usize) -> Option<(Mention, Detail)> {
    let token = tree.token(head);
    let age = age_in(tree, head);
    if matches!(tree.dep(head), "compound" | "nmod" | "npadvmod") {
        return None;
    }
    let lower = tree.lower(head);
    let unclear = matches!(
        lower.as_str(),
        "latter" | "former" | "other" | "others" | "one" | "another"
    );
    let noun = match token.pos() {
        _ if age.is_some() || unclear => lower.clone(),
        Pos::NOUN | Pos::PROPN => singular(token.lemma(), &lower),
        _ => return None,
    };
    if unclear && tree.dep(head) != "nsubj" {
        return None;
    }
    let lexicon = lexicon();
    let role = lexicon.role(&noun);
    let plural = matches!(token.tag(), "NNS" | "NNPS");
    let sort = if !plural && role.is_some() && lexicon.organisation(&noun).is_some() {
        None
    } else if role.is_some() || age.is_some() {
        Some(Sort::Person)
    } else if lexicon.organisation(&noun).is_some() {
        Some(Sort::Organisation)
    } else if lexicon.is_document(&noun) {
        Some(Sort::Document)
    } else if matches!(tree.dep(head), "nsubj" | "appos") || unclear {
        None
    } else {
        return None;
    };
    let number = match token.tag() {
        "NNS" | "NNPS" => Some(Number::Plural),
        "NN" | "NNP" if noun != "police" => Some(Number::Singular),
        _ if age.is_some() => Some(Number::Singular),
        _ => None,
    };
    let mut range = left_edge(tree, taken, head)..head + 1;
    let mut detail = Detail {
        roles: role.map(|_| noun.clone()).into_iter().collect(),
        noun,
        age: age.or_else(|| age_before(tree, range.clone())),
        apart: unclear,
        ..Detail::default()
    };
    begin(tree, head, &mut detail);
    // The tree may hang the article of "the 34-year-old" on a verb.
    let article = age.and_then(|_| article_before(tree, head));
    if let (Some(article), Start::Bare) = (article, detail.start) {
        detail.start = Start::Definite;
        range.start = article;
    }
    let gender = match role {
        Some(role) if number != Some(Number::Plural) => {
            role.gender.or_else(|| said_gender(&detail))
        }
        _ => None,
    };
    let mention = Mention {
        tokens: range,
        head,
        kind: Kind::Nominal,
        number,
        gender,
        sort,
        quoted: tree.quote(head).is_some(),
    };
    Some((mention, detail))
}

/// "woman" in "the woman minister", "female".
fn said_gender(detail: &Detail) -> Option<Gender> {
    detail
        .modifiers
        .iter()
        .find_map(|word| match word.as_str() {
            "female" | "woman" => Some(Gender::Feminine),
            "male" => Some(Gender::Masculine),
            _ => None,
        })
}

/// The model's lemma, or the word without its plural ending where the model
/// took a capitalised noun for a name.
fn singular(lemma: &str, lower: &str) -> String {
    let lemma = lemma.to_lowercase();
    let lexicon = lexicon();
    let known = |word: &str| lexicon.role(word).is_some() || lexicon.organisation(word).is_some();
    if lemma == lower
        && !known(&lemma)
        && let Some(stem) = lower.strip_suffix('s').filter(|stem| known(stem))
    {
        return stem.to_owned();
    }
    lemma
}

/// Reads what stands before the head: article, owner, modifiers.
fn begin(tree: &Tree<'_, '_>, head: usize, detail: &mut Detail) {
    for &child in tree.children(head).iter().filter(|&&child| child < head) {
        let lower = plain(tree.token(child).text());
        match tree.dep(child) {
            "det" | "predet" | "quantmod" => {
                detail.start = match lower.as_str() {
                    "the" | "this" | "that" | "these" | "those" | "both" => Start::Definite,
                    _ => Start::Indefinite,
                };
                detail.apart |= lower == "another";
            }
            "poss" => {
                detail.start = Start::Possessive;
                detail.owner = Some(child);
            }
            "nummod" => {
                if detail.start == Start::Bare {
                    detail.start = Start::Indefinite;
                }
                detail.count = Some(lower);
            }
            "amod" | "compound" | "nmod" => {
                detail.apart |= matches!(
                    lower.as_str(),
                    "other"
                        | "second"
                        | "third"
                        | "fourth"
                        | "fifth"
                        | "different"
                        | "separate"
                        | "latter"
                        | "former"
                        | "same"
                ) && (lower != "former" || tree.dep(child) == "det");
                if matches!(
                    lower.as_str(),
                    "several" | "many" | "some" | "most" | "more" | "few"
                ) && detail.start == Start::Bare
                {
                    detail.start = Start::Indefinite;
                }
                // "the Reform Party nominee"
                let inner = tree
                    .children(child)
                    .iter()
                    .take_while(|&&inner| inner < child);
                let words = inner
                    .filter(|&&inner| matches!(tree.dep(inner), "compound" | "amod" | "nmod"))
                    .map(|&inner| plain(tree.token(inner).text()));
                detail.modifiers.extend(words);
                detail.modifiers.push(lower);
            }
            _ => {}
        }
    }
}

/// First token of the noun phrase, up to its head.
fn left_edge(tree: &Tree<'_, '_>, taken: &[bool], head: usize) -> usize {
    let mut edge = head;
    let mut at = head;
    loop {
        let left = tree
            .children(at)
            .iter()
            .copied()
            .filter(|&child| child < at)
            .find(|&child| {
                tree.paragraph[child] == tree.paragraph[head]
                    && matches!(
                        tree.dep(child),
                        "det"
                            | "poss"
                            | "amod"
                            | "compound"
                            | "nummod"
                            | "nmod"
                            | "predet"
                            | "quantmod"
                    )
            });
        match left {
            Some(child) => {
                edge = edge.min(child);
                at = child;
            }
            None => break,
        }
    }
    // A name before the head is taken whole.
    while edge > 0
        && taken[edge]
        && taken[edge - 1]
        && tree.sentence[edge] == tree.sentence[edge - 1]
    {
        edge -= 1;
    }
    edge
}

/// The age that "34-year-old" gives, where this token is its "old".
fn age_in(tree: &Tree<'_, '_>, old: usize) -> Option<u32> {
    let text = &tree.doc.text[..tree.token(old).bytes().end];
    let before = text.strip_suffix("-year-old")?;
    let digits = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let age = before[digits..].parse().ok()?;
    // Before a noun it only says how old that one is.
    let narrows = matches!(
        tree.dep(old),
        "amod" | "compound" | "nmod" | "npadvmod" | "nummod"
    ) && matches!(tree.token(tree.head(old)).pos(), Pos::NOUN | Pos::PROPN);
    (!narrows).then_some(age)
}

/// The "the" before the word that ends with this token, hyphens included.
fn article_before(tree: &Tree<'_, '_>, end: usize) -> Option<usize> {
    let mut at = end;
    let joined = |at: usize| tree.token(at - 1).bytes().end == tree.token(at).bytes().start;
    while at > 0 && joined(at) {
        at -= 1;
    }
    let article = at.checked_sub(1)?;
    (tree.lower(article) == "the").then_some(article)
}

/// The age within "the 34-year-old lawyer".
pub(super) fn age_before(tree: &Tree<'_, '_>, tokens: Range<usize>) -> Option<u32> {
    let words = tree.doc.words(tokens);
    let (before, _) = words.split_once("-year-old")?;
    before
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}
