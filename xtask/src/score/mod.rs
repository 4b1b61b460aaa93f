//! How right the engine is on treebanks, beside spaCy on the same texts.
//!
//! Both read raw text, so that everything counts: where tokens and sentences end as
//! well as what is said of them.

mod attachment;
mod clear;
mod conllu;
pub(crate) mod lineage;
mod measure;
mod recognizers;
mod report;
mod stories;
mod texts;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::{Subcommand, ValueEnum};
use restated_language::{Annotator, Model};

use crate::reference::{self, Reference};
use measure::Scores;
use texts::Gold;

pub(crate) use lineage::told_articles;

/// `cargo xtask score …`
#[derive(Subcommand)]
pub(crate) enum Score {
    /// Scores tokens, sentences, tags, lemmas and trees against CoNLL-U treebanks.
    Language(Args),
    /// Prints the raw texts of treebanks as JSON Lines {"id", "text"}, for
    /// xtask/python/spacy_reference.py.
    Texts {
        /// Treebanks
        #[arg(required = true, value_name = "FILE.conllu")]
        treebanks: Vec<PathBuf>,

        /// What is one text
        #[arg(long, value_enum, default_value_t = Unit::Paragraph)]
        unit: Unit,
    },
    /// Scores readers of `claims` against the case files of Recognizers-Text.
    Recognizers(recognizers::Args),
    /// Scores lineage on a pile of articles with known parents, drawn from a seed.
    Lineage(lineage::Args),
    /// Scores stories on articles of which is known what event they are about.
    Stories(stories::Args),
}

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Treebanks
    #[arg(required = true, value_name = "FILE.conllu")]
    treebanks: Vec<PathBuf>,

    /// The model file to score
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// What a pipeline found in the texts that `cargo xtask score texts` gives, by
    /// xtask/python/spacy_reference.py; may be repeated
    #[arg(long, value_name = "FILE.jsonl")]
    reference: Vec<PathBuf>,

    /// What is one text; references must be made of the same
    #[arg(long, value_enum, default_value_t = Unit::Paragraph)]
    unit: Unit,

    /// Print figures as JSON
    #[arg(long)]
    json: bool,
}

/// What of a treebank is read as one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Each paragraph (`# newpar`), its sentences joined as the treebank says
    Paragraph,
    /// Each document, with an empty line between paragraphs
    Document,
}

impl Score {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Language(args) => language(args),
            Self::Recognizers(args) => recognizers::run(args),
            Self::Lineage(args) => lineage::run(args),
            Self::Stories(args) => stories::run(args),
            Self::Texts { treebanks, unit } => {
                for treebank in treebanks {
                    for gold in gold(treebank, *unit)? {
                        let line = serde_json::json!({"id": gold.id, "text": gold.text});
                        println!("{line}");
                    }
                }
                Ok(())
            }
        }
    }
}

fn language(args: &Args) -> anyhow::Result<()> {
    ensure!(
        args.model.is_some() || !args.reference.is_empty(),
        "nothing to score: give --model, --reference, or both"
    );
    let model = args.model.as_deref().map(Model::open).transpose()?;
    let references = references(&args.reference)?;
    let mut columns = Vec::new();
    for path in &args.treebanks {
        let treebank = gold(path, args.unit)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut column = |system: &str, scores| columns.push((format!("{name} {system}"), scores));
        if let Some(model) = &model {
            let mut annotator = Annotator::new(model);
            let mut scores = Scores::default();
            for gold in &treebank {
                scores.add(gold, &annotator.annotate(&gold.text));
            }
            column("ours", scores);
            let mut scores = Scores::default();
            for gold in &treebank {
                scores.add(gold, &annotator.annotate_as_trained(&gold.text));
            }
            column("as trained", scores);
        }
        if !references.is_empty() {
            let mut scores = Scores::default();
            for gold in &treebank {
                let found = references.get(&gold.text).with_context(|| {
                    format!("no reference holds the text {} of {name}", gold.id)
                })?;
                scores.add(gold, &found.annotated()?);
            }
            column("reference", scores);
        }
    }
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&report::json(&columns))?),
        false => print!("{}", report::table(&columns)),
    }
    Ok(())
}

fn gold(path: &Path, unit: Unit) -> anyhow::Result<Vec<Gold>> {
    let file =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let sentences = conllu::parse(&file).with_context(|| path.display().to_string())?;
    ensure!(
        !sentences.is_empty(),
        "{} holds no sentences",
        path.display()
    );
    Ok(texts::assemble(&sentences, unit))
}

/// References by text: the same text is annotated alike wherever it stands.
fn references(paths: &[PathBuf]) -> anyhow::Result<HashMap<String, Reference>> {
    let mut found = HashMap::new();
    for path in paths {
        for reference in reference::read(path)? {
            let reference = reference?;
            found.insert(reference.text.clone(), reference);
        }
    }
    Ok(found)
}
