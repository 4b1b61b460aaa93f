//! What `lineage` finds in a pile, against what is known.

use std::collections::BTreeMap;

use restated_lineage::{Derivation, Kind, Lineage};

use super::claims::{Runs, Said, Summary};
use super::pile::Pile;
use super::truth::{Sort, ordered};

/// How pairs of one sort of derivation fared.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Derived {
    pub(super) pairs: usize,
    /// Found as an edge, as one family, or as children of one parent.
    pub(super) found: usize,
    /// Found as an edge.
    pub(super) edges: usize,
    /// Edges of the right kind.
    pub(super) kind: usize,
    /// Edges whose direction is claimed rightly, left open, claimed wrongly.
    pub(super) right: usize,
    pub(super) open: usize,
    pub(super) wrong: usize,
    /// Pairs whose direction a credit or the times show.
    pub(super) shown: usize,
    /// Shown ones among those claimed rightly.
    pub(super) shown_right: usize,
    /// Sum of the containments of the pairs.
    pub(super) containment: f64,
}

/// How pairs fared that have nothing from one another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Apart {
    pub(super) pairs: usize,
    /// Put into one family or joined by an edge.
    pub(super) flagged: usize,
    /// By an edge.
    pub(super) edges: usize,
    /// Edges that say rewrite or translation.
    pub(super) rewrites: usize,
    pub(super) containment: f64,
}

/// All figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    pub(super) articles: usize,
    pub(super) derived: BTreeMap<Sort, Derived>,
    pub(super) apart: BTreeMap<Sort, Apart>,
    pub(super) summary: Summary,
}

/// A pair that fared badly.
pub(super) struct Miss<'a> {
    pub(super) sort: Sort,
    /// The child, or the lesser id.
    pub(super) child: &'a str,
    pub(super) parent: &'a str,
    pub(super) containment: f64,
    /// What was said of the pair, if anything.
    pub(super) found: Option<&'a Derivation>,
}

/// Counts, and the pairs that were missed or wrongly joined.
pub(super) fn measure<'a>(pile: &'a Pile, found: &'a Lineage) -> (Scores, Vec<Miss<'a>>) {
    let mut scores = Scores {
        articles: pile.articles.len(),
        ..Scores::default()
    };
    let mut misses = Vec::new();
    let runs = Runs::of(&pile.articles);
    let said = Said::of(found);
    scores.summary = Summary::of(&pile.truth, &said, &runs);

    for edge in &pile.truth.edges {
        let pair = ordered(edge.child.as_str(), edge.parent.as_str());
        let containment = runs.contained(pair);
        let is_found = said.together.contains(&pair);
        let counts = scores.derived.entry(edge.sort).or_default();
        counts.pairs += 1;
        counts.found += usize::from(is_found);
        counts.containment += containment;
        counts.shown += usize::from(edge.direction_shown);
        let derivation = said.edges.get(&pair).copied();
        if let Some(derivation) = derivation {
            counts.edges += 1;
            counts.kind += usize::from(edge.sort.kinds().contains(&derivation.kind));
            let right = derivation.child == edge.child && !edge.sort.is_siblings();
            match (derivation.directed, right) {
                (false, _) => counts.open += 1,
                (true, false) => counts.wrong += 1,
                (true, true) => {
                    counts.right += 1;
                    counts.shown_right += usize::from(edge.direction_shown);
                }
            }
        }
        if !is_found {
            misses.push(Miss {
                sort: edge.sort,
                child: &edge.child,
                parent: &edge.parent,
                containment,
                found: None,
            });
        }
    }

    let related = pile.truth.related();
    let mut known = pile.truth.apart();
    // All pairs that stand nowhere are unrelated; only those that were joined need a look.
    let total = pile.articles.len() * pile.articles.len().saturating_sub(1) / 2;
    scores.apart.entry(Sort::Unrelated).or_default().pairs = total - related.len() - known.len();
    for pair in &said.together {
        if !related.contains(pair) {
            known.entry(*pair).or_insert(Sort::Unrelated);
        }
    }
    for (pair, sort) in known {
        let is_flagged = said.together.contains(&pair);
        let containment = match sort {
            // Too many to look at each.
            Sort::Sister | Sort::Footer if !is_flagged => 0.0,
            _ => runs.contained(pair),
        };
        let counts = scores.apart.entry(sort).or_default();
        counts.pairs += usize::from(sort != Sort::Unrelated);
        counts.flagged += usize::from(is_flagged);
        counts.containment += containment;
        let derivation = said.edges.get(&pair).copied();
        let rewrite =
            derivation.is_some_and(|d| matches!(d.kind, Kind::Rewrite | Kind::Translation));
        counts.edges += usize::from(derivation.is_some());
        counts.rewrites += usize::from(rewrite);
        if is_flagged {
            misses.push(Miss {
                sort,
                child: pair.0,
                parent: pair.1,
                containment,
                found: derivation,
            });
        }
    }
    (scores, misses)
}
