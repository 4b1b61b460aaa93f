//! `restated export`: a dossier to hand on.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context as _;
use restated_dossier::{Dossier, export};

use crate::args::{Export, ExportFormat};
use crate::output;

pub(crate) fn run(options: &Export) -> anyhow::Result<ExitCode> {
    let dossier = Dossier::open(&options.dossier)?;
    match &options.output {
        None => write(&dossier, options.format, output::stdout())?,
        Some(path) => {
            let cannot = || format!("cannot write {}", path.display());
            let file = std::fs::File::create(path).with_context(cannot)?;
            write(&dossier, options.format, std::io::BufWriter::new(file)).with_context(cannot)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write(dossier: &Dossier, format: ExportFormat, mut out: impl Write) -> anyhow::Result<()> {
    let format = match format {
        ExportFormat::Json => export::Format::Json,
        ExportFormat::Csv => export::Format::Csv,
        ExportFormat::Markdown => export::Format::Markdown,
    };
    Ok(export::write(dossier, format, &mut out)?)
}
