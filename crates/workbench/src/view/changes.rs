//! What changed while text was copied, by article.

use askama::Template;
use restated_dossier::records::{Card, Drift, Saying, Within};
use restated_dossier::{Dossier, Error};
use serde::Serialize;

use super::sentence::{Sentence, sentence};
use super::{Frame, Paging, ROWS};

/// Pairs of articles shown on a story's page.
const FEW: usize = 20;

/// What changed in a story, or the part of it that a page shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changes {
    /// By child, then parent.
    pub(crate) shown: Vec<Changed>,
    /// Pairs of articles that are not shown.
    pub(crate) left_out: usize,
}

/// What changed on the way from one article to another.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) child: Card,
    pub(crate) parent: Card,
    pub(crate) changes: Vec<Change>,
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

impl Changes {
    /// The first changes of a story.
    pub(crate) fn few(dossier: &Dossier, story: &str) -> Result<Self, Error> {
        let ways = ways(dossier, story)?;
        Ok(Self {
            left_out: ways.len().saturating_sub(FEW),
            shown: changed(dossier, ways.into_iter().take(FEW))?,
        })
    }

    /// How many pairs of articles there are.
    pub(crate) fn all(&self) -> usize {
        self.shown.len() + self.left_out
    }
}

impl ChangesPage {
    /// Page `number` of the changes of story `id`; `None` if there is no such story.
    pub(crate) fn of(dossier: &Dossier, id: &str, number: usize) -> Result<Option<Self>, Error> {
        let Some(title) = super::story_title(dossier, Some(id))? else {
            return Ok(None);
        };
        let ways = ways(dossier, id)?;
        let address = |page: usize| format!("/story/{id}/changes?page={page}");
        let skip = number.saturating_sub(1).saturating_mul(ROWS);
        Ok(Some(Self {
            frame: Frame::of(dossier, "stories"),
            paging: Paging::of(ways.len(), number.max(1), address),
            changes: changed(dossier, ways.into_iter().skip(skip).take(ROWS))?,
            story: id.to_owned(),
            title,
        }))
    }
}

/// Child and parent of each pair of articles between which anything changed.
fn ways(dossier: &Dossier, story: &str) -> Result<Vec<(String, String)>, Error> {
    dossier.rows(
        "SELECT DISTINCT d.article, c.article FROM story_articles s
         JOIN drifts d ON d.article = s.article JOIN claims c ON c.id = d.from_claim
         WHERE s.story = ?1 ORDER BY 1, 2",
        [story],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn changed(
    dossier: &Dossier,
    ways: impl Iterator<Item = (String, String)>,
) -> Result<Vec<Changed>, Error> {
    // The parent may be of another story.
    let card = |id: &str| {
        dossier
            .records::<Card>(Within::One(id))
            .map(|mut one| one.pop())
    };
    let mut changed = Vec::new();
    for (child, parent) in ways {
        if let (Some(to), Some(from)) = (card(&child)?, card(&parent)?) {
            changed.push(Changed {
                changes: between(dossier, &child, &parent)?,
                child: to,
                parent: from,
            });
        }
    }
    Ok(changed)
}

/// The changes of one pair, in the order of the child's text; what is gone comes last.
fn between(dossier: &Dossier, child: &str, parent: &str) -> Result<Vec<Change>, Error> {
    /// Claim before, claim after, what changed.
    type Pair = (Saying, Option<Saying>, Vec<Chip>);
    let drifts = dossier.rows(
        "SELECT d.from_claim, d.to_claim, d.kind, d.why, d.article, d.severity
         FROM drifts d JOIN claims c ON c.id = d.from_claim
         WHERE d.article = ?1 AND c.article = ?2
         ORDER BY d.from_claim, d.to_claim, d.kind",
        [child, parent],
        |row| {
            Ok(Drift {
                from: row.get(0)?,
                to: row.get(1)?,
                kind: row.get(2)?,
                why: row.get(3)?,
                article: row.get(4)?,
                severity: row.get(5)?,
            })
        },
    )?;
    let claim = |id: &str| dossier.sayings(Within::One(id)).map(|mut one| one.pop());
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
    let shown = |claim: &Saying| (claim.id.clone(), sentence(claim));
    let changes = pairs.iter().map(|(from, to, drifts)| Change {
        drifts: drifts.clone(),
        before: shown(from),
        after: to.as_ref().map(shown),
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
