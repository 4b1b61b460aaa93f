//! Captures in, lines of JSON out: in input order, worked on together, in bounded memory.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rayon::ThreadPool;
use rayon::prelude::*;
use restated_capture::{Capture, Found};
use serde::Serialize;

use crate::args::Reading;
use crate::output;

/// Captures read before they are worked on together. Bounds memory.
const BATCH: usize = 64;

/// Stack of a working thread, in bytes: room for whatever a hostile page nests.
const STACK: usize = 64 << 20;

/// What a capture yields: a line of output, nothing, or the reason why it cannot be read.
pub(super) type Line = Result<Option<String>, String>;

/// Writes what `line` makes of every capture in `paths`. What cannot be read is told on
/// standard error, and the rest goes on; if nothing could be read, that is an error.
pub(super) fn write(
    paths: &[PathBuf],
    reading: &Reading,
    line: &(dyn Fn(&Capture) -> Line + Sync),
) -> anyhow::Result<ExitCode> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(reading.threads())
        .stack_size(STACK)
        .build()?;
    let mut out = output::stdout();
    let (mut batch, mut written, mut skipped) = (Vec::new(), 0, 0);
    let mut failed = None;
    restated_capture::read(&super::inputs(paths), &reading.limits(), &mut |found| {
        match found {
            Found::Capture(capture) => batch.push(capture),
            Found::Skipped(what) => {
                skipped += 1;
                tracing::warn!("{}: {}", what.path, what.reason);
            }
        }
        if batch.len() == BATCH {
            match flush(&pool, &mut batch, line, &mut out) {
                Ok([lines, refused]) => {
                    written += lines;
                    skipped += refused;
                }
                Err(error) => failed = Some(error),
            }
        }
        failed.is_none()
    })
    .or_else(|error| if failed.is_some() { Ok(()) } else { Err(error) })?;
    if let Some(error) = failed {
        return Err(error);
    }
    let [lines, refused] = flush(&pool, &mut batch, line, &mut out)?;
    (written, skipped) = (written + lines, skipped + refused);
    out.flush()?;
    if written == 0 && skipped > 0 {
        bail!("none of the {skipped} captures could be read; the reasons stand above");
    }
    Ok(ExitCode::SUCCESS)
}

/// Works on the batch on all threads and writes its lines in order; gives how many captures
/// had one, and how many could not be read.
fn flush(
    pool: &ThreadPool,
    batch: &mut Vec<Capture>,
    line: &(dyn Fn(&Capture) -> Line + Sync),
    out: &mut impl Write,
) -> anyhow::Result<[usize; 2]> {
    let guarded = |capture: &Capture| {
        let work = std::panic::AssertUnwindSafe(|| line(capture));
        std::panic::catch_unwind(work)
            .unwrap_or_else(|_| Err("internal error, please report; not read".to_owned()))
            .map_err(|why| tracing::warn!("{}: {why}", capture.place.path))
    };
    let lines: Vec<Result<Option<String>, ()>> =
        pool.install(|| batch.par_iter().map(guarded).collect());
    batch.clear();
    let (mut written, mut refused) = (0, 0);
    for line in lines {
        match line {
            Ok(Some(line)) => {
                writeln!(out, "{line}")?;
                written += 1;
            }
            Ok(None) => {}
            Err(()) => refused += 1,
        }
    }
    Ok([written, refused])
}

/// A line of output as JSON.
pub(super) fn json(line: &impl Serialize) -> Line {
    serde_json::to_string(line)
        .map(Some)
        .map_err(|error| error.to_string())
}

/// What to call a capture in a line of output.
pub(super) fn id(capture: &Capture) -> &str {
    let path = capture.place.path.as_str();
    // From a pipe the record's own id is all there is; "stdin#" would only be in the way.
    path.strip_prefix("stdin#").unwrap_or(path)
}
