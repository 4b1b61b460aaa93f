//! `entities`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Evidence, Record, Within};
use crate::error::{Fault, Outcome};
use crate::fields::range;
use crate::texts::Texts;

/// A person, an organisation or a place, by whatever name the articles call it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Entity {
    /// 'e' and digits of a digest.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// `person`, `organisation`, `government`, `place` or `other`.
    pub r#type: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// For each wording, the name's own among them, what shows that it means this entity.
    pub ties: Vec<Tie>,
}

/// What shows that a wording means an entity.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Tie {
    /// As written.
    pub alias: String,
    /// In words.
    pub why: String,
    /// Id of an article that has it.
    pub article: String,
    /// Where.
    pub evidence: Evidence,
}

impl Record for Entity {
    const ARRAY: &'static str = "entities";
}

impl Read for Entity {
    const SELECT: &'static str = "SELECT e.id, e.name, e.type FROM entities e";
    const ORDER: &'static str = "e.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Question(_) | Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Story(_) => {
                "e.id IN (SELECT n.entity FROM names n
                 JOIN story_articles s ON s.article = n.article WHERE s.story = ?1)"
            }
            Within::Article(_) => "e.id IN (SELECT entity FROM names WHERE article = ?1)",
            Within::One(_) => "e.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let (id, name): (String, String) = (row.get("id")?, row.get("name")?);
        let sql = "SELECT * FROM aliases WHERE entity = ?1 ORDER BY number";
        let ties = super::rows(texts.conn(), sql, &[&id], |row| tie(row, &id, texts))?;
        let aliases = ties.iter().map(|tie| &tie.alias);
        Ok(Self {
            aliases: aliases.filter(|alias| **alias != name).cloned().collect(),
            r#type: row.get("type")?,
            id,
            name,
            ties,
        })
    }
}

fn tie(row: &Row<'_>, entity: &str, texts: &mut Texts<'_>) -> Outcome<Tie> {
    let nowhere = || Fault::damaged(format!("a name of {entity} stands nowhere"));
    let article: String = row.get("article")?;
    let (start, end) = range(row, "text_start", "text_end")?.ok_or_else(nowhere)?;
    let bytes = range(row, "byte_start", "byte_end")?;
    let text = texts.get(&article)?;
    Ok(Tie {
        alias: row.get("text")?,
        why: row.get("why")?,
        evidence: Evidence::at(&text.offsets(), start..end, bytes).ok_or_else(nowhere)?,
        article,
    })
}
