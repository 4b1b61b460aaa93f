//! One side of the comparison: a process that makes a pass over the texts when told to.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a side says when it is ready.
#[derive(Debug, Deserialize, Serialize)]
pub(in super::super) struct Loaded {
    /// Seconds to load the model.
    pub(in super::super) load: f64,
    /// Most MiB held so far.
    pub(in super::super) memory: f64,
}

/// What a side says of a pass.
#[derive(Debug, Deserialize, Serialize)]
pub(in super::super) struct Pass {
    pub(in super::super) tokens: usize,
    /// Seconds by the clock.
    pub(in super::super) wall: f64,
    /// Seconds of all threads.
    pub(in super::super) cpu: f64,
    /// Most MiB held so far.
    pub(in super::super) memory: f64,
}

impl Pass {
    pub(in super::super) fn per_second(&self) -> f64 {
        self.tokens as f64 / self.wall
    }

    /// Passes a CPU-second.
    pub(in super::super) fn per_cpu(&self) -> f64 {
        1.0 / self.cpu
    }

    pub(in super::super) fn per_cpu_second(&self) -> f64 {
        self.tokens as f64 / self.cpu
    }
}

/// A running side.
pub(in super::super) struct Peer {
    pub(in super::super) name: &'static str,
    pub(in super::super) loaded: Loaded,
    pub(in super::super) passes: Vec<Pass>,
    child: Child,
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Peer {
    /// Starts `command`, held on one processor if one is given, and waits until it is
    /// ready.
    pub(in super::super) fn start(
        name: &'static str,
        command: Vec<OsString>,
        processor: Option<u16>,
    ) -> anyhow::Result<Self> {
        let held: Vec<OsString> = match processor.filter(|_| has_taskset()) {
            Some(processor) => vec!["taskset".into(), "-c".into(), processor.to_string().into()],
            None => Vec::new(),
        };
        let mut words = held.into_iter().chain(command);
        let program = words.next().context("a command has a program")?;
        let mut child = Command::new(&program)
            .args(words)
            .env("OMP_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.to_string_lossy()))?;
        let orders = child.stdin.take().context("a pipe was asked for")?;
        let answers = child.stdout.take().context("a pipe was asked for")?;
        let mut answers = BufReader::new(answers).lines();
        Ok(Self {
            name,
            loaded: answer(name, &mut answers)?,
            passes: Vec::new(),
            child,
            orders,
            answers,
        })
    }

    /// Has it make one pass.
    pub(in super::super) fn pass(&mut self) -> anyhow::Result<()> {
        writeln!(self.orders, "pass")?;
        let pass: Pass = answer(self.name, &mut self.answers)?;
        ensure!(pass.tokens > 0, "the texts hold no tokens");
        self.passes.push(pass);
        Ok(())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may be in a pass, if another side failed: nobody waits for that.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer<T: DeserializeOwned>(
    name: &str,
    answers: &mut Lines<BufReader<ChildStdout>>,
) -> anyhow::Result<T> {
    let line = answers
        .next()
        .with_context(|| format!("{name} ended early; what it said stands above"))??;
    serde_json::from_str(&line).with_context(|| format!("{name} said {line:?}"))
}

fn has_taskset() -> bool {
    let run = Command::new("taskset")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    run.is_ok_and(|status| status.success())
}
