//! From records to families and derivations.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::direction::{Evidence, direct};
use crate::model::{Derivation, Entry, Kind, Lineage, Parent, Passage};
use crate::pair::Pair;
use crate::passages::compare;
use crate::when::When;
use crate::{Family, Sketch, candidates, family, parents, publisher, unseen};

/// Fewest fingerprints in common that show which article of an outlet is meant by its name.
const MEANT: usize = 3;

/// Families and derivations among `entries`, each with an id of its own; their order does not
/// matter.
pub fn lineage(entries: &[Entry<'_>]) -> Lineage {
    let mut entries: Vec<Entry<'_>> = entries.to_vec();
    entries.sort_by(|a, b| a.about.id.cmp(&b.about.id));
    let pairs = pairs(&entries);
    let edges: Vec<&Pair> = parents::edges(&pairs, entries.len())
        .into_iter()
        .map(|at| &pairs[at])
        .collect();
    let mut derivations: Vec<Derivation> = edges
        .iter()
        .map(|pair| derivation(&entries, pair))
        .collect();
    let siblings = siblings(&entries, &pairs, &mut derivations);
    credits(&entries, &edges, &mut derivations);
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
        doubtful: Vec::new(),
    }
}

/// All pairs that share text, with which way it went.
fn pairs(entries: &[Entry<'_>]) -> Vec<Pair> {
    let sketches: Vec<&Sketch> = entries.iter().map(|entry| &entry.record.sketch).collect();
    let found = candidates(&sketches);
    let mut shared: Vec<(usize, usize)> = Vec::new();
    for copies in &found.copies {
        let copies: Vec<usize> = copies.iter().map(|&at| at as usize).collect();
        let first = source(entries, &copies);
        shared.extend(
            copies
                .into_iter()
                .filter(|&at| at != first)
                .map(|at| (first, at)),
        );
    }
    let of = |at: u32| at as usize;
    shared.extend(found.pairs.iter().map(|&(a, b)| (of(a), of(b))));
    let mut pairs: Vec<Pair> = shared
        .into_iter()
        .filter_map(|(a, b)| wording(entries, a.min(b), a.max(b)))
        .collect();
    pairs.sort_by_key(|pair| (pair.first, pair.second));
    pairs
}

/// Of exact copies the one that the others may have it from: published first, naming nobody else
/// as its author.
fn source(entries: &[Entry<'_>], copies: &[usize]) -> usize {
    let rank = |&at: &usize| {
        let entry = entries[at];
        let credits = entry.about.credits.iter();
        let foreign = credits
            .filter(|credit| !publisher::calls_itself(entry.about, &credit.outlet))
            .count();
        let published = entry.about.published.as_deref();
        (
            foreign > 0,
            published.is_none(),
            published.map(str::to_owned),
            at,
        )
    };
    copies.iter().copied().min_by_key(rank).unwrap_or_default()
}

/// What two texts share word for word.
fn wording(entries: &[Entry<'_>], first: usize, second: usize) -> Option<Pair> {
    let (a, b) = (entries[first], entries[second]);
    let shared = compare(&a.record.sketch, &b.record.sketch);
    let evidence = Evidence {
        kind: shared.kind()?,
        passages: shared
            .passages
            .into_iter()
            .map(|(child, parent)| Passage { child, parent })
            .collect(),
        shares: (shared.of_a, shared.of_b),
    };
    Some(Pair {
        first,
        second,
        verdict: direct(a, b, &evidence),
        evidence,
    })
}

/// The edge of a pair, in words for readers.
fn derivation(entries: &[Entry<'_>], pair: &Pair) -> Derivation {
    let (child, parent, share) = pair.as_edge();
    // Of two whose direction is unknown the lesser id is the child.
    let (child, parent, share) = if pair.is_directed() || child < parent {
        (child, parent, share)
    } else {
        (parent, child, pair.evidence.shares.0)
    };
    let evidence = if child == pair.first {
        pair.evidence.clone()
    } else {
        pair.evidence.turned()
    };
    Derivation {
        child: entries[child].about.id.clone(),
        parent: Parent::Article(entries[parent].about.id.clone()),
        kind: evidence.kind,
        directed: pair.is_directed(),
        strength: share,
        passages: evidence.passages,
        why: pair.verdict.why.clone(),
    }
}

/// Edges to texts that are not in the pile, of pairs neither of which has it from the other; gives
/// those pairs.
fn siblings(
    entries: &[Entry<'_>],
    pairs: &[Pair],
    derivations: &mut Vec<Derivation>,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for pair in pairs.iter().filter(|pair| !pair.is_directed()) {
        let (a, b) = (entries[pair.first], entries[pair.second]);
        if let Some(edges) = unseen::common_text(a, b, &pair.evidence, &pair.verdict) {
            derivations.extend(edges);
            found.push((pair.first, pair.second));
        }
    }
    found
}

/// Edges to the outlets that articles credit: to an article of theirs where one shares wording,
/// else to a text that is not here.
fn credits(entries: &[Entry<'_>], edges: &[&Pair], derivations: &mut Vec<Derivation>) {
    let mut parents: BTreeMap<usize, Vec<(usize, Vec<Passage>)>> = BTreeMap::new();
    for pair in edges.iter().filter(|pair| pair.is_directed()) {
        let (child, parent, _) = pair.as_edge();
        let evidence = if child == pair.first {
            pair.evidence.clone()
        } else {
            pair.evidence.turned()
        };
        parents
            .entry(child)
            .or_default()
            .push((parent, evidence.passages));
    }
    let mut outlets = Outlets::default();
    for (at, entry) in entries.iter().enumerate() {
        if entry.about.credits.is_empty() {
            continue;
        }
        let known: Vec<(Entry<'_>, &[Passage])> = parents
            .get(&at)
            .into_iter()
            .flatten()
            .map(|(parent, passages)| (entries[*parent], passages.as_slice()))
            .collect();
        for mut edge in unseen::credited(*entry, &known) {
            if let Parent::Outlet(outlet) = &edge.parent
                && let Some(article) = outlets.meant(entries, at, outlet)
            {
                let outlet = outlet.clone();
                edge.why = vec![format!("names {outlet}, whose article shares text with it")];
                edge.parent = Parent::Article(entries[article].about.id.clone());
                edge.kind = Kind::Cites;
            }
            derivations.push(edge);
        }
    }
}

/// The articles of each outlet that some article credits; looked for once.
#[derive(Default)]
struct Outlets(BTreeMap<String, Vec<usize>>);

impl Outlets {
    /// The article of `outlet` that shares most wording with the one that names the outlet.
    fn meant(&mut self, entries: &[Entry<'_>], child: usize, outlet: &str) -> Option<usize> {
        let of_outlet = |at: &usize| publisher::names(entries[*at].about, outlet);
        let articles = self
            .0
            .entry(outlet.to_owned())
            .or_insert_with(|| (0..entries.len()).filter(of_outlet).collect());
        let when = |at: usize| When::read(entries[at].about.published.as_deref()?);
        let is_later = |at: usize| {
            let lag = when(at)
                .zip(when(child))
                .and_then(|(at, child)| at.later(child));
            lag.is_some_and(|lag| lag.rules_out())
        };
        let sketch = |at: usize| &entries[at].record.sketch;
        articles
            .iter()
            .filter(|&&at| at != child && !is_later(at))
            .map(|&at| (common(sketch(child), sketch(at)), Reverse(at)))
            .filter(|(common, _)| *common >= MEANT)
            .max()
            .map(|(_, Reverse(at))| at)
    }
}

/// How many fingerprints two texts have in common.
fn common(one: &Sketch, other: &Sketch) -> usize {
    let hashes = |sketch: &Sketch| {
        let mut hashes: Vec<u32> = sketch.fingerprints().iter().map(|it| it.hash()).collect();
        hashes.dedup();
        hashes
    };
    let other = hashes(other);
    hashes(one)
        .iter()
        .filter(|hash| other.binary_search(hash).is_ok())
        .count()
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
