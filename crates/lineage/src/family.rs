//! Families: articles that share text.
//!
//! Every article joins the family of its best parent, and no other: a text made of two others does
//! not make one family of theirs, and articles that only share a passage with a third do not chain
//! (on real events, single links among all pairs merge hundreds of unrelated articles into one).

use std::collections::BTreeMap;

use crate::groups::Groups;
use crate::pair::Pair;

/// Least share of its words that an article must have of another to be of its family.
const LEAST: f64 = 0.2;

/// Articles that share text, by id, in byte order; at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Article ids, sorted.
    pub articles: Vec<String>,
}

/// The families that `edges` make of `count` articles, each sorted, sorted by their first. An
/// article of several has joined the one of the parent that accounts for most of it.
pub(crate) fn families(
    edges: &[&Pair],
    siblings: &[(usize, usize)],
    count: usize,
) -> Vec<Vec<usize>> {
    // Of each child, the edge that accounts for most of it.
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    let mut groups = Groups::new(count);
    for pair in edges {
        let (child, parent, share) = pair.as_edge();
        let (most, known) = best.get(&child).copied().unwrap_or((0.0, usize::MAX));
        if share >= LEAST && (share > most || share == most && parent < known) {
            best.insert(child, (share, parent));
        }
    }
    for (child, (_, parent)) in best {
        groups.join(child, parent);
    }
    for &(one, other) in siblings {
        groups.join(one, other);
    }
    groups
        .members()
        .into_iter()
        .filter(|members| members.len() > 1)
        .collect()
}
