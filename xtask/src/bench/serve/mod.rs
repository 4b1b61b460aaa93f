//! What the workbench takes to answer on a large dossier: milliseconds by kind of page at a fixed
//! rate of requests, memory, and how long it takes to start.
//!
//! The server has one core, the load comes from another. Requests are due at fixed times whether or
//! not earlier ones are answered, and what they took counts from when they were due.

mod addresses;
mod load;
mod pile;
mod server;
mod words;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use sha2::{Digest as _, Sha256};

use addresses::Addresses;
use load::Load;
use server::Server;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles in the pile
    #[arg(long, default_value_t = 100_000)]
    articles: usize,

    /// What the pile is made from
    #[arg(long, default_value_t = 5)]
    seed: u64,

    /// Requests a second
    #[arg(long, default_value_t = 200)]
    rate: u32,

    /// Seconds of each run
    #[arg(long, default_value_t = 20)]
    seconds: u32,

    /// Runs of each kind of page; the quietest is shown, by its 99th percentile
    #[arg(long, default_value_t = 3)]
    runs: usize,

    /// The kinds of page; all if none is named
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,

    /// The program
    #[arg(long, default_value = "target/release/restated")]
    restated: PathBuf,

    /// Where piles and dossiers are kept, to be used again
    #[arg(long, default_value = "target/bench-serve")]
    kept: PathBuf,

    /// A dossier to serve in place of the made-up one
    #[arg(long)]
    dossier: Option<PathBuf>,

    /// The server's core, and the load's
    #[arg(long, value_delimiter = ',', num_args = 2, default_values_t = [0, 1])]
    cores: Vec<usize>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let dossier = match &args.dossier {
        Some(dossier) => dossier.clone(),
        None => kept(args)?,
    };
    let [servers, loads] = args.cores[..] else {
        anyhow::bail!("--cores takes two numbers");
    };
    // The threads of the load are started by this one and stay on its core.
    let own = std::process::id().to_string();
    let pinned = Command::new("taskset")
        .args(["-cp", &loads.to_string(), &own])
        .output()
        .context("taskset keeps server and load on their cores; it is not there")?;
    ensure!(pinned.status.success(), "taskset failed");
    let start = || Server::start(&args.restated, &dossier, servers);

    let mut starts = Vec::new();
    for _ in 0..5 {
        starts.push(start()?.cold);
    }
    starts.sort_unstable();

    let server = start()?;
    let addresses = Addresses::of(server.address, args.seed)?;
    println!(
        "{} MiB of dossier; cold start {} ms ({} to {})",
        std::fs::metadata(&dossier)?.len() >> 20,
        starts[starts.len() / 2].as_millis(),
        starts[0].as_millis(),
        starts[starts.len() - 1].as_millis(),
    );
    println!(
        "{:>12} {:>9} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "ms:", "requests", "failed", "KiB", "p50", "p99", "most", "CPU", "CPU, %"
    );
    for (kind, asked) in &addresses.kinds {
        if !(args.only.is_empty() || args.only.iter().any(|only| only == kind)) {
            continue;
        }
        let load = Load {
            address: server.address,
            asked,
            rate: args.rate,
            lasts: Duration::from_secs(args.seconds.into()),
        };
        let mut best: Option<(load::Found, f64)> = None;
        for _ in 0..args.runs.max(1) {
            let before = server.cpu()?;
            let found = load.run()?;
            let busy = server.cpu()? - before;
            if best
                .as_ref()
                .is_none_or(|(best, _)| found.p(99) < best.p(99))
            {
                best = Some((found, busy));
            }
        }
        let (found, busy) = best.context("one run at least")?;
        println!(
            "{kind:>12} {:>9} {:>7} {:>7} {:>7.1} {:>7.1} {:>7.1} {:>7.2} {:>7.0}",
            found.took.len(),
            found.failed,
            found.bytes / 1024 / found.took.len().max(1),
            found.p(50),
            found.p(99),
            found.p(100),
            1_000.0 * busy / found.took.len().max(1) as f64,
            100.0 * busy / f64::from(args.seconds),
        );
    }
    let (now, most) = server.memory()?;
    println!("memory: {now:.0} MiB now, {most:.0} MiB at most");
    Ok(())
}

/// The made-up dossier, built unless it was before.
fn kept(args: &Args) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(&args.kept)?;
    let mut bytes = Vec::new();
    pile::write(args.articles, args.seed, &mut bytes)?;
    let digest: String = Sha256::digest(&bytes)[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = args.kept.join(format!("{}-{digest}", args.articles));
    let dossier = name.with_extension("db");
    if !done(&name).exists() {
        let pile = name.with_extension("jsonl");
        let mut out = BufWriter::new(File::create(&pile)?);
        out.write_all(&bytes)?;
        out.flush()?;
        drop(bytes);
        println!("building {}", dossier.display());
        let built = Command::new(&args.restated)
            .arg("build")
            .arg(&pile)
            .arg("-o")
            .arg(&dossier)
            .status()
            .with_context(|| format!("cannot start {}", args.restated.display()))?;
        ensure!(built.success(), "the dossier was not built");
        File::create(done(&name))?;
    }
    Ok(dossier)
}

/// Marks a dossier that was built to its end.
fn done(name: &Path) -> PathBuf {
    name.with_extension("done")
}
