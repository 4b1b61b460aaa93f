//! Rewrites that are borne out by more than one pair.

use std::collections::BTreeMap;

use super::rewording::Likeness;
use crate::Kind;
use crate::pair::Pair;

/// Share of each from which on two texts are versions of one.
const NEARLY_ALL: f64 = 0.7;
/// Most versions of a text that are asked whether they bear out what was found of it.
const ASKED: usize = 12;
/// Mean score of a rewrite's versions from which on they bear it out.
const BORNE_OUT: f64 = 0.4;

/// Rewrites that near copies do not bear out: who follows a report follows its copies as well, while
/// of two reports of one event, one version may look like a rewrite by chance. So two groups of
/// near copies are joined by the mean over their members (average link) and not by one pair. In
/// order.
pub(super) fn unsupported(
    pairs: &[Pair],
    likeness: &Likeness,
    stands_for: &[usize],
) -> Vec<(usize, usize)> {
    let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in pairs {
        let (of_first, of_second) = pair.evidence.shares;
        let near = matches!(pair.evidence.kind, Kind::Copy | Kind::NearCopy)
            && of_first.min(of_second) >= NEARLY_ALL
            && [pair.first, pair.second]
                .iter()
                .all(|&at| stands_for[at] == at);
        if near {
            alike.entry(pair.first).or_default().push(pair.second);
            alike.entry(pair.second).or_default().push(pair.first);
        }
    }
    let score = |one: usize, other: usize| {
        let key = (one.min(other), one.max(other));
        match pairs.binary_search_by_key(&key, Pair::key) {
            Ok(_) => 1.0,
            Err(_) => likeness.score(one, other),
        }
    };
    let versions = |of: usize| alike.get(&of).into_iter().flatten().copied().take(ASKED);
    let fails = |pair: &&Pair| {
        let (first, second) = pair.key();
        let reworded = matches!(pair.evidence.kind, Kind::Rewrite | Kind::Translation);
        let of_first = versions(first).map(|version| score(version, second));
        let of_second = versions(second).map(|version| score(version, first));
        let (mut all, mut sum) = (0, 0.0);
        for score in of_first.chain(of_second) {
            all += 1;
            sum += score;
        }
        // One version may have been cut where the other goes on.
        reworded && all >= 2 && sum < BORNE_OUT * f64::from(all)
    };
    pairs.iter().filter(fails).map(Pair::key).collect()
}
