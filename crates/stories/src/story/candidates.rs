//! Which nodes are worth comparing: those that share terms that say much, within some months.
//!
//! What one node costs is bounded however big a story grows: a term that many nodes have leads
//! from each of them to the first ones within reach and to those just before it.

use rustc_hash::FxHashMap;

use super::node::Node;

/// Terms of one node by which others are found: those that say most.
const TERMS: usize = 24;
/// Nodes that a term leads to: all of them if they are that few…
const FEW: usize = 32;
/// …else the first ones and those just before.
const FIRST: usize = 8;
const BEFORE: usize = 16;
/// Least that a node has in common with another, as a share of all that it says.
const SHARED: f32 = 0.03;
/// The same, from which on the last one that a node is compared with shows that there are more.
const CLOSE: f32 = 0.15;
/// Nodes that one is compared with: those with which it has most in common.
const COMPARED: usize = 24;
/// Days between two nodes beyond which they are not compared.
const REACH: f64 = 120.0;

/// Calls `found` with each pair of nodes to be compared: the lesser first, by the greater,
/// ascending. Says of each node whether there was more to compare it with. `nodes` are sorted by
/// day, undated ones last.
pub(super) fn candidates(nodes: &[Node<'_>], mut found: impl FnMut(u32, u32)) -> Vec<bool> {
    let index = Index::new(nodes);
    let mut capped = vec![false; nodes.len()];
    // Of each node what is shared with it, for one node at a time.
    let mut shared = vec![0.0_f32; nodes.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (at, this) in (0_u32..).zip(nodes) {
        for (key, says) in this.bag.heaviest(TERMS) {
            let earlier = within_reach(index.before(key, at), nodes, this.day);
            let split = match earlier.len() {
                0..=FEW => earlier.len(),
                _ => FIRST,
            };
            let next = earlier.len().saturating_sub(BEFORE).max(split);
            for other in earlier[..split].iter().chain(&earlier[next..]).map(node) {
                let sum = &mut shared[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += says * says;
            }
        }
        touched.retain(|other| {
            let enough = shared[*other as usize] >= SHARED;
            if !enough {
                shared[*other as usize] = 0.0;
            }
            enough
        });
        if touched.len() >= COMPARED {
            let of = |other: &u32| shared[*other as usize];
            let (_, last, _) = touched.select_nth_unstable_by(COMPARED - 1, |a, b| {
                of(b).total_cmp(&of(a)).then(a.cmp(b))
            });
            capped[at as usize] = of(last) >= CLOSE;
        }
        let compared = touched.len().min(COMPARED);
        touched[..compared].sort_unstable();
        touched[..compared]
            .iter()
            .for_each(|other| found(*other, at));
        for other in touched.drain(..) {
            shared[other as usize] = 0.0;
        }
    }
    capped
}

/// The part of `earlier` that is not too long ago.
fn within_reach<'i>(earlier: &'i [u64], nodes: &[Node<'_>], day: Option<f64>) -> &'i [u64] {
    let Some(day) = day else { return earlier };
    let old = |entry: &u64| {
        let then = nodes[node(entry) as usize].day;
        then.is_some_and(|then| then < day - REACH)
    };
    &earlier[earlier.partition_point(old)..]
}

/// Which nodes have a term among those that say most of them.
struct Index {
    /// Terms in the high half, nodes that have them in the low half, ascending; without terms that
    /// only one node has.
    holders: Vec<u64>,
    /// Where the holders of a term stand.
    ranges: FxHashMap<u32, (u32, u32)>,
}

impl Index {
    fn new(nodes: &[Node<'_>]) -> Self {
        let mut entries: Vec<u64> = Vec::with_capacity(nodes.len() * TERMS);
        for (at, node) in (0_u64..).zip(nodes) {
            let heavy = node.bag.heaviest(TERMS);
            entries.extend(heavy.iter().map(|(key, _)| u64::from(*key) << 32 | at));
        }
        entries.sort_unstable();
        let (mut ranges, mut kept, mut from) = (FxHashMap::default(), 0, 0);
        while from < entries.len() {
            let key = term(&entries[from]);
            let holders = entries[from..]
                .iter()
                .take_while(|entry| term(entry) == key)
                .count();
            if holders > 1 {
                // In place, for the list is the largest thing that grouping holds.
                entries.copy_within(from..from + holders, kept);
                ranges.insert(key, (kept as u32, (kept + holders) as u32));
                kept += holders;
            }
            from += holders;
        }
        entries.truncate(kept);
        Self {
            holders: entries,
            ranges,
        }
    }

    /// The nodes before `at` that have a term.
    fn before(&self, key: u32, at: u32) -> &[u64] {
        let Some(&(start, end)) = self.ranges.get(&key) else {
            return &[];
        };
        let holders = &self.holders[start as usize..end as usize];
        &holders[..holders.partition_point(|entry| node(entry) < at)]
    }
}

fn term(entry: &u64) -> u32 {
    (entry >> 32) as u32
}

fn node(entry: &u64) -> u32 {
    *entry as u32
}
