//! Training, fixture and release chores: `cargo xtask --help`.

mod samples;

use clap::{Parser, Subcommand};

/// Chores of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Builds samples/pile/ from samples/sources/.
    Samples(samples::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().chore {
        Chore::Samples(args) => samples::run(&args),
    }
}
