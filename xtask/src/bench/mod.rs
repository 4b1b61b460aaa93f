//! Speed, always as a ratio to a peer in one run: machines differ, ratios hold.

mod cpu;
mod extract;
mod language;

use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Pages per CPU-second of `restated extract`, beside Python's trafilatura.
    Extract(extract::Args),
    /// Tokens per CPU-second of the engine of crate `language`, beside spaCy.
    Language(language::Args),
    /// The engine's side of `language`.
    #[command(hide = true)]
    Worker(language::Worker),
}

impl Bench {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Extract(args) => extract::run(args),
            Self::Language(args) => language::run(args),
            Self::Worker(worker) => worker.run(),
        }
    }
}
