//! Average-link clustering of a sparse graph, cut at a likeness.
//!
//! Nearest-neighbour chains (F. Murtagh, "A survey of recent advances in hierarchical clustering
//! algorithms", The Computer Journal 26, 1983): follow nearest neighbours until two are each
//! other's nearest, and merge those. Average link is reducible, so the order of such merges does
//! not matter, and a group whose nearest neighbour is too far will never be nearer to anything.

/// Two nodes and how alike they are.
pub(super) type Edge = (u32, u32, f32);

/// For each node, the lowest node of its group. Groups are merged as long as the mean likeness over
/// all pairs of members is at least `least`; pairs without an edge count as 0. Each node stands for
/// so many members.
pub(super) fn cut(sizes: &[u32], edges: &[Edge], least: f32) -> Vec<u32> {
    let mut graph = Graph::new(sizes, edges);
    let mut chain: Vec<u32> = Vec::new();
    for start in 0..sizes.len() as u32 {
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

struct Graph {
    /// Of each node, the group that it went into: a lower node, or itself.
    groups: Vec<u32>,
    sizes: Vec<f32>,
    /// Of each group its neighbours, ascending, with the sum of the likenesses of all pairs.
    near: Vec<Vec<(u32, f32)>>,
    /// Groups that nothing is near enough to.
    done: Vec<bool>,
}

impl Graph {
    fn new(sizes: &[u32], edges: &[Edge]) -> Self {
        let mut near: Vec<Vec<(u32, f32)>> = vec![Vec::new(); sizes.len()];
        for &(a, b, likeness) in edges {
            let pairs = sizes[a as usize] as f32 * sizes[b as usize] as f32;
            near[a as usize].push((b, likeness * pairs));
            near[b as usize].push((a, likeness * pairs));
        }
        for near in &mut near {
            near.sort_unstable_by_key(|(node, _)| *node);
        }
        Self {
            groups: (0..sizes.len() as u32).collect(),
            sizes: sizes.iter().map(|size| *size as f32).collect(),
            near,
            done: vec![false; sizes.len()],
        }
    }

    /// The nearest neighbour, of several the one that `before` is, else the lowest.
    fn nearest(&self, of: u32, before: Option<u32>) -> Option<(u32, f32)> {
        let size = self.sizes[of as usize];
        let mut best: Option<(u32, f32)> = None;
        for &(node, sum) in &self.near[of as usize] {
            let mean = sum / (size * self.sizes[node as usize]);
            let better =
                best.is_none_or(|(_, most)| mean > most || mean == most && before == Some(node));
            if better {
                best = Some((node, mean));
            }
        }
        best
    }

    /// Puts the higher of two groups into the lower.
    fn merge(&mut self, one: u32, other: u32) -> u32 {
        let (kept, gone) = (one.min(other), one.max(other));
        let theirs = std::mem::take(&mut self.near[gone as usize]);
        let ours = std::mem::take(&mut self.near[kept as usize]);
        for &(node, sum) in theirs.iter().filter(|(node, _)| *node != kept) {
            let near = &mut self.near[node as usize];
            if let Ok(at) = near.binary_search_by_key(&gone, |(node, _)| *node) {
                near.remove(at);
            }
            match near.binary_search_by_key(&kept, |(node, _)| *node) {
                Ok(at) => near[at].1 += sum,
                Err(at) => near.insert(at, (kept, sum)),
            }
        }
        self.near[kept as usize] = joined(&ours, &theirs, |node| node == kept || node == gone);
        self.sizes[kept as usize] += self.sizes[gone as usize];
        self.groups[gone as usize] = kept;
        kept
    }
}

/// The sums of both ascending lists, without some nodes.
fn joined(a: &[(u32, f32)], b: &[(u32, f32)], without: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
    let mut joined: Vec<(u32, f32)> = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(&&(one, x)), Some(&&(other, y))) if one == other => {
                (a.next(), b.next());
                (one, x + y)
            }
            (Some(&&(one, _)), Some(&&(other, _))) if one > other => *b.next().unwrap_or(&(0, 0.0)),
            (Some(_), _) => *a.next().unwrap_or(&(0, 0.0)),
            (None, Some(_)) => *b.next().unwrap_or(&(0, 0.0)),
            (None, None) => break,
        };
        if !without(next.0) {
            joined.push(next);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by looking at all pairs of groups again and again.
    fn slow(nodes: usize, edges: &[Edge], least: f32) -> Vec<u32> {
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
            let edges: Vec<Edge> = pairs
                .zip(&weights)
                .filter(|(_, weight)| *weight % 3 > 0)
                .map(|((a, b), weight)| (a, b, *weight as f32 / 1e6))
                .collect();
            let found = cut(&[1; 8], &edges, least);
            prop_assert_eq!(found, slow(8, &edges, least));
        }
    }

    #[test]
    fn a_chain_of_neighbours_is_no_group() {
        let edges: Vec<Edge> = (0..9).map(|at| (at, at + 1, 0.5)).collect();
        let groups = cut(&[1; 10], &edges, 0.3);
        assert!(
            groups
                .iter()
                .all(|group| groups.iter().filter(|g| *g == group).count() <= 2)
        );
    }

    #[test]
    fn what_a_node_stands_for_counts() {
        let edges = [(0, 1, 0.4), (0, 2, 0.2), (1, 2, 0.5)];
        assert_eq!(cut(&[1, 1, 1], &edges, 0.3), [0, 1, 1]);
        assert_eq!(cut(&[9, 1, 1], &edges, 0.21), [0, 1, 1]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(cut(&[], &[], 0.5).is_empty());
    }
}
