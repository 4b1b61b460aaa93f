//! `drifts`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;

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
        Ok(Self {
            from: row.get("from_claim")?,
            to: row.get("to_claim")?,
            kind: row.get("kind")?,
            why: row.get("why")?,
            article: row.get("article")?,
            severity: row.get("severity")?,
        })
    }
}
