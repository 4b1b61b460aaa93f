//! `articles[].headline`: what the title claims, beside what the text does.

use restated_claims::{Difference, Time};
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::said::{AttributionOut, FigureOut, attribution, figure};
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, range};
use crate::{Offsets, load};

#[derive(Serialize)]
pub(super) struct HeadlineOut<'a> {
    kind: String,
    span: InTitle<'a>,
    figure: Option<FigureOut>,
    attribution: AttributionOut,
    time: Option<Time>,
    place: Option<String>,
    hedges: Vec<String>,
    polarity: String,
    modality: String,
    /// The claim of the text that it says again.
    restates: Option<String>,
    /// In what it differs from that.
    differs: Vec<Difference>,
}

/// A slice of the title, counted in Unicode scalar values.
#[derive(Serialize)]
struct InTitle<'a> {
    exact: &'a str,
    start: usize,
    end: usize,
}

/// What the title of article `id` claims.
pub(super) fn headline<'a>(
    conn: &Connection,
    id: &str,
    title: Option<&'a str>,
) -> Outcome<Vec<HeadlineOut<'a>>> {
    let title = Offsets::new(title.unwrap_or_default());
    let mut statement = conn.prepare_cached(
        "SELECT h.*, n.entity AS source_id FROM headline_claims h
         LEFT JOIN names n ON n.article = h.article AND n.number = h.source_name
         WHERE h.article = ?1 ORDER BY h.number",
    )?;
    let mut rows = statement.query([id])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(claim(row, id, &title)?);
    }
    Ok(claims)
}

fn claim<'a>(row: &Row<'_>, id: &str, title: &Offsets<'a>) -> Outcome<HeadlineOut<'a>> {
    let lost = || Fault::damaged(format!("a claim stands outside the title of article {id}"));
    let (start, end) = range(row, "words_start", "words_end")?.ok_or_else(lost)?;
    let exact = title.slice(&(start..end)).ok_or_else(lost)?;
    Ok(HeadlineOut {
        kind: row.get("kind")?,
        span: InTitle { exact, start, end },
        figure: figure(row)?,
        attribution: attribution(row)?,
        time: load::time(row)?,
        place: row.get("place")?,
        hedges: from_json(&row.get::<_, String>("hedges")?)?,
        polarity: row.get("polarity")?,
        modality: row.get("modality")?,
        restates: row.get("restates")?,
        differs: from_json(&row.get::<_, String>("differs")?)?,
    })
}
