//! Grouping of articles into stories, on articles of which is known what event they are about.
//!
//! The measure is B³: A. Bagga, B. Baldwin, "Entity-based cross-document coreferencing using the
//! vector space model", COLING-ACL 1998.

mod cubed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use restated_claims::Reading;
use restated_lineage::About;
use restated_stories::{Filed, Story, Terms, stories};
use serde::Deserialize;

use crate::dice::Dice;
use cubed::Cubed;

/// Orders in which the articles are given; all must lead to the same stories.
const ORDERS: u64 = 10;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A folder with `articles.jsonl`, lines of {"id", "title", "text", "story"} and, where known,
    /// "published" (EDTF) and "language"; ECB+ may be brought into this form
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,

    /// Print what was put together wrongly, and what fell apart
    #[arg(long)]
    misses: bool,

    /// Print figures as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    text: String,
    /// Which event it is about.
    story: String,
    published: Option<String>,
    #[serde(default = "english")]
    language: String,
}

fn english() -> String {
    "en".to_owned()
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let rows = rows(&args.data.join("articles.jsonl"))?;
    let terms: Vec<Terms> = rows.iter().map(terms).collect();
    let abouts: Vec<About> = rows.iter().map(about).collect();
    let mut filed: Vec<Filed<'_>> = abouts
        .iter()
        .zip(&terms)
        .map(|(about, terms)| Filed {
            about,
            terms,
            family: None,
        })
        .collect();
    let found = stories(&filed);
    let mut dice = Dice::new(1);
    for order in 1..ORDERS {
        for at in (1..filed.len()).rev() {
            filed.swap(at, dice.below(at + 1));
        }
        ensure!(
            stories(&filed) == found,
            "order {order} of the articles gave other stories"
        );
    }
    let groups = groups(&found);
    let pairs: Vec<(&str, usize)> = rows
        .iter()
        .filter_map(|row| Some((row.story.as_str(), *groups.get(row.id.as_str())?)))
        .collect();
    ensure!(pairs.len() == rows.len(), "an article is in no story");
    let cubed = Cubed::of(&pairs);
    let known: usize = pairs
        .iter()
        .map(|(story, _)| story)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    if args.json {
        let figures = serde_json::json!({
            "articles": rows.len(), "stories": known, "found": found.len(), "orders": ORDERS,
            "precision": cubed.precision, "recall": cubed.recall, "f1": cubed.f1(),
        });
        println!("{figures:#}");
    } else {
        println!(
            "{} articles of {known} stories, {} found; the same in {ORDERS} orders",
            rows.len(),
            found.len()
        );
        println!(
            "B³ precision {:.4}, recall {:.4}, F1 {:.4}",
            cubed.precision,
            cubed.recall,
            cubed.f1()
        );
    }
    if args.misses {
        misses(&pairs);
    }
    Ok(())
}

fn rows(path: &Path) -> anyhow::Result<Vec<Row>> {
    let file =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    file.lines()
        .map(|line| serde_json::from_str(line).with_context(|| path.display().to_string()))
        .collect()
}

/// Names are only needed to tell readers why: what is grouped does not depend on the reading.
fn terms(row: &Row) -> Terms {
    let nothing = Reading::default();
    Terms::of(
        row.title.as_deref(),
        &row.text,
        Some(&row.language),
        &nothing,
    )
}

fn about(row: &Row) -> About {
    About {
        id: row.id.clone(),
        language: Some(row.language.clone()),
        published: row.published.clone(),
        title: row.title.clone(),
        ..About::default()
    }
}

/// Of each article, the number of its story.
fn groups(found: &[Story]) -> BTreeMap<&str, usize> {
    let numbered = found.iter().enumerate();
    numbered
        .flat_map(|(number, story)| story.articles.iter().map(move |id| (id.as_str(), number)))
        .collect()
}

fn misses(pairs: &[(&str, usize)]) {
    let mut within: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut across: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for &(story, group) in pairs {
        *within.entry(group).or_default().entry(story).or_default() += 1;
        *across.entry(story).or_default().entry(group).or_default() += 1;
    }
    for together in within.values().filter(|stories| stories.len() > 1) {
        let stories: Vec<String> = together
            .iter()
            .map(|(story, n)| format!("{story} ({n})"))
            .collect();
        println!("one story: {}", stories.join(", "));
    }
    for (story, groups) in across.iter().filter(|(_, groups)| groups.len() > 1) {
        let mut sizes: Vec<usize> = groups.values().copied().collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        println!("in pieces: {story} {sizes:?}");
    }
}
