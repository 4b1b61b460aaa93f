//! `restated export`: a dossier to hand on.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use restated_dossier::{Dossier, export};

use crate::args::{Export, ExportFormat};
use crate::output;

pub(crate) fn run(options: &Export) -> anyhow::Result<ExitCode> {
    let export = wanted(options);
    let dossier = Dossier::open(&options.dossier)?;
    match &options.output {
        Some(path) => write_file(&dossier, export, path)?,
        None => {
            ensure!(
                !export.format.is_binary() || !io::stdout().is_terminal(),
                "this format is binary and would garble a terminal; \
                 name a file with -o, or send it to a program: restated export … | …"
            );
            export::write(&dossier, export, &mut output::stdout())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the options ask for.
fn wanted(options: &Export) -> export::Export {
    let format = match options.format {
        ExportFormat::Json => export::Format::Json,
        ExportFormat::Csv => export::Format::Csv,
        ExportFormat::Ged => export::Format::Ged,
        ExportFormat::Parquet => export::Format::Parquet,
        ExportFormat::SchemaOrg => export::Format::SchemaOrg,
        ExportFormat::Annotations => export::Format::Annotations,
        ExportFormat::Prov => export::Format::Prov,
        ExportFormat::Markdown => export::Format::Markdown,
    };
    export::Export {
        format,
        mask_names: options.mask_names,
        quotes_only: options.quotes_only,
    }
}

/// Writes beside `path` first: a failed export leaves what stood there.
fn write_file(dossier: &Dossier, export: export::Export, path: &Path) -> anyhow::Result<()> {
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
        .and_then(|file| Ok(export::write(dossier, export, &mut BufWriter::new(file))?))
        .and_then(|()| Ok(fs::rename(part, path)?));
    if written.is_err() {
        let _ = fs::remove_file(part);
    }
    written.with_context(cannot)
}
