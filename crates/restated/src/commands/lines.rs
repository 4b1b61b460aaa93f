//! Captures in, lines of JSON out: in input order, worked on together, in bounded memory.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rayon::ThreadPool;
use rayon::prelude::*;
use restated_capture::{Capture, Found};

use crate::args::Reading;
use crate::output;

/// Captures read before they are worked on together. Bounds memory.
const BATCH: usize = 64;

/// Stack of a working thread, in bytes: room for whatever a hostile page nests.
const STACK: usize = 64 << 20;

/// A line of output, or nothing where the capture yields none.
pub(super) type Line = Option<serde_json::Result<String>>;

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
                Ok(lines) => written += lines,
                Err(error) => failed = Some(error),
            }
        }
        failed.is_none()
    })
    .or_else(|error| if failed.is_some() { Ok(()) } else { Err(error) })?;
    if let Some(error) = failed {
        return Err(error);
    }
    written += flush(&pool, &mut batch, line, &mut out)?;
    out.flush()?;
    if written == 0 && skipped > 0 {
        bail!("none of the {skipped} captures could be read; the reasons stand above");
    }
    Ok(ExitCode::SUCCESS)
}

/// Works on the batch on all threads and writes its lines in order.
fn flush(
    pool: &ThreadPool,
    batch: &mut Vec<Capture>,
    line: &(dyn Fn(&Capture) -> Line + Sync),
    out: &mut impl Write,
) -> anyhow::Result<usize> {
    let guarded = |capture: &Capture| {
        let work = std::panic::AssertUnwindSafe(|| line(capture));
        std::panic::catch_unwind(work).unwrap_or_else(|_| {
            tracing::warn!(
                "{}: internal error, please report; not read",
                capture.place.path
            );
            None
        })
    };
    let lines: Vec<Line> = pool.install(|| batch.par_iter().map(guarded).collect());
    batch.clear();
    let mut written = 0;
    for line in lines.into_iter().flatten() {
        writeln!(out, "{}", line?)?;
        written += 1;
    }
    Ok(written)
}

/// What to call a capture in a line of output.
pub(super) fn id(capture: &Capture) -> &str {
    let path = capture.place.path.as_str();
    // From a pipe the record's own id is all there is; "stdin#" would only be in the way.
    path.strip_prefix("stdin#").unwrap_or(path)
}
