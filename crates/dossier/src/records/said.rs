//! What claims of texts and of titles have in common: figure and attribution.

use restated_claims::{Act, Qualifier, Scope, Status};
use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::Number;
use crate::error::Outcome;
use crate::load;

/// A quantity as written.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Figure {
    /// "at least 43 people".
    pub text: String,
    /// The number that stands there.
    pub best: Option<Number>,
    /// Least that it allows.
    pub low: Option<Number>,
    /// Most that it allows.
    pub high: Option<Number>,
    /// How it is bounded.
    pub qualifier: Qualifier,
    /// `persons`, an ISO 4217 code, a UCUM code, `percent`, or a plain noun.
    pub unit: String,
    /// `killed`, `injured`, `missing`, …
    pub measure: String,
    /// Who or what is counted, as written.
    pub counted: Option<String>,
    /// The period of a rate, as written.
    pub per: Option<String>,
    /// Whether it counts since some start, or one incident, or is a rate.
    pub scope: Scope,
}

impl Figure {
    /// The same as the claims crate has it, without what it is a part of.
    pub fn plain(&self) -> restated_claims::Figure {
        let value = |number: Option<Number>| number.map(|Number(value)| value);
        restated_claims::Figure {
            text: self.text.clone(),
            best: value(self.best),
            low: value(self.low),
            high: value(self.high),
            qualifier: self.qualifier,
            unit: self.unit.clone(),
            measure: self.measure.clone(),
            counted: self.counted.clone(),
            per: self.per.clone(),
            scope: self.scope,
            part_of: None,
        }
    }
}

/// The figure in a row of `claims` or `headline_claims`.
pub(super) fn figure(row: &Row<'_>) -> Outcome<Option<Figure>> {
    let out = |figure: restated_claims::Figure| Figure {
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

/// On whose word something is said, and through whom.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Attribution {
    /// Whether anybody is named.
    pub status: Status,
    /// By the fullest name that the article gives.
    pub source: Option<String>,
    /// Whom the source is, of `entities`.
    pub source_id: Option<String>,
    /// Relays between source and outlet.
    pub via: Vec<String>,
    /// "told", "according to".
    pub cue: Option<String>,
    /// The words that name the source here: "he".
    pub as_written: Option<String>,
    /// What the cue does.
    pub act: Option<Act>,
}

/// The attribution in a row of `claims` or `headline_claims` that has `source_id` too.
pub(super) fn attribution(row: &Row<'_>) -> Outcome<Attribution> {
    let restated_claims::Attribution {
        status,
        source,
        via,
        cue,
        act,
        ..
    } = load::attribution(row)?;
    Ok(Attribution {
        status,
        source,
        source_id: row.get("source_id")?,
        via,
        cue,
        as_written: row.get("as_written")?,
        act,
    })
}
