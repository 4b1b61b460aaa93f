//! `restated build`: captures into a dossier.

use std::io::Write as _;
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;

use restated_dossier::{BuildReport, Dossier, Options};

use crate::args::Build;
use crate::output;
use crate::progress::Bars;

pub(crate) fn run(options: &Build) -> anyhow::Result<ExitCode> {
    let report = build(options)?;
    if options.json {
        let mut out = output::stdout();
        serde_json::to_writer_pretty(&mut out, &as_json(&report, &options.output))?;
        writeln!(out)?;
        out.flush()?;
    } else {
        eprintln!("{}", sentence(&report, &options.output));
    }
    Ok(ExitCode::SUCCESS)
}

fn build(options: &Build) -> anyhow::Result<BuildReport> {
    let inputs = super::inputs(&options.paths);
    // Before the dossier is made: a slip of the pen shall leave nothing behind.
    restated_capture::check(&inputs)?;
    let mut dossier = Dossier::create_or_open(&options.output)?;
    let bars = Bars::new();
    let threads = NonZero::new(options.reading.threads());
    let report = dossier.build(
        &inputs,
        &options.reading.limits(),
        Options { threads },
        &bars,
    );
    bars.finish();
    Ok(report?)
}

fn as_json(report: &BuildReport, output: &Path) -> serde_json::Value {
    serde_json::json!({
        "dossier": output.display().to_string(),
        "found": report.found,
        "new": report.new,
        "skipped": report.skipped,
        "read": report.read,
        "captures": report.captures,
        "without_article": report.without_article,
        "articles": report.articles,
        "claims": report.claims,
        "families": report.families,
        "questions": report.questions,
    })
}

/// What was done, and what to do next.
fn sentence(report: &BuildReport, output: &Path) -> String {
    let path = output.display();
    let count = |n: u64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let skipped = match report.skipped {
        0 => String::new(),
        n => format!(", {n} skipped (the report says why)"),
    };
    format!(
        "{} found, {} of them new{skipped}.\n{path} now holds {}, {}, {}.\nNext: restated report {path}",
        count(report.found, "capture", "captures"),
        report.new,
        count(report.articles, "article", "articles"),
        count(report.claims, "claim", "claims"),
        count(report.families, "text family", "text families"),
    )
}
