//! `derivations`: so far, those that a text itself states.

use rusqlite::Connection;
use serde::Serialize;

use super::Put;
use super::pages::{UpstreamOut, upstream};
use crate::error::{Fault, Outcome};
use crate::{Offsets, load};

#[derive(Serialize)]
struct DerivationOut<'a> {
    child: &'a str,
    parent: Option<String>,
    upstream: Option<&'a str>,
    kind: &'static str,
    direction: &'static str,
    /// The share of the child's text that the parent holds; null where the parent is unseen.
    strength: Option<f64>,
    passages: Vec<PassageOut<'a>>,
    why: Vec<String>,
}

#[derive(Serialize)]
struct PassageOut<'a> {
    /// Where the child names its origin.
    child: UpstreamOut<'a>,
    parent: Option<()>,
}

pub(super) fn derivations(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let sql = "SELECT article, number, parent, strength FROM credits
               ORDER BY article, ifnull(parent, ''), number";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (child, number): (String, i64) = (row.get(0)?, row.get(1)?);
        let parent: Option<String> = row.get(2)?;
        let article = load::article(conn, &child)?;
        let text = Offsets::new(&article.text);
        let named = usize::try_from(number)
            .ok()
            .and_then(|number| article.upstreams.get(number))
            .ok_or_else(|| Fault::damaged(format!("a credit of {child} names nobody")))?;
        let why = match &parent {
            Some(_) => format!(
                "the text names {}, whose article shares text with it",
                named.name
            ),
            None => format!("the text names {}", named.name),
        };
        put(&DerivationOut {
            child: &child,
            upstream: parent.is_none().then_some(&named.name),
            parent,
            kind: "cites",
            direction: "known",
            strength: row.get(3)?,
            passages: vec![PassageOut {
                child: upstream(&text, named),
                parent: None,
            }],
            why: vec![why],
        })?;
    }
    Ok(())
}
