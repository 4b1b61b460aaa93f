//! Scores as a table and as JSON, and some misses to read.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::claims::{Claims, Summary};
use super::measure::{Apart, Derived, Miss, Scores};
use super::pile::Pile;
use super::truth::Sort;
use crate::overlap::ratio;

/// How much of a text a miss shows, in characters.
const SHOWN: usize = 400;

fn mean(sum: f64, count: usize) -> f64 {
    match count {
        0 => 0.0,
        _ => sum / count as f64,
    }
}

/// All counts in two tables; shares in percent.
pub(super) fn table(scores: &Scores) -> String {
    let mut out = format!("{} articles\n\n", scores.articles);
    out += "5-run: mean share of the shorter text's runs of five words that the other has\n\
            recall: found as an edge, as one family, or as children of one unseen parent\n\
            kind: of the edges, those of the right kind\n\
            shown: pairs whose direction a credit or the times of publication show;\n\
            told: those of them whose direction is claimed rightly\n\n";
    let _ = writeln!(
        out,
        "{:20} {:>6} {:>6} {:>7} {:>7} {:>7}   direction: {:>6} {:>6} {:>6} {:>6} {:>6}",
        "derived",
        "pairs",
        "5-run",
        "recall",
        "edge",
        "kind",
        "right",
        "open",
        "wrong",
        "shown",
        "told"
    );
    for sort in Sort::DERIVED {
        let Some(counts) = scores.derived.get(&sort) else {
            continue;
        };
        let &Derived {
            pairs,
            found,
            edges,
            kind,
            right,
            open,
            wrong,
            shown,
            shown_right,
            containment,
        } = counts;
        let percent = |part, whole| format!("{:.1}", 100.0 * ratio(part, whole));
        let of_edges = |part| {
            if edges == 0 {
                "-".to_owned()
            } else {
                percent(part, edges)
            }
        };
        let _ = writeln!(
            out,
            "{:20} {pairs:>6} {:>6.2} {:>7} {:>7} {:>7}              {right:>6} {open:>6} {wrong:>6} {shown:>6} {shown_right:>6}",
            sort.name(),
            mean(containment, pairs),
            percent(found, pairs),
            percent(edges, pairs),
            of_edges(kind),
        );
    }
    let _ = writeln!(
        out,
        "\n{:20} {:>8} {:>6} {:>8} {:>8} {:>7} {:>9}",
        "apart", "pairs", "5-run", "flagged", "percent", "edges", "rewrites"
    );
    for sort in Sort::APART {
        let Some(counts) = scores.apart.get(&sort) else {
            continue;
        };
        let &Apart {
            pairs,
            flagged,
            edges,
            rewrites,
            containment,
        } = counts;
        let containment = match sort {
            Sort::Sister | Sort::Footer | Sort::Unrelated => "-".to_owned(),
            _ => format!("{:.2}", mean(containment, pairs)),
        };
        let _ = writeln!(
            out,
            "{:20} {pairs:>8} {containment:>6} {flagged:>8} {:>8.3} {edges:>7} {rewrites:>9}",
            sort.name(),
            100.0 * flagged as f64 / pairs.max(1) as f64,
        );
    }
    out += "\n";
    out += &summary(scores);
    let quotes = scores
        .apart
        .get(&Sort::QuoteOnly)
        .copied()
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "quotations alone: {} of {} joined (target 0)",
        quotes.flagged, quotes.pairs,
    );
    out
}

/// What sums it all up.
fn summary(scores: &Scores) -> String {
    let Summary {
        wording,
        rewrites,
        families,
    } = &scores.summary;
    let mut out = String::new();
    let mut line = |name: &str, claims: &Claims, aim: [&str; 2]| {
        let _ = writeln!(
            out,
            "{name}: precision {:.4}{} of {} edges, recall {:.4}{} of {} pairs",
            claims.precision(),
            aim[0],
            claims.claimed,
            claims.recall(),
            aim[1],
            claims.known,
        );
    };
    let aim = [" (target .99)", " (target .98)"];
    line("wording, containment at least .1", wording, aim);
    line("rewrites and translations", rewrites, ["", ""]);
    let _ = writeln!(
        out,
        "families, pairwise: precision {:.4}, recall {:.4} of {} pairs",
        families.precision(),
        families.recall(),
        families.reference,
    );
    let (spins, spun) = spins(scores);
    let _ = writeln!(
        out,
        "spins: joined {:.4} of {spins} (target .95) at {:.2} % of same-event coverage (at most 5; by an edge {:.2} %)",
        ratio(spun, spins),
        100.0 * same_event(scores, |counts| counts.flagged),
        100.0 * same_event(scores, |counts| counts.edges),
    );
    out
}

/// How many spins there are and how many were found.
fn spins(scores: &Scores) -> (usize, usize) {
    let counts = [Sort::Spin, Sort::SpinCut, Sort::ChainRoot];
    let counts = counts.iter().filter_map(|sort| scores.derived.get(sort));
    counts.fold((0, 0), |(pairs, found), c| {
        (pairs + c.pairs, found + c.found)
    })
}

/// The share of same-event coverage that was joined.
fn same_event(scores: &Scores, joined: fn(&Apart) -> usize) -> f64 {
    let counts = scores.apart.get(&Sort::SameEvent);
    counts.map_or(0.0, |counts| {
        joined(counts) as f64 / counts.pairs.max(1) as f64
    })
}

/// The same for programs; shares are between 0 and 1.
pub(super) fn json(scores: &Scores) -> Value {
    let derived = scores.derived.iter().map(|(sort, c)| {
        let figures = json!({
            "pairs": c.pairs, "found": c.found, "recall": ratio(c.found, c.pairs),
            "edges": c.edges, "kind_right": c.kind,
            "direction": {"right": c.right, "open": c.open, "wrong": c.wrong,
                          "shown": c.shown, "shown_right": c.shown_right},
            "mean_containment": mean(c.containment, c.pairs),
        });
        (sort.name(), figures)
    });
    let apart = scores.apart.iter().map(|(sort, c)| {
        let figures = json!({
            "pairs": c.pairs, "flagged": c.flagged, "edges": c.edges, "rewrites": c.rewrites,
        });
        (sort.name(), figures)
    });
    let (spins, spun) = spins(scores);
    let families = &scores.summary.families;
    let claims = |claims: &Claims| {
        json!({
            "edges": claims.claimed, "precision": claims.precision(),
            "pairs": claims.known, "recall": claims.recall(),
        })
    };
    json!({
        "articles": scores.articles,
        "derived": Value::Object(derived.collect()),
        "apart": Value::Object(apart.collect()),
        "wording": claims(&scores.summary.wording),
        "rewrites": claims(&scores.summary.rewrites),
        "families": {"precision": families.precision(), "recall": families.recall(),
                     "pairs": families.reference},
        "spins": {"pairs": spins, "recall": ratio(spun, spins),
                  "same_event_flagged": same_event(scores, |counts| counts.flagged),
                  "same_event_edges": same_event(scores, |counts| counts.edges)},
    })
}

/// Up to `count` misses of each sort, with the beginnings of both texts.
pub(super) fn misses(pile: &Pile, misses: &[Miss<'_>], count: usize) -> String {
    let mut out = String::new();
    for sort in Sort::DERIVED.into_iter().chain(Sort::APART) {
        for miss in misses.iter().filter(|miss| miss.sort == sort).take(count) {
            let found = miss.found.map_or(String::new(), |found| {
                format!(", said to be {:?}: {}", found.kind, found.why.join("; "))
            });
            let verdict = match sort.kinds().is_empty() {
                true => "wrongly joined",
                false => "missed",
            };
            let _ = writeln!(
                out,
                "\n== {} {verdict}, containment {:.2}{found}",
                sort.name(),
                miss.containment,
            );
            for id in [miss.child, miss.parent] {
                let article = pile.articles.iter().find(|article| article.about.id == id);
                let text = article.map_or("", |article| article.text.as_str());
                let start: String = text.chars().take(SHOWN).collect();
                let _ = writeln!(out, "-- {id}: {}", start.replace('\n', " / "));
            }
        }
    }
    out
}
