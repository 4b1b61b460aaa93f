//! A dossier for other programs. `EXPORT.md` of this crate says what stands in each format.

mod annotations;
mod around;
mod cells;
mod columns;
mod csv;
mod ged;
mod json;
mod lines;
mod linked;
mod mask;
mod parquet;
mod prov;
mod redact;
mod schema_org;

use std::io::Write;

pub(crate) use redact::Redact;
pub use redact::Shown;

use crate::error::{Fault, Outcome};
use crate::report::{self, Style};
use crate::{Dossier, Error};

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Everything, as `restated/dossier/1`: see `EXPORT.md` of this crate.
    Json,
    /// One row a figure, as RFC 4180 with a heading row. A text cell that a
    /// spreadsheet would take for a formula begins with an apostrophe.
    Csv,
    /// The report, as Markdown.
    Markdown,
    /// One row a claim, as Apache Parquet: bytes, not text.
    Parquet,
    /// One row an answer, as CSV in the manner of UCDP GED.
    Ged,
    /// Claims as schema.org `Claim`s, in JSON-LD; never with a rating.
    SchemaOrg,
    /// Claims as W3C Web Annotations on their captures, in JSON-LD.
    Annotations,
    /// Who has what from whom, as PROV-O in JSON-LD.
    Prov,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Parquet,
        Self::Ged,
        Self::SchemaOrg,
        Self::Annotations,
        Self::Prov,
    ];

    /// What it is called where somebody chooses among formats: `schema-org`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Parquet => "parquet",
            Self::Ged => "ged",
            Self::SchemaOrg => "schema-org",
            Self::Annotations => "annotations",
            Self::Prov => "prov",
        }
    }

    /// How the names of such files end, and what a server says they are.
    pub fn file_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Json => ("json", "application/json"),
            Self::Csv | Self::Ged => ("csv", "text/csv; charset=utf-8"),
            Self::Markdown => ("md", "text/markdown; charset=utf-8"),
            Self::Parquet => ("parquet", "application/vnd.apache.parquet"),
            Self::SchemaOrg | Self::Annotations | Self::Prov => ("jsonld", "application/ld+json"),
        }
    }

    /// Whether it is bytes that no terminal can show.
    pub fn is_binary(self) -> bool {
        self == Self::Parquet
    }
}

/// What to write, and what of it to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    /// In which form.
    pub format: Format,
    /// Whether names of natural persons are replaced by "Person 1", "Person 2", …
    pub mask_names: bool,
    /// Whether only sentences that carry claims are quoted, and no full texts.
    pub quotes_only: bool,
}

impl From<Format> for Export {
    /// Everything.
    fn from(format: Format) -> Self {
        Self {
            format,
            mask_names: false,
            quotes_only: false,
        }
    }
}

/// Writes `dossier` to `out`.
///
/// # Errors
/// If the dossier is unfinished or damaged, or `out` cannot be written.
pub fn write(
    dossier: &Dossier,
    export: impl Into<Export>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    dossier.ensure_complete()?;
    written(dossier, &export.into(), out)
        .and_then(|()| out.flush().map_err(Fault::Write))
        .map_err(|fault| fault.at(&dossier.path))
}

fn written(dossier: &Dossier, export: &Export, out: &mut dyn Write) -> Outcome<()> {
    let shown = Shown::of(dossier, export)?;
    match export.format {
        Format::Json => json::write(&shown, out),
        Format::Csv => csv::write(&shown, out),
        Format::Parquet => parquet::write(&shown, out),
        Format::Ged => ged::write(&shown, out),
        Format::SchemaOrg => schema_org::write(&shown, out),
        Format::Annotations => annotations::write(&shown, out),
        Format::Prov => prov::write(&shown, out),
        Format::Markdown => {
            let mut text = report::text(dossier, Style::Markdown)?;
            shown.words(&mut text);
            put(out, text.as_bytes())
        }
    }
}

/// `rows` as RFC 4180, the heading among them. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
pub fn sheet(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let row: Vec<String> = row.iter().map(|cell| cells::text(cell)).collect();
        cells::line(&row)
    };
    rows.iter().map(line).collect()
}

fn put(out: &mut dyn Write, bytes: &[u8]) -> Outcome<()> {
    out.write_all(bytes).map_err(Fault::Write)
}
