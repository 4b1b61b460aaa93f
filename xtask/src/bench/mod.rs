//! Speed, always as a ratio to a peer in one run: machines differ, ratios hold.

mod claims;
mod cpu;
mod extract;
mod language;
mod lineage;
mod serve;
mod stories;

use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Pages per CPU-second of `restated extract`, beside Python's trafilatura.
    Extract(extract::Args),
    /// Tokens per CPU-second of the engine of crate `language`, beside spaCy.
    Language(language::Args),
    /// Documents per second of the claims reader, beside a script of Python libraries.
    Claims(claims::Args),
    /// The reader's side of `claims`.
    #[command(hide = true)]
    ClaimsWorker(claims::Worker),
    /// Texts per CPU-second in finding shared wording, beside Python's rensa and datasketch.
    Lineage(lineage::Args),
    /// Our side of `lineage`.
    #[command(hide = true)]
    LineageWorker(lineage::Worker),
    /// Milliseconds of the workbench's pages on a large dossier, its memory and its start.
    Serve(serve::Args),
    /// Articles per CPU-second in grouping a stream into stories, and memory, by its length.
    Stories(stories::Args),
    /// One stream.
    #[command(hide = true)]
    StoriesWorker(stories::Worker),
    /// The engine's side of `language`.
    #[command(hide = true)]
    Worker(language::Worker),
}

impl Bench {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Extract(args) => extract::run(args),
            Self::Language(args) => language::run(args),
            Self::Claims(args) => claims::run(args),
            Self::ClaimsWorker(worker) => worker.run(),
            Self::Lineage(args) => lineage::run(args),
            Self::LineageWorker(worker) => worker.run(),
            Self::Serve(args) => serve::run(args),
            Self::Stories(args) => stories::run(args),
            Self::StoriesWorker(worker) => worker.run(),
            Self::Worker(worker) => worker.run(),
        }
    }
}
