//! Columns of a graph: each text right of all it has text from, edges with few crossings.
//!
//! After Sugiyama: longest paths give the columns, an edge over several columns passes those
//! between in a place of its own, and each column is ordered by the means of its neighbours.

use std::collections::BTreeMap;

use super::gather::Part;

/// Times that all columns are ordered.
const SWEEPS: usize = 8;

/// A graph in columns.
pub(super) struct Layered {
    /// Nodes first, by their numbers.
    pub(super) slots: Vec<Slot>,
    /// Slots from above, from left to right.
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) ways: Vec<Way>,
    /// Neighbours to the left and to the right, by slot.
    beside: Vec<(Vec<usize>, Vec<usize>)>,
}

/// What takes a place in a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot {
    Node(usize),
    /// An edge that passes.
    Passing,
}

/// An edge from left to right.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) edge: usize,
    pub(super) left: usize,
    pub(super) right: usize,
    /// Slots that it passes.
    pub(super) over: Vec<usize>,
}

impl Layered {
    /// Neighbours of a slot in the column before it, or behind it.
    pub(super) fn beside(&self, slot: usize, before: bool) -> &[usize] {
        match self.beside.get(slot) {
            Some((left, _)) if before => left,
            Some((_, right)) => right,
            None => &[],
        }
    }
}

pub(super) fn layered(part: &Part) -> Layered {
    let nodes = part.nodes.len();
    let mut ways = ways(part);
    let columns_of = columns_of(nodes, &ways);
    let column = |at: usize| columns_of.get(at).copied().unwrap_or(0);
    let last = columns_of.iter().copied().max().unwrap_or(0);
    let mut slots: Vec<Slot> = (0..nodes).map(Slot::Node).collect();
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); last + 1];
    for at in 0..nodes {
        if let Some(slots) = columns.get_mut(column(at)) {
            slots.push(at);
        }
    }
    for way in &mut ways {
        for passed in column(way.left) + 1..column(way.right) {
            way.over.push(slots.len());
            if let Some(column) = columns.get_mut(passed) {
                column.push(slots.len());
            }
            slots.push(Slot::Passing);
        }
    }
    let mut beside = vec![(Vec::new(), Vec::new()); slots.len()];
    for way in &ways {
        let mut from = way.left;
        for to in way.over.iter().copied().chain([way.right]) {
            if let Some((_, right)) = beside.get_mut(from) {
                right.push(to);
            }
            if let Some((left, _)) = beside.get_mut(to) {
                left.push(from);
            }
            from = to;
        }
    }
    let mut layered = Layered {
        slots,
        columns,
        ways,
        beside,
    };
    order(&mut layered);
    layered
}

/// The edges from left to right: parents left of children, and where nobody knows, the earlier left.
/// An edge that would lead in a circle is turned.
fn ways(part: &Part) -> Vec<Way> {
    let mut onwards: Vec<Vec<usize>> = vec![Vec::new(); part.nodes.len()];
    let mut ways = Vec::new();
    let mut numbers: Vec<usize> = (0..part.edges.len()).collect();
    numbers.sort_by_key(|number| part.edges.get(*number).map(|line| !line.known));
    for number in numbers {
        let Some(line) = part.edges.get(number) else {
            continue;
        };
        let (mut left, mut right) = if line.known {
            (line.parent, line.child)
        } else {
            (line.parent.min(line.child), line.parent.max(line.child))
        };
        if reaches(&onwards, right, left) {
            (left, right) = (right, left);
        }
        if let Some(next) = onwards.get_mut(left) {
            next.push(right);
        }
        ways.push(Way {
            edge: number,
            left,
            right,
            over: Vec::new(),
        });
    }
    ways
}

fn reaches(onwards: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; onwards.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if let Some(seen) = seen.get_mut(at)
            && !std::mem::replace(seen, true)
        {
            open.extend(onwards.get(at).into_iter().flatten());
        }
    }
    false
}

/// The column of each node: one right of the last of its parents; what has none stands next to the
/// first of its children.
fn columns_of(nodes: usize, ways: &[Way]) -> Vec<usize> {
    let mut columns = vec![0; nodes];
    // No path is longer than there are nodes.
    for _ in 0..nodes {
        let mut moved = false;
        for way in ways {
            let least = columns.get(way.left).map_or(0, |left| left + 1);
            if let Some(right) = columns.get_mut(way.right)
                && *right < least
            {
                *right = least;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let mut first_child: BTreeMap<usize, usize> = BTreeMap::new();
    for way in ways {
        let child = columns.get(way.right).copied().unwrap_or(0);
        let first = first_child.entry(way.left).or_insert(child);
        *first = child.min(*first);
    }
    for way in ways {
        first_child.remove(&way.right);
    }
    for (at, child) in first_child {
        if let Some(column) = columns.get_mut(at) {
            *column = child - 1;
        }
    }
    columns
}

/// Orders columns by the means of their neighbours, there and back; the best order is kept.
fn order(layered: &mut Layered) {
    let mut best = layered.columns.clone();
    let mut fewest = crossings(layered);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let before = sweep % 2 == 0;
        let count = layered.columns.len();
        for step in 0..count {
            let number = if before { step } else { count - 1 - step };
            let place = heights(layered);
            let Some(mut column) = layered.columns.get(number).cloned() else {
                continue;
            };
            let mean = |slot: usize| {
                let beside = layered.beside(slot, before);
                let sum: usize = beside.iter().filter_map(|at| place.get(*at)).sum();
                match beside.len() {
                    0 => place.get(slot).copied().unwrap_or(0) as f64,
                    many => sum as f64 / many as f64,
                }
            };
            column.sort_by(|a, b| mean(*a).total_cmp(&mean(*b)));
            if let Some(known) = layered.columns.get_mut(number) {
                *known = column;
            }
        }
        let crossings = crossings(layered);
        if crossings < fewest {
            fewest = crossings;
            best.clone_from(&layered.columns);
        }
    }
    layered.columns = best;
}

/// Where each slot stands in its column.
fn heights(layered: &Layered) -> Vec<usize> {
    let mut place = vec![0; layered.slots.len()];
    for column in &layered.columns {
        for (height, slot) in column.iter().enumerate() {
            if let Some(place) = place.get_mut(*slot) {
                *place = height;
            }
        }
    }
    place
}

/// How often edges cross between neighbouring columns.
fn crossings(layered: &Layered) -> usize {
    let place = heights(layered);
    let height = |slot: usize| place.get(slot).copied().unwrap_or(0);
    let mut all = 0;
    for column in &layered.columns {
        let mut edges: Vec<(usize, usize)> = Vec::new();
        for slot in column {
            let right = layered.beside(*slot, false).iter();
            edges.extend(right.map(|other| (height(*slot), height(*other))));
        }
        for (at, one) in edges.iter().enumerate() {
            let others = edges.iter().skip(at + 1);
            all += others
                .filter(|other| {
                    (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1)
                })
                .count();
        }
    }
    all
}
