//! Whole records, and what articles have of one another: all that is done with a text, on a pile of
//! reports of which many tell the same event in other words.

use anyhow::ensure;
use rayon::prelude::*;
use restated_lineage::{Entry, Record, lineage};

use super::Cost;
use crate::score::told_articles;

/// How often all is done, so that what it takes is more than clocks are off by.
const ROUNDS: usize = 5;

/// Prints what records and lineage of the articles of so many events take, on each number of threads.
pub(super) fn rows(events: usize, threads: &[usize], seed: u64) -> anyhow::Result<()> {
    let articles = told_articles(events, seed)?;
    ensure!(!articles.is_empty(), "no events, no articles");
    let bytes: usize = articles.iter().map(|(_, text)| text.len()).sum();
    println!(
        "\n{} articles of {events} events, {} bytes each",
        articles.len(),
        bytes / articles.len()
    );
    println!("{:22} {:>10} {:>8}", "", "texts/CPU-s", "wall, s");
    for &threads in threads {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()?;
        let record = || -> Vec<Record> {
            let language = |at: usize| articles[at].0.language.as_deref();
            let all = articles.par_iter().enumerate();
            all.map(|(at, (_, text))| Record::of(text, language(at)))
                .collect()
        };
        let records = pool.install(record);
        let entries: Vec<Entry<'_>> = articles
            .iter()
            .zip(&records)
            .map(|((about, _), record)| Entry { about, record })
            .collect();
        let row = |name: &str, work: &(dyn Fn() + Sync)| -> anyhow::Result<()> {
            let mut cost = Cost::default();
            cost.of(|| pool.install(|| (0..ROUNDS).for_each(|_| work())))?;
            println!(
                "{:22} {:>10.0} {:>8.2}",
                format!("{threads} threads, {name}"),
                (ROUNDS * articles.len()) as f64 / cost.cpu,
                cost.wall / ROUNDS as f64,
            );
            Ok(())
        };
        row("records", &|| drop(std::hint::black_box(record())))?;
        row("lineage", &|| drop(std::hint::black_box(lineage(&entries))))?;
    }
    Ok(())
}
