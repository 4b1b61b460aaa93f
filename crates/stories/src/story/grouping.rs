//! Nodes into groups: candidate pairs, how alike they are, an average-link cut; and again with the
//! groups that had more to be compared with than is looked at at once.

use std::collections::BTreeMap;

use super::adopt::adopt;
use super::candidates::candidates;
use super::cut::cut;
use super::edges::Edges;
use super::laid::Laid;
use super::node::{Node, nearness};

/// Mean likeness from which on two groups are one story. Fitted on ECB+ and on invented dossiers.
const SAME: f32 = 0.18;
/// Likeness below which a pair is as good as none.
const EDGE: f32 = 0.05;
/// Likeness from which on an undated node takes the day of a dated one.
const LENDS: f32 = 0.2;
/// Times that groups are put together to greater ones: each time some tens become one.
const ROUNDS: usize = 2;

/// Nodes in groups.
pub(super) struct Groups {
    /// Of each node, the lowest node of its group.
    pub(super) of: Vec<u32>,
    /// The pairs that were compared and are alike.
    pub(super) edges: Edges,
}

/// `nodes` are sorted by day, undated ones last, each of size 1.
pub(super) fn group(mut nodes: Vec<Node<'_>>) -> Groups {
    let (edges, capped) = compared(&mut nodes);
    let sizes: Vec<u32> = nodes.iter().map(|node| node.size).collect();
    let mut of = cut(&sizes, &edges, SAME);
    adopt(&mut of, &edges);
    // A story of thousands comes in pieces, for not all of its pairs were compared.
    let mut open: Vec<bool> = vec![false; nodes.len()];
    for (node, capped) in capped.iter().enumerate() {
        open[of[node] as usize] |= capped;
    }
    let mut pieces = pieces(&nodes, &of, &open);
    for _ in 0..ROUNDS {
        pieces.sort_by(|(a, one), (b, other)| {
            let day = |node: &Node<'_>| (node.day.is_none(), node.day.map_or(0, |day| day as i64));
            day(one).cmp(&day(other)).then(a.cmp(b))
        });
        let (firsts, mut parts): (Vec<u32>, Vec<Node<'_>>) = pieces.into_iter().unzip();
        let (edges, _) = compared(&mut parts);
        let sizes: Vec<u32> = parts.iter().map(|piece| piece.size).collect();
        let joined = cut(&sizes, &edges, SAME);
        if (0..).zip(&joined).all(|(piece, with)| piece == *with) {
            break;
        }
        let into = lowest(&joined, &firsts, nodes.len());
        for group in &mut of {
            *group = into[*group as usize];
        }
        pieces = together(firsts, parts, &joined, &into);
    }
    Groups { of, edges }
}

/// Of each node that a piece is known by, the lowest node of all pieces that it was joined with; of
/// any other node itself. Pieces come by day, so the first of them need not have it.
fn lowest(joined: &[u32], firsts: &[u32], nodes: usize) -> Vec<u32> {
    let mut lowest: Vec<u32> = firsts.to_vec();
    for (first, &with) in firsts.iter().zip(joined) {
        lowest[with as usize] = lowest[with as usize].min(*first);
    }
    let mut into: Vec<u32> = (0..nodes as u32).collect();
    for (first, &with) in firsts.iter().zip(joined) {
        into[*first as usize] = lowest[with as usize];
    }
    into
}

/// The groups that are open, each with its lowest node.
fn pieces<'a>(nodes: &[Node<'a>], of: &[u32], open: &[bool]) -> Vec<(u32, Node<'a>)> {
    let mut members: Vec<(u32, u32)> = (0..)
        .zip(of)
        .filter(|(_, group)| open[**group as usize])
        .map(|(node, group)| (*group, node))
        .collect();
    members.sort_unstable();
    members
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let nodes: Vec<&Node<'a>> = group
                .iter()
                .map(|(_, node)| &nodes[*node as usize])
                .collect();
            (group[0].0, Node::group(&nodes))
        })
        .collect()
}

/// Puts pieces together that were joined, each with its lowest node.
fn together<'a>(
    firsts: Vec<u32>,
    pieces: Vec<Node<'a>>,
    joined: &[u32],
    into: &[u32],
) -> Vec<(u32, Node<'a>)> {
    let mut groups: BTreeMap<u32, (u32, Vec<Node<'a>>)> = BTreeMap::new();
    for ((first, piece), with) in firsts.into_iter().zip(pieces).zip(joined) {
        let group = groups
            .entry(*with)
            .or_insert((into[first as usize], Vec::new()));
        group.1.push(piece);
    }
    groups
        .into_values()
        .map(|(first, mut parts)| match parts.len() {
            1 => (first, parts.remove(0)),
            _ => (first, Node::group(&parts.iter().collect::<Vec<_>>())),
        })
        .collect()
}

/// The pairs of nodes that are alike, and which nodes there was more to compare with.
fn compared(nodes: &mut [Node<'_>]) -> (Edges, Vec<bool>) {
    let mut edges = Edges::default();
    let mut laid = Laid::new();
    let capped = candidates(nodes, |at, others| {
        let this = &nodes[at as usize];
        laid.lay(&this.bag);
        for &other in others {
            let node = &nodes[other as usize];
            let likeness = this.likeness(&laid, node, EDGE);
            // Nobody takes a day of two that have one: this keeps the list short.
            let near = match this.day.and(node.day) {
                Some(_) => likeness * nearness(this, node),
                None => likeness,
            };
            if near >= EDGE {
                edges.push(other, at, likeness);
            }
        }
    });
    lend(nodes, &edges);
    edges.retain(|a, b, likeness| {
        *likeness *= nearness(&nodes[a as usize], &nodes[b as usize]);
        *likeness >= EDGE
    });
    (edges, capped)
}

/// Undated nodes take the day of the dated one that is most like them: a copy without a date is
/// as old as its parent, and an earlier event of the same kind is kept apart from it.
fn lend(nodes: &mut [Node<'_>], edges: &Edges) {
    let mut lent: Vec<Option<(f32, f64)>> = vec![None; nodes.len()];
    for (a, b, likeness) in edges.iter() {
        for (one, other) in [(a, b), (b, a)] {
            let day = nodes[other as usize]
                .day
                .filter(|_| nodes[one as usize].day.is_none());
            if let Some(day) = day.filter(|_| likeness >= LENDS) {
                let best = &mut lent[one as usize];
                if best.is_none_or(|(most, first)| (likeness, -day) > (most, -first)) {
                    *best = Some((likeness, day));
                }
            }
        }
    }
    for (node, lent) in nodes.iter_mut().zip(lent) {
        node.day = node.day.or(lent.map(|(_, day)| day));
    }
}
