//! What `lineage` finds in a pile, against what is known.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{Derivation, Kind, Lineage, Parent};

use super::pile::Pile;
use super::tell::words;
use super::truth::{Sort, ordered};
use crate::overlap::{Overlap, ratio};

/// From this share of five-word runs of the shorter text on, wording counts as shared.
const CONTAINED: f64 = 0.1;

/// Two article ids, the lesser first.
type Pair<'a> = (&'a str, &'a str);

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
    /// Pairs that share wording, from a containment of .1 on.
    pub(super) wording: Overlap,
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

/// What `found` says of pairs.
struct Said<'a> {
    edges: BTreeMap<Pair<'a>, &'a Derivation>,
    /// In one family, or children of one unseen parent, or joined by an edge.
    together: BTreeSet<Pair<'a>>,
}

impl<'a> Said<'a> {
    fn of(found: &'a Lineage) -> Self {
        let mut said = Self {
            edges: BTreeMap::new(),
            together: BTreeSet::new(),
        };
        for family in &found.families {
            said.group(&family.articles);
        }
        // Who only cites has no text from the other.
        let textual = found.derivations.iter().filter(|d| d.kind != Kind::Cites);
        for derivation in textual {
            match &derivation.parent {
                Parent::Article(parent) => {
                    let pair = ordered(derivation.child.as_str(), parent.as_str());
                    said.together.insert(pair);
                    said.edges.entry(pair).or_insert(derivation);
                }
                Parent::Unseen(children) => said.group(children),
                Parent::Outlet(_) => {}
            }
        }
        said
    }

    fn group(&mut self, ids: &'a [String]) {
        for (at, a) in ids.iter().enumerate() {
            let rest = ids[at + 1..].iter();
            self.together
                .extend(rest.map(|b| ordered(a.as_str(), b.as_str())));
        }
    }
}

/// Counts, and the pairs that were missed or wrongly joined.
pub(super) fn measure<'a>(pile: &'a Pile, found: &'a Lineage) -> (Scores, Vec<Miss<'a>>) {
    let mut scores = Scores {
        articles: pile.articles.len(),
        ..Scores::default()
    };
    let mut misses = Vec::new();
    let runs: BTreeMap<&str, BTreeSet<u64>> = pile
        .articles
        .iter()
        .map(|article| (article.about.id.as_str(), runs(&article.text)))
        .collect();
    let contained = |(a, b): Pair<'_>| match (runs.get(a), runs.get(b)) {
        (Some(a), Some(b)) => ratio(a.intersection(b).count(), a.len().min(b.len()).max(1)),
        _ => 0.0,
    };
    let said = Said::of(found);

    for edge in &pile.truth.edges {
        let pair = ordered(edge.child.as_str(), edge.parent.as_str());
        let containment = contained(pair);
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
        if edge.sort.is_wording() && containment >= CONTAINED {
            scores.wording.reference += 1;
            scores.wording.both += usize::from(is_found);
            scores.wording.ours += usize::from(is_found);
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
            _ => contained(pair),
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
        // Sisters of one template share their words: no method that reads words alone can tell.
        if is_flagged && !rewrite && sort != Sort::Template {
            scores.wording.ours += 1;
        }
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

/// Hashes of all runs of five words, lower case.
pub(super) fn runs(text: &str) -> BTreeSet<u64> {
    use std::hash::{Hash as _, Hasher as _};
    let words: Vec<String> = words(text).map(str::to_lowercase).collect();
    let runs = words.windows(5).map(|run| {
        let mut hasher = rustc_hash::FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    });
    runs.collect()
}
