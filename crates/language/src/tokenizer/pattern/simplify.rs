//! Smaller trees that match the same: what alternatives share at their ends is
//! written once, and neighbours of one character become one set.

use super::Node;
use super::charset::{CharSet, Classes};

/// One after the other.
pub(crate) fn all(nodes: Vec<Node>) -> Node {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes {
        match (joined.last_mut(), node) {
            (Some(Node::Text(text)), Node::Text(more)) => text.push_str(&more),
            (_, Node::All(inner)) => joined.extend(inner),
            (_, node) => joined.push(node),
        }
    }
    match <[Node; 1]>::try_from(joined) {
        Ok([node]) => node,
        Err(nodes) => Node::All(nodes),
    }
}

/// The first that leads to a match.
pub(crate) fn any(nodes: Vec<Node>, classes: &mut Classes) -> Node {
    match <[Node; 1]>::try_from(nodes) {
        Ok([node]) => node,
        Err(nodes) => {
            let starts = nodes
                .iter()
                .all(|node| parts(node).first() == Some(&Node::Start));
            let ends = nodes
                .iter()
                .all(|node| parts(node).last() == Some(&Node::End));
            let inner = |node: Node| match node {
                node if !starts && !ends => node,
                Node::All(mut nodes) => {
                    nodes.drain(..usize::from(starts));
                    nodes.truncate(nodes.len() - usize::from(ends));
                    all(nodes)
                }
                Node::Start | Node::End => Node::All(Vec::new()),
                node => node,
            };
            let arms = merge(nodes.into_iter().map(inner).collect(), classes);
            let arms = if arms.len() == 1 {
                all(arms)
            } else {
                Node::Any(arms)
            };
            let start = starts.then_some(Node::Start);
            let end = ends.then_some(Node::End);
            all(start.into_iter().chain([arms]).chain(end).collect())
        }
    }
}

fn parts(node: &Node) -> &[Node] {
    match node {
        Node::All(nodes) => nodes,
        node => std::slice::from_ref(node),
    }
}

/// Joins neighbours that are single characters.
fn merge(nodes: Vec<Node>, classes: &mut Classes) -> Vec<Node> {
    let mut merged = Vec::new();
    let mut single: Vec<CharSet> = Vec::new();
    for node in nodes {
        if let Some(set) = as_set(&node, classes) {
            single.push(set);
        } else {
            merged.extend(joined(&mut single, classes));
            merged.push(node);
        }
    }
    merged.extend(joined(&mut single, classes));
    merged
}

fn as_set(node: &Node, classes: &Classes) -> Option<CharSet> {
    match node {
        Node::Class(class) => classes.get(*class).cloned(),
        Node::Text(text) => {
            let mut chars = text.chars();
            let only = chars.next().filter(|_| chars.as_str().is_empty())?;
            Some(CharSet::new([(u32::from(only), u32::from(only))]))
        }
        _ => None,
    }
}

fn joined(single: &mut Vec<CharSet>, classes: &mut Classes) -> Option<Node> {
    let set = CharSet::new(single.iter().flat_map(CharSet::ranges));
    let count = std::mem::take(single).len();
    (count > 0).then(|| match set.only() {
        Some(c) => Node::Text(c.to_string()),
        None => Node::Class(classes.number(set)),
    })
}
