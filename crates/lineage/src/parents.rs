//! Which of all pairs are edges: each article's best parent, and further ones only for what the
//! best does not account for.
//!
//! Copies of one wire story share text with one another as well as with the story. The pairs among
//! them say nothing that the edges to the story do not say: a pair stays only where it explains
//! words that no edge explains yet. So a story printed by a hundred outlets gives a hundred edges
//! and not five thousand, and a text made of two others has two parents.

use std::collections::BTreeMap;

use crate::groups::Groups;
use crate::pair::Pair;
use crate::{Kind, Words};

/// Fewest words that only a further parent accounts for, and their least share of the child's
/// words that have a parent at all.
const NEW_WORDS: u32 = 25;
const NEW_SHARE: f64 = 0.25;
/// Share of what a parent accounts for that the parent's own parent must account for to be taken in
/// its place: of a rewrite, whose sentences match now better, now worse, and of a copy.
const AS_MUCH_REWORDED: f64 = 0.7;
const AS_MUCH_COPIED: f64 = 0.97;
/// Share of the parent from which on a copy is one of all of it.
const WHOLE: f64 = 0.95;

/// The pairs that are edges, by their places in `pairs`, sorted. `pairs` may stand in any order;
/// `count` is the number of articles.
pub(crate) fn edges(pairs: &[Pair], count: usize) -> Vec<usize> {
    let mut chosen = Chosen::new(pairs, count);
    for at in ranked(pairs, Pair::is_directed) {
        let (child, parent, _) = pairs[at].as_edge();
        chosen.direct(at, child, parent);
    }
    for at in ranked(pairs, |pair| {
        !pair.is_directed() && pair.verdict.siblings.is_none()
    }) {
        chosen.join(at);
    }
    chosen.edges.sort_unstable();
    chosen.edges
}

/// The pairs that `fit`, the strongest first.
fn ranked(pairs: &[Pair], fit: impl Fn(&Pair) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pairs.len()).filter(|&at| fit(&pairs[at])).collect();
    order.sort_by(|&one, &other| {
        let (a, b) = (&pairs[one], &pairs[other]);
        let share = |pair: &Pair| pair.as_edge().2;
        share(b)
            .total_cmp(&share(a))
            .then(a.evidence.kind.cmp(&b.evidence.kind))
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    order
}

struct Chosen<'p> {
    pairs: &'p [Pair],
    /// Where the pair of two articles stands in `pairs`, the lesser first.
    of: BTreeMap<(usize, usize), usize>,
    edges: Vec<usize>,
    /// Of each child, its parents.
    parents: BTreeMap<usize, Vec<usize>>,
    /// Of each article, the words that its edges account for.
    explained: BTreeMap<usize, Vec<Words>>,
    /// Each article's group: articles that edges join, whatever their direction.
    groups: Groups,
}

impl<'p> Chosen<'p> {
    fn new(pairs: &'p [Pair], count: usize) -> Self {
        let of = pairs.iter().enumerate();
        let of = of.map(|(at, pair)| ((pair.first, pair.second), at));
        Self {
            pairs,
            of: of.collect(),
            edges: Vec::new(),
            parents: BTreeMap::new(),
            explained: BTreeMap::new(),
            groups: Groups::new(count),
        }
    }

    /// An edge whose direction the texts show, unless another accounts for the same words.
    fn direct(&mut self, at: usize, child: usize, parent: usize) {
        if self.descends(parent, child) {
            return;
        }
        if let Some(nearer) = self.original(at, child, parent) {
            return self.direct(nearer, child, self.parent_of(nearer, child));
        }
        let has_parent = self.parents.contains_key(&child);
        if has_parent && !self.adds(at, child) {
            return;
        }
        self.parents.entry(child).or_default().push(parent);
        self.take(at, child);
    }

    /// The pair of `child` with one from whom `parent` has its text, if that accounts for as much of
    /// the child: a text that was copied and rewritten was rewritten from the original, unless the
    /// copy tells more of it.
    fn original(&self, at: usize, child: usize, parent: usize) -> Option<usize> {
        let pair = &self.pairs[at];
        let (share, of_parent) = pair.shares_of(child);
        let margin = match pair.evidence.kind {
            Kind::Rewrite | Kind::Translation | Kind::Cites => AS_MUCH_REWORDED,
            // A copy of the copy to its ends.
            _ if of_parent >= WHOLE => return None,
            Kind::Copy | Kind::NearCopy | Kind::Excerpt => AS_MUCH_COPIED,
        };
        let originals = self.parents.get(&parent).into_iter().flatten();
        originals
            .filter_map(|&original| {
                let at = *self.of.get(&(child.min(original), child.max(original)))?;
                let pair = &self.pairs[at];
                let fits = pair.is_directed() && pair.as_edge().0 == child;
                (fits && pair.shares_of(child).0 >= margin * share).then_some(at)
            })
            .min()
    }

    fn parent_of(&self, at: usize, child: usize) -> usize {
        let pair = &self.pairs[at];
        pair.first + pair.second - child
    }

    /// An edge without direction, where it joins what nothing joins yet, or accounts for words of
    /// both that nothing accounts for.
    fn join(&mut self, at: usize) {
        let (first, second) = (self.pairs[at].first, self.pairs[at].second);
        let apart = self.groups.of(first) != self.groups.of(second);
        if apart || self.adds(at, first) && self.adds(at, second) {
            self.take(at, first);
            self.explain(at, second);
        }
    }

    fn take(&mut self, at: usize, child: usize) {
        let pair = &self.pairs[at];
        self.groups.join(pair.first, pair.second);
        self.edges.push(at);
        self.explain(at, child);
    }

    fn explain(&mut self, at: usize, side: usize) {
        let words = self.pairs[at].words_of(side);
        self.explained.entry(side).or_default().extend(words);
    }

    /// Whether the pair accounts for enough words of `side` that no edge accounts for.
    fn adds(&self, at: usize, side: usize) -> bool {
        let known = self.explained.get(&side).map_or(&[][..], Vec::as_slice);
        let mut new = self.pairs[at].words_of(side);
        let all = length(&merged(new.clone()));
        new.extend_from_slice(known);
        let before = length(&merged(known.to_vec()));
        let added = length(&merged(new)) - before;
        added >= NEW_WORDS && f64::from(added) >= NEW_SHARE * f64::from(all)
    }

    /// Whether `article` has its text from `ancestor`, through however many others.
    fn descends(&self, article: usize, ancestor: usize) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        let mut open = vec![article];
        while let Some(at) = open.pop() {
            if at == ancestor {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.parents.get(&at).into_iter().flatten());
            }
        }
        false
    }
}

/// Ranges without overlaps, in order.
pub(crate) fn merged(mut words: Vec<Words>) -> Vec<Words> {
    words.sort_unstable_by_key(|words| (words.start, words.end));
    let mut found: Vec<Words> = Vec::with_capacity(words.len());
    for range in words {
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

pub(crate) fn length(words: &[Words]) -> u32 {
    words.iter().map(|words| words.end - words.start).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::{Toward, Verdict};
    use crate::{Evidence, Kind, Passage};

    /// A pair whose first `words` of both sides are the same.
    fn pair(first: usize, second: usize, words: Words, toward: Toward) -> Pair {
        let share = f64::from(words.end - words.start) / 100.0;
        Pair {
            first,
            second,
            evidence: Evidence {
                kind: Kind::NearCopy,
                passages: vec![Passage {
                    child: words.clone(),
                    parent: words,
                }],
                shares: (share, share),
            },
            verdict: Verdict {
                toward,
                score: 0.0,
                why: Vec::new(),
                siblings: None,
            },
        }
    }

    #[test]
    fn copies_of_one_story_have_it_from_the_story_and_not_from_one_another() {
        let pairs = [
            pair(0, 1, 0..90, Toward::BFromA),
            pair(0, 2, 0..80, Toward::BFromA),
            pair(1, 2, 0..80, Toward::Unknown),
        ];
        assert_eq!(edges(&pairs, 3), [0, 1]);
    }

    #[test]
    fn a_copy_of_a_copy_has_the_nearer_one_for_a_parent() {
        let pairs = [
            pair(0, 1, 0..70, Toward::BFromA),
            pair(0, 2, 0..60, Toward::BFromA),
            pair(1, 2, 0..90, Toward::BFromA),
        ];
        assert_eq!(edges(&pairs, 3), [0, 2]);
    }

    #[test]
    fn a_text_made_of_two_has_two_parents() {
        let pairs = [
            pair(0, 2, 0..50, Toward::BFromA),
            pair(1, 2, 50..95, Toward::BFromA),
        ];
        assert_eq!(edges(&pairs, 3), [0, 1]);
    }

    #[test]
    fn undirected_pairs_span_a_group_once() {
        let pairs = [
            pair(0, 1, 0..90, Toward::Unknown),
            pair(0, 2, 0..90, Toward::Unknown),
            pair(1, 2, 0..90, Toward::Unknown),
        ];
        assert_eq!(edges(&pairs, 3), [0, 1]);
    }

    #[test]
    fn nobody_has_a_text_from_a_copy_of_it() {
        let pairs = [
            pair(0, 1, 0..90, Toward::BFromA),
            pair(1, 2, 0..80, Toward::BFromA),
            pair(0, 2, 0..70, Toward::AFromB),
        ];
        assert_eq!(edges(&pairs, 3), [0, 1]);
    }

    #[test]
    fn siblings_are_no_edge() {
        let mut pair = pair(0, 1, 0..90, Toward::Unknown);
        pair.verdict.siblings = Some("Halden Press".to_owned());
        assert!(edges(&[pair], 2).is_empty());
    }
}
