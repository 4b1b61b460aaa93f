//! Attributions of a unit: each cue with its source and the words it reports.

use std::ops::Range;

use super::cue::{Kind, cues, parts};
use super::scene::{Item, Scene};
use super::set_phrase::{before, behind};
use super::verb::verb;
use crate::attribution::Attributed;

/// Most items between the start of a clause and its verb that are looked at for the source.
const REACH: usize = 30;

/// Where a cue's parts stand, in items of the unit.
pub(super) struct Tie {
    pub(super) source: Option<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) addressee: Vec<Range<usize>>,
}

/// Appends the attributions of a unit.
pub(super) fn unit(scene: &Scene<'_>, unit: usize, found: &mut Vec<Attributed>) {
    let items = &scene.units[unit].items;
    let first = found.len();
    let all = cues(scene, items);
    for (i, cue) in all.iter().enumerate() {
        let until = all[i + 1..]
            .iter()
            .filter(|next| matches!(next.kind, Kind::Verb { .. }))
            .map(|next| clause_start(scene, items, next.at))
            // A verb of the first clause that is reported belongs to what is reported.
            .find(|&start| start > clause_end(scene, items, cue.at) + 1)
            .unwrap_or(items.len());
        let tie = match cue.kind {
            Kind::Verb { takes_object } => verb(scene, items, cue, takes_object, until),
            Kind::Behind { words } => behind(scene, items, cue.at, words),
            Kind::Before => before(scene, items, cue.at),
        };
        let Some(mut tie) = tie else { continue };
        // "… und fügte hinzu": the same as before.
        if tie.source.is_none() {
            tie.source = found[first..]
                .last()
                .and_then(|last| last.source.first().cloned());
        }
        if tie.content.is_empty() || tie.source.is_none() {
            continue;
        }
        found.push(Attributed {
            status: scene.status(tie.source.as_ref()),
            vouches: true,
            source: tie.source.into_iter().collect(),
            cue: cue.tokens.clone(),
            content: tie.content,
            addressee: tie.addressee,
            act: cue.act,
            owner: None,
            via: Vec::new(),
        });
    }
}

/// The first item of the clause that item `at` stands in.
pub(super) fn clause_start(scene: &Scene<'_>, items: &[Item], at: usize) -> usize {
    (at.saturating_sub(REACH)..at)
        .rev()
        .find(|&i| parts(scene, items, i))
        .map_or(at.saturating_sub(REACH), |i| i + 1)
}

/// One behind the last item of the clause that item `at` stands in.
pub(super) fn clause_end(scene: &Scene<'_>, items: &[Item], at: usize) -> usize {
    (at..items.len())
        .find(|&i| parts(scene, items, i))
        .unwrap_or(items.len())
}

pub(super) fn token(items: &[Item], at: usize) -> Option<usize> {
    match items.get(at)? {
        Item::Word(token) => Some(*token),
        Item::Quote(_) => None,
    }
}

/// One behind the last token before the next quote or the unit's end, from item `at` on.
pub(super) fn words_end(items: &[Item], at: usize) -> usize {
    let mut end = token(items, at).unwrap_or_default();
    for item in &items[at..] {
        match item {
            Item::Word(token) => end = token + 1,
            Item::Quote(_) => break,
        }
    }
    end
}

/// The tokens of items `from..to`.
pub(super) fn tokens(
    scene: &Scene<'_>,
    items: &[Item],
    range: Range<usize>,
) -> Option<Range<usize>> {
    let items = items.get(range)?;
    let start = match items.first()? {
        Item::Word(token) => *token,
        Item::Quote(quote) => scene.quotes[*quote].outer.start,
    };
    let end = match items.last()? {
        Item::Word(token) => token + 1,
        Item::Quote(quote) => scene.quotes[*quote].outer.end,
    };
    scene.trimmed(start..end)
}

/// The unit without items `from..to`.
pub(super) fn around(
    scene: &Scene<'_>,
    items: &[Item],
    from: usize,
    to: usize,
) -> Vec<Range<usize>> {
    if let [Item::Quote(quote), ..] = items[..from] {
        return vec![scene.quotes[quote].inner.clone()];
    }
    [0..from, to..items.len()]
        .into_iter()
        .filter_map(|range| tokens(scene, items, range))
        .collect()
}
