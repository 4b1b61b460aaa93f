//! `restated/dossier/1`: keys in the contract's order, arrays sorted by id, one
//! record a line, written as it is read.

mod claims;
mod compared;
mod derivations;
mod entities;
mod headline;
mod pages;
mod said;

use std::io::Write;

use rusqlite::{Connection, ToSql};
use serde::{Serialize, Serializer};

use super::put;
use crate::Dossier;
use crate::error::{Fault, Outcome};

pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    let conn = &dossier.conn;
    put(out, b"{\"schema\":\"restated/dossier/1\"")?;
    array(out, "captures", |put| pages::captures(conn, put))?;
    array(out, "articles", |put| pages::articles(conn, put))?;
    array(out, "claims", |put| claims::claims(conn, put))?;
    array(out, "families", |put| compared::families(conn, put))?;
    array(out, "derivations", |put| {
        derivations::derivations(conn, put)
    })?;
    array(out, "stories", |put| compared::stories(conn, put))?;
    array(out, "questions", |put| compared::questions(conn, put))?;
    array(out, "drifts", |put| compared::drifts(conn, put))?;
    array(out, "entities", |put| entities::entities(conn, put))?;
    array(out, "doubtful", |put| derivations::doubtful(conn, put))?;
    put(out, b"\n}\n")
}

/// The first column of every row of `sql` about `of`.
fn strings(conn: &Connection, sql: &str, of: &[&dyn ToSql]) -> Outcome<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement
        .query_map(of, |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

/// Takes one record of an array.
type Put<'a> = &'a mut dyn FnMut(&dyn erased::Record) -> Outcome<()>;

/// `serde::Serialize` behind a reference to a trait object.
mod erased {
    pub(super) trait Record {
        fn line(&self) -> serde_json::Result<String>;
    }

    impl<T: serde::Serialize> Record for T {
        fn line(&self) -> serde_json::Result<String> {
            serde_json::to_string(self)
        }
    }
}

fn array(
    out: &mut dyn Write,
    name: &str,
    fill: impl FnOnce(Put<'_>) -> Outcome<()>,
) -> Outcome<()> {
    put(out, format!(",\n\"{name}\":[").as_bytes())?;
    let mut separator = "\n";
    fill(&mut |record| {
        let line = record.line().map_err(|error| Fault::Write(error.into()))?;
        put(out, separator.as_bytes())?;
        separator = ",\n";
        put(out, line.as_bytes())
    })?;
    put(out, if separator == "\n" { b"]" } else { b"\n]" })
}

/// A number without a fraction is written without one: 43, not 43.0.
#[derive(Clone, Copy)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is a f64.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written =
            serde_json::to_string(&[Number(43.0), Number(-2.0), Number(1.5), Number(1e300)]);
        assert_eq!(written.unwrap(), "[43,-2,1.5,1e+300]");
    }
}
