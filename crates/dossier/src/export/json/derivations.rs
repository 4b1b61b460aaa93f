//! `derivations`, and `doubtful`: the pairs that may be some.

use std::ops::Range;

use rusqlite::{Connection, Row};
use serde::Serialize;

use super::Put;
use super::pages::{UpstreamOut, upstream};
use crate::error::{Fault, Outcome};
use crate::evidence::Evidence;
use crate::fields::range;
use crate::texts::{Text, Texts};
use crate::{Offsets, load};

#[derive(Serialize)]
struct DerivationOut<'a> {
    child: &'a str,
    parent: Option<&'a str>,
    upstream: Option<String>,
    kind: String,
    direction: String,
    strength: Option<f64>,
    passages: Vec<PassageOut<'a>>,
    why: Vec<String>,
    unseen: Option<Vec<String>>,
    credits: Vec<UpstreamOut<'a>>,
}

#[derive(Serialize)]
struct PassageOut<'a> {
    child: Evidence<'a>,
    /// Null where the parent is not in the pile.
    parent: Option<Evidence<'a>>,
}

pub(super) fn derivations(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut texts = Texts::of(conn);
    let mut statement = conn.prepare("SELECT * FROM derivations ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        let child: String = row.get("child")?;
        let parent: Option<String> = row.get("parent")?;
        let places = places(conn, number)?;
        // An edge that words alone state needs no text.
        let used = |id: &Option<String>| id.clone().filter(|_| !places.is_empty());
        let child_text = used(&Some(child.clone()))
            .map(|id| texts.get(&id))
            .transpose()?;
        let parent_text = used(&parent).map(|id| texts.get(&id)).transpose()?;
        let mut passages = Vec::new();
        for (of_child, of_parent) in places {
            passages.push(PassageOut {
                child: evidence(child_text.as_deref(), &child, of_child)?,
                parent: match (&parent, of_parent) {
                    (Some(id), Some(chars)) => Some(evidence(parent_text.as_deref(), id, chars)?),
                    _ => None,
                },
            });
        }
        let article = named(conn, number, &child)?;
        let text = Offsets::new(&article.text);
        put(&DerivationOut {
            child: &child,
            parent: parent.as_deref(),
            upstream: row.get("upstream")?,
            kind: row.get("kind")?,
            direction: row.get("direction")?,
            strength: row.get("strength")?,
            passages,
            why: reasons(conn, number)?,
            unseen: unseen(conn, row)?,
            credits: article
                .upstreams
                .iter()
                .map(|named| upstream(&text, named))
                .collect(),
        })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct DoubtOut {
    a: String,
    b: String,
}

pub(super) fn doubtful(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare("SELECT one, other FROM doubtful ORDER BY one, other")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        put(&DoubtOut {
            a: row.get("one")?,
            b: row.get("other")?,
        })?;
    }
    Ok(())
}

fn evidence<'t>(text: Option<&'t Text>, id: &str, chars: Range<usize>) -> Outcome<Evidence<'t>> {
    text.and_then(|text| text.evidence(chars.clone()))
        .ok_or_else(|| Fault::damaged(Texts::lost(id, &chars)))
}

/// Characters of the child, and of the parent if it is here.
type Place = (Range<usize>, Option<Range<usize>>);

fn places(conn: &Connection, derivation: i64) -> Outcome<Vec<Place>> {
    let sql = "SELECT * FROM derivation_passages WHERE derivation = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([derivation])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let nowhere = || Fault::damaged(format!("a passage of derivation {derivation} is nowhere"));
        let (start, end) = range(row, "child_start", "child_end")?.ok_or_else(nowhere)?;
        let parent = range(row, "parent_start", "parent_end")?;
        places.push((start..end, parent.map(|(start, end)| start..end)));
    }
    Ok(places)
}

fn reasons(conn: &Connection, derivation: i64) -> Outcome<Vec<String>> {
    let sql = "SELECT text FROM derivation_reasons WHERE derivation = ?1 ORDER BY number";
    super::strings(conn, sql, &[&derivation])
}

/// The children of a text that is not here and that nobody names.
fn unseen(conn: &Connection, row: &Row<'_>) -> Outcome<Option<Vec<String>>> {
    let Some(number) = row.get::<_, Option<i64>>("unseen")? else {
        return Ok(None);
    };
    let sql = "SELECT article FROM unseen_children WHERE unseen = ?1 ORDER BY article";
    super::strings(conn, sql, &[&number]).map(Some)
}

/// The child with those of its upstreams that lead to the derivation; empty if none does.
fn named(conn: &Connection, derivation: i64, child: &str) -> Outcome<restated_article::Article> {
    let sql = "SELECT number FROM derivation_credits WHERE derivation = ?1 AND article = ?2 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let numbers: Vec<i64> = statement
        .query_map((derivation, child), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if numbers.is_empty() {
        return Ok(restated_article::Article::default());
    }
    let mut article = load::article(conn, child)?;
    let mut number = 0..;
    article.upstreams.retain(|_| {
        number
            .next()
            .is_some_and(|number| numbers.contains(&number))
    });
    Ok(article)
}
