//! What grouping a stream of articles into stories costs, by its length: time and memory should
//! grow with it and no faster.

mod pile;

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use restated_claims::Reading;
use restated_lineage::About;
use restated_stories::{Filed, Terms, stories};
use serde::{Deserialize, Serialize};

use super::cpu;
use pile::{A_DAY, Stream};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Lengths of the streams
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    articles: Vec<usize>,

    /// What the streams are made from
    #[arg(long, default_value_t = 5)]
    seed: u64,
}

/// One stream, in a process of its own: memory that was held once counts for good.
#[derive(clap::Args)]
pub(crate) struct Worker {
    articles: usize,
    seed: u64,
}

#[derive(Deserialize, Serialize)]
struct Cost {
    /// CPU-seconds of making terms of texts, and of grouping.
    terms: f64,
    grouping: f64,
    /// Seconds of grouping by the clock.
    wall: f64,
    /// Most MiB held at once: before grouping (what is given), and in all.
    given: f64,
    memory: f64,
    stories: usize,
    largest: usize,
    /// Of pairs of articles of one story, how many are of one event, and the other way round.
    precision: f64,
    recall: f64,
    /// The same of pairs that were published at most so many days apart: some events of the stream
    /// are reported on for months, and what is months apart is not to be one story.
    recall_near: f64,
}

/// Days between two articles that should be in one story if they are about one event.
const NEAR: usize = 30;

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    println!(
        "{:>9} {:>11} {:>14} {:>8} {:>10} {:>8} {:>8} {:>8} {:>9} {:>7} {:>16}",
        "articles",
        "terms/CPU-s",
        "articles/CPU-s",
        "wall, s",
        "given, MiB",
        "MiB",
        "stories",
        "largest",
        "precision",
        "recall",
        format!("within {NEAR} days")
    );
    for articles in &args.articles {
        let output = Command::new(std::env::current_exe()?)
            .args([
                "bench",
                "stories-worker",
                &articles.to_string(),
                &args.seed.to_string(),
            ])
            .stderr(std::process::Stdio::inherit())
            .output()
            .context("cannot start a worker")?;
        ensure!(output.status.success(), "the worker failed");
        let cost: Cost = serde_json::from_slice(&output.stdout)?;
        let per = |seconds: f64| *articles as f64 / seconds.max(0.01);
        println!(
            "{articles:>9} {:>11.0} {:>14.0} {:>8.2} {:>10.0} {:>8.0} {:>8} {:>8} {:>9.4} {:>7.4} {:>16.4}",
            per(cost.terms),
            per(cost.grouping),
            cost.wall,
            cost.given,
            cost.memory,
            cost.stories,
            cost.largest,
            cost.precision,
            cost.recall,
            cost.recall_near,
        );
    }
    Ok(())
}

impl Worker {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let nothing = Reading::default();
        let (mut abouts, mut terms, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut seconds = 0.0;
        let mut stream = Stream::new(self.seed);
        while abouts.len() < self.articles {
            let chunk: Vec<_> = stream
                .by_ref()
                .take(10_000.min(self.articles - abouts.len()))
                .collect();
            let before = cpu::of_self()?;
            terms.extend(chunk.iter().map(|article| {
                Terms::of(Some(&article.title), &article.text, Some("en"), &nothing)
            }));
            seconds += cpu::of_self()? - before;
            for article in chunk {
                events.push(article.event);
                abouts.push(About {
                    id: format!("a{:07}", abouts.len()),
                    published: article.published,
                    ..About::default()
                });
            }
        }
        let filed: Vec<Filed<'_>> = abouts
            .iter()
            .zip(&terms)
            .map(|(about, terms)| Filed {
                about,
                terms,
                family: None,
            })
            .collect();
        let given = cpu::peak_memory()?;
        let (clock, before) = (Instant::now(), cpu::of_self()?);
        let found = stories(&filed);
        let (wall, grouping) = (clock.elapsed().as_secs_f64(), cpu::of_self()? - before);
        let memory = cpu::peak_memory()?;
        let mut both: BTreeMap<(usize, u32), f64> = BTreeMap::new();
        let (mut of_story, mut of_event) = (BTreeMap::new(), BTreeMap::new());
        let mut story_of = vec![0; self.articles];
        for (number, story) in found.iter().enumerate() {
            for id in &story.articles {
                let at: usize = id.trim_start_matches('a').parse()?;
                story_of[at] = number;
                *both.entry((number, events[at])).or_default() += 1.0;
                *of_story.entry(number).or_insert(0.0) += 1.0;
                *of_event.entry(events[at]).or_insert(0.0) += 1.0;
            }
        }
        let right = pairs(both.values());
        let cost = Cost {
            terms: seconds,
            grouping,
            wall,
            given,
            memory,
            stories: found.len(),
            largest: found
                .iter()
                .map(|story| story.articles.len())
                .max()
                .unwrap_or_default(),
            precision: right / pairs(of_story.values()).max(1.0),
            recall: right / pairs(of_event.values()).max(1.0),
            recall_near: recall_near(&events, &story_of),
        };
        println!("{}", serde_json::to_string(&cost)?);
        Ok(())
    }
}

/// Of pairs of articles of one event that are [`NEAR`] to one another, how many are of one story.
fn recall_near(events: &[u32], stories: &[usize]) -> f64 {
    let mut of_event: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        of_event.entry(*event).or_default().push(at);
    }
    let (mut found, mut all) = (0.0, 0.0);
    for articles in of_event.values() {
        for (next, one) in articles.iter().enumerate() {
            let later = articles[next + 1..].iter();
            for other in later.take_while(|other| **other - one <= NEAR * A_DAY) {
                all += 1.0;
                found += f64::from(u8::from(stories[*one] == stories[*other]));
            }
        }
    }
    found / f64::max(all, 1.0)
}

/// Pairs of articles within groups of some sizes.
fn pairs<'s>(sizes: impl Iterator<Item = &'s f64>) -> f64 {
    sizes.map(|size| size * (size - 1.0) / 2.0).sum()
}
