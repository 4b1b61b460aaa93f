//! What changed while text was copied, by article.

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::{Card, Drift, Saying, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::super::sentence::{Sentence, sentence};
use super::super::{Extent, Frame, Paging, story_title};
use super::room::{Room, keep};

/// What changed on the way from one article to another.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) child: Card,
    pub(crate) parent: Card,
    pub(crate) changes: Vec<Change>,
    /// Changes that are left out.
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

/// All changes of a story, page by page.
#[derive(Template, Serialize)]
#[template(path = "changes.html")]
pub(crate) struct ChangesPage {
    #[serde(skip)]
    pub(crate) frame: Frame,
    pub(crate) story: String,
    pub(crate) title: String,
    pub(crate) changes: Vec<Changed>,
    pub(crate) paging: Paging,
}

/// What changed in a story, by child, then parent; and how many pairs of them there is no room for.
pub(super) fn changes(
    shown: &Shown<'_>,
    story: &str,
    room: Room,
) -> Result<(Vec<Changed>, usize), Error> {
    let mut ways = shown.ways(story)?;
    let more = keep(&mut ways, room.ways);
    Ok((changed(shown, ways, room.changes)?, more))
}

impl ChangesPage {
    /// Page `number` of the changes of story `id`; `None` if there is no such story.
    pub(crate) fn of(dossier: &Dossier, id: &str, number: usize) -> Result<Option<Self>, Error> {
        let Some(title) = story_title(dossier, Some(id))? else {
            return Ok(None);
        };
        let (shown, number) = (Shown::whole(dossier), number.max(1));
        let ways = shown.ways(id)?;
        let address = |page: usize| format!("/story/{id}/changes?page={page}");
        let part = Extent::Page.slice(Within::Story(id), number);
        let all = ways.len();
        let ways = ways.into_iter().skip(part.skip);
        let ways = ways.take(part.limit.unwrap_or(all)).collect();
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            paging: Paging::of(all, number, address),
            changes: changed(&shown, ways, usize::MAX)?,
            story: id.to_owned(),
            title,
        }))
    }
}

fn changed(
    shown: &Shown<'_>,
    ways: Vec<(String, String)>,
    room: usize,
) -> Result<Vec<Changed>, Error> {
    let mut changed = Vec::new();
    for (child, parent) in ways {
        // The parent may be of another story.
        let ends = (shown.one::<Card>(&child)?, shown.one::<Card>(&parent)?);
        if let (Some(to), Some(from)) = ends {
            let mut changes = between(shown, &child, &parent)?;
            changed.push(Changed {
                more: keep(&mut changes, room),
                changes,
                child: to,
                parent: from,
            });
        }
    }
    Ok(changed)
}

/// The changes of one pair, in the order of the child's text; what is gone comes last.
fn between(shown: &Shown<'_>, child: &str, parent: &str) -> Result<Vec<Change>, Error> {
    /// Claim before, claim after, what changed.
    type Pair = (Saying, Option<Saying>, Vec<Chip>);
    let drifts = shown.drifts_between(child, parent)?;
    let claim = |id: &str| shown.sayings(Within::One(id)).map(|mut one| one.pop());
    let mut pairs: Vec<Pair> = Vec::new();
    for drift in &drifts {
        let same = |(from, to, _): &&mut Pair| {
            from.id == drift.from && to.as_ref().map(|to| &to.id) == drift.to.as_ref()
        };
        if let Some((_, _, chips)) = pairs.iter_mut().find(same) {
            chips.push(chip(drift));
        } else if let Some(from) = claim(&drift.from)? {
            let to = match &drift.to {
                Some(to) => claim(to)?,
                None => None,
            };
            pairs.push((from, to, vec![chip(drift)]));
        }
    }
    pairs.sort_by_key(|(from, to, _)| {
        let of_child = to.as_ref().map(|claim| claim.words.start);
        (of_child.is_none(), of_child, from.words.start)
    });
    let told = |claim: &Saying| (claim.id.clone(), sentence(claim));
    let changes = pairs.iter().map(|(from, to, drifts)| Change {
        drifts: drifts.clone(),
        before: told(from),
        after: to.as_ref().map(told),
    });
    Ok(changes.collect())
}

pub(crate) fn chip(drift: &Drift) -> Chip {
    Chip {
        kind: drift.kind.replace('_', " "),
        severity: drift.severity.clone(),
        why: drift.why.clone(),
    }
}
