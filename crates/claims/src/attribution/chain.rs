//! Whose word a figure stands on: the attributions that cover it, from the inside out.

use std::ops::Range;

use super::{Act, Attributed};
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
    let covers =
        |it: &Attributed| it.vouches && it.content.iter().any(|part| part.contains(&token));
    let mut links: Vec<usize> = (0..attributions.len())
        .filter(|&at| covers(&attributions[at]))
        .collect();
    links.sort_by_key(|&at| (extent(&attributions[at].content), at));
    let sourced = links
        .iter()
        .copied()
        .find(|&at| !attributions[at].source.is_empty());
    let mut via: Vec<Range<usize>> = Vec::new();
    if let Some(innermost) = sourced {
        let mut named: Vec<Range<usize>> = vec![attributions[innermost].source[0].clone()];
        for &at in links.iter().skip_while(|&&at| at != innermost) {
            let it = &attributions[at];
            let sources = it.source.first().filter(|_| at != innermost);
            for relay in sources.into_iter().chain(&it.via) {
                if !named.iter().any(|other| is_same(document, other, relay)) {
                    named.push(relay.clone());
                    via.push(relay.clone());
                }
            }
        }
    }
    let first = sourced.map(|at| &attributions[at]);
    Chain {
        status: first.map_or(Status::Unattributed, |it| it.status),
        source: first.and_then(|it| it.source.first().cloned()),
        via,
        cue: first.and_then(|it| it.cue.first().cloned()),
        act: first.map(|it| it.act),
        links,
    }
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
