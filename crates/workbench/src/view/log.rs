//! What was read, what was not, and why.

use askama::Template;
use restated_dossier::records::{Capture, Within};
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::{Extent, Frame, Paging, query};

/// Which part of the log is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "log.html")]
pub(crate) struct Log {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Why things were skipped, and how many.
    pub(crate) skipped: Vec<(String, i64)>,
    pub(crate) captures: Vec<Capture>,
    pub(crate) paging: Paging,
    /// What became of stories when captures were added.
    pub(crate) changes: Vec<Change>,
}

/// A change of a story's identity.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Change {
    pub(crate) change: String,
    pub(crate) story: String,
    pub(crate) why: String,
}

impl Log {
    pub(crate) fn of(dossier: &Dossier, asking: &Asking, extent: Extent) -> Result<Self, Error> {
        let number = asking.page.max(1);
        let all = dossier.how_many::<Capture>(Within::Dossier)?;
        let address = |page: usize| format!("/log?{}", query(&[("page", &page.to_string())]));
        Ok(Self {
            frame: Frame::of(dossier, "log"),
            skipped: dossier.rows(
                "SELECT reason, count(*) FROM (
                     SELECT reason FROM skipped
                     UNION ALL SELECT skipped FROM captures WHERE skipped IS NOT NULL)
                 GROUP BY 1 ORDER BY 2 DESC, 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            captures: dossier.records(extent.slice(Within::Dossier, number))?,
            paging: Paging::of(all, number, address),
            changes: dossier.rows(
                "SELECT change, story, why FROM story_log ORDER BY number DESC LIMIT 100",
                [],
                |row| {
                    Ok(Change {
                        change: row.get(0)?,
                        story: row.get(1)?,
                        why: row.get(2)?,
                    })
                },
            )?,
        })
    }

    /// Whether there is something at the address of article `_id`: as of every article.
    pub(crate) fn leads_to(&self, _id: &str) -> bool {
        true
    }

    /// The captures as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = [
            "capture",
            "path",
            "url",
            "captured_at",
            "media_type",
            "bytes",
            "article",
            "skipped",
            "issues",
        ];
        let mut table = vec![heading.map(str::to_owned).to_vec()];
        table.extend(self.captures.iter().map(|capture| {
            let said = |value: &Option<String>| value.clone().unwrap_or_default();
            vec![
                said(&capture.id),
                capture.path.clone(),
                said(&capture.url),
                said(&capture.captured_at),
                said(&capture.media_type),
                capture.bytes.map(|n| n.to_string()).unwrap_or_default(),
                said(&capture.article),
                said(&capture.skipped),
                capture.issues.join("; "),
            ]
        }));
        table
    }
}
