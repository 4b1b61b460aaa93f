//! The engine's side of the comparison, in a process of its own.

use std::ffi::OsString;
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Context as _;
use restated_language::{Annotator, Model};
use serde::{Deserialize, Serialize};

use super::super::cpu;
use super::peer::{Loaded, Pass};

/// What it is started with; `cargo xtask bench language` does that.
#[derive(clap::Args)]
pub(crate) struct Worker {
    model: PathBuf,
    threads: u16,
    texts: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

impl Worker {
    /// The command that starts one.
    pub(super) fn command(
        model: &Path,
        threads: u16,
        texts: &[PathBuf],
    ) -> anyhow::Result<Vec<OsString>> {
        let program = std::env::current_exe()?;
        let mut command: Vec<OsString> = vec![program.into(), "bench".into(), "worker".into()];
        command.extend([model.into(), threads.to_string().into()]);
        command.extend(texts.iter().map(Into::into));
        Ok(command)
    }

    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let bytes = std::fs::read(&self.model)
            .with_context(|| format!("cannot read {}", self.model.display()))?;
        let start = Instant::now();
        let model = Model::read(bytes.into())?;
        say(&Loaded {
            load: start.elapsed().as_secs_f64(),
            memory: cpu::peak_memory()?,
        })?;
        let texts = texts(&self.texts)?;
        let mut annotators: Vec<_> = (0..self.threads).map(|_| Annotator::new(&model)).collect();
        for order in std::io::stdin().lock().lines() {
            order?;
            let (wall, cpu) = (Instant::now(), cpu::of_self()?);
            let tokens = pass(&mut annotators, &texts);
            let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu::of_self()? - cpu);
            say(&Pass {
                tokens,
                wall,
                cpu,
                memory: cpu::peak_memory()?,
            })?;
        }
        Ok(())
    }
}

/// Annotates all texts, each annotator on a thread, and counts the tokens.
fn pass(annotators: &mut [Annotator<'_>], texts: &[String]) -> usize {
    let (next, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for annotator in annotators {
            scope.spawn(|| {
                while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    tokens.fetch_add(annotator.annotate(text).len(), Ordering::Relaxed);
                }
            });
        }
    });
    tokens.into_inner()
}

pub(in super::super) fn texts(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    for path in files {
        let file = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        for (at, line) in file.lines().enumerate() {
            let line: Line = serde_json::from_str(line)
                .with_context(|| format!("{}, line {}", path.display(), at + 1))?;
            texts.push(line.text);
        }
    }
    Ok(texts)
}

pub(in super::super) fn say(what: &impl Serialize) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, what)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
