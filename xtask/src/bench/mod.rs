//! Speed, always as a ratio to a peer in one run: machines differ, ratios hold.

mod cpu;
mod extract;

use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Pages per CPU-second of `restated extract`, beside Python's trafilatura.
    Extract(extract::Args),
}

impl Bench {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Extract(args) => extract::run(args),
        }
    }
}
