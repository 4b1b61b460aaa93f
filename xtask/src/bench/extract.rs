//! `restated extract` beside Python's trafilatura, on the same pages.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

use super::cpu;

/// The peer, as a program for the same pages on standard input.
const PEER: &str = include_str!("trafilatura.py");

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Pages as gzipped JSON Lines {"id", "url", "html"}
    #[arg(required = true)]
    pages: Vec<PathBuf>,

    /// A Python in which `import trafilatura` works
    #[arg(long, default_value = "python3")]
    python: PathBuf,

    /// The binary to measure
    #[arg(long, default_value = "target/release/restated")]
    bin: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    println!(
        "{:32} {:>6} {:>18} {:>18} {:>7}",
        "set", "pages", "restated pages/CPU-s", "trafilatura", "ratio"
    );
    for set in &args.pages {
        let (pages, lines) = read(set)?;
        let mut ours = Command::new(&args.bin);
        let ours = pages as f64 / cost(ours.args(["extract", "-", "--threads", "1"]), &lines)?;
        let theirs = pages as f64 / cost(Command::new(&args.python).args(["-c", PEER]), &lines)?;
        let name = set.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "{name:32} {pages:>6} {ours:>18.1} {theirs:>18.1} {:>7.2}",
            ours / theirs
        );
    }
    Ok(())
}

/// How many pages the set has, and its lines without gold.
fn read(set: &Path) -> anyhow::Result<(usize, Vec<u8>)> {
    let file = File::open(set).with_context(|| format!("cannot open {}", set.display()))?;
    let (mut pages, mut lines) = (0, Vec::new());
    for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
        let page: Value = serde_json::from_str(&line?)?;
        writeln!(
            lines,
            "{}",
            serde_json::json!({"id": page["id"], "url": page["url"], "html": page["html"]})
        )?;
        pages += 1;
    }
    Ok((pages, lines))
}

/// CPU-seconds that `command` takes for `lines`, start-up included.
fn cost(command: &mut Command, lines: &[u8]) -> anyhow::Result<f64> {
    let before = cpu::of_children()?;
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    child
        .stdin
        .take()
        .context("a pipe was asked for")?
        .write_all(lines)?;
    ensure!(child.wait()?.success(), "{name} failed");
    Ok(cpu::of_children()? - before)
}
