//! An article that stands alone, and is fairly like most of a story, belongs to it: a shelter's
//! diary, a ministry's note. It shares little with any one report, and average link asks as much of
//! it as of two stories that are to become one.

use std::collections::BTreeMap;

use super::edges::Edges;

/// Mean likeness to the members of a story from which on one that stands alone joins it.
const ENOUGH: f32 = 0.13;
/// Members of a story that takes somebody in.
const MEMBERS: u32 = 3;

/// Puts nodes that are alone in their group into the group that they are most like, if that is
/// enough. All is judged by the groups as they come, so that the order does not matter.
pub(super) fn adopt(of: &mut [u32], edges: &Edges) {
    let mut sizes = vec![0_u32; of.len()];
    for group in of.iter() {
        sizes[*group as usize] += 1;
    }
    let size = |node: u32| sizes[of[node as usize] as usize];
    let mut sums: BTreeMap<(u32, u32), f32> = BTreeMap::new();
    for (a, b, likeness) in edges.iter() {
        for (one, other) in [(a, b), (b, a)] {
            if size(one) == 1 && size(other) >= MEMBERS {
                *sums.entry((one, of[other as usize])).or_default() += likeness;
            }
        }
    }
    let mut best: BTreeMap<u32, (f32, u32)> = BTreeMap::new();
    for ((node, group), sum) in sums {
        let mean = sum / sizes[group as usize] as f32;
        // Groups come ascending: of equals the first is kept.
        if mean >= ENOUGH && best.get(&node).is_none_or(|(most, _)| mean > *most) {
            best.insert(node, (mean, group));
        }
    }
    // A group is known by its lowest node.
    let mut lowest: BTreeMap<u32, u32> = BTreeMap::new();
    for (&node, &(_, group)) in &best {
        let known = lowest.entry(group).or_insert(group);
        *known = node.min(*known);
    }
    for (&node, &(_, group)) in &best {
        of[node as usize] = group;
    }
    for group in of.iter_mut() {
        *group = lowest.get(group).copied().unwrap_or(*group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A story of nodes 1 to 3, and node 0 so like each of them.
    fn with(likeness: f32) -> Vec<u32> {
        let mut of = vec![0, 1, 1, 1];
        let to = |other| (0, other, likeness);
        let edges = [to(1), to(2), (1, 2, 0.5), to(3), (1, 3, 0.5), (2, 3, 0.5)];
        adopt(&mut of, &Edges::from_iter(edges));
        of
    }

    #[test]
    fn who_is_fairly_like_all_joins() {
        assert_eq!(with(0.15), [0, 0, 0, 0]);
        assert_eq!(with(0.1), [0, 1, 1, 1]);
    }

    #[test]
    fn pairs_take_nobody_in() {
        let mut of = vec![0, 1, 1];
        let edges = [(0, 1, 0.15), (0, 2, 0.15), (1, 2, 0.5)];
        adopt(&mut of, &Edges::from_iter(edges));
        assert_eq!(of, [0, 1, 1]);
    }

    #[test]
    fn likeness_to_one_member_is_not_enough() {
        let mut of = vec![0, 1, 1, 1];
        let edges = [(0, 2, 0.3), (1, 2, 0.5), (1, 3, 0.5), (2, 3, 0.5)];
        adopt(&mut of, &Edges::from_iter(edges));
        assert_eq!(of, [0, 1, 1, 1]);
    }
}
