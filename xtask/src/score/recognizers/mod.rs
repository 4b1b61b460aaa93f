//! How much of what Microsoft's Recognizers-Text expects of English this project reads alike.
//!
//! The case files (MIT) are written for assistants: what a reader of news would read otherwise is
//! listed with its reason in a table beside the scorer, and counts neither way. What is not
//! listed and not read alike is a miss.

mod dates;
mod numbers;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use serde::Deserialize;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which recognizers to score against
    #[arg(long, value_enum)]
    kind: Kind,

    /// The folder of Recognizers-Text's case files, with Number/English in it
    #[arg(value_name = "DIR")]
    cases: PathBuf,

    /// How many misses of each file to show
    #[arg(long, default_value_t = 0)]
    misses: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Dates, times of day, durations and sets
    Date,
    /// Numbers, ranges, percentages, money and dimensions
    Number,
}

/// One text and what is expected of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    /// When the text was written, where that matters.
    #[serde(default)]
    context: Option<Context>,
    #[serde(default)]
    results: Vec<Expected>,
}

/// What a case is read against.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    reference_date_time: String,
}

/// One expected span.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    #[serde(default)]
    resolution: serde_json::Map<String, serde_json::Value>,
}

impl Expected {
    /// A field of the resolution.
    fn get(&self, name: &str) -> Option<&str> {
        self.resolution.get(name)?.as_str()
    }
}

/// The cases of one file.
fn cases(folder: &Path, file: &str) -> anyhow::Result<Vec<Case>> {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("{} holds no cases", path.display()))
}

/// Which cases a reader of news would read otherwise, by file and place in it from 0.
struct Rejected(HashMap<(&'static str, usize), &'static str>);

impl Rejected {
    /// Reads rows of file, place and reason between tabs; `#` starts a comment.
    fn new(table: &'static str) -> anyhow::Result<Self> {
        let mut rows = HashMap::new();
        for row in table
            .lines()
            .filter(|row| !row.is_empty() && !row.starts_with('#'))
        {
            let fields: Vec<_> = row.split('\t').collect();
            let [file, place, reason] = fields[..] else {
                anyhow::bail!("no row of three fields: {row}");
            };
            let place = place.parse().with_context(|| row.to_owned())?;
            let twice = rows.insert((file, place), reason).is_some();
            ensure!(
                !twice && !reason.trim().is_empty(),
                "twice or without a reason: {row}"
            );
        }
        Ok(Self(rows))
    }

    fn holds(&self, file: &'static str, place: usize) -> bool {
        self.0.contains_key(&(file, place))
    }
}

/// Right, asked and rejected cases of one file.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    asked: usize,
    rejected: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.asked += other.asked;
        self.rejected += other.rejected;
    }

    fn row(self, name: &str) -> String {
        let share = 100.0 * self.right as f64 / self.asked.max(1) as f64;
        format!(
            "{name:<40} {:>5} of {:>5}  {share:>5.1} %  {:>4} rejected\n",
            self.right, self.asked, self.rejected
        )
    }
}

/// Scores each of `files`; `check` gives what was found otherwise, or nothing if all is alike.
fn score(
    args: &Args,
    files: &[&'static str],
    rejected: &Rejected,
    check: impl Fn(&str, &Case) -> Option<String>,
) -> anyhow::Result<String> {
    let mut report = String::new();
    let mut all = Tally::default();
    for file in files {
        let mut tally = Tally::default();
        let mut misses = Vec::new();
        let cases = cases(&args.cases, file)?;
        for (place, case) in cases.iter().enumerate() {
            if rejected.holds(file, place) {
                tally.rejected += 1;
                continue;
            }
            tally.asked += 1;
            match check(file, case) {
                None => tally.right += 1,
                Some(found) => misses.push((place, case, found)),
            }
        }
        report += &tally.row(file);
        for (place, case, found) in misses.iter().take(args.misses) {
            let wanted: Vec<_> = case.results.iter().map(|r| r.text.as_str()).collect();
            writeln!(
                report,
                "  {place}: {:?}\n      wanted {wanted:?}\n      found {found}",
                case.input
            )?;
        }
        all.add(tally);
    }
    report += &all.row("all");
    Ok(report)
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let report = match args.kind {
        Kind::Date => dates::report(args)?,
        Kind::Number => numbers::report(args)?,
    };
    print!("{report}");
    Ok(())
}
