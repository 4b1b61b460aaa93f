//! `cargo xtask samples`: builds `samples/pile/` from `samples/sources/`.
//!
//! The sources are what a person edits; the pile is what `restated` reads. The
//! same sources give the same bytes on every machine: all times and ids stand
//! in `recipe.json`, and nothing depends on a compressor chosen per platform.

mod atom;
mod charset;
#[cfg(test)]
mod expected;
mod gzip;
mod http;
mod mhtml;
mod recipe;
mod wacz;
mod warc;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use recipe::{Output, Page, ReadyArticle};

/// Options of `cargo xtask samples`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Writes nothing; fails where the pile differs from what the sources give.
    #[arg(long)]
    check: bool,
}

/// Builds or checks the pile.
pub(crate) fn run(args: &Args) -> Result<()> {
    let samples = samples_dir();
    let built = build(&samples.join("sources"))?;
    let stale = stale(&built, &samples.join("pile"))?;
    if args.check {
        if !stale.is_empty() {
            bail!(
                "samples/pile is out of date; run `cargo xtask samples` and commit:\n  {}",
                stale.join("\n  ")
            );
        }
        return Ok(());
    }
    write(&built, &samples.join("pile"))
}

fn samples_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// Every file of the pile by name.
fn build(sources: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let read = |name: &str| {
        fs::read(sources.join(name)).with_context(|| format!("samples/sources/{name}"))
    };
    let recipe: Vec<Output> =
        serde_json::from_slice(&read("recipe.json")?).context("samples/sources/recipe.json")?;
    let mut pile = BTreeMap::new();
    for output in recipe {
        let (file, bytes) = make(output, &read)?;
        if pile.insert(file.clone(), bytes).is_some() {
            bail!("recipe.json makes {file} twice");
        }
    }
    Ok(pile)
}

/// Reads a source by name.
type Read<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>>;

fn make(output: Output, read: Read) -> Result<(String, Vec<u8>)> {
    Ok(match output {
        Output::File {
            file,
            source,
            charset,
        } => {
            let bytes = read(&source)?;
            let bytes = match charset {
                None => bytes,
                Some(label) => charset::encode(&String::from_utf8(bytes)?, &label)?,
            };
            (file, bytes)
        }
        Output::Warc {
            file,
            info,
            responses,
        } => {
            let bytes = warc::write(&file, &info, &responses, read)?.bytes;
            (file, bytes)
        }
        Output::Wacz(wacz) => (wacz.file.clone(), wacz::write(&wacz, read)?),
        Output::Mhtml(page) => (page.file.clone(), mhtml::write(&page, read)?),
        Output::Jsonl {
            file,
            articles,
            pages,
        } => (file, jsonl(&articles, &pages, read)?),
        Output::Atom(feed) => (feed.file.clone(), atom::write(&feed, read)?),
    })
}

/// A line for each ready article and each page.
fn jsonl(articles: &[ReadyArticle], pages: &[Page], read: Read) -> Result<Vec<u8>> {
    let mut lines = String::new();
    for article in articles {
        let text = String::from_utf8(read(&article.source)?)?;
        let mut line = serde_json::to_value(article)?;
        line["text"] = text.trim_end().into();
        lines.push_str(&format!("{line}\n"));
    }
    for page in pages {
        let mut line = serde_json::to_value(page)?;
        line["html"] = String::from_utf8(read(&page.source)?)?.into();
        lines.push_str(&format!("{line}\n"));
    }
    Ok(lines.into_bytes())
}

/// What is wrong with the pile on disk, one line a file.
fn stale(built: &BTreeMap<String, Vec<u8>>, pile: &Path) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (name, bytes) in built {
        match fs::read(pile.join(name)) {
            Ok(found) if found == *bytes => {}
            Ok(_) => wrong.push(format!("{name}: differs")),
            Err(_) => wrong.push(format!("{name}: missing")),
        }
    }
    for name in names(pile)? {
        if !built.contains_key(&name) {
            wrong.push(format!("{name}: not in recipe.json"));
        }
    }
    Ok(wrong)
}

fn write(built: &BTreeMap<String, Vec<u8>>, pile: &Path) -> Result<()> {
    fs::create_dir_all(pile)?;
    for name in names(pile)? {
        if !built.contains_key(&name) {
            fs::remove_file(pile.join(&name)).with_context(|| format!("samples/pile/{name}"))?;
        }
    }
    for (name, bytes) in built {
        fs::write(pile.join(name), bytes).with_context(|| format!("samples/pile/{name}"))?;
    }
    Ok(())
}

/// File names in the pile, sorted; none where there is no pile yet.
fn names(pile: &Path) -> Result<Vec<String>> {
    if !pile.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(pile)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed pile is what the sources give.
    #[test]
    fn pile_is_up_to_date() {
        let samples = samples_dir();
        let built = build(&samples.join("sources")).expect("sources build");
        let stale = stale(&built, &samples.join("pile")).expect("pile is readable");
        assert!(stale.is_empty(), "run `cargo xtask samples`: {stale:#?}");
    }

    #[test]
    fn a_changed_a_missing_and_a_stray_file_are_named() {
        let built = BTreeMap::from([
            ("a.txt".to_owned(), b"new".to_vec()),
            ("b.txt".to_owned(), b"same".to_vec()),
            ("c.txt".to_owned(), b"absent".to_vec()),
        ]);
        let dir = std::env::temp_dir().join(format!("restated-samples-{}", std::process::id()));
        fs::create_dir_all(&dir).expect("temporary folder");
        for (name, text) in [("a.txt", "old"), ("b.txt", "same"), ("d.txt", "stray")] {
            fs::write(dir.join(name), text).expect("temporary file");
        }
        let found = stale(&built, &dir).expect("readable");
        write(&built, &dir).expect("writable");
        let after = stale(&built, &dir).expect("readable");
        fs::remove_dir_all(&dir).expect("removable");
        assert_eq!(
            found,
            [
                "a.txt: differs",
                "c.txt: missing",
                "d.txt: not in recipe.json"
            ]
        );
        assert_eq!(after, Vec::<String>::new());
    }
}
