//! A dossier to hand on: the formats of the dossier crate, and the report that a person reads.

use std::io::Write;

use restated_dossier::{Dossier, Error, export};

use crate::report;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The report, as one HTML document that needs nothing else.
    Html,
    /// A form for programs, or the report as Markdown.
    Of(export::Format),
}

impl Format {
    /// All of them, those for people first.
    pub const ALL: [Self; 9] = [
        Self::Html,
        Self::Of(export::Format::Markdown),
        Self::Of(export::Format::Json),
        Self::Of(export::Format::Csv),
        Self::Of(export::Format::Ged),
        Self::Of(export::Format::Parquet),
        Self::Of(export::Format::SchemaOrg),
        Self::Of(export::Format::Annotations),
        Self::Of(export::Format::Prov),
    ];

    /// What it is called where somebody chooses among formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Of(format) => format.name(),
        }
    }

    /// What it is, for whoever chooses.
    pub fn what(self) -> &'static str {
        use export::Format as Data;
        match self {
            Self::Html => {
                "A report to read: one HTML file with drawings and all evidence, which loads and runs nothing"
            }
            Self::Of(Data::Markdown) => "The report as Markdown",
            Self::Of(Data::Json) => "Everything, for programs (schema restated/dossier/1)",
            Self::Of(Data::Csv) => "One row a figure, for spreadsheets",
            Self::Of(Data::Ged) => {
                "One row an answer, for casualty recorders: CSV in the manner of UCDP GED"
            }
            Self::Of(Data::Parquet) => "One row a claim, for notebooks and query engines",
            Self::Of(Data::SchemaOrg) => "Claims as schema.org Claim, in JSON-LD",
            Self::Of(Data::Annotations) => "Claims as W3C Web Annotations, in JSON-LD",
            Self::Of(Data::Prov) => "Who has what from whom, as PROV-O in JSON-LD",
        }
    }

    /// The format that is called so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How the names of such files end, and what a server says they are.
    pub fn file_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("html", "text/html; charset=utf-8"),
            Self::Of(format) => format.file_type(),
        }
    }

    /// Whether it is bytes that no terminal can show.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Of(format) if format.is_binary())
    }
}

/// What to write, and what of it to leave out: see [`export::Export`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    /// In which form.
    pub format: Format,
    /// Whether names of natural persons are replaced.
    pub mask_names: bool,
    /// Whether only sentences that carry claims are quoted.
    pub quotes_only: bool,
}

/// Writes `dossier` to `out`.
///
/// # Errors
/// If the dossier is unfinished or damaged, or `out` cannot be written.
pub fn write(dossier: &Dossier, wanted: Export, out: &mut dyn Write) -> Result<(), Error> {
    let Export {
        format,
        mask_names,
        quotes_only,
    } = wanted;
    match format {
        Format::Html => report::write(dossier, mask_names, quotes_only, out),
        Format::Of(format) => {
            let export = export::Export {
                format,
                mask_names,
                quotes_only,
            };
            export::write(dossier, export, out)
        }
    }
}
