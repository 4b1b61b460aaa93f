//! `restated extract`: captures in, articles out as JSON Lines, in input order.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use rayon::ThreadPool;
use rayon::prelude::*;
use restated_article::{Article, Dated};
use restated_capture::{Capture, Found};
use serde::Serialize;

use crate::args::Extract;
use crate::output;

/// Captures read before they are worked on together. Bounds memory.
const BATCH: usize = 64;

/// Stack of a working thread, in bytes: room for whatever a hostile page nests.
const STACK: usize = 64 << 20;

/// One line of output.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: Option<&'a str>,
    byline: &'a [String],
    outlet: Option<&'a str>,
    published: Option<&'a Dated>,
    language: Option<&'a str>,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn new(capture: &'a Capture, article: &'a Article) -> Self {
        let path = capture.place.path.as_str();
        Self {
            // From a pipe the record's own id is all there is; "stdin#" would only be in the way.
            id: path.strip_prefix("stdin#").unwrap_or(path),
            title: article.title.as_deref(),
            byline: &article.byline,
            outlet: article.outlet.as_deref(),
            published: article.published.as_ref(),
            language: article.language.as_deref(),
            text: &article.text,
        }
    }
}

pub(crate) fn run(options: &Extract) -> anyhow::Result<ExitCode> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.reading.threads())
        .stack_size(STACK)
        .build()?;
    let mut out = output::stdout();
    let (mut batch, mut written, mut skipped) = (Vec::new(), 0, 0);
    let mut failed = None;
    restated_capture::read(
        &super::inputs(&options.paths),
        &options.reading.limits(),
        &mut |found| {
            match found {
                Found::Capture(capture) => batch.push(capture),
                Found::Skipped(what) => {
                    skipped += 1;
                    tracing::warn!("{}: {}", what.path, what.reason);
                }
            }
            if batch.len() == BATCH {
                match flush(&pool, &mut batch, &mut out) {
                    Ok(lines) => written += lines,
                    Err(error) => failed = Some(error),
                }
            }
            failed.is_none()
        },
    )
    .or_else(|error| if failed.is_some() { Ok(()) } else { Err(error) })?;
    if let Some(error) = failed {
        return Err(error);
    }
    written += flush(&pool, &mut batch, &mut out)?;
    out.flush()?;
    if written == 0 && skipped > 0 {
        bail!("none of the {skipped} captures could be read; the reasons stand above");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads the batch on all threads and writes its articles in order.
fn flush(
    pool: &ThreadPool,
    batch: &mut Vec<Capture>,
    out: &mut impl Write,
) -> anyhow::Result<usize> {
    let lines: Vec<_> = pool.install(|| batch.par_iter().map(line).collect());
    batch.clear();
    let mut written = 0;
    for line in lines.into_iter().flatten() {
        writeln!(out, "{}", line?)?;
        written += 1;
    }
    Ok(written)
}

/// The article in `capture` as one line of JSON, if there is one.
fn line(capture: &Capture) -> Option<serde_json::Result<String>> {
    let read = std::panic::AssertUnwindSafe(|| restated_article::read(capture));
    let Ok((article, issues)) = std::panic::catch_unwind(read) else {
        tracing::warn!(
            "{}: internal error, please report; not read",
            capture.place.path
        );
        return None;
    };
    for issue in issues {
        tracing::info!("{}: {}", capture.place.path, issue.0);
    }
    Some(serde_json::to_string(&Line::new(capture, &article?)))
}
