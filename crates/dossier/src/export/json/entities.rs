//! `entities`.

use rusqlite::Connection;
use serde::Serialize;

use super::Put;
use crate::Offsets;
use crate::error::{Fault, Outcome};
use crate::evidence::Evidence;
use crate::fields::range;

#[derive(Serialize)]
struct EntityOut<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'a str,
    aliases: Vec<&'a str>,
    /// For each wording, the name's own among them, what shows that it means this entity.
    ties: Vec<TieOut<'a>>,
}

#[derive(Serialize)]
struct TieOut<'a> {
    alias: &'a str,
    why: &'a str,
    article: &'a str,
    evidence: Evidence<'a>,
}

/// A row of `aliases`.
struct Alias {
    wording: String,
    why: String,
    article: String,
    text: String,
    chars: (usize, usize),
    bytes: Option<(usize, usize)>,
}

pub(super) fn entities(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT id, name, type FROM entities ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name, sort): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let aliases = aliases(conn, &id)?;
        let texts: Vec<Offsets<'_>> = aliases.iter().map(|a| Offsets::new(&a.text)).collect();
        let mut ties = Vec::new();
        for (alias, text) in aliases.iter().zip(&texts) {
            let evidence = Evidence::at(text, alias.chars.0..alias.chars.1, alias.bytes)
                .ok_or_else(|| Fault::damaged(format!("a name of {id} stands nowhere")))?;
            ties.push(TieOut {
                alias: &alias.wording,
                why: &alias.why,
                article: &alias.article,
                evidence,
            });
        }
        let others = aliases.iter().map(|alias| alias.wording.as_str());
        put(&EntityOut {
            id: &id,
            name: &name,
            r#type: &sort,
            aliases: others.filter(|alias| *alias != name).collect(),
            ties,
        })?;
    }
    Ok(())
}

fn aliases(conn: &Connection, entity: &str) -> Outcome<Vec<Alias>> {
    let sql = "SELECT l.*, a.text AS whole FROM aliases l JOIN articles a ON a.id = l.article
               WHERE l.entity = ?1 ORDER BY l.number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([entity])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let nowhere = || Fault::damaged(format!("a name of {entity} stands nowhere"));
        found.push(Alias {
            wording: row.get("text")?,
            why: row.get("why")?,
            article: row.get("article")?,
            text: row.get("whole")?,
            chars: range(row, "text_start", "text_end")?.ok_or_else(nowhere)?,
            bytes: range(row, "byte_start", "byte_end")?,
        });
    }
    Ok(found)
}
