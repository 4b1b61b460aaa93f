//! `restated export`: a dossier to hand on.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use restated_dossier::{Dossier, export};

use crate::args::{Export, ExportFormat};
use crate::output;

pub(crate) fn run(options: &Export) -> anyhow::Result<ExitCode> {
    let dossier = Dossier::open(&options.dossier)?;
    match &options.output {
        None => write(&dossier, options.format, output::stdout())?,
        Some(path) => write_file(&dossier, options.format, path)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes beside `path` first: a failed export leaves what stood there.
fn write_file(dossier: &Dossier, format: ExportFormat, path: &Path) -> anyhow::Result<()> {
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
        .and_then(|file| write(dossier, format, BufWriter::new(file)))
        .and_then(|()| Ok(fs::rename(part, path)?));
    if written.is_err() {
        let _ = fs::remove_file(part);
    }
    written.with_context(cannot)
}

fn write(dossier: &Dossier, format: ExportFormat, mut out: impl Write) -> anyhow::Result<()> {
    let format = match format {
        ExportFormat::Json => export::Format::Json,
        ExportFormat::Csv => export::Format::Csv,
        ExportFormat::Markdown => export::Format::Markdown,
    };
    Ok(export::write(dossier, format, &mut out)?)
}
