//! `families`, `stories`, `questions` and `drifts`.

use rusqlite::Connection;
use serde::Serialize;

use super::{Number, Put, strings};
use crate::error::Outcome;
use crate::fields::from_json;

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
    story: String,
    text: String,
    measure: String,
    counted: Option<String>,
    positions: Vec<PositionOut>,
    origins: Vec<OriginOut>,
    relations: Vec<RelationOut>,
    founder: String,
    at_least: i64,
    why: Vec<String>,
    notes: Vec<NoteOut>,
    timeline: Vec<MomentOut>,
}

#[derive(Serialize)]
struct RelationOut {
    a: String,
    b: String,
    relation: String,
    why: String,
}

#[derive(Serialize)]
struct NoteOut {
    text: String,
    claims: Vec<String>,
}

#[derive(Serialize)]
struct MomentOut {
    date: Option<String>,
    dated: String,
    position: i64,
    first: bool,
    claims: Vec<String>,
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
    source_id: Option<String>,
    anonymous: bool,
    why: Vec<String>,
}

pub(super) fn questions(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT * FROM questions ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        put(&QuestionOut {
            positions: positions(conn, &id)?,
            origins: origins(conn, &id)?,
            story: row.get("story")?,
            text: row.get("text")?,
            measure: row.get("measure")?,
            counted: row.get("counted")?,
            relations: relations(conn, &id)?,
            founder: row.get("founder")?,
            at_least: row.get("at_least")?,
            why: strings(
                conn,
                "SELECT text FROM question_reasons WHERE question = ?1 ORDER BY number",
                &[&id],
            )?,
            notes: notes(conn, &id)?,
            timeline: timeline(conn, &id)?,
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
            source_id: row.get("entity")?,
            anonymous: row.get("anonymous")?,
            why: from_json(&row.get::<_, String>("why")?)?,
        });
    }
    Ok(origins)
}

fn relations(conn: &Connection, question: &str) -> Outcome<Vec<RelationOut>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM relations WHERE question = ?1 ORDER BY a, b")?;
    let rows = statement.query_map([question], |row| {
        Ok(RelationOut {
            a: row.get("a")?,
            b: row.get("b")?,
            relation: row.get("relation")?,
            why: row.get("why")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn notes(conn: &Connection, question: &str) -> Outcome<Vec<NoteOut>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM notes WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push(NoteOut {
            text: row.get("text")?,
            claims: from_json(&row.get::<_, String>("claims")?)?,
        });
    }
    Ok(notes)
}

fn timeline(conn: &Connection, question: &str) -> Outcome<Vec<MomentOut>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM moments WHERE question = ?1 ORDER BY number")?;
    let mut rows = statement.query([question])?;
    let mut moments = Vec::new();
    while let Some(row) = rows.next()? {
        moments.push(MomentOut {
            date: row.get("date")?,
            dated: row.get("dated")?,
            position: row.get("position")?,
            first: row.get("first")?,
            claims: from_json(&row.get::<_, String>("claims")?)?,
        });
    }
    Ok(moments)
}

#[derive(Serialize)]
struct StoryOut {
    id: String,
    title: Option<String>,
    articles: Vec<String>,
    from: Option<String>,
    to: Option<String>,
    founder: String,
    why: Vec<JoinedOut>,
}

#[derive(Serialize)]
struct JoinedOut {
    article: String,
    nearest: String,
    why: String,
}

pub(super) fn stories(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT * FROM stories ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let articles = "SELECT article FROM story_articles WHERE story = ?1 ORDER BY article";
        put(&StoryOut {
            title: row.get("title")?,
            articles: strings(conn, articles, &[&id])?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
            founder: row.get("founder")?,
            why: joined(conn, &id)?,
            id,
        })?;
    }
    Ok(())
}

fn joined(conn: &Connection, story: &str) -> Outcome<Vec<JoinedOut>> {
    let sql =
        "SELECT * FROM story_articles WHERE story = ?1 AND nearest IS NOT NULL ORDER BY article";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([story], |row| {
        Ok(JoinedOut {
            article: row.get("article")?,
            nearest: row.get("nearest")?,
            why: row.get("why")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[derive(Serialize)]
struct DriftOut {
    from: String,
    to: Option<String>,
    kind: String,
    why: String,
    article: String,
    severity: String,
}

pub(super) fn drifts(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let sql = "SELECT * FROM drifts ORDER BY from_claim, article, to_claim, kind";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        put(&DriftOut {
            from: row.get("from_claim")?,
            to: row.get("to_claim")?,
            kind: row.get("kind")?,
            why: row.get("why")?,
            article: row.get("article")?,
            severity: row.get("severity")?,
        })?;
    }
    Ok(())
}
