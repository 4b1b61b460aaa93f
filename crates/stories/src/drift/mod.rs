//! What changed between a parent's claims and the same claims in an article derived from it.
//!
//! Along each edge of the lineage whose direction is known, the claims of child and parent are
//! paired ([`align`]); each pair is looked at by one file a kind of change. What is worded in
//! another way and says the same is no drift: "about" and "around", a shorter name of one person,
//! the day of an event left out. A change must show in the words: where parent and child have the
//! same sentence, only what stands around it can have changed.

mod align;
mod attribution;
mod caveat;
mod date;
mod figure;
mod gone;
mod kin;
mod lexicon;
mod meaning;
mod outcome;
mod scope;
mod seen;
mod severity;
mod side;
mod stand;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use restated_lineage::{Kind, Parent};

use crate::model::{Drift, Material, Told};
use align::{Pair, pairs};
use seen::{Change, Seen};
use side::{Edge, Side};

/// The drifts along the derivations of one story. `told` is sorted by id.
pub(crate) fn drifts(told: &[&Told], material: &Material<'_>) -> Vec<Drift> {
    let sides = Side::all(told, material);
    let mut by_child: BTreeMap<&str, Vec<Edge<'_, '_>>> = BTreeMap::new();
    for derivation in &material.lineage.derivations {
        let Parent::Article(parent) = &derivation.parent else {
            continue;
        };
        let ends = sides
            .get(parent.as_str())
            .zip(sides.get(derivation.child.as_str()));
        if let Some((parent, child)) = ends
            && derivation.directed
            && derivation.kind != Kind::Cites
        {
            by_child.entry(&derivation.child).or_default().push(Edge {
                parent,
                child,
                derivation,
            });
        }
    }
    let mut drifts: Vec<Drift> = by_child
        .into_iter()
        .flat_map(|(child, edges)| of_child(child, &edges))
        .collect();
    drifts.sort_by(|a, b| (&a.from, &a.to, a.kind).cmp(&(&b.from, &b.to, b.kind)));
    drifts.dedup_by(|a, b| (&a.from, &a.to, a.kind) == (&b.from, &b.to, b.kind));
    drifts
}

/// The drifts of one child. Of several parents that have a claim, the child has it from the one
/// whose claim is most like its own.
fn of_child(child: &str, edges: &[Edge<'_, '_>]) -> Vec<Drift> {
    let all: Vec<Vec<Pair>> = (0..edges.len())
        .map(|at| pairs(&edges[at], &elsewhere(edges, at)))
        .collect();
    let mut drifts = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        let better = |pair: &Pair| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            let mut rivals =
                others.flat_map(|(other, pairs)| pairs.iter().map(move |r| (other, r)));
            rivals.any(|(other, rival)| {
                let score = rival.score.total_cmp(&pair.score);
                rival.child == pair.child && (score.is_gt() || score.is_eq() && other < at)
            })
        };
        let own: Vec<Pair> = all[at]
            .iter()
            .filter(|pair| !better(pair))
            .copied()
            .collect();
        let drift = |from: usize, to: Option<usize>, change: Change| Drift {
            from: edge.parent.claims[from].told.id.clone(),
            to: to.map(|to| edge.child.claims[to].told.id.clone()),
            article: child.to_owned(),
            kind: change.kind,
            severity: change.severity,
            why: change.why,
        };
        for &pair in &own {
            let seen = Seen {
                edge,
                pairs: &all[at],
                pair,
            };
            let found = changes(&seen).into_iter();
            drifts.extend(found.map(|change| drift(pair.parent, Some(pair.child), change)));
        }
        let caveats = caveat::gone(edge, &own).into_iter();
        drifts.extend(caveats.map(|(pair, change)| drift(pair.parent, Some(pair.child), change)));
        let ended = outcome::gone(edge, &own).into_iter();
        drifts.extend(ended.map(|(pair, change)| drift(pair.parent, Some(pair.child), change)));
        let caveats: BTreeSet<&str> = edge
            .parent
            .claims
            .iter()
            .flat_map(|claim| &claim.told.caveats)
            .map(|caveat| caveat.sentence.as_str())
            .collect();
        let is_caveat = |at: usize| caveats.contains(edge.parent.claims[at].told.sentence.as_str());
        let cut = gone::gone(edge, &all[at]).into_iter();
        let cut = cut.filter(|(from, _)| !is_caveat(*from));
        drifts.extend(cut.map(|(from, change)| drift(from, None, change)));
    }
    drifts
}

/// The numbers that the child's other parents give, with their measures.
fn elsewhere<'e>(edges: &'e [Edge<'_, '_>], at: usize) -> Vec<(f64, &'e str)> {
    let others = edges.iter().enumerate().filter(|(other, _)| *other != at);
    others
        .flat_map(|(_, edge)| &edge.parent.claims)
        .filter_map(|claim| claim.figure())
        .filter_map(|figure| Some((figure.value()?, figure.measure.as_str())))
        .collect()
}

/// What changed between two claims.
fn changes(seen: &Seen<'_, '_, '_>) -> Vec<Change> {
    if seen.parent().stand.is_some() {
        return stand::change(seen).into_iter().collect();
    }
    let mut found: Vec<Change> = figure::change(seen).into_iter().collect();
    let requalified = !found.is_empty();
    found.extend(attribution::change(seen));
    found.extend(scope::change(seen, requalified));
    found.extend(date::change(seen));
    let reversed = meaning::change(seen);
    // What is reversed is not also put more surely.
    if reversed.is_none() {
        found.extend(caveat::change(seen));
    }
    found.extend(reversed);
    found
}
