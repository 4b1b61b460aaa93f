//! `families`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;

/// Articles that share text.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Family {
    /// 't' and digits of a digest.
    pub id: String,
    /// Ids of its articles.
    pub articles: Vec<String>,
}

impl Record for Family {
    const ARRAY: &'static str = "families";
}

impl Read for Family {
    const SELECT: &'static str = "SELECT f.id FROM families f";
    const ORDER: &'static str = "f.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Question(_) | Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Story(_) => {
                "f.id IN (SELECT m.family FROM family_members m
                 JOIN story_articles s ON s.article = m.article WHERE s.story = ?1)"
            }
            Within::Article(_) => "f.id = (SELECT family FROM family_members WHERE article = ?1)",
            Within::One(_) => "f.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let id: String = row.get("id")?;
        let members = "SELECT article FROM family_members WHERE family = ?1 ORDER BY article";
        Ok(Self {
            articles: super::strings(texts.conn(), members, &[&id])?,
            id,
        })
    }
}
