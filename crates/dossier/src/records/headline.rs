//! `articles[].headline`: what the title claims, beside what the text does.

use restated_claims::{Difference, Modality, Polarity, Time};
use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::Serialize;

use super::said::{Attribution, Figure, attribution, figure};
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, range, value};
use crate::{Offsets, load};

/// A claim of the title; its fields mean what they mean in [`Claim`](super::Claim).
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Headline {
    /// See [`Claim`](super::Claim).
    pub kind: String,
    /// The words of the title.
    pub span: InTitle,
    /// See [`Claim`](super::Claim).
    pub figure: Option<Figure>,
    /// See [`Claim`](super::Claim).
    pub attribution: Attribution,
    /// See [`Claim`](super::Claim).
    pub time: Option<Time>,
    /// See [`Claim`](super::Claim).
    pub place: Option<String>,
    /// See [`Claim`](super::Claim).
    pub hedges: Vec<String>,
    /// See [`Claim`](super::Claim).
    pub polarity: Polarity,
    /// See [`Claim`](super::Claim).
    pub modality: Modality,
    /// The claim of the text that it says again.
    pub restates: Option<String>,
    /// In what it differs from that.
    pub differs: Vec<Difference>,
}

/// A slice of the title, counted in Unicode scalar values.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct InTitle {
    /// The words.
    pub exact: String,
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

/// What the title of article `id` claims.
pub(super) fn headline(conn: &Connection, id: &str, title: Option<&str>) -> Outcome<Vec<Headline>> {
    let title = Offsets::new(title.unwrap_or_default());
    let sql = "SELECT h.*, n.entity AS source_id FROM headline_claims h
               LEFT JOIN names n ON n.article = h.article AND n.number = h.source_name
               WHERE h.article = ?1 ORDER BY h.number";
    super::rows(conn, sql, &[&id], |row| claim(row, id, &title))
}

fn claim(row: &Row<'_>, id: &str, title: &Offsets<'_>) -> Outcome<Headline> {
    let lost = || Fault::damaged(format!("a claim stands outside the title of article {id}"));
    let (start, end) = range(row, "words_start", "words_end")?.ok_or_else(lost)?;
    let exact = title.slice(&(start..end)).ok_or_else(lost)?.to_owned();
    Ok(Headline {
        kind: row.get("kind")?,
        span: InTitle { exact, start, end },
        figure: figure(row)?,
        attribution: attribution(row)?,
        time: load::time(row)?,
        place: row.get("place")?,
        hedges: from_json(&row.get::<_, String>("hedges")?)?,
        polarity: value(&row.get::<_, String>("polarity")?)?,
        modality: value(&row.get::<_, String>("modality")?)?,
        restates: row.get("restates")?,
        differs: from_json(&row.get::<_, String>("differs")?)?,
    })
}
