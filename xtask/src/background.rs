//! `cargo xtask train background TEXTS.jsonl[.gz]… -o TABLE`: in how many texts each English word
//! stands, for crate `lineage` to tell rare words from common ones.
//!
//! Only words that several texts have are written, and of those that are mostly capitalised only
//! what is everywhere in the news (months, countries): nothing of any one text is in the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

/// Fewest texts that a word stands in.
const FEWEST: u32 = 4;
/// Of how many texts one has a word that is mostly capitalised.
const NAMES: u32 = 150;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Texts as JSON Lines, {"text"} or {"gold": {"text"}}, or gzipped ones
    #[arg(required = true)]
    texts: Vec<PathBuf>,
    /// The table to write
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Deserialize)]
struct Line {
    text: Option<String>,
    gold: Option<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    text: String,
}

/// How often a word was seen.
#[derive(Default)]
struct Count {
    /// Texts that have it.
    texts: u32,
    /// Times with a small first letter, less times with a capital.
    small: i64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut texts = 0;
    for path in &args.texts {
        for line in open(path)?.lines() {
            let line: Line = serde_json::from_str(&line?)?;
            let text = line.text.or(line.gold.map(|gold| gold.text));
            count(&text.context("a line without a text")?, &mut counts);
            texts += 1;
        }
    }
    let mut rows: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (word, count) in &counts {
        let enough = match count.small > 0 {
            true => count.texts >= FEWEST,
            false => count.texts * NAMES >= texts,
        };
        if enough {
            rows.entry(bucket(texts, count.texts))
                .or_default()
                .push(word);
        }
    }
    write(&args.output, texts, &rows)
}

/// Twice the bits by which a word that `of` of `texts` have narrows them down.
fn bucket(texts: u32, of: u32) -> u32 {
    (2.0 * (f64::from(texts) / f64::from(of)).log2()).round() as u32
}

fn count(text: &str, counts: &mut BTreeMap<String, Count>) {
    let mut seen = BTreeSet::new();
    let words = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| (2..=20).contains(&word.len()));
    for word in words {
        let small = word.starts_with(|c: char| c.is_ascii_lowercase());
        let count = counts.entry(word.to_ascii_lowercase()).or_default();
        count.small += if small { 1 } else { -1 };
        if seen.insert(word.to_ascii_lowercase()) {
            count.texts += 1;
        }
    }
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(match path.extension().is_some_and(|end| end == "gz") {
        true => Box::new(BufReader::new(MultiGzDecoder::new(file))),
        false => Box::new(BufReader::new(file)),
    })
}

fn write(path: &Path, texts: u32, rows: &BTreeMap<u32, Vec<&str>>) -> anyhow::Result<()> {
    let mut file = File::create(path)?;
    writeln!(
        file,
        "# English words by how rare they are in {texts} news texts and web pages (PolNeAR, ECB+ and bodies of\n\
         # pages: counts only). Made by `cargo xtask train background`. A row: 2 * log2(texts / texts that\n\
         # have the word), rounded; a tab; its words. Words of fewer than {FEWEST} texts are left out, and words\n\
         # mostly capitalised unless one text of {NAMES} has them."
    )?;
    for (bucket, words) in rows {
        writeln!(file, "{bucket}\t{}", words.join(" "))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_once_a_text() {
        let mut counts = BTreeMap::new();
        count("The harbour, the mole.", &mut counts);
        count("A harbour in Marrow", &mut counts);
        assert_eq!((counts["harbour"].texts, counts["the"].texts), (2, 1));
        assert!(counts["marrow"].small < 0);
    }

    #[test]
    fn half_the_texts_are_one_bit() {
        assert_eq!(bucket(100, 50), 2);
        assert_eq!(bucket(100, 100), 0);
    }
}
