//! `questions`, with their answers.

use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Number, Record, Within, strings};
use crate::error::Outcome;
use crate::fields::from_json;
use crate::texts::Texts;

/// What several claims of one story answer.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Question {
    /// Cut from the claim that it is known by.
    pub id: String,
    /// Id of the story.
    pub story: String,
    /// "How many people were killed?"
    pub text: String,
    /// What is measured.
    pub measure: String,
    /// Who or what is counted.
    pub counted: Option<String>,
    /// The answers, by value.
    pub positions: Vec<Position>,
    /// Where the claims ultimately come from, as far as the texts show. Their number is an upper
    /// bound: they are not shown to depend on one another.
    pub origins: Vec<Origin>,
    /// How two claims stand to each other.
    pub relations: Vec<Relation>,
    /// The claim of the article published first.
    pub founder: String,
    /// So many independent origins are left if everything that may depend on another does.
    pub at_least: i64,
    /// Why claims that are put otherwise answer it.
    pub why: Vec<String>,
    /// What is consistent with what, without any text saying so.
    pub notes: Vec<Note>,
    /// The answers in time.
    pub timeline: Vec<Moment>,
}

/// One answer.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Position {
    /// The number that is given.
    pub best: Option<Number>,
    /// Least that is allowed.
    pub low: Option<Number>,
    /// Most that is allowed.
    pub high: Option<Number>,
    /// Ids of the claims that give it.
    pub claims: Vec<String>,
    /// How many articles give it.
    pub articles: i64,
    /// How many texts these are, copies counted once.
    pub families: i64,
    /// At most so many origins not shown to depend on one another.
    pub origins: i64,
}

/// Where claims come from.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Origin {
    /// Within the question.
    pub id: String,
    /// Who is named; `None` where nobody is.
    pub source: Option<String>,
    /// Ids of the claims.
    pub claims: Vec<String>,
    /// Who that is, of `entities`.
    pub source_id: Option<String>,
    /// Whether it is a source that no text names.
    pub anonymous: bool,
    /// What ties the claims.
    pub why: Vec<String>,
}

/// How two claims stand to each other.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Relation {
    /// The lesser id.
    pub a: String,
    /// The other.
    pub b: String,
    /// `agree`, `compatible`, `differ`, `updated` or `not_comparable`.
    pub relation: String,
    /// In words.
    pub why: String,
}

/// What is consistent with what. Never a claim.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Note {
    /// In words.
    pub text: String,
    /// Ids of the claims it speaks of.
    pub claims: Vec<String>,
}

/// An answer at some time.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Moment {
    /// EDTF.
    pub date: Option<String>,
    /// `as_of`, `published` or `undated`.
    pub dated: String,
    /// Number of the position, from 1.
    pub position: i64,
    /// Whether nobody in the pile gives the answer earlier.
    pub first: bool,
    /// Ids of the claims.
    pub claims: Vec<String>,
}

impl Record for Question {
    const ARRAY: &'static str = "questions";
}

impl Read for Question {
    const SELECT: &'static str = "SELECT q.* FROM questions q";
    const ORDER: &'static str = "q.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Story(_) => "q.story = ?1",
            Within::Article(_) => {
                "q.id IN (SELECT p.question FROM position_claims p
                 JOIN claims c ON c.id = p.claim WHERE c.article = ?1)"
            }
            Within::Question(_) | Within::One(_) => "q.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let id: String = row.get("id")?;
        let conn = texts.conn();
        let reasons = "SELECT text FROM question_reasons WHERE question = ?1 ORDER BY number";
        Ok(Self {
            positions: positions(conn, &id)?,
            origins: origins(conn, &id)?,
            story: row.get("story")?,
            text: row.get("text")?,
            measure: row.get("measure")?,
            counted: row.get("counted")?,
            relations: relations(conn, &id)?,
            founder: row.get("founder")?,
            at_least: row.get("at_least")?,
            why: strings(conn, reasons, &[&id])?,
            notes: notes(conn, &id)?,
            timeline: timeline(conn, &id)?,
            id,
        })
    }
}

fn positions(conn: &Connection, question: &str) -> Outcome<Vec<Position>> {
    let claims =
        "SELECT claim FROM position_claims WHERE question = ?1 AND position = ?2 ORDER BY claim";
    let sql = "SELECT * FROM positions WHERE question = ?1 ORDER BY number";
    super::rows(conn, sql, &[&question], |row| {
        let number: i64 = row.get("number")?;
        Ok(Position {
            best: row.get::<_, Option<f64>>("best")?.map(Number),
            low: row.get::<_, Option<f64>>("low")?.map(Number),
            high: row.get::<_, Option<f64>>("high")?.map(Number),
            claims: strings(conn, claims, &[&question, &number])?,
            articles: row.get("articles")?,
            families: row.get("families")?,
            origins: row.get("origins")?,
        })
    })
}

fn origins(conn: &Connection, question: &str) -> Outcome<Vec<Origin>> {
    let claims =
        "SELECT claim FROM origin_claims WHERE question = ?1 AND origin = ?2 ORDER BY claim";
    let sql = "SELECT * FROM origins WHERE question = ?1 ORDER BY number";
    super::rows(conn, sql, &[&question], |row| {
        let number: i64 = row.get("number")?;
        Ok(Origin {
            id: format!("o{number}"),
            source: row.get("source")?,
            claims: strings(conn, claims, &[&question, &number])?,
            source_id: row.get("entity")?,
            anonymous: row.get("anonymous")?,
            why: list(row, "why")?,
        })
    })
}

fn relations(conn: &Connection, question: &str) -> Outcome<Vec<Relation>> {
    let sql = "SELECT * FROM relations WHERE question = ?1 ORDER BY a, b";
    super::rows(conn, sql, &[&question], |row| {
        Ok(Relation {
            a: row.get("a")?,
            b: row.get("b")?,
            relation: row.get("relation")?,
            why: row.get("why")?,
        })
    })
}

fn notes(conn: &Connection, question: &str) -> Outcome<Vec<Note>> {
    let sql = "SELECT * FROM notes WHERE question = ?1 ORDER BY number";
    super::rows(conn, sql, &[&question], |row| {
        Ok(Note {
            text: row.get("text")?,
            claims: list(row, "claims")?,
        })
    })
}

fn timeline(conn: &Connection, question: &str) -> Outcome<Vec<Moment>> {
    let sql = "SELECT * FROM moments WHERE question = ?1 ORDER BY number";
    super::rows(conn, sql, &[&question], |row| {
        Ok(Moment {
            date: row.get("date")?,
            dated: row.get("dated")?,
            position: row.get("position")?,
            first: row.get("first")?,
            claims: list(row, "claims")?,
        })
    })
}

fn list(row: &Row<'_>, column: &str) -> Outcome<Vec<String>> {
    from_json(&row.get::<_, String>(column)?)
}
