//! `restated serve` in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::load::Connection;
use crate::bench::cpu;

/// A server that runs until it is dropped.
pub(super) struct Server {
    process: Child,
    pub(super) address: SocketAddr,
    /// From the start of the process until the first page was read.
    pub(super) cold: Duration,
}

impl Server {
    /// Serves `dossier` on core `core`.
    pub(super) fn start(restated: &Path, dossier: &Path, core: usize) -> anyhow::Result<Self> {
        let clock = Instant::now();
        let mut process = Command::new("taskset")
            .args(["-c", &core.to_string()])
            .arg(restated)
            .args(["serve", "--port", "0"])
            .arg(dossier)
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", restated.display()))?;
        let said = process.stderr.take().context("the server has an output")?;
        let mut server = Self {
            process,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            cold: Duration::ZERO,
        };
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line)?;
        // "… http://127.0.0.1:40123/ …"
        server.address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split(['/', ' ', '\n']).next())
            .and_then(|address| address.parse().ok())
            .with_context(|| format!("the server does not say where it is: {line:?}"))?;
        let first = Connection::to(server.address)?.get("/")?;
        ensure!(first.status == 200, "the first page is {}", first.status);
        server.cold = clock.elapsed();
        Ok(server)
    }

    /// CPU-seconds so far. taskset becomes the server, so that it has its number.
    pub(super) fn cpu(&self) -> anyhow::Result<f64> {
        cpu::of_process(self.process.id())
    }

    /// MiB held now, and held at once at most.
    pub(super) fn memory(&self) -> anyhow::Result<(f64, f64)> {
        let id = self.process.id().to_string();
        Ok((cpu::memory(&id, "VmRSS:")?, cpu::memory(&id, "VmHWM:")?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already if this fails.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
