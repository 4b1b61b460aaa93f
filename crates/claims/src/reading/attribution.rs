//! On whose word a claim stands, from the attributions that cover it.

use std::ops::Range;

use restated_language::{Pos, Sort};

use crate::Document;
use crate::attribution::{Attributed, Chain, Readings, chain_at, reads};
use crate::entity::name_of_source;
use crate::model::{Attribution, Status};
use crate::stance::head_of;

/// The attribution of the figure at `token`, and the attributions it is made of, innermost first:
/// what the rules know of it, or else what the network adds.
pub(super) fn of_figure<'d>(
    document: &Document<'_>,
    readings: &'d Readings,
    token: usize,
) -> (Attribution, Vec<&'d Attributed>) {
    let ruled = attribution(document, &readings.ruled, token);
    if ruled.0.status == Status::Unattributed {
        attribution(document, &readings.all, token)
    } else {
        ruled
    }
}

/// The attribution of what stands at `token`, and the attributions it is made of, innermost
/// first.
pub(super) fn attribution<'d>(
    document: &Document<'_>,
    attributions: &'d [Attributed],
    token: usize,
) -> (Attribution, Vec<&'d Attributed>) {
    let Chain {
        status,
        source,
        via,
        cue,
        act,
        links,
    } = chain_at(document, attributions, token);
    let annotated = document.annotated;
    let name = |tokens: &Range<usize>| {
        let named = named(document, tokens);
        if is_of_another(document, &named) {
            return Some(annotated.words(named).to_owned());
        }
        name_of_source(document, std::slice::from_ref(&named)).map(|name| name.text)
    };
    let attribution = Attribution {
        status,
        source: source.as_ref().and_then(name),
        source_span: source.map(|tokens| annotated.bytes(tokens)),
        via: via.iter().filter_map(name).collect(),
        cue: cue.map(|tokens| annotated.words(tokens).to_owned()),
        act,
    };
    (
        attribution,
        links.into_iter().map(|link| &attributions[link]).collect(),
    )
}

/// Whether the only mention among the words is of a thing or place beside their head: "recent reports
/// from Orlia's coast" are not Orlia.
fn is_of_another(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let annotated = document.annotated;
    let coreference = &document.coreference;
    let head = head_of(annotated, tokens).filter(|head| head.pos() == Pos::NOUN);
    let mention = coreference.mention_of(annotated, tokens.clone());
    head.zip(mention).is_some_and(|(head, mention)| {
        let mention = &coreference.mentions[mention];
        mention.sort == Some(Sort::Place)
            && !mention.tokens.contains(&head.index)
            && mention.head > head.index
    })
}

/// The name of "its regional secretary, Lena Halsen,", or all of `tokens` where there is none.
fn named(document: &Document<'_>, tokens: &Range<usize>) -> Range<usize> {
    let annotated = document.annotated;
    let tokens = &without_readers(document, without_case(document, tokens));
    let proper = |at: usize| annotated.token(at).pos() == Pos::PROPN;
    let head = head_of(annotated, tokens).map(|head| head.index);
    let apposed = head.filter(|&head| !proper(head)).and_then(|head| {
        annotated
            .token(head)
            .children()
            .find(|child| child.dep() == "appos" && tokens.contains(&child.index))
            .filter(|child| proper(child.index))
    });
    let Some(apposed) = apposed else {
        return tokens.clone();
    };
    let mut name = apposed.index..apposed.index + 1;
    while name.start > tokens.start && proper(name.start - 1) {
        name.start -= 1;
    }
    while name.end < tokens.end && proper(name.end) {
        name.end += 1;
    }
    name
}

/// "the army" of "the army's claim that".
fn without_case(document: &Document<'_>, tokens: &Range<usize>) -> Range<usize> {
    let last = tokens.end.saturating_sub(1);
    let case = tokens.len() > 1 && document.annotated.token(last).dep() == "case";
    tokens.start..tokens.end - usize::from(case)
}

/// "a casualty list" of "a casualty list seen by the Herald".
fn without_readers(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let annotated = document.annotated;
    let read = head_of(annotated, &tokens).and_then(|head| {
        let mut clauses = head.children().filter(|child| child.dep() == "acl");
        clauses.find(|clause| clause.index > head.index && reads(clause.lemma()))
    });
    let end = read.map_or(tokens.end, |clause| clause.subtree().start.min(tokens.end));
    tokens.start..end.max(tokens.start + 1).min(tokens.end)
}
