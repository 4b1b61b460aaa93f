//! Training, fixture and release chores: `cargo xtask --help`.

#![allow(clippy::print_stdout, reason = "a chore's results are its output")]

mod attribution;
mod background;
mod bench;
mod body;
mod dice;
mod model;
mod overlap;
mod parity;
mod plain;
mod reference;
mod samples;
mod score;

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
    /// Measures speed as a ratio to a peer.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Makes and checks the model files of crate `language`.
    #[command(subcommand)]
    Model(model::Model),
    /// Compares what the engine finds with what spaCy finds.
    Parity(parity::Args),
    /// Scores a part against gold annotation.
    #[command(subcommand)]
    Score(score::Score),
    /// Fits the weights of a learned part and says how well they do.
    #[command(subcommand)]
    Train(Train),
}

#[derive(Subcommand)]
enum Train {
    /// Who said what: examples for the network's trainer.
    Attribution(attribution::Args),
    /// How rare words are.
    Background(background::Args),
    /// Main text of pages.
    Body(body::Args),
    /// Zones of plain text: `[--write] PAGES.jsonl.gz…`
    Plain {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// How much each sign of a rewrite weighs.
    Rewrite(score::lineage::fit::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().chore {
        Chore::Samples(args) => samples::run(&args),
        Chore::Bench(bench) => bench.run(),
        Chore::Model(model) => model.run(),
        Chore::Parity(args) => parity::run(&args),
        Chore::Score(score) => score.run(),
        Chore::Train(Train::Attribution(args)) => attribution::run(&args),
        Chore::Train(Train::Background(args)) => background::run(&args),
        Chore::Train(Train::Body(args)) => body::run(&args),
        Chore::Train(Train::Rewrite(args)) => score::lineage::fit::run(&args),
        Chore::Train(Train::Plain { args }) => plain::run(&args),
    }
}
