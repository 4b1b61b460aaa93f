//! `restated export`: a dossier to hand on.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use restated_dossier::{Dossier, export as dossier};
use restated_workbench::export::{self, Format};

use crate::args::{Export, ExportFormat};
use crate::output;

pub(crate) fn run(options: &Export) -> anyhow::Result<ExitCode> {
    let wanted = wanted(options);
    let dossier = Dossier::open(&options.dossier)?;
    match &options.output {
        Some(path) => write_file(&dossier, wanted, path)?,
        None => {
            ensure!(
                !wanted.format.is_binary() || !io::stdout().is_terminal(),
                "this format is binary and would garble a terminal; \
                 name a file with -o, or send it to a program: restated export … | …"
            );
            export::write(&dossier, wanted, &mut output::stdout())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the options ask for.
fn wanted(options: &Export) -> export::Export {
    let format = match options.format {
        ExportFormat::Json => Format::Of(dossier::Format::Json),
        ExportFormat::Csv => Format::Of(dossier::Format::Csv),
        ExportFormat::Ged => Format::Of(dossier::Format::Ged),
        ExportFormat::Parquet => Format::Of(dossier::Format::Parquet),
        ExportFormat::SchemaOrg => Format::Of(dossier::Format::SchemaOrg),
        ExportFormat::Annotations => Format::Of(dossier::Format::Annotations),
        ExportFormat::Prov => Format::Of(dossier::Format::Prov),
        ExportFormat::Markdown => Format::Of(dossier::Format::Markdown),
        ExportFormat::Html => Format::Html,
    };
    export::Export {
        format,
        mask_names: options.mask_names,
        quotes_only: options.quotes_only,
    }
}

/// Writes beside `path` first: a failed export leaves what stood there.
fn write_file(dossier: &Dossier, wanted: export::Export, path: &Path) -> anyhow::Result<()> {
    let same = fs::canonicalize(path)
        .is_ok_and(|to| fs::canonicalize(dossier.path()).is_ok_and(|from| from == to));
    ensure!(
        !same,
        "{}: this is the dossier itself; name another file",
        path.display()
    );
    let mut name = OsString::from(path);
    name.push(".part");
    let part = Path::new(&name);
    let cannot = || format!("cannot write {}", path.display());
    let written = File::create(part)
        .map_err(anyhow::Error::from)
        .and_then(|file| Ok(export::write(dossier, wanted, &mut BufWriter::new(file))?))
        .and_then(|()| Ok(fs::rename(part, path)?));
    if written.is_err() {
        let _ = fs::remove_file(part);
    }
    written.with_context(cannot)
}
