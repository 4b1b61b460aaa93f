//! `stories`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;

/// Articles about one real-world event.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Story {
    /// 's' and digits of the founder's capture: later captures do not change it.
    pub id: String,
    /// The title that stands for all.
    pub title: Option<String>,
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// The article published first.
    pub founder: String,
    /// Why each other article belongs to it.
    pub why: Vec<Joined>,
}

/// Why an article belongs to a story.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Joined {
    /// Id of the article.
    pub article: String,
    /// Id of the article of the story that is most like it.
    pub nearest: String,
    /// What both speak of.
    pub why: String,
}

impl Record for Story {
    const ARRAY: &'static str = "stories";
}

impl Read for Story {
    const SELECT: &'static str = "SELECT s.* FROM stories s";
    const ORDER: &'static str = "s.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Question(_) | Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Article(_) => "s.id = (SELECT story FROM story_articles WHERE article = ?1)",
            Within::Story(_) | Within::One(_) => "s.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let id: String = row.get("id")?;
        let conn = texts.conn();
        let members = "SELECT article FROM story_articles WHERE story = ?1 ORDER BY article";
        let joined = "SELECT * FROM story_articles WHERE story = ?1 AND nearest IS NOT NULL ORDER BY article";
        Ok(Self {
            title: row.get("title")?,
            articles: super::strings(conn, members, &[&id])?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
            founder: row.get("founder")?,
            why: super::rows(conn, joined, &[&id], |row| {
                Ok(Joined {
                    article: row.get("article")?,
                    nearest: row.get("nearest")?,
                    why: row.get("why")?,
                })
            })?,
            id,
        })
    }
}
