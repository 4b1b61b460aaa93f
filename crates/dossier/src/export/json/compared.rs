//! `families` and `questions`.

use rusqlite::Connection;
use serde::Serialize;

use super::{Number, Put, strings};
use crate::error::Outcome;

#[derive(Serialize)]
struct FamilyOut {
    id: String,
    articles: Vec<String>,
}

pub(super) fn families(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT id FROM families ORDER BY id")?;
    for id in statement.query_map([], |row| row.get::<_, String>(0))? {
        let id = id?;
        let sql = "SELECT article FROM family_members WHERE family = ?1 ORDER BY article";
        let articles = strings(conn, sql, &[&id])?;
        put(&FamilyOut { id, articles })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct QuestionOut {
    id: String,
    story: Option<String>,
    text: String,
    measure: String,
    counted: Option<String>,
    positions: Vec<PositionOut>,
    origins: Vec<OriginOut>,
    relations: [(); 0],
}

#[derive(Serialize)]
struct PositionOut {
    best: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    claims: Vec<String>,
    articles: i64,
    families: i64,
    origins: i64,
}

#[derive(Serialize)]
struct OriginOut {
    id: String,
    source: Option<String>,
    claims: Vec<String>,
}

pub(super) fn questions(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement =
        conn.prepare("SELECT id, text, measure, counted FROM questions ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        put(&QuestionOut {
            positions: positions(conn, &id)?,
            origins: origins(conn, &id)?,
            story: None,
            text: row.get("text")?,
            measure: row.get("measure")?,
            counted: row.get("counted")?,
            relations: [],
            id,
        })?;
    }
    Ok(())
}

fn positions(conn: &Connection, question: &str) -> Outcome<Vec<PositionOut>> {
    let claims =
        "SELECT claim FROM position_claims WHERE question = ?1 AND position = ?2 ORDER BY claim";
    let mut statement =
        conn.prepare_cached("SELECT * FROM positions WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut positions = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        positions.push(PositionOut {
            best: row.get::<_, Option<f64>>("best")?.map(Number),
            low: row.get::<_, Option<f64>>("low")?.map(Number),
            high: row.get::<_, Option<f64>>("high")?.map(Number),
            claims: strings(conn, claims, &[&question, &number])?,
            articles: row.get("articles")?,
            families: row.get("families")?,
            origins: row.get("origins")?,
        });
    }
    Ok(positions)
}

fn origins(conn: &Connection, question: &str) -> Outcome<Vec<OriginOut>> {
    let claims =
        "SELECT claim FROM origin_claims WHERE question = ?1 AND origin = ?2 ORDER BY claim";
    let mut statement =
        conn.prepare_cached("SELECT * FROM origins WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut origins = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        origins.push(OriginOut {
            id: format!("o{number}"),
            source: row.get("source")?,
            claims: strings(conn, claims, &[&question, &number])?,
        });
    }
    Ok(origins)
}
