//! What claims of texts and of titles have in common: figure and attribution.

use restated_claims::{Act, Attribution, Figure, Qualifier, Scope, Status};
use rusqlite::Row;
use serde::Serialize;

use super::Number;
use crate::error::Outcome;
use crate::load;

#[derive(Serialize)]
pub(super) struct FigureOut {
    text: String,
    best: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    qualifier: Qualifier,
    unit: String,
    measure: String,
    counted: Option<String>,
    per: Option<String>,
    scope: Scope,
}

/// The figure in a row of `claims` or `headline_claims`.
pub(super) fn figure(row: &Row<'_>) -> Outcome<Option<FigureOut>> {
    let out = |figure: Figure| FigureOut {
        text: figure.text,
        best: figure.best.map(Number),
        low: figure.low.map(Number),
        high: figure.high.map(Number),
        qualifier: figure.qualifier,
        unit: figure.unit,
        measure: figure.measure,
        counted: figure.counted,
        per: figure.per,
        scope: figure.scope,
    };
    Ok(load::figure(row)?.map(out))
}

#[derive(Serialize)]
pub(super) struct AttributionOut {
    status: Status,
    source: Option<String>,
    /// Whom the source is, of `entities`.
    source_id: Option<String>,
    via: Vec<String>,
    cue: Option<String>,
    /// The words that name the source here: "he".
    as_written: Option<String>,
    act: Option<Act>,
}

/// The attribution in a row of `claims` or `headline_claims` that has `source_id` too.
pub(super) fn attribution(row: &Row<'_>) -> Outcome<AttributionOut> {
    let Attribution {
        status,
        source,
        via,
        cue,
        act,
        ..
    } = load::attribution(row)?;
    Ok(AttributionOut {
        status,
        source,
        source_id: row.get("source_id")?,
        via,
        cue,
        as_written: row.get("as_written")?,
        act,
    })
}
