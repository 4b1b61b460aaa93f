//! The claims reader beside what a newsroom would put together in Python: spaCy, textacy's
//! quotations and the quantities of CQE or quantulum3. Documents a second on one core, same documents.
//!
//! As in `bench language`, both sides are child processes that load once and make passes in
//! turn, and the first pass is told by itself.

use std::ffi::OsString;
use std::io::BufRead as _;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use restated_article::Article;
use restated_claims::Reader;
use restated_language::Model;

use super::cpu;
use super::language::peer::{Loaded, Pass, Peer};
use super::language::worker::{say, texts};
use super::language::{Speed, summary};

/// The Python side.
const PYTHON: &str = include_str!("../../../python/claims_peer.py");

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Texts as JSON Lines {"id", "text"}: real articles, some hundred of them
    #[arg(required = true, value_name = "TEXTS.jsonl")]
    texts: Vec<PathBuf>,

    /// The model file that the reader uses
    #[arg(long, value_name = "FILE")]
    model: PathBuf,

    /// The spaCy pipeline of the Python side: a name or a folder; without it only the reader runs
    #[arg(long, value_name = "PIPELINE")]
    pipeline: Option<PathBuf>,

    /// Whose quantities the Python side reads
    #[arg(long, value_enum, default_value_t = Quantities::Quantulum3)]
    quantities: Quantities,

    /// A Python in which spaCy, textacy and that library can be imported
    #[arg(long, default_value = "python3")]
    python: PathBuf,

    /// Passes of each side, behind the first
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    passes: u16,

    /// The processor to hold both sides on (with taskset, where there is one)
    #[arg(long, default_value_t = 0)]
    processor: u16,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Quantities {
    /// CQE 2.0, the most accurate
    Cqe,
    /// quantulum3, the best known
    Quantulum3,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let documents = texts(&args.texts)?.len();
    ensure!(documents > 0, "no texts to read");
    let mut peers = vec![Peer::start("reader", worker(args)?, Some(args.processor))?];
    if let Some(pipeline) = &args.pipeline {
        let mut python: Vec<OsString> =
            vec![args.python.clone().into(), "-c".into(), PYTHON.into()];
        let library = args.quantities.to_possible_value();
        python.extend(library.map(|value| value.get_name().into()));
        python.push(pipeline.into());
        python.extend(args.texts.iter().map(Into::into));
        peers.push(Peer::start("Python", python, Some(args.processor))?);
    }
    for _ in 0..=args.passes {
        for peer in &mut peers {
            peer.pass()?;
        }
    }
    println!(
        "{:8} {:>9} {:>8} {:>9} {:>11} {:>11} {:>18}",
        "", "documents", "load, s", "MiB, peak", "doc/s, first", "doc/s, warm", "slowest–fastest"
    );
    let mut medians = Vec::new();
    for peer in &peers {
        let (first, warm) = speeds(peer, documents)?;
        let memory = peer
            .passes
            .iter()
            .map(|pass| pass.memory)
            .fold(peer.loaded.memory, f64::max);
        println!(
            "{:8} {documents:>9} {:>8.3} {memory:>9.0} {first:>11.2} {:>11.2} {:>18}",
            peer.name,
            peer.loaded.load,
            warm.median,
            format!("{:.2}–{:.2}", warm.least, warm.most),
        );
        medians.push(warm.median);
    }
    if let [ours, python] = medians[..] {
        println!(
            "\non one core the reader is {:.2} × as fast with the same texts",
            ours / python
        );
    }
    Ok(())
}

/// Documents a CPU-second of the first pass and of those behind it.
fn speeds(peer: &Peer, documents: usize) -> anyhow::Result<(f64, Speed)> {
    let speed = |pass: &Pass| documents as f64 / pass.cpu;
    let first = peer.passes.first().map(speed).context("no pass")?;
    let warm = summary(peer.passes.iter().skip(1).map(speed).collect());
    Ok((first, warm.context("no pass behind the first")?))
}

/// The command that starts the reader's side.
fn worker(args: &Args) -> anyhow::Result<Vec<OsString>> {
    let program = std::env::current_exe()?;
    let mut command: Vec<OsString> = vec![program.into(), "bench".into(), "claims-worker".into()];
    command.push(args.model.clone().into());
    command.extend(args.texts.iter().map(Into::into));
    Ok(command)
}

/// What the reader's side is started with; `cargo xtask bench claims` does that.
#[derive(clap::Args)]
pub(crate) struct Worker {
    model: PathBuf,
    texts: Vec<PathBuf>,
}

impl Worker {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let start = Instant::now();
        let model = Model::open(&self.model)?;
        say(&Loaded {
            load: start.elapsed().as_secs_f64(),
            memory: cpu::peak_memory()?,
        })?;
        let articles: Vec<_> = texts(&self.texts)?
            .into_iter()
            .map(|text| Article {
                text,
                ..Article::default()
            })
            .collect();
        let mut reader = Reader::new(&model);
        for order in std::io::stdin().lock().lines() {
            order?;
            let (wall, cpu) = (Instant::now(), cpu::of_self()?);
            let claims: usize = articles.iter().map(|a| reader.read(a).claims.len()).sum();
            let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu::of_self()? - cpu);
            // What is counted here are claims, never none in real texts.
            say(&Pass {
                tokens: claims,
                wall,
                cpu,
                memory: cpu::peak_memory()?,
            })?;
        }
        Ok(())
    }
}
