//! What a list shows of an article.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::article::{Dated, dated};
use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;

/// An article without its text.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Card {
    /// See [`Article`](super::Article).
    pub id: String,
    /// The title; where there is none, how the text begins.
    pub title: String,
    /// See [`Article`](super::Article).
    pub outlet: Option<String>,
    /// See [`Article`](super::Article).
    pub published: Option<Dated>,
    /// See [`Article`](super::Article).
    pub language: Option<String>,
    /// See [`Article`](super::Article).
    pub story: Option<String>,
    /// See [`Article`](super::Article).
    pub family: Option<String>,
    /// See [`Article`](super::Article).
    pub capture: String,
}

impl Record for Card {
    const ARRAY: &'static str = "articles";
}

impl Read for Card {
    const SELECT: &'static str =
        "SELECT a.id, a.capture, a.outlet, a.language, a.published, a.published_from,
               ifnull(nullif(trim(a.title), ''), '“' || substr(a.text, 1, 60) || '…”') AS title,
               m.family, s.story
        FROM articles a
        LEFT JOIN family_members m ON m.article = a.id
        LEFT JOIN story_articles s ON s.article = a.id";
    // As in the report: by day, undated last.
    const ORDER: &'static str = "a.published IS NULL, substr(a.published, 1, 10), a.outlet IS NULL, a.outlet, a.title, a.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Dossier => "true",
            Within::Story(_) => "s.story = ?1",
            Within::Article(_) | Within::One(_) => "a.id = ?1",
            Within::Question(_) => {
                "a.id IN (SELECT c.article FROM position_claims p JOIN claims c ON c.id = p.claim
                 WHERE p.question = ?1)"
            }
            Within::Source(_) => {
                "a.id IN (SELECT c.article FROM names n
                 JOIN claims c ON c.article = n.article AND c.source_name = n.number
                 WHERE n.entity = ?1)"
            }
        })
    }

    fn read(row: &Row<'_>, _: &mut Texts<'_>) -> Outcome<Self> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            published: dated(row, "published", "published_from")?,
            language: row.get("language")?,
            story: row.get("story")?,
            family: row.get("family")?,
            capture: row.get("capture")?,
        })
    }
}
