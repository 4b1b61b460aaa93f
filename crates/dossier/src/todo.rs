//! Which results are missing or out of date.
//!
//! What is out of date is found by comparing, for every stored capture, the
//! versions of the stages and the place it is read from with what its result
//! was made of. So a killed build, a new version and a new place need no care
//! of their own.

use restated_capture::CaptureId;
use rusqlite::Row;

use crate::error::{Fault, Outcome};
use crate::load::Found;
use crate::{Dossier, Stages};

/// What is to be done with one capture.
#[derive(Clone, Copy)]
pub(crate) struct Todo {
    pub(crate) capture: CaptureId,
    /// The article must be read, and with it all that follows.
    pub(crate) article: bool,
    pub(crate) claims: bool,
    pub(crate) record: bool,
}

/// What is to be done, by capture.
pub(crate) fn todo(dossier: &Dossier, stages: &dyn Stages) -> Outcome<Vec<Todo>> {
    let sql = "SELECT p.capture, p.path, p.url, p.captured_at, p.declared, p.media_type, p.format,
                      p.charset, a.article, a.claims, a.record, a.terms
               FROM places p LEFT JOIN analyses a ON a.capture = p.capture ORDER BY p.capture";
    let mut statement = dossier.conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut todo = Vec::new();
    let mut current: Option<Group> = None;
    while let Some(row) = rows.next()? {
        let capture: String = row.get("capture")?;
        let found = Found::from_row(row)?;
        match &mut current {
            Some(group) if group.capture == capture => {
                group.first = std::mem::take(&mut group.first)
                    .into_iter()
                    .chain([found])
                    .min();
            }
            _ => {
                todo.extend(
                    current
                        .take()
                        .map(|group| group.todo(stages))
                        .transpose()?
                        .flatten(),
                );
                current = Some(Group {
                    capture,
                    first: Some(found),
                    done: Made::from_row(row)?,
                });
            }
        }
    }
    todo.extend(
        current
            .map(|group| group.todo(stages))
            .transpose()?
            .flatten(),
    );
    Ok(todo)
}

/// The places of one capture, as the scan goes over them.
struct Group {
    capture: String,
    first: Option<Found>,
    done: Option<Made>,
}

/// What the stored results of a capture were made of.
struct Made {
    article: String,
    claims: u32,
    record: u32,
    terms: u32,
}

impl Made {
    fn from_row(row: &Row<'_>) -> Outcome<Option<Self>> {
        let Some(article) = row.get("article")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            article,
            claims: row.get("claims")?,
            record: row.get("record")?,
            terms: row.get("terms")?,
        }))
    }
}

impl Group {
    fn todo(self, stages: &dyn Stages) -> Outcome<Option<Todo>> {
        let capture = self
            .capture
            .parse()
            .map_err(|error| Fault::damaged(format!("{error}")))?;
        let wanted = self
            .first
            .map(|first| first.digest(stages.article_version()));
        let article = self.done.as_ref().map(|made| &made.article) != wanted.as_ref();
        // Terms are made of what is read with the claims, and made again with them.
        let read_with = (stages.claims_version(), stages.terms_version());
        let claims = article
            || self
                .done
                .as_ref()
                .is_none_or(|made| (made.claims, made.terms) != read_with);
        let record = article
            || self
                .done
                .as_ref()
                .is_none_or(|made| made.record != stages.record_version());
        Ok((article || claims || record).then_some(Todo {
            capture,
            article,
            claims,
            record,
        }))
    }
}
