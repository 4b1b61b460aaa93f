//! The decisions in the file, to which lines are only added.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::decision::{Decided, Decision};
use crate::error::Outcome;
use crate::fields::{from_json, json};

/// Every decision, first to last.
pub(crate) fn all(conn: &Connection) -> Outcome<Vec<Decided>> {
    let sql = "SELECT number, at, author, note, what FROM decisions ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut decided = Vec::new();
    while let Some(row) = rows.next()? {
        decided.push(Decided {
            number: row.get("number")?,
            at: row.get("at")?,
            author: row.get("author")?,
            note: row.get("note")?,
            decision: from_json(&row.get::<_, String>("what")?)?,
            stands: true,
        });
    }
    // From the last to the first: what is undone by something that is undone itself stands.
    let mut undone = BTreeSet::new();
    for one in decided.iter_mut().rev() {
        one.stands = !undone.contains(&one.number);
        if let (Decision::Undo { decision }, true) = (&one.decision, one.stands) {
            undone.insert(*decision);
        }
    }
    Ok(decided)
}

/// The decisions that stand, first to last.
pub(crate) fn standing(conn: &Connection) -> Outcome<Vec<Decided>> {
    let mut decided = all(conn)?;
    decided.retain(|one| one.stands);
    Ok(decided)
}

pub(super) fn append(
    conn: &Connection,
    decision: &Decision,
    author: &str,
    note: &str,
    at: &str,
) -> Outcome<i64> {
    conn.prepare_cached("INSERT INTO decisions (at, author, note, what) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![at, author, note, json(decision)])?;
    Ok(conn.last_insert_rowid())
}
