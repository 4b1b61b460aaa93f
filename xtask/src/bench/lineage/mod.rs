//! Finding all texts that share wording in a pile, beside the Python libraries that are used for it.
//!
//! All sides are processes that read the same made-up texts, of which is known which were made
//! from which, and write the pairs that they find; what they cost and how many of the planted
//! pairs they find stand side by side. Beyond that, what all takes that lineage does ([`whole`]).

mod pile;
mod whole;
mod worker;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};

use pile::{Derived, Origins};
pub(super) use worker::Worker;

/// The Python side.
const PYTHON: &str = include_str!("../../../python/lineage_peer.py");

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Sizes of the piles
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000])]
    texts: Vec<usize>,

    /// Threads of our side, one row each
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2])]
    threads: Vec<usize>,

    /// A Python in which rensa and datasketch can be imported; without it only our side runs
    #[arg(long)]
    python: Option<PathBuf>,

    /// The Jaccard similarity from which on the Python side takes two texts for near copies
    #[arg(long, default_value_t = 0.4)]
    threshold: f64,

    /// Runs of our side, of which the one shown took the least time by the clock
    #[arg(long, default_value_t = 1)]
    runs: usize,

    /// Events in the pile of which whole records are made and compared; none for none
    #[arg(long, default_value_t = 120)]
    events: usize,

    /// What the piles are made from
    #[arg(long, default_value_t = 5)]
    seed: u64,
}

/// What a side says of its work.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Cost {
    /// Seconds of all threads.
    cpu: f64,
    /// Seconds by the clock.
    wall: f64,
    /// Most MiB held at once, beyond what was held before.
    memory: f64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("bench-lineage-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = rows(args, &folder);
    std::fs::remove_dir_all(&folder)?;
    done?;
    match args.events {
        0 => Ok(()),
        events => whole::rows(events, &args.threads, args.seed),
    }
}

fn rows(args: &Args, folder: &Path) -> anyhow::Result<()> {
    let (texts, pairs) = (folder.join("texts"), folder.join("pairs"));
    print!(
        "{:>9} {:12} {:>10} {:>8} {:>7} {:>9} {:>7}",
        "texts", "", "texts/CPU-s", "wall, s", "MiB", "precision", "recall"
    );
    println!(
        "{}",
        Derived::ALL
            .map(|kind| format!(" {:>8}", kind.name()))
            .concat()
    );
    for &size in &args.texts {
        let mut out = BufWriter::new(File::create(&texts)?);
        let origins = pile::write(size, args.seed, &mut out)?;
        out.flush()?;
        let mut sides = Vec::new();
        for &threads in &args.threads {
            sides.push((
                format!("{threads} threads"),
                args.runs.max(1),
                Worker::command(threads, &texts, &pairs)?,
            ));
        }
        for library in args.python.iter().flat_map(|_| ["rensa", "datasketch"]) {
            let python = args.python.clone().unwrap_or_default();
            let mut command: Vec<OsString> = vec![python.into(), "-c".into(), PYTHON.into()];
            command.extend([library.into(), args.threshold.to_string().into()]);
            command.extend([texts.clone().into(), pairs.clone().into()]);
            sides.push((library.to_owned(), 1, command));
        }
        for (name, runs, command) in sides {
            let mut cost = cost(&name, &command)?;
            for _ in 1..runs {
                let again = self::cost(&name, &command)?;
                if again.wall < cost.wall {
                    cost = again;
                }
            }
            let found = Found::read(&pairs, &origins)?;
            print!(
                "{size:>9} {name:12} {:>10.0} {:>8.2} {:>7.0} {:>9.4} {:>7.4}",
                size as f64 / cost.cpu,
                cost.wall,
                cost.memory,
                found.precision(),
                found.recall(None),
            );
            println!(
                "{}",
                Derived::ALL
                    .map(|kind| format!(" {:>8.3}", found.recall(Some(kind))))
                    .concat()
            );
        }
    }
    Ok(())
}

/// Runs a side and reads what it says.
fn cost(name: &str, command: &[OsString]) -> anyhow::Result<Cost> {
    let (program, args) = command.split_first().context("a command has a program")?;
    let output = Command::new(program)
        .args(args)
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    ensure!(output.status.success(), "{name} failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// How well the pairs of a side fit those that were planted.
struct Found {
    /// Pairs of texts that were made from one text, and all pairs.
    right: usize,
    all: usize,
    /// Of each kind, texts that were paired with what they were made from, and all.
    kinds: BTreeMap<Derived, (usize, usize)>,
}

impl Found {
    /// Reads lines of two numbers; with "=" before them the second is the same text as the first,
    /// and pairs of the first are its pairs too.
    fn read(path: &Path, origins: &Origins) -> anyhow::Result<Self> {
        let (mut same, mut pairs) = (BTreeMap::new(), BTreeSet::new());
        for line in BufReader::new(File::open(path)?).lines() {
            let line = line?;
            let (copy, numbers) = line
                .strip_prefix("= ")
                .map_or((false, &*line), |rest| (true, rest));
            let (a, b) = numbers.split_once(' ').context("two numbers a line")?;
            let (a, b): (u32, u32) = (a.parse()?, b.parse()?);
            if copy {
                same.insert(b, a);
            }
            pairs.insert((a.min(b), a.max(b)));
        }
        let root = |text: u32| origins[text as usize].map_or(text, |(parent, _)| parent);
        let first = |text: u32| same.get(&text).copied().unwrap_or(text);
        let mut kinds = BTreeMap::new();
        for (text, origin) in (0..).zip(origins) {
            let &Some((parent, kind)) = origin else {
                continue;
            };
            let (a, b) = (first(text), first(parent));
            let (found, all): &mut (usize, usize) = kinds.entry(kind).or_default();
            *found += usize::from(a == b || pairs.contains(&(a.min(b), a.max(b))));
            *all += 1;
        }
        Ok(Self {
            right: pairs.iter().filter(|&&(a, b)| root(a) == root(b)).count(),
            all: pairs.len(),
            kinds,
        })
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }

    /// Of a kind, or of all.
    fn recall(&self, kind: Option<Derived>) -> f64 {
        let of = self
            .kinds
            .iter()
            .filter(|(of, _)| kind.is_none_or(|kind| kind == **of));
        let (found, all) = of.fold((0, 0), |sum, (_, kind)| (sum.0 + kind.0, sum.1 + kind.1));
        found as f64 / all.max(1) as f64
    }
}
