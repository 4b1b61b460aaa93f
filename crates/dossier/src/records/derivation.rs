//! `derivations`.

use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::Serialize;

use super::article::{Upstream, upstream};
use super::read::Read;
use super::{Evidence, Record, Within};
use crate::error::{Fault, Outcome};
use crate::fields::range;
use crate::texts::Texts;

/// What an article (the child) has from another text (the parent).
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Derivation {
    /// Id of an article.
    pub child: String,
    /// Id of an article; `None` if it is not in the pile.
    pub parent: Option<String>,
    /// The outlet of a parent that is not in the pile.
    pub upstream: Option<String>,
    /// `copy`, `near_copy`, `excerpt`, `rewrite`, `translation` or `cites`.
    pub kind: String,
    /// `known`, or `unknown`: then child and parent are in the order of their ids.
    pub direction: String,
    /// How much of the child the parent accounts for, 0 to 1.
    pub strength: Option<f64>,
    /// Text of the child beside text of the parent.
    pub passages: Vec<Passage>,
    /// What shows the derivation and its direction.
    pub why: Vec<String>,
    /// Ids of the children of a parent that is not in the pile and that nobody names.
    pub unseen: Option<Vec<String>>,
    /// Where the child names the parent's outlet as its origin.
    pub credits: Vec<Upstream>,
}

/// Text of the child beside text of the parent.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Passage {
    /// In the child.
    pub child: Evidence,
    /// In the parent; `None` where that is not in the pile.
    pub parent: Option<Evidence>,
}

impl Record for Derivation {
    const ARRAY: &'static str = "derivations";
}

impl Read for Derivation {
    const SELECT: &'static str = "SELECT d.* FROM derivations d";
    const ORDER: &'static str = "d.number";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Dossier => "true",
            Within::Story(_) => {
                "d.number IN (
                 SELECT c.number FROM story_articles s JOIN derivations c ON c.child = s.article
                 WHERE s.story = ?1
                 UNION
                 SELECT p.number FROM story_articles s JOIN derivations p ON p.parent = s.article
                 WHERE s.story = ?1)"
            }
            Within::Article(_) => "(d.child = ?1 OR d.parent = ?1)",
            Within::Question(_) | Within::Source(_) | Within::One(_) => return None,
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let number: i64 = row.get("number")?;
        let child: String = row.get("child")?;
        let parent: Option<String> = row.get("parent")?;
        let conn = texts.conn();
        let reasons = "SELECT text FROM derivation_reasons WHERE derivation = ?1 ORDER BY number";
        Ok(Self {
            upstream: row.get("upstream")?,
            kind: row.get("kind")?,
            direction: row.get("direction")?,
            strength: row.get("strength")?,
            passages: passages(number, &child, parent.as_deref(), texts)?,
            why: super::strings(conn, reasons, &[&number])?,
            unseen: unseen(conn, row)?,
            credits: credits(number, &child, texts)?,
            child,
            parent,
        })
    }
}

fn passages(
    derivation: i64,
    child: &str,
    parent: Option<&str>,
    texts: &mut Texts<'_>,
) -> Outcome<Vec<Passage>> {
    let sql = "SELECT * FROM derivation_passages WHERE derivation = ?1 ORDER BY number";
    super::rows(texts.conn(), sql, &[&derivation], |row| {
        let nowhere = || Fault::damaged(format!("a passage of derivation {derivation} is nowhere"));
        let (start, end) = range(row, "child_start", "child_end")?.ok_or_else(nowhere)?;
        let of_parent = range(row, "parent_start", "parent_end")?;
        Ok(Passage {
            child: texts.evidence(child, start..end)?,
            parent: match parent.zip(of_parent) {
                Some((id, (start, end))) => Some(texts.evidence(id, start..end)?),
                None => None,
            },
        })
    })
}

/// The children of a text that is not here and that nobody names.
fn unseen(conn: &Connection, row: &Row<'_>) -> Outcome<Option<Vec<String>>> {
    let Some(number) = row.get::<_, Option<i64>>("unseen")? else {
        return Ok(None);
    };
    let sql = "SELECT article FROM unseen_children WHERE unseen = ?1 ORDER BY article";
    super::strings(conn, sql, &[&number]).map(Some)
}

/// The outlets that the child names and that lead to the derivation.
fn credits(derivation: i64, child: &str, texts: &mut Texts<'_>) -> Outcome<Vec<Upstream>> {
    let sql = "SELECT u.* FROM derivation_credits c
               JOIN upstreams u ON u.article = c.article AND u.number = c.number
               WHERE c.derivation = ?1 AND c.article = ?2 ORDER BY u.number";
    super::rows(texts.conn(), sql, &[&derivation, &child], |row| {
        upstream(row, &texts.get(child)?.offsets())
    })
}
