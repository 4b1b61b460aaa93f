//! A dossier for a person: what is reported, on whose word, and how many texts
//! and origins stand behind it.
//!
//! Words of captures come from anybody. They are shown with control characters
//! made visible, and escaped where Markdown would take them for markup.

mod asked;
mod changes;
mod edge;
mod events;
mod gather;
mod independent;
mod lists;
mod markdown;
mod matrix;
mod model;
mod outlets;
mod sanitise;
mod shared;
mod story;
mod table;
mod terminal;
mod wrap;

pub(crate) use sanitise::markdown as escaped;
pub use sanitise::{stand_in, visible};

use crate::error::Outcome;
use crate::{Dossier, Error};

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For a terminal.
    Terminal {
        /// Columns; lines are broken to fit. At least 30 are used.
        width: usize,
        /// Whether to use ANSI colours.
        color: bool,
    },
    /// As a Markdown document (CommonMark with tables).
    Markdown,
}

/// The report on `dossier`. A terminal report shortens long lists and says so;
/// the Markdown report is complete.
///
/// # Errors
/// If the dossier is unfinished or damaged.
pub fn render(dossier: &Dossier, style: Style) -> Result<String, Error> {
    dossier.ensure_complete()?;
    text(dossier, style).map_err(|fault| fault.at(&dossier.path))
}

pub(crate) fn text(dossier: &Dossier, style: Style) -> Outcome<String> {
    let report = gather::report(dossier)?;
    Ok(match style {
        Style::Terminal { width, color } => terminal::render(&report, width, color),
        Style::Markdown => markdown::render(&report),
    })
}
