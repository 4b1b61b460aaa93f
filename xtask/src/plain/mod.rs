//! `cargo xtask train plain [--write] [--no-score] [--epochs=N] [--rate=X] [--decay=X] PAGES.jsonl.gz…`: learns which lines of a
//! plain text belong to its article.
//!
//! Pages are `{"id","url","html","gold":{"text","title"}}` a line. Each page's
//! visible text is saved in several shapes, as users save them; the model is
//! scored by cross-validation with pages of one site always in one fold, then
//! trained on all and, with `--write`, written to the article crate.

mod chain;
mod digest;
mod labels;
mod page;
pub(crate) mod shingles;
mod variants;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use restated_article::plain::zones::Model;
use restated_article::plain::{PlainPage, blocks, features, read_with};

use chain::{Example, Settings};
use labels::{Gold, fold};
use page::Line;
use shingles::{Score, Shingles};
use variants::{Dice, SHAPES, Shape};

const FOLDS: usize = 5;
const WEIGHTS: &str = "crates/article/src/plain/weights.tsv";

struct Sample {
    set: String,
    fold: usize,
    shape: Shape,
    text: String,
    gold: Rc<Gold>,
    title: String,
    example: Option<Example>,
}

/// Runs the command.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let write = args.iter().any(|arg| arg == "--write");
    let files: Vec<_> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if files.is_empty() {
        bail!(
            "usage: cargo xtask train plain [--write] [--no-score] [--epochs=N] [--rate=X] [--decay=X] PAGES.jsonl.gz…"
        );
    }
    let mut samples = Vec::new();
    for file in files {
        samples.extend(load(Path::new(file)).with_context(|| format!("reading {file}"))?);
    }
    eprintln!("{} samples", samples.len());
    let number = |name: &str, default: f32| {
        let value = args
            .iter()
            .find_map(|arg| arg.strip_prefix(name)?.strip_prefix('='));
        value.map_or(Ok(default), str::parse)
    };
    let settings = Settings {
        epochs: number("--epochs", 12.0)? as usize,
        rate: number("--rate", 0.2)?,
        decay: number("--decay", 1e-4)?,
    };
    let mut report = Report::default();
    let folds = if args.iter().any(|arg| arg == "--no-score") {
        0
    } else {
        FOLDS
    };
    for fold in 0..folds {
        let rest: Vec<_> = samples
            .iter()
            .filter(|s| s.fold != fold)
            .filter_map(|s| s.example.as_ref())
            .collect();
        let model = chain::train(&rest, settings);
        for sample in samples.iter().filter(|s| s.fold == fold) {
            report.add(sample, &read_with(&sample.text, &model));
        }
    }
    report.print();
    if write {
        let all: Vec<_> = samples.iter().filter_map(|s| s.example.as_ref()).collect();
        let model: Model = chain::train(&all, settings);
        let note =
            "# Weights of the zone model for plain text, made by `cargo xtask train plain`.\n";
        std::fs::write(WEIGHTS, note.to_owned() + &model.table()).context(WEIGHTS)?;
    }
    Ok(())
}

/// A labelled page.
struct Page {
    id: String,
    fold: usize,
    lines: Vec<Line>,
    is_gold: Vec<bool>,
    is_title: Vec<bool>,
    title: String,
    gold: Rc<Gold>,
}

impl Page {
    fn read(record: &serde_json::Value) -> Self {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let title = text(&record["gold"]["title"]);
        let gold = Gold::new(&text(&record["gold"]["text"]), &title);
        let lines = page::lines(&text(&record["html"]));
        let is_title = |line: &Line| !title.is_empty() && fold(&line.text) == fold(&title);
        Self {
            id: text(&record["id"]),
            fold: Dice::new(&site(record["url"].as_str().unwrap_or_default())).below(FOLDS),
            is_gold: lines
                .iter()
                .map(|line| gold.share(&line.text) >= 0.7)
                .collect(),
            is_title: lines.iter().map(is_title).collect(),
            lines,
            title,
            gold: Rc::new(gold),
        }
    }
}

fn load(path: &Path) -> Result<Vec<Sample>> {
    let set = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut pages = Vec::new();
    for line in BufReader::new(flate2::read::MultiGzDecoder::new(File::open(path)?)).lines() {
        pages.push(Page::read(&serde_json::from_str(&line?)?));
    }
    let mut samples = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let sample = |shape: Shape, text: String, gold: Rc<Gold>, title: String| {
            // Asides stay in, though reading takes them out beforehand: they
            // teach what other furniture between paragraphs looks like.
            let blocks = blocks::blocks(&text);
            let example = labels::labels(&blocks, &gold).map(|mut allowed| {
                if shape == Shape::Digest {
                    labels::free_heading(&mut allowed, &blocks);
                }
                let weight = match shape {
                    Shape::OneLine => 0.3,
                    Shape::Digest => 0.5,
                    _ => 1.0,
                };
                Example {
                    features: features::features(&blocks),
                    allowed,
                    weight,
                }
            });
            Sample {
                set: set.clone(),
                fold: page.fold,
                shape,
                text,
                gold,
                title,
                example,
            }
        };
        for shape in SHAPES {
            let text = variants::text(&page.lines, shape, &page.is_gold, &page.is_title, &page.id);
            samples.push(sample(shape, text, page.gold.clone(), page.title.clone()));
        }
        // Pages of one fold only, lest a digest carry words into another.
        let others = pages.iter().cycle().skip(at + 1).take(pages.len());
        let others: Vec<_> = others
            .filter(|other| other.fold == page.fold)
            .take(3)
            .collect();
        if at % 2 == 0 && others.len() == 3 {
            let (text, gold) = digest::digest(page, &others);
            samples.push(sample(
                Shape::Digest,
                text,
                Rc::new(Gold::new(&gold, "")),
                String::new(),
            ));
        }
    }
    Ok(samples)
}

/// The last two labels of the host name: pages of one site go in one fold.
fn site(url: &str) -> String {
    let host = url
        .split("://")
        .nth(1)
        .unwrap_or(url)
        .split('/')
        .next()
        .unwrap_or_default();
    let labels: Vec<_> = host.rsplit('.').take(2).collect();
    labels.join(".")
}

#[derive(Default)]
struct Report {
    rows: BTreeMap<(String, String, &'static str), Score>,
    titles: BTreeMap<(String, String), [usize; 4]>,
}

impl Report {
    fn add(&mut self, sample: &Sample, page: &PlainPage) {
        let text = |ranges: &mut dyn Iterator<Item = &std::ops::Range<usize>>| {
            let lines: Vec<_> = ranges.map(|range| &sample.text[range.clone()]).collect();
            lines.join("\n")
        };
        let own = text(
            &mut page
                .paragraphs
                .iter()
                .flat_map(|paragraph| &paragraph.ranges),
        );
        let titled = text(
            &mut page
                .title
                .iter()
                .chain(page.paragraphs.iter().flat_map(|p| &p.ranges)),
        );
        let blocks = blocks::blocks(&sample.text);
        let long: Vec<_> = blocks
            .iter()
            .map(|b| b.text.as_str())
            .filter(|t| t.len() >= 80)
            .collect();
        let key = |way| (sample.set.clone(), format!("{:?}", sample.shape), way);
        // Some shapes hold a part of the article only.
        let gold = &match sample.shape {
            Shape::Dense | Shape::Spaced => sample.gold.shingles.clone(),
            _ => sample.gold.shingles.within(&Shingles::of(&sample.text)),
        };
        for (way, text) in [
            ("own", own.as_str()),
            ("own+title", &titled),
            ("all", &sample.text),
            ("lines>=80", &long.join("\n")),
        ] {
            self.rows
                .entry(key(way))
                .or_default()
                .add(gold, &Shingles::of(text));
        }
        if !sample.title.is_empty() {
            let found = page.title.clone().map(|range| fold(&sample.text[range]));
            let there = blocks.iter().any(|b| fold(&b.text) == fold(&sample.title));
            let entry = self
                .titles
                .entry((sample.set.clone(), format!("{:?}", sample.shape)))
                .or_default();
            entry[0] += usize::from(found.as_deref() == Some(&fold(&sample.title)));
            entry[1] += usize::from(found.is_some());
            entry[2] += usize::from(there);
            entry[3] += 1;
        }
    }

    fn print(&self) {
        for ((set, shape, way), score) in &self.rows {
            eprintln!("{set:22} {shape:11} {way:10} {score}");
        }
        for ((set, shape), [right, given, there, all]) in &self.titles {
            eprintln!(
                "{set:22} {shape:11} titles: {right} right of {given} given; {there} of {all} texts have it"
            );
        }
    }
}
