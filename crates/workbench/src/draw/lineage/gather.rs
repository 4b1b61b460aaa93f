//! A graph that a page can show: alike texts together, and no more than fit.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Graph, ON_ITS_WORD, Sort};

/// So many texts that have the same from one parent, and nothing else, are one box.
const ALIKE: usize = 6;
/// The same where there are too many boxes.
const ALIKE_IF_MANY: usize = 2;

/// What a page can show.
pub(super) struct Gathered {
    pub(super) parts: Vec<Part>,
    /// Texts that it cannot.
    pub(super) left_out: usize,
}

/// Texts that hang together.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) nodes: Vec<Box>,
    /// By their places in `nodes`.
    pub(super) edges: Vec<Line>,
}

/// A text, or several alike.
#[derive(Clone, Debug)]
pub(super) struct Box {
    pub(super) name: String,
    pub(super) day: String,
    pub(super) sort: Sort,
    pub(super) address: Option<String>,
    pub(super) stands_for: usize,
}

impl Box {
    /// The id of the article, if it is one.
    pub(super) fn article(&self) -> Option<&str> {
        match &self.sort {
            Sort::Article(id) if self.stands_for == 1 => Some(id),
            _ => None,
        }
    }
}

/// What one box has from another.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) child: usize,
    pub(super) parent: usize,
    pub(super) kind: String,
    /// "93 %", "80–100 %".
    pub(super) share: Option<String>,
    pub(super) known: bool,
}

/// `graph` in at most `limit` boxes.
pub(super) fn gather(graph: Graph, limit: usize) -> Gathered {
    let graph = sorted(graph);
    let part = alike(&graph, ALIKE);
    let part = if part.nodes.len() > limit {
        alike(&graph, ALIKE_IF_MANY)
    } else {
        part
    };
    let mut left = limit;
    let mut left_out = 0;
    let mut parts = Vec::new();
    for component in components(&part) {
        let kept: Vec<usize> = component.iter().copied().take(left).collect();
        let stand_for = |boxes: &[usize]| -> usize {
            let boxes = boxes.iter().filter_map(|at| part.nodes.get(*at));
            boxes.map(|one| one.stands_for).sum()
        };
        // A box alone shows nothing.
        let kept = if kept.len() < 2 { Vec::new() } else { kept };
        left_out += stand_for(&component) - stand_for(&kept);
        left -= kept.len();
        if !kept.is_empty() {
            parts.push(only(&part, kept));
        }
    }
    Gathered { parts, left_out }
}

/// Nodes by day, undated last, and edges by their ends: nothing depends on how they came.
fn sorted(mut graph: Graph) -> Graph {
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_key(|at| graph.nodes.get(*at).map(|node| (node.day.is_none(), node)));
    let mut place = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*from) {
            *place = to;
        }
    }
    let place = |at: usize| place.get(at).copied();
    let nodes = order.iter().filter_map(|at| graph.nodes.get(*at).cloned());
    let nodes = nodes.collect();
    let moved = std::mem::take(&mut graph.edges)
        .into_iter()
        .filter_map(|edge| {
            Some(super::Edge {
                child: place(edge.child)?,
                parent: place(edge.parent)?,
                ..edge
            })
        });
    let mut edges: Vec<super::Edge> = moved.filter(|edge| edge.child != edge.parent).collect();
    edges.sort_by(|a, b| {
        let key = |edge: &super::Edge| (!edge.known, edge.child, edge.parent, edge.kind.clone());
        let strength = |edge: &super::Edge| edge.strength.unwrap_or(-1.0);
        key(a)
            .cmp(&key(b))
            .then(strength(b).total_cmp(&strength(a)))
    });
    Graph {
        nodes,
        edges,
        ..graph
    }
}

/// The boxes of `graph`: of texts that hang on one other alone, and on that in the same way, `many`
/// or more are one box.
fn alike(graph: &Graph, many: usize) -> Part {
    let mut edges_of = vec![0_usize; graph.nodes.len()];
    for end in graph
        .edges
        .iter()
        .flat_map(|edge| [edge.child, edge.parent])
    {
        if let Some(number) = edges_of.get_mut(end) {
            *number += 1;
        }
    }
    let single = |at: usize| edges_of.get(at) == Some(&1);
    /// The other end, kind of edge, whether its direction is known.
    type Way<'g> = (usize, &'g str, bool);
    let mut hanging: BTreeMap<Way<'_>, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, edge) in graph.edges.iter().enumerate() {
        let leaf = match (single(edge.child), single(edge.parent)) {
            (true, false) => (edge.child, edge.parent),
            (false, true) if !edge.known => (edge.parent, edge.child),
            _ => continue,
        };
        let way = (leaf.1, edge.kind.as_str(), edge.known);
        hanging.entry(way).or_default().push((leaf.0, number));
    }
    hanging.retain(|_, leaves| leaves.len() >= many);
    let hidden: BTreeSet<usize> = hanging.values().flatten().map(|(leaf, _)| *leaf).collect();
    let mut part = Part::default();
    let mut place = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        if edges_of.get(at).is_some_and(|edges| *edges > 0) && !hidden.contains(&at) {
            place.insert(at, part.nodes.len());
            part.nodes.push(Box {
                name: node.name.clone(),
                day: node.day.clone().unwrap_or_else(|| {
                    let none = match node.sort {
                        Sort::Article(_) => "undated",
                        Sort::Absent => "not in the pile",
                        Sort::Origin(_) => "origin",
                    };
                    none.to_owned()
                }),
                sort: node.sort.clone(),
                address: match &node.sort {
                    Sort::Article(id) => Some(graph.links.article(id)),
                    Sort::Origin(id) => graph.links.source(id.as_deref()),
                    Sort::Absent => None,
                },
                stands_for: 1,
            });
        }
    }
    for edge in &graph.edges {
        if let (Some(child), Some(parent)) = (place.get(&edge.child), place.get(&edge.parent)) {
            part.edges.push(Line {
                child: *child,
                parent: *parent,
                kind: edge.kind.clone(),
                share: share(edge.strength.into_iter()),
                known: edge.known,
            });
        }
    }
    for ((hub, kind, known), leaves) in hanging {
        let Some(hub) = place.get(&hub) else {
            continue;
        };
        let strengths = leaves
            .iter()
            .filter_map(|(_, edge)| graph.edges.get(*edge)?.strength);
        part.edges.push(Line {
            child: part.nodes.len(),
            parent: *hub,
            kind: kind.to_owned(),
            share: share(strengths),
            known,
        });
        part.nodes.push(several(graph, kind, &leaves));
    }
    part
}

/// One box for `leaves`.
fn several(graph: &Graph, kind: &str, leaves: &[(usize, usize)]) -> Box {
    let nodes = leaves.iter().filter_map(|(leaf, _)| graph.nodes.get(*leaf));
    let days = || nodes.clone().filter_map(|node| node.day.as_deref());
    let day = match (days().min(), days().max()) {
        (Some(from), Some(to)) if from == to => from.to_owned(),
        (Some(from), Some(to)) => format!("{from} – {to}"),
        _ => "undated".to_owned(),
    };
    let kinds = match kind {
        "copy" => "copies".to_owned(),
        "near copy" => "near copies".to_owned(),
        "cites" => "that name it".to_owned(),
        ON_ITS_WORD => "articles".to_owned(),
        kind => format!("{kind}s"),
    };
    Box {
        name: format!("×{} {kinds}", leaves.len()),
        day,
        sort: Sort::Article(String::new()),
        address: Some(graph.list.clone()),
        stands_for: leaves.len(),
    }
}

/// How much of the child the parent accounts for, from the least to the most.
fn share(strengths: impl Iterator<Item = f64>) -> Option<String> {
    let percent = |strength: f64| (strength * 100.0).floor();
    let bounds = strengths.map(|one| (percent(one), percent(one)));
    let (least, most) = bounds.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(if least == most {
        format!("{least} %")
    } else {
        format!("{least}–{most} %")
    })
}

/// Nodes that hang together, largest component first; in each from the node of most edges outwards,
/// so that its first nodes hang together too.
fn components(part: &Part) -> Vec<Vec<usize>> {
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); part.nodes.len()];
    for line in &part.edges {
        for (one, other) in [(line.child, line.parent), (line.parent, line.child)] {
            if let Some(others) = beside.get_mut(one) {
                others.push(other);
            }
        }
    }
    let mut hubs: Vec<usize> = (0..part.nodes.len()).collect();
    let edges = |at: &usize| beside.get(*at).map_or(0, Vec::len);
    hubs.sort_by_key(|at| (std::cmp::Reverse(edges(at)), *at));
    let mut seen = BTreeSet::new();
    let mut components = Vec::new();
    for hub in hubs {
        if !seen.insert(hub) {
            continue;
        }
        let mut component = vec![hub];
        let mut next = VecDeque::from([hub]);
        while let Some(at) = next.pop_front() {
            for other in beside.get(at).into_iter().flatten() {
                if seen.insert(*other) {
                    component.push(*other);
                    next.push_back(*other);
                }
            }
        }
        components.push(component);
    }
    let stand_for = |component: &Vec<usize>| {
        let boxes = component.iter().filter_map(|at| part.nodes.get(*at));
        boxes.map(|one| one.stands_for).sum::<usize>()
    };
    components.sort_by_cached_key(|component| {
        (
            std::cmp::Reverse(stand_for(component)),
            component.iter().min().copied(),
        )
    });
    components
}

/// The nodes `kept` of `part`, in its order, with the edges between them.
fn only(part: &Part, mut kept: Vec<usize>) -> Part {
    kept.sort_unstable();
    let place = |at: usize| kept.binary_search(&at).ok();
    let lines = part.edges.iter().filter_map(|line| {
        Some(Line {
            child: place(line.child)?,
            parent: place(line.parent)?,
            ..line.clone()
        })
    });
    Part {
        edges: lines.collect(),
        nodes: kept
            .iter()
            .filter_map(|at| part.nodes.get(*at).cloned())
            .collect(),
    }
}
