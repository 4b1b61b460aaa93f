//! From records to families and derivations.

use std::collections::BTreeMap;

use crate::comparing::{Compared, compared};
use crate::credits::credits;
use crate::groups::Groups;
use crate::model::{Credit, Derivation, Entry, Kind, Lineage, Parent};
use crate::pair::Pair;
use crate::{Family, family, parents, publisher, unseen};

/// Strength of an edge from which on a child has all of its text from the parent.
const WHOLE: f64 = 0.9;

/// Families and derivations among `entries`, each with an id of its own; their order does not
/// matter.
pub fn lineage(entries: &[Entry<'_>]) -> Lineage {
    let mut entries: Vec<Entry<'_>> = entries.to_vec();
    entries.sort_by(|a, b| a.about.id.cmp(&b.about.id));
    let Compared { pairs, doubtful } = compared(&entries);
    let edges: Vec<&Pair> = parents::edges(&pairs, entries.len())
        .into_iter()
        .map(|at| &pairs[at])
        .collect();
    let unseen = unseen_parents(&entries, &pairs, &edges);
    let siblings: Vec<(usize, usize)> = unseen.iter().map(|(pair, _)| pair.key()).collect();
    let here = |pair: &&&Pair| siblings.binary_search(&pair.key()).is_err();
    let mut derivations: Vec<Derivation> = edges
        .iter()
        .filter(here)
        .map(|pair| derivation(&entries, pair))
        .collect();
    derivations.extend(unseen.into_iter().flat_map(|(_, edges)| edges));
    credits(&entries, &edges, &mut derivations);
    qualify(&entries, &mut derivations);
    sort(&mut derivations);
    let id = |at: &usize| entries[*at].about.id.clone();
    let families = family::families(&edges, &siblings, entries.len());
    Lineage {
        families: families
            .iter()
            .map(|members| Family {
                articles: members.iter().map(id).collect(),
            })
            .collect(),
        derivations,
        doubtful: doubtful
            .iter()
            .map(|(one, other)| (id(one), id(other)))
            .collect(),
    }
}

/// The edge of a pair, in words for readers.
fn derivation(entries: &[Entry<'_>], pair: &Pair) -> Derivation {
    // Of two whose direction is unknown the lesser id is the child.
    let (child, parent) = if pair.is_directed() {
        let (child, parent, _) = pair.as_edge();
        (child, parent)
    } else {
        pair.key()
    };
    let evidence = pair.seen_from(child);
    Derivation {
        child: entries[child].about.id.clone(),
        parent: Parent::Article(entries[parent].about.id.clone()),
        kind: evidence.kind,
        directed: pair.is_directed(),
        strength: evidence.shares.0,
        passages: evidence.passages,
        why: pair.verdict.why.clone(),
    }
}

/// Pairs neither of which has it from the other, with the edges of both to a text that is not in
/// the pile. What directed edges join needs no text outside of it.
fn unseen_parents<'p>(
    entries: &[Entry<'_>],
    pairs: &'p [Pair],
    edges: &[&Pair],
) -> Vec<(&'p Pair, [Derivation; 2])> {
    let mut groups = Groups::new(entries.len());
    for edge in edges.iter().filter(|edge| edge.is_directed()) {
        groups.join(edge.first, edge.second);
    }
    pairs
        .iter()
        .filter(|pair| !pair.is_directed())
        .filter_map(|pair| {
            if groups.of(pair.first) == groups.of(pair.second) {
                return None;
            }
            let (a, b) = (entries[pair.first], entries[pair.second]);
            let edges = unseen::common_text(a, b, &pair.evidence, &pair.verdict)?;
            Some((pair, edges))
        })
        .collect()
}

/// Says of edges to an article that has all of its text from one that is not here that the child may
/// have it straight from that, unless it names the article's outlet.
fn qualify(entries: &[Entry<'_>], derivations: &mut [Derivation]) {
    let behind: BTreeMap<String, String> = derivations
        .iter()
        .filter(|edge| edge.kind != Kind::Cites && edge.strength >= WHOLE)
        .filter_map(|edge| match &edge.parent {
            Parent::Outlet(outlet) => Some((edge.child.clone(), outlet.clone())),
            Parent::Article(_) | Parent::Unseen(_) => None,
        })
        .collect();
    let about = |id: &str| {
        let at = entries.binary_search_by(|entry| entry.about.id.as_str().cmp(id));
        at.ok().map(|at| entries[at].about)
    };
    for edge in derivations.iter_mut().filter(|edge| edge.directed) {
        let Parent::Article(parent) = &edge.parent else {
            continue;
        };
        let Some((outlet, (child, parent))) = behind
            .get(parent)
            .zip(about(&edge.child).zip(about(parent)))
        else {
            continue;
        };
        let named = |credit: &Credit| publisher::names(parent, &credit.outlet);
        if !child.credits.iter().any(named) {
            edge.why.push(format!(
                "or straight from the {outlet} text that the other stands on and that is not here"
            ));
        }
    }
}

/// By child, then parent; of two edges between the same two the better one.
fn sort(derivations: &mut Vec<Derivation>) {
    let parent = |edge: &Derivation| match &edge.parent {
        Parent::Article(id) => (0, id.clone()),
        Parent::Outlet(name) => (1, name.clone()),
        Parent::Unseen(children) => (2, children.join(" ")),
    };
    derivations.sort_by(|a, b| {
        let by_kind = (a.kind == Kind::Cites).cmp(&(b.kind == Kind::Cites));
        (&a.child, parent(a))
            .cmp(&(&b.child, parent(b)))
            .then(by_kind)
            .then(b.strength.total_cmp(&a.strength))
    });
    derivations.dedup_by(|later, first| later.child == first.child && later.parent == first.parent);
}
