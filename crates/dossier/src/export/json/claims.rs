//! `claims`.

use restated_claims::Time;
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::Put;
use super::said::{AttributionOut, FigureOut, attribution, figure};
use crate::error::{Fault, Outcome};
use crate::evidence::Evidence;
use crate::fields::{from_json, range};
use crate::{Offsets, load};

#[derive(Serialize)]
struct ClaimOut<'a> {
    id: String,
    article: &'a str,
    kind: String,
    evidence: Evidence<'a>,
    span: Evidence<'a>,
    repeats: Vec<Evidence<'a>>,
    caveats: Vec<Evidence<'a>>,
    figure: Option<PartOut>,
    attribution: AttributionOut,
    time: Option<Time>,
    place: Option<String>,
    hedges: Vec<String>,
    polarity: String,
    modality: String,
}

/// A figure, and the claim whose figure it is a part of.
#[derive(Serialize)]
struct PartOut {
    #[serde(flatten)]
    figure: FigureOut,
    part_of: Option<String>,
}

pub(super) fn claims(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let mut statement = conn.prepare(
        "SELECT c.*, n.entity AS source_id FROM claims c
         LEFT JOIN names n ON n.article = c.article AND n.number = c.source_name ORDER BY c.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let article: String = row.get("article")?;
        let text: String = conn
            .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
            .query_row([&article], |row| row.get(0))?;
        put(&claim(conn, row, &article, &Offsets::new(&text))?)?;
    }
    Ok(())
}

fn claim<'a>(
    conn: &Connection,
    row: &Row<'_>,
    article: &'a str,
    text: &Offsets<'a>,
) -> Outcome<ClaimOut<'a>> {
    let id: String = row.get("id")?;
    let lost = || Fault::damaged(format!("claim {id} stands outside article {article}"));
    let evidence = |row: &Row<'_>, what: &str, bytes| -> Outcome<Evidence<'a>> {
        let chars = range(row, &format!("{what}_start"), &format!("{what}_end"))?;
        let (start, end) = chars.ok_or_else(lost)?;
        Evidence::at(text, start..end, bytes).ok_or_else(lost)
    };
    let sentences = |table: &str| -> Outcome<Vec<Evidence<'a>>> {
        let sql = format!("SELECT * FROM {table} WHERE claim = ?1 ORDER BY number");
        let mut statement = conn.prepare_cached(&sql)?;
        let mut places = statement.query([&id])?;
        let mut found = Vec::new();
        while let Some(place) = places.next()? {
            let bytes = range(place, "byte_start", "byte_end")?;
            found.push(evidence(place, "sentence", bytes)?);
        }
        Ok(found)
    };
    let (repeats, caveats) = (sentences("claim_repeats")?, sentences("caveats")?);
    let part_of = row.get("part_of")?;
    Ok(ClaimOut {
        article,
        kind: row.get("kind")?,
        evidence: evidence(
            row,
            "sentence",
            range(row, "sentence_byte_start", "sentence_byte_end")?,
        )?,
        span: evidence(
            row,
            "words",
            range(row, "words_byte_start", "words_byte_end")?,
        )?,
        repeats,
        caveats,
        figure: figure(row)?.map(|figure| PartOut { figure, part_of }),
        attribution: attribution(row)?,
        time: load::time(row)?,
        place: row.get("place")?,
        hedges: from_json(&row.get::<_, String>("hedges")?)?,
        polarity: row.get("polarity")?,
        modality: row.get("modality")?,
        id,
    })
}
