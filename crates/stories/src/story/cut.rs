//! Average-link clustering of a sparse graph, cut at a likeness.
//!
//! Nearest-neighbour chains (F. Murtagh, "A survey of recent advances in hierarchical clustering
//! algorithms", The Computer Journal 26, 1983): follow nearest neighbours until two are each
//! other's nearest, and merge those. Average link is reducible, so the order of such merges does
//! not matter, and a group whose nearest neighbour is too far will never be nearer to anything.

use super::edges::Edges;
use super::graph::Graph;

/// For each node, the lowest node of its group. Groups are merged as long as the mean likeness over
/// all pairs of members is at least `least`; pairs without an edge count as 0. Each node stands for
/// so many members.
///
/// A mean is at least that only where some pair is, so what such pairs do not connect is cut apart
/// first, and only one component is laid out at a time.
pub(super) fn cut(sizes: &[u32], edges: &Edges, least: f32) -> Vec<u32> {
    let mut groups = components(sizes.len(), edges, least);
    let mut place = vec![0_u32; sizes.len()];
    for members in Parts::new(&groups).iter() {
        for (at, &node) in (0..).zip(members) {
            place[node as usize] = at;
        }
        let component = members[0];
        let sizes = members.iter().map(|node| sizes[*node as usize] as f32);
        let mut graph = Graph::new(sizes.collect());
        let within = || {
            let pairs = members
                .iter()
                .flat_map(|&b| edges.of(b).iter().map(move |pair| (b, pair)));
            let both = pairs.filter(|(_, (a, _))| groups[*a as usize] == component);
            both.map(|(b, (a, likeness))| (place[*a as usize], place[b as usize], *likeness))
        };
        graph.connect(within(), within());
        for (&node, group) in members.iter().zip(chains(graph, least)) {
            groups[node as usize] = members[group as usize];
        }
    }
    groups
}

/// Of each node, the lowest that edges of at least `least` connect it with.
fn components(nodes: usize, edges: &Edges, least: f32) -> Vec<u32> {
    let mut low: Vec<u32> = (0..nodes as u32).collect();
    let find = |low: &mut Vec<u32>, mut node: u32| {
        while low[node as usize] != node {
            low[node as usize] = low[low[node as usize] as usize];
            node = low[node as usize];
        }
        node
    };
    for (a, b, _) in edges.iter().filter(|(_, _, likeness)| *likeness >= least) {
        let (a, b) = (find(&mut low, a), find(&mut low, b));
        low[a.max(b) as usize] = a.min(b);
    }
    for node in 0..nodes {
        // The lowest of a component is reached before the others.
        low[node] = low[low[node] as usize];
    }
    low
}

/// Nodes by component.
struct Parts {
    nodes: Vec<u32>,
    /// Where in the list components begin; of nodes that are the lowest of none, with the next.
    starts: Vec<u32>,
}

impl Parts {
    /// Of each node the lowest of its component is given. The list is filled by counting.
    fn new(groups: &[u32]) -> Self {
        let mut starts = vec![0_u32; groups.len() + 1];
        for group in groups {
            starts[*group as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut nodes = vec![0; groups.len()];
        for (node, group) in (0..).zip(groups) {
            let next = &mut next[*group as usize];
            nodes[*next as usize] = node;
            *next += 1;
        }
        Self { nodes, starts }
    }

    /// The nodes of each component that has several, ascending.
    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.starts.windows(2);
        let parts = ends.map(|ends| &self.nodes[ends[0] as usize..ends[1] as usize]);
        parts.filter(|nodes| nodes.len() > 1)
    }
}

/// The same for one component.
fn chains(mut graph: Graph, least: f32) -> Vec<u32> {
    let mut chain: Vec<u32> = Vec::new();
    for start in 0..graph.sizes.len() as u32 {
        if graph.groups[start as usize] != start || graph.done[start as usize] {
            continue;
        }
        chain.push(start);
        while let Some(&tip) = chain.last() {
            let before = chain.len().checked_sub(2).map(|at| chain[at]);
            match graph.nearest(tip, before) {
                Some((nearest, likeness)) if likeness >= least => {
                    if before != Some(nearest) {
                        chain.push(nearest);
                        continue;
                    }
                    chain.truncate(chain.len() - 2);
                    let merged = graph.merge(tip, nearest);
                    if chain.is_empty() {
                        chain.push(merged);
                    }
                }
                _ => {
                    graph.done[tip as usize] = true;
                    chain.pop();
                }
            }
        }
    }
    let mut groups = graph.groups;
    for node in 0..groups.len() {
        // The lowest of a group is reached before the others.
        groups[node] = groups[groups[node] as usize];
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by looking at all pairs of groups again and again.
    fn slow(nodes: usize, edges: &[(u32, u32, f32)], least: f32) -> Vec<u32> {
        let mut groups: Vec<Vec<u32>> = (0..nodes as u32).map(|node| vec![node]).collect();
        let like = |a: u32, b: u32| {
            let found = edges
                .iter()
                .find(|(x, y, _)| (*x, *y) == (a.min(b), a.max(b)));
            found.map_or(0.0, |(_, _, likeness)| f64::from(*likeness))
        };
        loop {
            let mut best = (f64::from(least), None);
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let pairs = groups[a]
                        .iter()
                        .flat_map(|x| groups[b].iter().map(|y| like(*x, *y)));
                    let mean = pairs.sum::<f64>() / (groups[a].len() * groups[b].len()) as f64;
                    if mean > best.0 {
                        best = (mean, Some((a, b)));
                    }
                }
            }
            let Some((a, b)) = best.1 else { break };
            let gone = groups.remove(b);
            groups[a].extend(gone);
        }
        let mut of = vec![0; nodes];
        for group in groups {
            let lowest = group.iter().min().copied().unwrap_or_default();
            for node in group {
                of[node as usize] = lowest;
            }
        }
        of
    }

    proptest! {
        #[test]
        fn chains_merge_what_is_nearest(
            weights in prop::collection::vec(0u32..1_000_000, 28),
            least in 0.05f32..0.9,
        ) {
            let pairs = (0..8u32).flat_map(|a| (a + 1..8).map(move |b| (a, b)));
            let mut edges: Vec<(u32, u32, f32)> = pairs
                .zip(&weights)
                .filter(|(_, weight)| *weight % 3 > 0)
                .map(|((a, b), weight)| (a, b, *weight as f32 / 1e6))
                .collect();
            edges.sort_unstable_by_key(|(a, b, _)| (*b, *a));
            let found = cut(&[1; 8], &Edges::from_iter(edges.iter().copied()), least);
            prop_assert_eq!(found, slow(8, &edges, least));
        }
    }

    #[test]
    fn a_chain_of_neighbours_is_no_group() {
        let edges: Edges = (0..9).map(|at| (at, at + 1, 0.5)).collect();
        let groups = cut(&[1; 10], &edges, 0.3);
        assert!(
            groups
                .iter()
                .all(|group| groups.iter().filter(|g| *g == group).count() <= 2)
        );
    }

    #[test]
    fn what_a_node_stands_for_counts() {
        let edges = Edges::from_iter([(0, 1, 0.4), (0, 2, 0.2), (1, 2, 0.5)]);
        assert_eq!(cut(&[1, 1, 1], &edges, 0.31), [0, 1, 1]);
        assert_eq!(cut(&[1, 3, 1], &edges, 0.31), [0, 0, 0]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(cut(&[], &Edges::default(), 0.5).is_empty());
    }
}
