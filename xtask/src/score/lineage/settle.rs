//! What is known of a pile once all its articles are there.

use std::collections::{BTreeMap, BTreeSet};

use super::pile::{Article, Maker, Pile};
use super::truth::{Edge, Sort, Truth, ordered};

impl Maker<'_> {
    /// How two articles are alike that have nothing from one another; nothing for the unrelated,
    /// `Some(None)` where it is not to be told.
    fn alike(&self, a: usize, b: usize) -> Option<Option<Sort>> {
        let (one, other) = (&self.articles[a], &self.articles[b]);
        let language = one.about.language == other.about.language;
        // German and Spanish have one sentence for a fact: whoever tells it tells it so.
        let formula = language && one.about.language.as_deref() != Some("en");
        let name = |article: &Article| &self.events[article.event].kind.name;
        let twins = self.twins.contains(&ordered(one.event, other.event));
        let footer = one.outlet.footer.is_some() && one.outlet.footer == other.outlet.footer;
        Some(Some(match () {
            () if self.share_event(a, b) && formula => return Some(None),
            () if self.share_event(a, b) && language => Sort::SameEvent,
            () if self.share_event(a, b) => Sort::SameEventForeign,
            () if language && (twins || (formula && name(one) == name(other))) => Sort::Template,
            () if footer && language => Sort::Footer,
            () if language && name(one) == name(other) => Sort::Sister,
            () => return None,
        }))
    }

    /// Whether both have something on one event, if only in a passage of another's.
    fn share_event(&self, a: usize, b: usize) -> bool {
        let events = |at: usize| {
            let passages = self.passages.get(&at).into_iter().flatten();
            passages
                .chain([&self.articles[at].event])
                .collect::<BTreeSet<_>>()
        };
        !events(a).is_disjoint(&events(b))
    }

    /// The pile, its articles in the order of their ids.
    pub(super) fn finish(self) -> Pile {
        let id = |at: usize| self.articles[at].about.id.clone();
        let edges: Vec<Edge> = self
            .edges
            .iter()
            .map(|&(child, parent, sort)| {
                let (child, parent) = match sort.is_siblings() && id(child) > id(parent) {
                    true => (parent, child),
                    false => (child, parent),
                };
                Edge {
                    child: id(child),
                    parent: id(parent),
                    sort,
                    direction_shown: !sort.is_siblings()
                        && shown(&self.articles[child], &self.articles[parent]),
                }
            })
            .collect();
        let families = families(&self.edges, self.articles.len());
        let related: BTreeMap<usize, usize> = families
            .iter()
            .enumerate()
            .flat_map(|(family, members)| members.iter().map(move |&member| (member, family)))
            .collect();
        let (mut apart, mut open) = (BTreeMap::new(), BTreeSet::new());
        let linked: BTreeSet<(usize, usize)> =
            self.edges.iter().map(|&(a, b, _)| ordered(a, b)).collect();
        // What stands in a digest is a copy of the copies too.
        for &(digest, parent, sort) in &self.edges {
            let family = related.get(&parent).filter(|_| sort == Sort::Digest);
            for &member in family.map_or(&[][..], |&family| &families[family]) {
                open.insert(ordered(digest, member));
            }
        }
        for a in 0..self.articles.len() {
            for b in a + 1..self.articles.len() {
                let of_one_text = related.contains_key(&a) && related.get(&a) == related.get(&b);
                if of_one_text || linked.contains(&(a, b)) || open.contains(&(a, b)) {
                    continue;
                }
                match self.alike(a, b) {
                    Some(Some(sort)) => drop(apart.insert((a, b), sort)),
                    Some(None) => drop(open.insert((a, b))),
                    None => {}
                }
            }
        }
        // What was made to be so goes before what merely is so.
        for &(a, b, sort) in &self.apart {
            apart.insert(ordered(a, b), sort);
        }
        let mut truth = Truth {
            edges,
            families: families
                .iter()
                .map(|family| {
                    let mut ids: Vec<String> = family.iter().map(|&at| id(at)).collect();
                    ids.sort();
                    ids
                })
                .collect(),
            apart: apart
                .into_iter()
                .map(|((a, b), sort)| {
                    let (a, b) = ordered(id(a), id(b));
                    (a, b, sort)
                })
                .collect(),
            open: open
                .into_iter()
                .filter(|pair| !linked.contains(pair))
                .map(|(a, b)| ordered(id(a), id(b)))
                .collect(),
        };
        truth
            .edges
            .sort_by(|x, y| (&x.child, &x.parent).cmp(&(&y.child, &y.parent)));
        truth.families.sort();
        truth.apart.sort();
        truth.open.sort();
        let mut articles = self.articles;
        articles.sort_by(|x, y| x.about.id.cmp(&y.about.id));
        Pile { articles, truth }
    }
}

/// Whether a credit line or the times show that `child` has it from `parent`.
fn shown(child: &Article, parent: &Article) -> bool {
    let credit = child
        .about
        .credits
        .iter()
        .any(|credit| Some(&credit.outlet) == parent.about.outlet.as_ref());
    let times = match (&child.about.published, &parent.about.published) {
        (Some(child), Some(parent)) => child > parent && !child.starts_with(parent.as_str()),
        _ => false,
    };
    credit || times
}

/// Articles that hang together by edges, but for digests: what stands in one side by side has
/// nothing to do with one another.
fn families(edges: &[(usize, usize, Sort)], count: usize) -> Vec<Vec<usize>> {
    let mut family: Vec<usize> = (0..count).collect();
    for &(a, b, sort) in edges {
        if sort != Sort::Digest {
            let (a, b) = (family[a], family[b]);
            family.iter_mut().filter(|f| **f == a).for_each(|f| *f = b);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, family) in family.into_iter().enumerate() {
        members.entry(family).or_default().push(at);
    }
    members.into_values().filter(|m| m.len() > 1).collect()
}
