//! The engine beside spaCy: tokens a CPU-second on one core, with the same components on
//! the same texts.
//!
//! Both sides are child processes that load once and then make passes on demand, so that
//! passes can alternate: what else the machine does falls on both. The first pass of each
//! is told by itself (caches are cold), the others as their median. Both keep what they
//! learned of words from pass to pass, as they would within one long run; texts should
//! therefore be many and different.

pub(super) mod peer;
pub(super) mod worker;

use std::path::PathBuf;

use anyhow::{Context as _, ensure};

use peer::{Pass, Peer};
pub(super) use worker::Worker;

/// spaCy's side.
const SPACY: &str = include_str!("../../../python/spacy_speed.py");

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Texts as JSON Lines {"id", "text"}: real articles, some hundred of them
    #[arg(required = true, value_name = "TEXTS.jsonl")]
    texts: Vec<PathBuf>,

    /// The model file to measure
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// The spaCy pipeline to measure: a name or a folder
    #[arg(long, value_name = "PIPELINE")]
    pipeline: Option<PathBuf>,

    /// A Python in which `import spacy` works
    #[arg(long, default_value = "python3")]
    python: PathBuf,

    /// Passes of each side, behind the first
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    passes: u16,

    /// Threads of the run that shows how the engine scales
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..))]
    threads: u16,

    /// The processor to hold both sides on (with taskset, where there is one)
    #[arg(long, default_value_t = 0)]
    processor: u16,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    ensure!(
        args.model.is_some() || args.pipeline.is_some(),
        "nothing to measure: give --model, --pipeline, or both"
    );
    let mut peers = Vec::new();
    if let Some(model) = &args.model {
        let ours = Worker::command(model, 1, &args.texts)?;
        peers.push(Peer::start("ours", ours, Some(args.processor))?);
    }
    if let Some(pipeline) = &args.pipeline {
        let mut spacy = vec![
            args.python.clone().into_os_string(),
            "-c".into(),
            SPACY.into(),
        ];
        spacy.push(pipeline.into());
        spacy.extend(args.texts.iter().map(Into::into));
        peers.push(Peer::start("spaCy", spacy, Some(args.processor))?);
    }
    for _ in 0..=args.passes {
        for peer in &mut peers {
            peer.pass()?;
        }
    }
    println!(
        "{:8} {:>9} {:>8} {:>9} {:>12} {:>12} {:>22}",
        "", "tokens", "load, s", "MiB, peak", "tok/s, first", "tok/s, warm", "slowest–fastest"
    );
    for peer in &peers {
        println!("{}", row(peer)?);
    }
    if let [ours, spacy] = peers.as_slice() {
        // Of time, not of tokens a second: the two do not cut all white space alike.
        let ratio = speed(ours, Pass::per_cpu)?.median / speed(spacy, Pass::per_cpu)?.median;
        println!("\non one core ours is {ratio:.2} × as fast with the same texts");
    }
    let one = peers
        .first()
        .map(|ours| speed(ours, Pass::per_second))
        .transpose()?;
    drop(peers);
    if let (Some(model), Some(one)) = (&args.model, one) {
        let threads = Worker::command(model, args.threads, &args.texts)?;
        let mut threads = Peer::start("threads", threads, None)?;
        for _ in 0..=args.passes {
            threads.pass()?;
        }
        let many = speed(&threads, Pass::per_second)?.median;
        println!(
            "on {} threads {many:.0} tokens a second by the clock, {:.2} × one thread",
            args.threads,
            many / one.median
        );
    }
    Ok(())
}

fn row(peer: &Peer) -> anyhow::Result<String> {
    let first = peer.passes.first().context("no pass")?;
    let warm = speed(peer, Pass::per_cpu_second)?;
    let memory = peer
        .passes
        .iter()
        .map(|pass| pass.memory)
        .fold(peer.loaded.memory, f64::max);
    Ok(format!(
        "{:8} {:>9} {:>8.3} {:>9.0} {:>12.0} {:>12.0} {:>22}",
        peer.name,
        first.tokens,
        peer.loaded.load,
        memory,
        first.per_cpu_second(),
        warm.median,
        format!("{:.0}–{:.0}", warm.least, warm.most),
    ))
}

/// Speeds of the passes behind the first.
#[derive(Debug, PartialEq)]
pub(super) struct Speed {
    pub(super) least: f64,
    pub(super) median: f64,
    pub(super) most: f64,
}

fn speed(peer: &Peer, of: fn(&Pass) -> f64) -> anyhow::Result<Speed> {
    let speeds = peer.passes.iter().skip(1).map(of).collect();
    summary(speeds).context("no pass behind the first")
}

pub(super) fn summary(mut speeds: Vec<f64>) -> Option<Speed> {
    speeds.sort_by(f64::total_cmp);
    let upper = *speeds.get(speeds.len() / 2)?;
    let lower = *speeds.get((speeds.len() - 1) / 2)?;
    Some(Speed {
        least: *speeds.first()?,
        median: f64::midpoint(lower, upper),
        most: *speeds.last()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_in_the_middle() {
        let median = |speeds: &[f64]| summary(speeds.to_vec()).map(|speed| speed.median);
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 9.0, 1.0, 2.0]), Some(3.0));
        assert_eq!(median(&[]), None);
    }
}
