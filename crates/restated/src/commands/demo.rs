//! `restated demo`: the samples, which travel in the binary, as a dossier.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use restated_capture::{Input, Limits};
use restated_dossier::{Dossier, Options};

use crate::args::{Demo, Listening, PORT, ReportFormat, When};
use crate::progress::Bars;

include!(concat!(env!("OUT_DIR"), "/samples.rs"));

pub(crate) fn run(options: &Demo, color: When) -> anyhow::Result<ExitCode> {
    if let Some(kept) = &options.output {
        // Invented deaths have no place among real ones.
        ensure!(
            !kept.exists(),
            "{}: there is something already; name a new file for the samples",
            kept.display()
        );
    }
    let scratch = Scratch::new()?;
    let pile = scratch.0.join("samples");
    std::fs::create_dir(&pile).with_context(|| format!("cannot make {}", pile.display()))?;
    for (name, bytes) in SAMPLES {
        std::fs::write(pile.join(name), bytes)
            .with_context(|| format!("cannot write into {}", pile.display()))?;
    }
    let path = options
        .output
        .clone()
        .unwrap_or_else(|| scratch.0.join("demo.db"));
    let mut dossier = Dossier::create_or_open(&path)?;
    let bars = Bars::new();
    let built = dossier.build(
        &[Input::Path(pile)],
        &Limits::default(),
        Options::default(),
        &bars,
    );
    bars.finish();
    built?;
    let code = super::report::print(&dossier, ReportFormat::Terminal, color)?;
    drop(dossier);
    eprintln!("{}", next(options.output.as_deref()));
    if !is_served(options) {
        return Ok(code);
    }
    super::serve::serve(&path, &listening())
}

/// Somebody who sits at a terminal looks at it; a pipe or a script would wait for ever.
fn is_served(options: &Demo) -> bool {
    options.serve || (!options.no_serve && std::io::stdout().is_terminal())
}

/// On this machine alone, at the usual port, or at another if that is taken.
fn listening() -> Listening {
    let bind = IpAddr::from(Ipv4Addr::LOCALHOST);
    let free = TcpListener::bind((bind, PORT)).is_ok();
    Listening {
        port: if free { PORT } else { 0 },
        bind,
        token: None,
        allow_host: Vec::new(),
        upload_limit: None,
    }
}

fn next(kept: Option<&Path>) -> String {
    match kept {
        Some(path) => format!(
            "The dossier is {}: any SQLite reader opens it.",
            path.display()
        ),
        None => {
            "These are invented samples. Now your own: restated build PILE -o event.db".to_owned()
        }
    }
}

/// A folder of our own that goes when we are done.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("restated-demo-{}", std::process::id()));
        std::fs::create_dir(&path)
            .with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
