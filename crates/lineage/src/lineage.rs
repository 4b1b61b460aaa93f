//! From records to families and derivations.

use crate::Family;
use crate::family;
use crate::model::{Entry, Lineage};
use crate::pair::Pair;
use crate::parents;

/// Families and derivations among `entries`; their order does not matter.
pub fn lineage(entries: &[Entry<'_>]) -> Lineage {
    let mut entries: Vec<Entry<'_>> = entries.to_vec();
    entries.sort_by(|a, b| a.about.id.cmp(&b.about.id));
    let pairs: Vec<Pair> = Vec::new();
    let edges: Vec<&Pair> = parents::edges(&pairs, entries.len())
        .into_iter()
        .map(|at| &pairs[at])
        .collect();
    let families = family::families(&edges, &[], entries.len());
    let id = |at: &usize| entries[*at].about.id.clone();
    Lineage {
        families: families
            .iter()
            .map(|members| Family {
                articles: members.iter().map(id).collect(),
            })
            .collect(),
        ..Lineage::default()
    }
}
