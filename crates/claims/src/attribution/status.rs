//! Whether a source is named.

use std::ops::Range;

use restated_language::{Kind, Pos};

use super::lexicon::LEXICON;
use super::scene::Scene;
use crate::model::Status;

/// The status of an attribution to `source`.
pub(super) fn of(scene: &Scene<'_, '_>, source: Option<&Range<usize>>) -> Status {
    let Some(source) = source else {
        return Status::Unattributed;
    };
    if is_writer(scene, source) {
        return Status::OwnVoice;
    }
    let head = head(scene, source);
    if is_named(scene, source) {
        return Status::Attributed;
    }
    if asks_anonymity(scene, head) {
        return Status::Anonymous;
    }
    if scene.token(head).pos() == Pos::PRON {
        return of_pronoun(scene, source);
    }
    of_noun(scene, source, head)
}

/// "A senior official" is nobody in particular; "health ministry officials" are the ministry.
fn of_noun(scene: &Scene<'_, '_>, source: &Range<usize>, head: usize) -> Status {
    let unnamed = LEXICON.is_anonymous(&scene.lemma(head));
    let modifier = source
        .clone()
        .any(|at| scene.head(at) == head && LEXICON.is_anonymous(&format!("{}+", scene.lower(at))));
    let single = scene
        .child(head, &["det", "nummod"])
        .is_some_and(|word| matches!(scene.lower(word).as_str(), "a" | "an" | "one" | "another"));
    let institution = scene.names_in(source).any(|(_, kind)| kind == "ORG")
        || source.clone().any(|at| {
            at != head && scene.head(at) == head && LEXICON.is_institution(&scene.lemma(at))
                || scene.dep(at) == "pobj" && LEXICON.is_institution(&scene.lemma(at))
        });
    // "Court sources": whoever they are, they are not the court.
    let sources = scene.lemma(head) == "source";
    if sources || modifier || (unnamed && (single || !institution)) {
        Status::Anonymous
    } else {
        Status::Attributed
    }
}

/// A pronoun is as named as the one it goes back to.
fn of_pronoun(scene: &Scene<'_, '_>, source: &Range<usize>) -> Status {
    let coreference = &scene.document.coreference;
    let Some(mention) = coreference.mention_of(scene.doc, source.clone()) else {
        return Status::Attributed;
    };
    let best = &coreference.mentions[coreference.chain_of(mention).representative];
    match best.kind {
        Kind::Nominal if !is_named(scene, &best.tokens) => {
            if asks_anonymity(scene, best.head) {
                return Status::Anonymous;
            }
            of_noun(scene, &best.tokens, best.head)
        }
        _ => Status::Attributed,
    }
}

/// "I", "we" outside quoted words, "this report": the writer.
fn is_writer(scene: &Scene<'_, '_>, source: &Range<usize>) -> bool {
    if scene.quote(source.start).is_some() {
        return false;
    }
    let mine = source.len() == 1 && matches!(scene.lower(source.start).as_str(), "i" | "we");
    let top = head(scene, source);
    // Not "a report seen by this newspaper".
    let here = source.clone().any(|at| {
        scene.is(at, "this")
            && scene.dep(at) == "det"
            && is_of(scene, scene.head(at), top)
            && matches!(
                scene.lemma(scene.head(at)).as_str(),
                "report"
                    | "article"
                    | "story"
                    | "newspaper"
                    | "page"
                    | "blog"
                    | "column"
                    | "reporter"
            )
    });
    mine || here
}

/// Whether a noun is the head of a phrase, or hangs on it other than by a clause.
fn is_of(scene: &Scene<'_, '_>, mut noun: usize, top: usize) -> bool {
    while noun != top && scene.head(noun) != noun {
        if matches!(scene.dep(noun), "acl" | "relcl" | "agent") {
            return false;
        }
        noun = scene.head(noun);
    }
    noun == top
}

fn head(scene: &Scene<'_, '_>, source: &Range<usize>) -> usize {
    source
        .clone()
        .find(|&at| !source.contains(&scene.head(at)) || scene.head(at) == at)
        .unwrap_or(source.start)
}

/// Whether the phrase names a person, or an institution at its head.
fn is_named(scene: &Scene<'_, '_>, source: &Range<usize>) -> bool {
    let head = head(scene, source);
    // "A Reyes aide", "an aide to Reyes" are somebody else.
    let person = scene.names_in(source).any(|(name, kind)| {
        kind == "PERSON"
            && name
                .clone()
                .any(|at| at == head || scene.head(at) == head && scene.dep(at) == "appos")
    });
    let proper = scene.token(head).pos() == Pos::PROPN
        && scene.token(head).text().starts_with(char::is_uppercase)
        && !LEXICON.is_anonymous(&scene.lemma(head));
    person || proper
}

/// "…, who asked not to be named", "…, who gave no name", "…, speaking on condition of anonymity".
fn asks_anonymity(scene: &Scene<'_, '_>, head: usize) -> bool {
    let verb = scene.head(head);
    let mut clauses: Vec<_> = scene
        .children(head)
        .iter()
        .filter(|&&child| matches!(scene.dep(child), "relcl" | "acl" | "advcl"))
        .collect();
    clauses.extend(
        scene
            .children(verb)
            .iter()
            .filter(|&&child| scene.dep(child) == "advcl"),
    );
    clauses.into_iter().any(|&clause| {
        scene
            .subtree(clause)
            .any(|at| match scene.lower(at).as_str() {
                "anonymity" | "anonymously" => true,
                "named" | "identified" | "name" | "identity" => {
                    scene.subtree(clause).any(|before| {
                        before < at
                            && matches!(
                                scene.lower(before).as_str(),
                                "not"
                                    | "neither"
                                    | "n't"
                                    | "n’t"
                                    | "no"
                                    | "without"
                                    | "declined"
                                    | "declining"
                                    | "refused"
                                    | "refusing"
                                    | "withheld"
                            )
                    })
                }
                _ => false,
            })
    })
}
