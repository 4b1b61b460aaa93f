//! Edges to the outlets that articles name as their origin.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Derivation, Entry, Kind, Parent, Passage};
use crate::pair::Pair;
use crate::sketch::common;
use crate::when::When;
use crate::{publisher, unseen};

/// Fewest fingerprints in common that show which article of an outlet is meant by its name.
const MEANT: usize = 3;

/// Edges to the outlets that articles credit: to an article of theirs where one shares wording,
/// else to a text that is not here.
pub(crate) fn credits(entries: &[Entry<'_>], edges: &[&Pair], derivations: &mut Vec<Derivation>) {
    let mut parents: BTreeMap<usize, Vec<(usize, Vec<Passage>)>> = BTreeMap::new();
    for pair in edges.iter().filter(|pair| pair.is_directed()) {
        let (child, parent, _) = pair.as_edge();
        let passages = pair.seen_from(child).passages;
        parents.entry(child).or_default().push((parent, passages));
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
        let hashes = |at: usize| entries[at].record.sketch.hashes();
        let own = hashes(child);
        articles
            .iter()
            .filter(|&&at| at != child && !is_later(at))
            .map(|&at| (common(&own, &hashes(at)), Reverse(at)))
            .filter(|(common, _)| *common >= MEANT)
            .max()
            .map(|(_, Reverse(at))| at)
    }
}
