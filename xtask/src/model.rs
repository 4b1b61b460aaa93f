//! Model files of crate `language`: conversion from spaCy's wheels.

mod attributes;
mod convert;
mod finite;
mod lemma;
mod symbols;
mod wheel;

use std::path::PathBuf;

use clap::Subcommand;

/// `cargo xtask model …`
#[derive(Subcommand)]
pub(crate) enum Model {
    /// Converts a spaCy v3 CNN pipeline (a wheel) into one model file.
    Convert {
        /// The pipeline's wheel, as a package registry gives it.
        wheel: PathBuf,
        /// The model file to write.
        #[arg(short, long)]
        output: PathBuf,
    },
}

impl Model {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Convert { wheel, output } => convert::run(wheel, output),
        }
    }
}
