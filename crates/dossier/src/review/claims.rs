//! Decisions about claims, worked into the claims.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::Value;

use super::decision::{Decided, Decision};
use super::field::Field;
use crate::error::Outcome;
use crate::fields::{from_json, json};

/// What the decisions that stand say of one claim.
#[derive(Default)]
struct Said<'d> {
    /// The last decision, and what it made of the claim.
    state: &'static str,
    number: i64,
    fields: BTreeMap<Field, &'d Value>,
}

/// Puts every claim back to how it was read, then changes those that somebody corrected and marks
/// those that somebody looked at.
pub(crate) fn apply(conn: &Connection, standing: &[Decided]) -> Outcome<()> {
    restore(conn)?;
    let mut said: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    for decided in standing {
        let (claim, state) = match &decided.decision {
            Decision::Accept { claim } => (claim, "accepted"),
            Decision::Reject { claim } => (claim, "rejected"),
            Decision::Correct { claim, .. } => (claim, "corrected"),
            _ => continue,
        };
        let of_claim = said.entry(claim).or_default();
        (of_claim.state, of_claim.number) = (state, decided.number);
        if let Decision::Correct { fields, .. } = &decided.decision {
            of_claim
                .fields
                .extend(fields.iter().map(|(field, value)| (*field, value)));
        }
    }
    for (claim, said) in said {
        // A later version of the program may read the sentence otherwise: then there is no such
        // claim any more, and the decision stays in the log.
        if conn
            .prepare_cached("SELECT 1 FROM claims WHERE id = ?1")?
            .exists([claim])?
        {
            review(conn, claim, &said)?;
        }
    }
    Ok(())
}

fn review(conn: &Connection, claim: &str, said: &Said<'_>) -> Outcome<()> {
    let was = read(conn, claim, said.fields.keys().copied())?;
    conn.prepare_cached("INSERT INTO reviews VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![claim, said.state, said.number, json(&was)])?;
    let corrected = said
        .fields
        .iter()
        .map(|(field, value)| (*field, sql(value)));
    write(conn, claim, corrected)
}

/// The claims as they were read.
fn restore(conn: &Connection) -> Outcome<()> {
    let mut statement = conn.prepare_cached("SELECT claim, was FROM reviews ORDER BY claim")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let claim: String = row.get(0)?;
        let was: BTreeMap<Field, Value> = from_json(&row.get::<_, String>(1)?)?;
        write(
            conn,
            &claim,
            was.iter().map(|(field, value)| (*field, sql(value))),
        )?;
    }
    drop(rows);
    conn.execute("DELETE FROM reviews", [])?;
    Ok(())
}

/// What stands in some fields of a claim.
fn read(
    conn: &Connection,
    claim: &str,
    fields: impl Iterator<Item = Field>,
) -> Outcome<BTreeMap<Field, Value>> {
    let mut found = BTreeMap::new();
    for field in fields {
        let column = field.column();
        let value = conn
            .prepare_cached(&format!("SELECT {column} FROM claims WHERE id = ?1"))?
            .query_row([claim], |row| row.get::<_, Sql>(0))?;
        found.insert(field, plain(value, field)?);
    }
    Ok(found)
}

fn write(
    conn: &Connection,
    claim: &str,
    values: impl Iterator<Item = (Field, Sql)>,
) -> Outcome<()> {
    for (field, value) in values {
        let column = field.column();
        conn.prepare_cached(&format!("UPDATE claims SET {column} = ?2 WHERE id = ?1"))?
            .execute(params_from_iter([Sql::Text(claim.to_owned()), value]))?;
        if field == Field::Source {
            // Whom the article names so.
            conn.prepare_cached(
                "UPDATE claims SET source_name = (SELECT min(n.number) FROM names n
                 WHERE n.article = claims.article AND n.name = claims.source) WHERE id = ?1",
            )?
            .execute([claim])?;
        }
    }
    Ok(())
}

/// A value of JSON as a column has it.
fn sql(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Number(number) => number.as_f64().map_or(Sql::Null, Sql::Real),
        Value::String(text) => Sql::Text(text.clone()),
        other => Sql::Text(json(other)),
    }
}

/// The other way round.
fn plain(value: Sql, field: Field) -> Outcome<Value> {
    Ok(match value {
        Sql::Null | Sql::Blob(_) => Value::Null,
        Sql::Integer(number) => number.into(),
        Sql::Real(number) => number.into(),
        Sql::Text(text) if field == Field::Via => from_json(&text)?,
        Sql::Text(text) => Value::String(text),
    })
}
