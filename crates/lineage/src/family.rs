//! Families: articles that share text.
//!
//! Every article joins the family of its best parent, and no other: a text made of two others does
//! not make one family of theirs, and articles that only share a passage with a third do not chain
//! (on real events, single links among all pairs merge hundreds of unrelated articles into one).

use std::collections::BTreeMap;

use crate::groups::Groups;
use crate::model::Kind;
use crate::pair::Pair;

/// Least share of its words that an article must have of another to be of its family.
const LEAST: f64 = 0.2;
/// Least share of both from which on two are versions of one report, whichever was first, and
/// whatever else either has more of.
const VERSIONS: f64 = 0.4;

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
    let mut offer = |child: usize, parent: usize, share: f64| {
        let (most, known) = best.get(&child).copied().unwrap_or((0.0, usize::MAX));
        if share >= LEAST && (share > most || share == most && parent < known) {
            best.insert(child, (share, parent));
        }
    };
    for pair in edges {
        let (child, parent, share) = pair.as_edge();
        offer(child, parent, share);
        // Either of two may be the child where nothing shows which is.
        if !pair.is_directed() {
            offer(parent, child, pair.shares_of(parent).0);
        }
    }
    for (child, (_, parent)) in best {
        groups.join(child, parent);
    }
    for pair in edges.iter().filter(|pair| are_versions(pair)) {
        groups.join(pair.first, pair.second);
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

fn are_versions(pair: &Pair) -> bool {
    let (of_first, of_second) = pair.evidence.shares;
    pair.evidence.kind != Kind::Excerpt && of_first.min(of_second) >= VERSIONS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::{Evidence, Toward, Verdict};

    fn pair(first: usize, second: usize, shares: (f64, f64), toward: Toward) -> Pair {
        Pair {
            first,
            second,
            evidence: Evidence {
                kind: Kind::NearCopy,
                passages: Vec::new(),
                shares,
            },
            verdict: Verdict {
                toward,
                score: 0.0,
                why: Vec::new(),
                siblings: None,
            },
        }
    }

    fn check(pairs: &[Pair], count: usize, expected: &[&[usize]]) {
        let pairs: Vec<&Pair> = pairs.iter().collect();
        assert_eq!(families(&pairs, &[], count), expected);
    }

    #[test]
    fn copies_of_one_text_are_a_family_though_no_direction_shows() {
        let pairs = [
            pair(0, 1, (0.9, 0.9), Toward::Unknown),
            pair(0, 2, (0.8, 0.8), Toward::Unknown),
            pair(0, 3, (0.9, 0.7), Toward::Unknown),
        ];
        check(&pairs, 4, &[&[0, 1, 2, 3]]);
    }

    #[test]
    fn a_version_is_of_the_family_whichever_way_its_text_went() {
        let pairs = [
            pair(0, 1, (0.9, 0.9), Toward::BFromA),
            pair(1, 2, (0.4, 0.5), Toward::AFromB),
        ];
        check(&pairs, 3, &[&[0, 1, 2]]);
    }

    #[test]
    fn a_text_made_of_two_joins_the_one_that_accounts_for_more() {
        let pairs = [
            pair(0, 2, (0.9, 0.5), Toward::BFromA),
            pair(1, 2, (0.9, 0.3), Toward::BFromA),
        ];
        check(&pairs, 3, &[&[0, 2]]);
    }
}
