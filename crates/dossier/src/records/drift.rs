//! `drifts`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;
use crate::{Dossier, Error};

/// What changed between a parent's claim and the same claim in a derived article.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Drift {
    /// Id of the parent's claim.
    pub from: String,
    /// Id of the same claim in the derived article; `None` where it is gone.
    pub to: Option<String>,
    /// `value_changed`, `qualifier_added`, …: see `EXPORT.md`.
    pub kind: String,
    /// In words.
    pub why: String,
    /// Id of the derived article.
    pub article: String,
    /// `minor`, `notable` or `serious`.
    pub severity: String,
}

impl Record for Drift {
    const ARRAY: &'static str = "drifts";
}

impl Read for Drift {
    const SELECT: &'static str = "SELECT d.* FROM drifts d";
    const ORDER: &'static str = "d.from_claim, d.article, d.to_claim, d.kind";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Dossier => "true",
            Within::Story(_) => {
                "d.article IN (SELECT s.article FROM story_articles s WHERE s.story = ?1)"
            }
            Within::Article(_) => {
                "(d.article = ?1 OR d.from_claim IN (SELECT id FROM claims WHERE article = ?1))"
            }
            Within::Question(_) | Within::Source(_) | Within::One(_) => return None,
        })
    }

    fn read(row: &Row<'_>, _: &mut Texts<'_>) -> Outcome<Self> {
        Ok(drift(row)?)
    }
}

fn drift(row: &Row<'_>) -> rusqlite::Result<Drift> {
    Ok(Drift {
        from: row.get("from_claim")?,
        to: row.get("to_claim")?,
        kind: row.get("kind")?,
        why: row.get("why")?,
        article: row.get("article")?,
        severity: row.get("severity")?,
    })
}

impl Dossier {
    /// Child and parent of each pair of articles between which anything changed, of the children
    /// that are of a story, in the order of their ids.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn ways(&self, story: &str) -> Result<Vec<(String, String)>, Error> {
        self.rows(
            "SELECT DISTINCT d.article, c.article FROM story_articles s
             JOIN drifts d ON d.article = s.article JOIN claims c ON c.id = d.from_claim
             WHERE s.story = ?1 ORDER BY 1, 2",
            [story],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// What changed on the way from one article to another.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn drifts_between(&self, child: &str, parent: &str) -> Result<Vec<Drift>, Error> {
        self.rows(
            "SELECT d.* FROM drifts d JOIN claims c ON c.id = d.from_claim
             WHERE d.article = ?1 AND c.article = ?2
             ORDER BY d.from_claim, d.to_claim, d.kind",
            [child, parent],
            drift,
        )
    }
}
