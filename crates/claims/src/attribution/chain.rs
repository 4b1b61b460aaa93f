//! Whose word a figure stands on: the attributions that cover it, from the inside out.

use std::ops::Range;

use super::{Act, Attributed, can_speak};
use crate::Document;
use crate::model::Status;

/// The chain by which the words at one token reached the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Attributed, anonymous, or nobody's.
    pub status: Status,
    /// The words that name the source; `None` where nobody is named.
    pub source: Option<Range<usize>>,
    /// The words that name the relays, nearest to the source first.
    pub via: Vec<Range<usize>>,
    /// The innermost cue.
    pub cue: Option<Range<usize>>,
    /// Its act.
    pub act: Option<Act>,
    /// The attributions, as indices of the list, innermost first.
    pub links: Vec<usize>,
}

/// On whose word what stands at `token` does, by those of `attributions` whose content the source
/// says to be so.
pub fn chain_at(document: &Document<'_>, attributions: &[Attributed], token: usize) -> Chain {
    // "A fire has claimed nine lives" puts nothing on the fire.
    let speaks = |it: &Attributed| it.source.is_empty() || can_speak(document, it);
    let covers = |it: &Attributed| {
        it.vouches && it.content.iter().any(|part| part.contains(&token)) && speaks(it)
    };
    let mut links: Vec<usize> = (0..attributions.len())
        .filter(|&at| covers(&attributions[at]))
        .collect();
    links.sort_by_key(|&at| {
        let it = &attributions[at];
        (extent(&it.content), std::cmp::Reverse(it.via.len()), at)
    });
    links.dedup_by_key(|at| {
        (
            attributions[*at].content.clone(),
            attributions[*at].source.clone(),
        )
    });
    let sourced = innermost(document, attributions, &links);
    let mut via: Vec<Range<usize>> = Vec::new();
    if let Some(innermost) = sourced {
        let mut named: Vec<Range<usize>> = speaker(&attributions[innermost]).into_iter().collect();
        for &at in links.iter().skip_while(|&&at| at != innermost) {
            let it = &attributions[at];
            let said = speaker(it).filter(|_| {
                at != innermost && it.status != Status::OwnVoice && is_said(document, it)
            });
            for relay in said.into_iter().chain(it.via.clone()) {
                if !named.iter().any(|other| is_same(document, other, &relay)) {
                    named.push(relay.clone());
                    via.push(relay);
                }
            }
        }
    }
    let first = sourced.map(|at| &attributions[at]);
    Chain {
        status: first.map_or(Status::Unattributed, |it| it.status),
        source: first
            .filter(|it| it.status != Status::OwnVoice)
            .and_then(speaker),
        via,
        cue: first.and_then(|it| it.cue.first().cloned()),
        act: first.map(|it| it.act),
        links,
    }
}

/// Who speaks: the one a document is from, the source, or those to whom it was reported where the
/// text names no other.
fn speaker(it: &Attributed) -> Option<Range<usize>> {
    let named = it.owner.as_ref().or(it.source.first());
    named.or(it.addressee.first()).cloned()
}

/// The link whose source the words stand on: the innermost that says so in a clause of its own.
/// What someone is only said to know, to have counted or found is the word of whoever says it.
fn innermost(
    document: &Document<'_>,
    attributions: &[Attributed],
    links: &[usize],
) -> Option<usize> {
    let said = |&at: &usize| is_said(document, &attributions[at]);
    let mut sourced = links
        .iter()
        .copied()
        .filter(|&at| speaker(&attributions[at]).is_some());
    let by_word = sourced.clone().find(said);
    by_word.or_else(|| sourced.next())
}

/// Whether the source says so in a clause of its own.
fn is_said(document: &Document<'_>, it: &Attributed) -> bool {
    !matches!(it.act, Act::Hold | Act::Learn) && is_clause(document, &it.content)
}

/// Whether the words hold a verb with its subject.
fn is_clause(document: &Document<'_>, content: &[Range<usize>]) -> bool {
    content.iter().any(|part| {
        part.clone().any(|at| {
            let token = document.annotated.token(at);
            matches!(token.dep(), "nsubj" | "nsubjpass" | "expl" | "csubj")
                && part.contains(&token.head().index)
        })
    })
}

fn extent(parts: &[Range<usize>]) -> usize {
    parts.iter().map(Range::len).sum()
}

/// Whether two spans name the same one, as far as coreference tells.
fn is_same(document: &Document<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let mention = |span: &Range<usize>| {
        document
            .coreference
            .mention_of(document.annotated, span.clone())
    };
    match (mention(one), mention(other)) {
        (Some(one), Some(other)) => document.coreference.chain_of(one).mentions.contains(&other),
        _ => one == other,
    }
}
