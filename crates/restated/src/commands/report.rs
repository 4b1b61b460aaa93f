//! `restated report`: a dossier as a person reads it.

use std::io::Write as _;
use std::process::ExitCode;

use restated_dossier::{Dossier, report};

use crate::args::{Report, ReportFormat, When};
use crate::output;

pub(crate) fn run(options: &Report, color: When) -> anyhow::Result<ExitCode> {
    print(&Dossier::open(&options.dossier)?, options.format, color)
}

/// Prints the report on `dossier`.
pub(crate) fn print(
    dossier: &Dossier,
    format: ReportFormat,
    color: When,
) -> anyhow::Result<ExitCode> {
    let style = match format {
        ReportFormat::Terminal => report::Style::Terminal {
            color: output::stdout_has_color(color),
            width: output::width(),
        },
        ReportFormat::Markdown => report::Style::Markdown,
    };
    let mut out = output::stdout();
    out.write_all(report::render(dossier, style)?.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
