//! A dossier for other programs: JSON, CSV, Markdown.

mod csv;
mod json;

use std::io::Write;

use crate::error::{Fault, Outcome};
use crate::report::{self, Style};
use crate::{Dossier, Error};

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, as `restated/dossier/1`: see `EXPORT.md` of this crate.
    Json,
    /// One row a figure, as RFC 4180 with a heading row. A text cell that a
    /// spreadsheet would take for a formula begins with an apostrophe.
    Csv,
    /// The report, as Markdown.
    Markdown,
}

/// Writes `dossier` to `out`.
///
/// # Errors
/// If the dossier is unfinished or damaged, or `out` cannot be written.
pub fn write(dossier: &Dossier, format: Format, out: &mut dyn Write) -> Result<(), Error> {
    dossier.ensure_complete()?;
    match format {
        Format::Json => json::write(dossier, out),
        Format::Csv => csv::write(dossier, out),
        Format::Markdown => {
            report::text(dossier, Style::Markdown).and_then(|text| put(out, text.as_bytes()))
        }
    }
    .and_then(|()| out.flush().map_err(Fault::Write))
    .map_err(|fault| fault.at(&dossier.path))
}

/// `rows` as RFC 4180, the heading among them. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
pub fn sheet(rows: &[Vec<String>]) -> String {
    rows.iter().map(|cells| csv::row(cells)).collect()
}

fn put(out: &mut dyn Write, bytes: &[u8]) -> Outcome<()> {
    out.write_all(bytes).map_err(Fault::Write)
}
