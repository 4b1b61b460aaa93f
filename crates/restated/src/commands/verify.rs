//! `restated verify`: does a dossier still hold what it promises?

use std::io::Write as _;
use std::process::ExitCode;

use restated_dossier::Dossier;

use crate::args::Verify;
use crate::output;

/// Something does not hold.
const VIOLATED: u8 = 3;

pub(crate) fn run(options: &Verify) -> anyhow::Result<ExitCode> {
    let violations = Dossier::open(&options.dossier)?.verify()?;
    let mut out = output::stdout();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &violations)?;
        writeln!(out)?;
    } else {
        for violation in &violations {
            writeln!(out, "{violation}")?;
        }
        if violations.is_empty() {
            writeln!(
                out,
                "{}: hashes, evidence, byte ranges and references hold",
                options.dossier.display()
            )?;
        }
    }
    out.flush()?;
    Ok(if violations.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(VIOLATED)
    })
}
