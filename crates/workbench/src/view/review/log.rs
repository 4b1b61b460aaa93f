//! Everything that was decided.

use askama::Template;
use restated_dossier::export::Shown;
use restated_dossier::records::Within;
use restated_dossier::{Dossier, Error};
use serde::{Deserialize, Serialize};

use super::Line;
use crate::view::{Extent, Frame, Paging, ROWS, query};

/// Which part of the log is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asking {
    pub(crate) page: usize,
}

/// The page.
#[derive(Template, Serialize)]
#[template(path = "review/log.html")]
pub(crate) struct Decisions {
    #[serde(skip)]
    pub(crate) frame: Frame,
    /// Who decided last in this browser.
    #[serde(skip)]
    pub(crate) author: String,
    /// The last first.
    pub(crate) decisions: Vec<Line>,
    pub(crate) paging: Paging,
}

impl Decisions {
    pub(crate) fn of(
        dossier: &Dossier,
        asked: &Asking,
        extent: Extent,
        author: String,
    ) -> Result<Self, Error> {
        let number = asked.page.max(1);
        let decided = dossier.decisions()?;
        let address =
            |page: usize| format!("/review/log?{}", query(&[("page", &page.to_string())]));
        let paging = Paging::of(decided.len(), number, address);
        let part = extent.slice(Within::Dossier, number);
        let shown = Shown::whole(dossier);
        let listed = decided.into_iter().rev().skip(part.skip);
        let listed = listed.take(part.limit.unwrap_or(usize::MAX));
        Ok(Self {
            frame: Frame::of(dossier, "review"),
            author,
            decisions: listed
                .map(|one| Line::of(&shown, one))
                .collect::<Result<_, _>>()?,
            paging,
        })
    }

    /// The address of decision `number`; `None` if there is none.
    pub(crate) fn place(dossier: &Dossier, number: i64) -> Result<Option<String>, Error> {
        let decided = dossier.decisions()?;
        let after = decided.iter().rev().position(|one| one.number == number);
        Ok(after.map(|after| match after / ROWS {
            0 => format!("/review/log#d{number}"),
            pages => format!("/review/log?page={}#d{number}", pages + 1),
        }))
    }

    /// The decisions as a table, heading first.
    pub(crate) fn sheet(&self) -> Vec<Vec<String>> {
        let heading = ["number", "at", "author", "decision", "note", "stands"];
        let mut table = vec![heading.map(str::to_owned).to_vec()];
        table.extend(self.decisions.iter().map(|line| {
            vec![
                line.decided.number.to_string(),
                line.decided.at.clone(),
                line.decided.author.clone(),
                line.words.clone(),
                line.decided.note.clone(),
                line.decided.stands.to_string(),
            ]
        }));
        table
    }
}
