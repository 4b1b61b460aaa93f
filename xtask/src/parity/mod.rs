//! Does the engine find what spaCy finds? Token by token, one component at a time.
//!
//! Components are compared over the tokens that both cut alike, so that one odd token
//! is counted once. A later component still inherits what an earlier one did
//! otherwise (a lemma follows from a tag): read the table from the top.

mod agreement;
mod component;
mod report;

use std::path::PathBuf;

use anyhow::ensure;
use restated_language::{Annotator, Model};

use crate::reference;
use agreement::Agreement;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The model file
    model: PathBuf,

    /// What the pipeline found, by xtask/python/spacy_reference.py
    #[arg(required = true, value_name = "REFERENCE")]
    references: Vec<PathBuf>,

    /// Show the first N differences of every component
    #[arg(long, value_name = "N", default_value_t = 0)]
    differences: usize,

    /// Print figures as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let model = Model::open(&args.model)?;
    let mut annotator = Annotator::new(&model);
    let mut files = Vec::new();
    for path in &args.references {
        let mut found = Agreement::new(args.differences);
        for reference in reference::read(path)? {
            let reference = reference?;
            let ours = annotator.annotate_as_trained(&reference.text);
            found.add(&reference.id, &reference.annotated()?, &ours);
        }
        ensure!(found.texts > 0, "{} holds no texts", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.split('.').next().unwrap_or_default().to_owned();
        files.push((name, found));
    }
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&report::json(&files))?),
        false => print!("{}", report::table(&files)),
    }
    Ok(())
}
