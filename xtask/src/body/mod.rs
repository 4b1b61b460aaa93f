//! `cargo xtask train body [--write] PAGES.jsonl.gz…`: learns which blocks of a
//! page its main text is made of.
//!
//! Pages are `{"id","url","html","gold":{"text"}}` a line. The forest is scored by
//! cross-validation with pages of one site always in one fold, and, given several
//! files, trained on each and tested on the others; then it is trained on all
//! and, with `--write`, written to the article crate.

mod boost;
mod labels;
mod pages;
mod plant;

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::Context as _;
use restated_article::body::{Forest, choose, feature_names};

use crate::plain::shingles::{Score, Shingles};
use boost::{Settings, Table, grow};
use pages::{Labelled, load};

const MODEL: &str = "crates/article/model/body.trees";
/// Score above which a block is kept, in log odds.
const CUT: f32 = -0.1;
/// Words that each block counts for beyond its own: what the score of a text hardly
/// feels, a line of advertisement in it, a reader does.
const SHORT_BLOCKS: f32 = 12.0;
const SETTINGS: Settings = Settings {
    trees: 400,
    leaves: 32,
    rate: 0.045,
    least_rows: 60,
    ridge: 5.0,
    features: 0.25,
    rows: 0.7,
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Pages as gzipped JSON Lines {"id", "url", "html", "gold": {"text"}}
    #[arg(required = true)]
    sets: Vec<PathBuf>,
    /// Write the forest to the article crate
    #[arg(long)]
    write: bool,
    /// Folds of the cross-validation; 0 leaves it out
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Train on each set and test on the others
    #[arg(long)]
    across: bool,
    /// How many of the worst pages to name
    #[arg(long, default_value_t = 0)]
    worst: usize,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut sets = Vec::new();
    for path in &args.sets {
        let pages = load(path).with_context(|| format!("reading {}", path.display()))?;
        let blocks: usize = pages.iter().map(|page| page.labels.len()).sum();
        println!("{}: {} pages, {blocks} blocks", path.display(), pages.len());
        let oracle: Vec<_> = pages
            .iter()
            .map(|page| {
                page.labels
                    .iter()
                    .map(|label| (label - 0.5) * 40.0)
                    .collect()
            })
            .collect();
        report("best that blocks allow", &pages, &oracle, &[0.0], 0);
        sets.push(pages);
    }
    if args.across {
        for (at, trained) in sets.iter().enumerate() {
            let forest = train(trained.iter());
            for (other, tested) in sets.iter().enumerate().filter(|(other, _)| *other != at) {
                let name = format!("trained on set {at}, tested on set {other}");
                report(&name, tested, &scores(&forest, tested.iter()), &[CUT], 0);
            }
        }
    }
    if args.folds > 0 {
        cross_validate(&sets, args);
    }
    if args.write {
        let mut forest = train(sets.iter().flatten());
        forest.features = feature_names();
        forest.cut = CUT;
        std::fs::write(MODEL, forest.write()).with_context(|| format!("cannot write {MODEL}"))?;
        println!("wrote {MODEL}");
    }
    Ok(())
}

fn cross_validate(sets: &[Vec<Labelled>], args: &Args) {
    let forests: Vec<Forest> = (0..args.folds)
        .map(|fold| {
            train(
                sets.iter()
                    .flatten()
                    .filter(|page| fold_of(page, args.folds) != fold),
            )
        })
        .collect();
    for (pages, path) in sets.iter().zip(&args.sets) {
        let scores: Vec<Vec<f32>> = pages
            .iter()
            .map(|page| page_scores(&forests[fold_of(page, args.folds)], page))
            .collect();
        let name = format!("cross-validated, {}", path.display());
        report(
            &name,
            pages,
            &scores,
            &[-0.4, CUT, 0.0, 0.2, 0.4, 0.6],
            args.worst,
        );
    }
}

fn fold_of(page: &Labelled, folds: usize) -> usize {
    let hash = page
        .site
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    (hash >> 20) as usize % folds
}

fn train<'p>(pages: impl Iterator<Item = &'p Labelled>) -> Forest {
    let (mut rows, mut targets, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (page, labels) in pages.map(Labelled::lesson) {
        let words = |at: usize| page.blocks[at].text.split(' ').count() as f32;
        let main = (0..labels.len()).filter(|at| labels[*at] > 0.5).map(words);
        let long = (0..labels.len()).map(words).filter(|words| *words >= 12.0);
        // Pages count alike however long they are; a page whose gold text is a
        // small part of it (a live blog, a cut-off gold text) not more than others.
        let whole = main.sum::<f32>().max(long.sum()) + 50.0;
        for (at, row) in page.rows.iter().enumerate() {
            rows.push(row.as_slice());
            targets.push(labels[at]);
            weights.push((words(at) + SHORT_BLOCKS) / whole * 500.0);
        }
    }
    grow(&Table::of(&rows), &targets, &weights, SETTINGS)
}

fn scores<'p>(forest: &Forest, pages: impl Iterator<Item = &'p Labelled>) -> Vec<Vec<f32>> {
    pages.map(|page| page_scores(forest, page)).collect()
}

fn page_scores(forest: &Forest, page: &Labelled) -> Vec<f32> {
    forest.scores(&page.page.rows)
}

fn report(name: &str, pages: &[Labelled], scores: &[Vec<f32>], cuts: &[f32], worst: usize) {
    for cut in cuts {
        let mut all = Score::default();
        let mut single = Vec::new();
        for (page, scores) in pages.iter().zip(scores) {
            let found = Shingles::of(&text(page, scores, *cut));
            all.add(&page.gold, &found);
            let common = page.gold.common(&found) as f64;
            single.push((
                2.0 * common / (page.gold.len() + found.len()).max(1) as f64,
                page,
            ));
        }
        println!("{name}, cut {cut}: {all}");
        if *cut == CUT {
            single.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (score, page) in single.iter().take(worst) {
                println!("  {score:.2} {} {}", page.site, page.id);
            }
        }
    }
}

/// The text of the blocks kept; a long block that stands there twice, once, as articles have it.
fn text(page: &Labelled, scores: &[f32], cut: f32) -> String {
    let kept = choose(&page.page, scores, cut);
    let mut seen = HashSet::new();
    let blocks = page.page.blocks.iter().zip(kept).filter(|(_, keep)| *keep);
    let blocks = blocks.filter(|(block, _)| block.text.len() < 40 || seen.insert(&block.text));
    blocks
        .map(|(block, _)| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}
