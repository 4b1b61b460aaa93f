//! Which nodes are worth comparing: those that share terms that say much, within some months.
//!
//! What one node costs is bounded however big a story grows: a term that many nodes have leads
//! from each of them to the first ones within reach and to those just before it.

use rustc_hash::FxHashMap;

use super::bag::KEPT;
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

/// Calls `found` with each node and the earlier ones that it is to be compared with, if any; both
/// ascending. Says of each node whether there was more to compare it with. `nodes` are sorted by
/// day, undated ones last.
pub(super) fn candidates(nodes: &[Node<'_>], mut found: impl FnMut(u32, &[u32])) -> Vec<bool> {
    let mut index = Index::new(nodes);
    let mut capped = vec![false; nodes.len()];
    // Of each node what is shared with it, for one node at a time.
    let mut shared = vec![0.0_f32; nodes.len()];
    let mut touched: Vec<u32> = Vec::new();
    let (mut best, mut others): (Vec<u64>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut heavy = Vec::with_capacity(KEPT);
    let (mut terms, mut oldest) = (0, 0);
    for (at, this) in (0_u32..).zip(nodes) {
        oldest = first_within_reach(nodes, oldest, this.day);
        this.bag.heaviest(TERMS, &mut heavy);
        for (_, says) in &heavy {
            let earlier = index.next(terms, at, oldest);
            terms += 1;
            let split = match earlier.len() {
                0..=FEW => earlier.len(),
                _ => FIRST,
            };
            let next = earlier.len().saturating_sub(BEFORE).max(split);
            for &other in earlier[..split].iter().chain(&earlier[next..]) {
                let sum = &mut shared[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += says * says;
            }
        }
        best.clear();
        for other in touched.drain(..) {
            let sum = std::mem::take(&mut shared[other as usize]);
            if sum >= SHARED {
                // Above 0, numbers are ordered as their bits are; of equals the lower comes first.
                best.push(u64::from(!sum.to_bits()) << 32 | u64::from(other));
            }
        }
        if best.len() >= COMPARED {
            let (_, last, _) = best.select_nth_unstable(COMPARED - 1);
            capped[at as usize] = f32::from_bits(!((*last >> 32) as u32)) >= CLOSE;
            best.truncate(COMPARED);
        }
        if !best.is_empty() {
            others.clear();
            others.extend(best.iter().map(|entry| *entry as u32));
            others.sort_unstable();
            found(at, &others);
        }
    }
    capped
}

/// The first of the dated nodes that is not too long before `day`, none of those before `from`
/// being; the first of all where there is no day.
fn first_within_reach(nodes: &[Node<'_>], from: u32, day: Option<f64>) -> u32 {
    let Some(day) = day else { return 0 };
    let old = |node: &&Node<'_>| node.day.is_some_and(|then| then < day - REACH);
    from + nodes[from as usize..].iter().take_while(old).count() as u32
}

/// Which nodes have a term among those that say most of them. Filled as nodes come, so that what is
/// listed of a term are the nodes before.
struct Index {
    /// Of each node, the numbers of its terms.
    terms: Vec<u32>,
    lists: Vec<List>,
    /// The nodes of each list, ascending.
    holders: Vec<u32>,
}

/// Where the holders of a term stand.
#[derive(Clone, Copy, Default)]
struct List {
    start: u32,
    /// Of those that are listed, the first within reach of the last that was asked for.
    from: u32,
    end: u32,
}

impl Index {
    fn new(nodes: &[Node<'_>]) -> Self {
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut terms: Vec<u32> = Vec::with_capacity(nodes.len() * TERMS);
        let mut lists: Vec<List> = Vec::new();
        let mut heavy = Vec::new();
        for node in nodes {
            node.bag.heaviest(TERMS, &mut heavy);
            for (key, _) in &heavy {
                let number = *numbers.entry(*key).or_insert(lists.len() as u32);
                if number as usize == lists.len() {
                    lists.push(List::default());
                }
                lists[number as usize].end += 1;
                terms.push(number);
            }
        }
        let mut start = 0;
        for list in &mut lists {
            let holders = list.end;
            *list = List {
                start,
                from: start,
                end: start,
            };
            start += holders;
        }
        Self {
            holders: vec![0; terms.len()],
            terms,
            lists,
        }
    }

    /// The nodes from `oldest` on that have a term, which is the next of `node`. The node is listed.
    fn next(&mut self, term: usize, node: u32, oldest: u32) -> &[u32] {
        let list = &mut self.lists[self.terms[term] as usize];
        if oldest == 0 {
            list.from = list.start;
        }
        let end = list.end as usize;
        self.holders[end] = node;
        list.end += 1;
        let earlier = &self.holders[list.from as usize..end];
        let old = earlier
            .iter()
            .take_while(|holder| **holder < oldest)
            .count();
        list.from += old as u32;
        &earlier[old..]
    }
}
