//! `restated mcp`: tool calls over standard input and output.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::args::Mcp;

/// Answers until standard input ends or the program is asked to stop. Standard output belongs to
/// the protocol: whatever else is to be said goes to stderr.
pub(crate) fn run(options: &Mcp) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the server")?;
    let served = runtime.block_on(async {
        tokio::select! {
            served = restated_workbench::serve_stdio(&options.dossier) => served,
            Ok(()) = tokio::signal::ctrl_c() => Ok(()),
        }
    });
    // A read of standard input cannot be broken off, and nobody waits for it any more.
    runtime.shutdown_background();
    served?;
    Ok(ExitCode::SUCCESS)
}
