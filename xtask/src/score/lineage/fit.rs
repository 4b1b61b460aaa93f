//! The weights of a rewrite's signs: a logistic regression on rewrites and on what only looks like
//! them.
//!
//! Rewrites come from piles of other seeds than those that are scored, and from real reports that
//! are spun here; what are none are other outlets' reports of one event in both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Context as _;
use restated_lineage::{About, Entry, Record, Signs, signs};
use serde::Deserialize;

use super::pile::{Pile, Size, Stock};
use super::spin::reworded;
use super::truth::{Sort, ordered};
use super::{claims, stock};
use crate::dice::Dice;

/// Share of five-word runs from which on two reports of one event are not independent.
const CONTAINED: f64 = 0.05;
/// Share of a real report's content words that a spin replaces, and of its sentences that it drops.
const REPLACED: f64 = 0.8;
const DROPPED: f64 = 0.25;
/// Reports of a story that are spun.
const SPUN: usize = 2;
/// Weight of the sum of squares, so that signs that go together share their weight.
const RIDGE: f64 = 1.0;
const ROUNDS: usize = 60;
/// Weights: the bias and one for each sign.
const SIGNS: usize = 7;

/// `cargo xtask train rewrite`
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Reports of several outlets on one event each: JSON Lines, {"id", "text", "story"}
    coverage: Vec<PathBuf>,
    /// Events in each pile
    #[arg(long, default_value_t = 60)]
    events: usize,
    /// Piles to learn from
    #[arg(long, default_value_t = 6)]
    piles: usize,
    /// Seed of the first pile, the others follow; not one that is scored
    #[arg(long, default_value_t = 1_001)]
    seed: u64,
    /// Prints the signs of every pair as tab-separated values
    #[arg(long)]
    signs: bool,
}

/// A pair, and whether one is a rewrite of the other.
struct Example {
    signs: Signs,
    is_rewrite: bool,
    /// Whether it is of real reports.
    is_real: bool,
    names: (String, String),
}

#[derive(Deserialize)]
struct Report {
    id: String,
    text: String,
    story: String,
}

/// Examples, and how many rewrites there are in all: those that do not look like rewrites at first
/// sight are no examples.
#[derive(Default)]
struct Examples {
    all: Vec<Example>,
    rewrites: usize,
    others: usize,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let stock = stock::stock()?;
    let (mut made, mut real) = (Examples::default(), Examples::default());
    for seed in 0..args.piles as u64 {
        let size = Size {
            events: args.events,
            outlets: 40,
            derived: 6,
            seed: args.seed + seed,
        };
        made.add_pile(&Pile::new(&stock, size));
    }
    for path in &args.coverage {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let reports: Result<Vec<Report>, _> = text.lines().map(serde_json::from_str).collect();
        real.add_coverage(&reports?, &stock);
    }
    if args.signs {
        for example in made.all.iter().chain(&real.all) {
            let values = values(&example.signs).map(|value| format!("{value:.4}"));
            println!(
                "{}\t{}\t{:.4}\t{:.4}\t{}\t{}\t{}",
                u8::from(example.is_real),
                u8::from(example.is_rewrite),
                example.signs.evidence,
                example.signs.score(),
                values.join("\t"),
                example.names.0,
                example.names.1,
            );
        }
        return Ok(());
    }
    let examples: Vec<&Example> = made.all.iter().chain(&real.all).collect();
    let weights = fit(&examples);
    let names = [
        "bias",
        "sentences",
        "order",
        "beside",
        "numbers",
        "names",
        "runs",
    ];
    for (name, weight) in names.iter().zip(weights) {
        println!("{name:10} {weight:7.2}");
    }
    for (name, examples) in [("generated", &made), ("real", &real)] {
        println!(
            "{name}: {} rewrites, {} pairs of one event that are none",
            examples.rewrites, examples.others
        );
        for sure in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8] {
            let count = |of: bool, score: &dyn Fn(&Signs) -> f64| {
                let all = examples.all.iter().filter(|e| e.is_rewrite == of);
                all.filter(|e| score(&e.signs) >= sure).count() as f64
            };
            let line = |score: &dyn Fn(&Signs) -> f64| {
                format!(
                    "recall {:.3}, wrong {:.4}",
                    count(true, score) / examples.rewrites.max(1) as f64,
                    count(false, score) / examples.others.max(1) as f64
                )
            };
            let fitted = |signs: &Signs| signs.evidence * probability(&weights, signs);
            println!(
                "  from {sure:.1}: now {}; fitted {}",
                line(&Signs::score),
                line(&fitted)
            );
        }
    }
    Ok(())
}

impl Examples {
    fn add(
        &mut self,
        entries: &[Entry<'_>],
        is_real: bool,
        sort: impl Fn(&str, &str) -> Option<bool>,
    ) {
        for ((one, other), signs) in signs(entries) {
            let (one, other) = (&entries[one].about.id, &entries[other].about.id);
            if let Some(is_rewrite) = sort(one, other) {
                self.all.push(Example {
                    signs,
                    is_rewrite,
                    is_real,
                    names: (one.clone(), other.clone()),
                });
            }
        }
    }

    fn add_pile(&mut self, pile: &Pile) {
        let records = pile.records();
        let entries = pile.entries(&records);
        let (related, apart) = (pile.truth.related(), pile.truth.apart());
        let spins = pile.truth.edges.iter().filter(|edge| {
            matches!(
                edge.sort,
                Sort::Spin | Sort::SpinCut | Sort::Retold | Sort::ChainRoot | Sort::SpunSiblings
            )
        });
        let spins: BTreeSet<(&str, &str)> = spins
            .map(|edge| ordered(edge.child.as_str(), edge.parent.as_str()))
            .collect();
        self.rewrites += spins.len();
        let coverage = |sort: &&Sort| matches!(sort, Sort::SameEvent | Sort::QuoteOnly);
        self.others += apart.values().filter(coverage).count();
        self.add(&entries, false, |one, other| {
            let pair = ordered(one, other);
            if related.contains(&pair) {
                return spins.contains(&pair).then_some(true);
            }
            match apart.get(&pair) {
                // The same sentences of other places: no sign tells them from a rewrite.
                Some(Sort::Template | Sort::SameEventForeign) => None,
                _ => Some(false),
            }
        });
    }

    /// Real reports of several outlets, with spins of some.
    fn add_coverage(&mut self, reports: &[Report], stock: &Stock) {
        let mut stories: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
        for report in reports {
            stories.entry(&report.story).or_default().push(report);
        }
        let mut dice = Dice::new(1);
        for reports in stories.values() {
            let mut texts: Vec<(String, String)> = reports
                .iter()
                .map(|report| (report.id.clone(), report.text.clone()))
                .collect();
            for _ in 0..SPUN {
                let of = reports[dice.below(reports.len())];
                let text = spun(&of.text, stock, &mut dice);
                texts.push((format!("{} spun {}", of.id, texts.len()), text));
            }
            let records: Vec<Record> = texts
                .iter()
                .map(|(_, text)| Record::of(text, Some("en")))
                .collect();
            let abouts: Vec<About> = texts
                .iter()
                .map(|(id, _)| About {
                    id: id.clone(),
                    ..About::default()
                })
                .collect();
            let entries: Vec<Entry<'_>> = abouts
                .iter()
                .zip(&records)
                .map(|(about, record)| Entry { about, record })
                .collect();
            let origin = |id: &str| id.split(' ').next().unwrap_or_default().to_owned();
            let runs: BTreeMap<&str, BTreeSet<u64>> = reports
                .iter()
                .map(|report| (report.id.as_str(), claims::runs(&report.text)))
                .collect();
            let apart = |one: &str, other: &str| {
                let (one, other) = (&runs[one], &runs[other]);
                let least = one.len().min(other.len()).max(1);
                (one.intersection(other).count() as f64) < CONTAINED * least as f64
            };
            for (at, one) in reports.iter().enumerate() {
                self.others += reports[at + 1..]
                    .iter()
                    .filter(|other| apart(&one.id, &other.id))
                    .count();
            }
            self.rewrites += SPUN;
            self.add(&entries, true, |one, other| {
                let origins = (origin(one), origin(other));
                if origins.0 == origins.1 {
                    return (one == origins.0 || other == origins.1).then_some(true);
                }
                let both = one == origins.0 && other == origins.1;
                (both && apart(one, other)).then_some(false)
            });
        }
    }
}

/// A report in other words, some of its sentences left out.
fn spun(text: &str, stock: &Stock, dice: &mut Dice) -> String {
    let sentences = text.split_inclusive(" . ");
    let kept: Vec<&str> = sentences
        .enumerate()
        .filter(|(at, _)| *at == 0 || dice.next() >= DROPPED)
        .map(|(_, sentence)| sentence)
        .collect();
    reworded(&kept.concat(), REPLACED, &stock.synonyms, dice)
}

/// What the weights are put to.
fn values(signs: &Signs) -> [f64; SIGNS] {
    [
        1.0,
        signs.sentences,
        signs.order,
        signs.beside,
        signs.numbers,
        signs.names,
        signs.more_runs(),
    ]
}

fn probability(weights: &[f64; SIGNS], signs: &Signs) -> f64 {
    let values = values(signs);
    let log_odds: f64 = weights.iter().zip(values).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-log_odds).exp())
}

/// Newton's method with a ridge; rewrites and others count alike in sum.
fn fit(examples: &[&Example]) -> [f64; SIGNS] {
    let rewrites = examples.iter().filter(|e| e.is_rewrite).count() as f64;
    let others = examples.len() as f64 - rewrites;
    let mut weights = [0.0; SIGNS];
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; SIGNS];
        let mut hessian = [[0.0; SIGNS]; SIGNS];
        for (at, row) in hessian.iter_mut().enumerate().skip(1) {
            row[at] = RIDGE;
            gradient[at] = -RIDGE * weights[at];
        }
        hessian[0][0] = 1e-6;
        for example in examples {
            let p = probability(&weights, &example.signs);
            let (is, counts) = match example.is_rewrite {
                true => (1.0, 0.5 * examples.len() as f64 / rewrites.max(1.0)),
                false => (0.0, 0.5 * examples.len() as f64 / others.max(1.0)),
            };
            let values = values(&example.signs);
            for i in 0..SIGNS {
                gradient[i] += counts * (is - p) * values[i];
                for j in 0..SIGNS {
                    hessian[i][j] += counts * p * (1.0 - p) * values[i] * values[j];
                }
            }
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step.clamp(-2.0, 2.0);
        }
    }
    weights
}

/// Gauss's elimination with pivots.
fn solve(mut a: [[f64; SIGNS]; SIGNS], mut b: [f64; SIGNS]) -> [f64; SIGNS] {
    for at in 0..SIGNS {
        let pivot = (at..SIGNS)
            .max_by(|&i, &j| a[i][at].abs().total_cmp(&a[j][at].abs()))
            .unwrap_or(at);
        a.swap(at, pivot);
        b.swap(at, pivot);
        for row in at + 1..SIGNS {
            let factor = a[row][at] / a[at][at];
            let pivot = a[at];
            for (value, above) in a[row].iter_mut().zip(pivot).skip(at) {
                *value -= factor * above;
            }
            b[row] -= factor * b[at];
        }
    }
    for at in (0..SIGNS).rev() {
        let known: f64 = (at + 1..SIGNS)
            .map(|column| a[at][column] * b[column])
            .sum();
        b[at] = (b[at] - known) / a[at][at];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let mut a = [[0.0; SIGNS]; SIGNS];
        for (i, row) in a.iter_mut().enumerate() {
            row[i] = 2.0;
            row[(i + 1) % SIGNS] = 1.0;
        }
        let x = solve(a, [3.0; SIGNS]);
        assert!(x.iter().all(|x| (x - 1.0).abs() < 1e-9), "{x:?}");
    }

    #[test]
    fn what_tells_them_apart_weighs_most() {
        let example = |order, names, is_rewrite| Example {
            signs: Signs {
                order,
                names,
                ..Signs::default()
            },
            is_rewrite,
            is_real: false,
            names: Default::default(),
        };
        let examples: Vec<Example> = (0..40)
            .map(|at| {
                example(
                    if at % 2 == 0 { 0.8 } else { 0.2 },
                    (at % 7) as f64 / 7.0,
                    at % 2 == 0,
                )
            })
            .collect();
        let weights = fit(&examples.iter().collect::<Vec<_>>());
        assert!(weights[2] > 3.0 * weights[5].abs(), "{weights:?}");
    }
}
