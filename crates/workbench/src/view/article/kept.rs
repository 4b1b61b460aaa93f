//! The capture that an article was read in.

use restated_dossier::records::Capture;
use restated_dossier::{Dossier, Error};
use serde::Serialize;

/// What is known of a capture.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Kept {
    #[serde(flatten)]
    pub(crate) capture: Capture,
    /// Where its main text begins and ends, in bytes.
    pub(crate) main: Option<(i64, i64)>,
}

impl Kept {
    pub(super) fn of(dossier: &Dossier, capture: Capture) -> Result<Self, Error> {
        let sql = "SELECT min(r.value ->> 2), max((r.value ->> 2) + (r.value ->> 3))
                   FROM byte_maps m, json_each(m.runs) r WHERE m.article = ?1";
        let main = dossier.rows(sql, [&capture.article], |row| {
            let ends: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
            Ok(ends.0.zip(ends.1))
        })?;
        Ok(Self {
            main: main.first().copied().flatten(),
            capture,
        })
    }
}

/// All places of a capture, also where there is one: path, address, and when it was captured.
pub(crate) fn places(one: &Capture) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let mut places: Vec<_> = one
        .places
        .iter()
        .map(|place| {
            (
                place.path.as_str(),
                place.url.as_deref(),
                place.captured_at.as_deref(),
            )
        })
        .collect();
    if places.is_empty() {
        places.push((&one.path, one.url.as_deref(), one.captured_at.as_deref()));
    }
    places
}
