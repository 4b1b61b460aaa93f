//! Our side of the comparison, in a process of its own.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use restated_lineage::{Sketch, candidates, compare};

use super::super::cpu;
use super::Cost;

/// Texts that are in memory at a time.
const CHUNK: usize = 10_000;

/// What it is started with; `cargo xtask bench lineage` does that.
#[derive(clap::Args)]
pub(crate) struct Worker {
    threads: usize,
    texts: PathBuf,
    pairs: PathBuf,
}

impl Worker {
    /// The command that starts one.
    pub(super) fn command(
        threads: usize,
        texts: &Path,
        pairs: &Path,
    ) -> anyhow::Result<Vec<OsString>> {
        let program = std::env::current_exe()?;
        let mut command: Vec<OsString> =
            vec![program.into(), "bench".into(), "lineage-worker".into()];
        command.extend([threads.to_string().into(), texts.into(), pairs.into()]);
        Ok(command)
    }

    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()?;
        let memory = cpu::peak_memory()?;
        let mut cost = Cost::default();
        let mut sketches: Vec<Sketch> = Vec::new();
        let mut lines = BufReader::new(File::open(&self.texts)?).lines();
        loop {
            let chunk: Vec<String> = lines.by_ref().take(CHUNK).collect::<Result<_, _>>()?;
            if chunk.is_empty() {
                break;
            }
            let sketched = cost.of(|| {
                pool.install(|| {
                    chunk
                        .par_iter()
                        .map(|text| Sketch::of(text))
                        .collect::<Vec<_>>()
                })
            })?;
            sketches.extend(sketched);
        }
        let sketches: Vec<&Sketch> = sketches.iter().collect();
        let found = cost.of(|| pool.install(|| candidates(&sketches)))?;
        let shares = |&&(a, b): &&(u32, u32)| {
            compare(sketches[a as usize], sketches[b as usize])
                .kind()
                .is_some()
        };
        let pairs: Vec<_> =
            cost.of(|| pool.install(|| found.pairs.par_iter().filter(shares).collect()))?;
        cost.memory = cpu::peak_memory()? - memory;
        println!("{}", serde_json::to_string(&cost)?);
        let mut out = BufWriter::new(File::create(&self.pairs)?);
        for (a, b) in pairs {
            writeln!(out, "{a} {b}")?;
        }
        for copies in found.copies {
            for copy in &copies[1..] {
                writeln!(out, "= {} {copy}", copies[0])?;
            }
        }
        Ok(())
    }
}

impl Cost {
    /// Adds what `work` takes.
    pub(super) fn of<T>(&mut self, work: impl FnOnce() -> T) -> anyhow::Result<T> {
        let (wall, cpu) = (Instant::now(), cpu::of_self()?);
        let done = work();
        self.wall += wall.elapsed().as_secs_f64();
        self.cpu += cpu::of_self()? - cpu;
        Ok(done)
    }
}
