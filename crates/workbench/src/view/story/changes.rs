//! What changed while text was copied.

use std::collections::BTreeMap;

use restated_dossier::Error;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Claim, Drift, Within};
use serde::Serialize;

use super::super::sentence::{Sentence, sentence};
use super::room::{Room, keep};

/// What changed on the way from one article to another.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) child: Card,
    pub(crate) parent: Card,
    pub(crate) changes: Vec<Change>,
    /// Changes that are left out.
    #[serde(skip)]
    pub(crate) more: usize,
}

/// A claim before and after.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Change {
    pub(crate) drifts: Vec<Chip>,
    /// Claim and sentence of the parent.
    pub(crate) before: (String, Sentence),
    /// The same in the child; `None` where it is gone.
    pub(crate) after: Option<(String, Sentence)>,
}

/// A drift in two words, and in many.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chip {
    /// "qualifier added".
    pub(crate) kind: String,
    pub(crate) severity: String,
    pub(crate) why: String,
}

/// What changed, by child and parent. `claims` are those already read; others are added.
pub(super) fn changes(
    shown: &Shown<'_>,
    story: &str,
    claims: &mut BTreeMap<String, Claim>,
    room: Room,
) -> Result<Vec<Changed>, Error> {
    let drifts: Vec<Drift> = shown.records(Within::Story(story))?;
    for id in drifts
        .iter()
        .flat_map(|drift| [Some(&drift.from), drift.to.as_ref()])
    {
        if let Some(id) = id.filter(|id| !claims.contains_key(*id)) {
            let found: Option<Claim> = shown.one(id)?;
            claims.extend(found.map(|claim| (claim.id.clone(), claim)));
        }
    }
    /// Child, parent.
    type Way = (String, String);
    /// Claim before, claim after, what changed.
    type Pair<'c> = (&'c Claim, Option<&'c Claim>, Vec<Chip>);
    let mut ways: BTreeMap<Way, Vec<Pair<'_>>> = BTreeMap::new();
    for drift in &drifts {
        let Some(from) = claims.get(&drift.from) else {
            continue;
        };
        let to = drift.to.as_ref().and_then(|id| claims.get(id));
        let way = ways
            .entry((drift.article.clone(), from.article.clone()))
            .or_default();
        let id = |claim: Option<&Claim>| claim.map(|claim| claim.id.clone());
        let chip = chip(drift);
        match way
            .iter_mut()
            .find(|(was, has, _)| was.id == from.id && id(*has) == id(to))
        {
            Some((_, _, chips)) => chips.push(chip),
            None => way.push((from, to, vec![chip])),
        }
    }
    let mut changed = Vec::new();
    for ((child, parent), mut pairs) in ways {
        pairs.sort_by_key(|(from, to, _)| {
            let of_child = to.map(|claim| claim.span.start);
            (of_child.is_none(), of_child, from.span.start)
        });
        // The parent may be of another story.
        let ends = (shown.one::<Card>(&child)?, shown.one::<Card>(&parent)?);
        if let (Some(child), Some(parent)) = ends {
            let told = |claim: &Claim| (claim.id.clone(), sentence(claim));
            let more = keep(&mut pairs, room.changes);
            let changes = pairs.into_iter().map(|(from, to, drifts)| Change {
                drifts,
                before: told(from),
                after: to.map(told),
            });
            changed.push(Changed {
                child,
                parent,
                changes: changes.collect(),
                more,
            });
        }
    }
    Ok(changed)
}

pub(crate) fn chip(drift: &Drift) -> Chip {
    Chip {
        kind: drift.kind.replace('_', " "),
        severity: drift.severity.clone(),
        why: drift.why.clone(),
    }
}
