//! What `lineage` says of pairs, and the three figures that sum up how much of it is right.
//!
//! - *Wording*. A claim is a pair joined by an edge that says copy, near copy or excerpt, or two
//!   children of one unseen text of which one of these is said. It is right if the pair's words are
//!   known to be of one text (parent and child, siblings, a copy of a copy, a digest beside another
//!   copy of what stands in it) and the two do have a run of five words in common. All others are
//!   wrong: those of texts that share a template or a footer, too. Precision is the share of right
//!   claims. Recall is over children and parents whose words were taken over, from a containment of
//!   [`CONTAINED`] on: found if the pair is claimed, or if right claims lead from one to the other
//!   through other articles of their family (a cut whose edge is to a copy of its parent). Neither a
//!   family that a wrong edge or a rewrite has joined counts as found, nor one by way of a digest.
//! - *Rewrites*. The same of edges that say rewrite or translation: right if the pair's words are
//!   known to be of one text. Recall is over children and parents told in other words.
//! - *Families*. All pairs of articles in one family, against all pairs that have their text of one
//!   text: one wrong edge between two families of ten is a hundred wrong pairs here. Pairs of which
//!   it is not to be told, and digests, whose passages are of several families, stay out of it.

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{Derivation, Kind, Lineage, Parent};

use super::pile::Article;
use super::tell::words;
use super::truth::{Truth, ordered};
use crate::overlap::{Overlap, ratio};

/// From this share of five-word runs of the shorter text on, wording counts as shared.
pub(super) const CONTAINED: f64 = 0.1;

/// Two article ids, the lesser first.
pub(super) type Pair<'a> = (&'a str, &'a str);

/// What was said of pairs.
pub(super) struct Said<'a> {
    /// Pairs joined by an edge.
    pub(super) edges: BTreeMap<Pair<'a>, &'a Derivation>,
    /// Children of one unseen text.
    siblings: BTreeMap<Pair<'a>, Kind>,
    /// Pairs in one family.
    families: BTreeSet<Pair<'a>>,
    /// In one family, or children of one unseen parent, or joined by an edge.
    pub(super) together: BTreeSet<Pair<'a>>,
}

impl<'a> Said<'a> {
    pub(super) fn of(found: &'a Lineage) -> Self {
        let mut said = Self {
            edges: BTreeMap::new(),
            siblings: BTreeMap::new(),
            families: found
                .families
                .iter()
                .flat_map(|f| all(&f.articles))
                .collect(),
            together: BTreeSet::new(),
        };
        // Who only cites has no text from the other.
        let textual = found.derivations.iter().filter(|d| d.kind != Kind::Cites);
        for derivation in textual {
            match &derivation.parent {
                Parent::Article(parent) => {
                    let pair = ordered(derivation.child.as_str(), parent.as_str());
                    said.edges.entry(pair).or_insert(derivation);
                }
                Parent::Unseen(children) => {
                    let pairs = all(children).map(|pair| (pair, derivation.kind));
                    said.siblings.extend(pairs);
                }
                Parent::Outlet(_) => {}
            }
        }
        let joined = said.edges.keys().chain(said.siblings.keys());
        said.together = said.families.iter().chain(joined).copied().collect();
        said
    }

    /// Pairs of which one of the kinds is said that `fit`.
    fn claims(&self, fit: impl Fn(Kind) -> bool) -> BTreeSet<Pair<'a>> {
        let edges = self.edges.iter().map(|(pair, edge)| (pair, edge.kind));
        let siblings = self.siblings.iter().map(|(pair, kind)| (pair, *kind));
        let all = edges.chain(siblings);
        all.filter(|(_, kind)| fit(*kind))
            .map(|(pair, _)| *pair)
            .collect()
    }
}

/// All pairs of ids.
fn all(ids: &[String]) -> impl Iterator<Item = Pair<'_>> {
    let each = ids.iter().enumerate();
    each.flat_map(|(at, a)| {
        ids[at + 1..]
            .iter()
            .map(move |b| ordered(a.as_str(), b.as_str()))
    })
}

/// What was claimed, of what, and how much of each is right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Claims {
    pub(super) claimed: usize,
    pub(super) right: usize,
    /// Pairs that are to be found.
    pub(super) known: usize,
    pub(super) found: usize,
}

impl Claims {
    pub(super) fn precision(&self) -> f64 {
        ratio(self.right, self.claimed)
    }

    pub(super) fn recall(&self) -> f64 {
        ratio(self.found, self.known)
    }
}

/// The three figures.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    pub(super) wording: Claims,
    pub(super) rewrites: Claims,
    pub(super) families: Overlap,
}

impl Summary {
    pub(super) fn of(truth: &Truth, said: &Said<'_>, runs: &Runs<'_>) -> Self {
        let related = truth.related();
        let families: BTreeSet<Pair<'_>> = truth.families.iter().flat_map(|f| all(f)).collect();
        let worded = |kind| matches!(kind, Kind::Copy | Kind::NearCopy | Kind::Excerpt);
        let wording = said.claims(worded);
        let right: BTreeSet<Pair<'_>> = wording
            .iter()
            .filter(|pair| related.contains(*pair) && runs.contained(**pair) > 0.0)
            .copied()
            .collect();
        let rewrites = said.claims(|kind| matches!(kind, Kind::Rewrite | Kind::Translation));
        let right_rewrites = rewrites.intersection(&related).count();
        // Who leads to whom by right claims, within the families.
        let joined = groups(right.intersection(&families));
        let (mut known, mut known_rewrites) = ((0, 0), (0, 0));
        for edge in &truth.edges {
            let pair = ordered(edge.child.as_str(), edge.parent.as_str());
            let group = |id| joined.get(id);
            let led = group(pair.0).is_some() && group(pair.0) == group(pair.1);
            if edge.sort.is_wording() {
                if runs.contained(pair) >= CONTAINED {
                    known.0 += 1;
                    known.1 += usize::from(led || right.contains(&pair));
                }
            } else {
                known_rewrites.0 += 1;
                // That a rewrite was called an excerpt is told by the column of kinds.
                let is_found = rewrites.contains(&pair) || right.contains(&pair) || led;
                known_rewrites.1 += usize::from(is_found);
            }
        }
        let untold: BTreeSet<Pair<'_>> = related.difference(&families).copied().collect();
        let told: BTreeSet<Pair<'_>> = said.families.difference(&untold).copied().collect();
        let mut pairwise = Overlap::default();
        pairwise.count(&families, &told);
        Self {
            wording: Claims {
                claimed: wording.len(),
                right: right.len(),
                known: known.0,
                found: known.1,
            },
            rewrites: Claims {
                claimed: rewrites.len(),
                right: right_rewrites,
                known: known_rewrites.0,
                found: known_rewrites.1,
            },
            families: pairwise,
        }
    }
}

/// Of each article in a pair the group of those that pairs lead to, by its least id.
fn groups<'a, 'p>(pairs: impl Iterator<Item = &'p Pair<'a>>) -> BTreeMap<&'a str, &'a str>
where
    'a: 'p,
{
    let mut group: BTreeMap<&str, &str> = BTreeMap::new();
    for &(a, b) in pairs {
        let (one, other) = (*group.entry(a).or_insert(a), *group.entry(b).or_insert(b));
        let (least, most) = ordered(one, other);
        for of in group.values_mut().filter(|of| **of == most) {
            *of = least;
        }
    }
    group
}

/// Of each article the hashes of all runs of five words, lower case.
pub(super) struct Runs<'a>(BTreeMap<&'a str, BTreeSet<u64>>);

impl<'a> Runs<'a> {
    pub(super) fn of(articles: &'a [Article]) -> Self {
        let runs = articles
            .iter()
            .map(|article| (article.about.id.as_str(), runs(&article.text)));
        Self(runs.collect())
    }

    /// Share of the runs of the shorter text that the other has.
    pub(super) fn contained(&self, (a, b): Pair<'_>) -> f64 {
        match (self.0.get(a), self.0.get(b)) {
            (Some(a), Some(b)) => ratio(a.intersection(b).count(), a.len().min(b.len()).max(1)),
            _ => 0.0,
        }
    }
}

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
