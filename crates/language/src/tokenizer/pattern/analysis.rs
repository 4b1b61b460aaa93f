//! What a pattern tells beforehand about its matches, so that most texts are
//! ruled out without trying.

use super::{CharSet, Node};

/// Characters, told apart as far as they are ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rough {
    pub(crate) ascii: u128,
    /// Whether any character beyond ASCII may be among them.
    pub(crate) beyond: bool,
}

impl Rough {
    const EVERY: Self = Self {
        ascii: !0,
        beyond: true,
    };

    pub(crate) fn may_contain(self, c: char) -> bool {
        if c.is_ascii() {
            self.ascii >> c as u32 & 1 == 1
        } else {
            self.beyond
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            beyond: self.beyond || other.beyond,
        }
    }

    fn of(c: char) -> Self {
        Self {
            ascii: bit(c),
            beyond: !c.is_ascii(),
        }
    }

    fn of_set(set: &CharSet) -> Self {
        Self {
            ascii: set.ascii(),
            beyond: set.beyond_ascii(),
        }
    }
}

fn bit(c: char) -> u128 {
    if c.is_ascii() { 1 << c as u32 } else { 0 }
}

/// How many characters a match may take: at least, and at most if bounded.
pub(crate) fn width(node: &Node) -> (u32, Option<u32>) {
    match node {
        Node::Start | Node::End | Node::Look { .. } => (0, Some(0)),
        Node::Class(_) => (1, Some(1)),
        Node::Text(text) => {
            let count = text.chars().count() as u32;
            (count, Some(count))
        }
        Node::All(nodes) => nodes.iter().map(width).fold((0, Some(0)), |sum, part| {
            let most = sum.1.zip(part.1);
            (
                sum.0.saturating_add(part.0),
                most.map(|(a, b)| a.saturating_add(b)),
            )
        }),
        Node::Any(nodes) => {
            // Each once: alternatives may be nested deeply.
            let widths: Vec<_> = nodes.iter().map(width).collect();
            let least = widths.iter().map(|(least, _)| *least).min().unwrap_or(0);
            let most = widths.iter().map(|(_, most)| *most);
            let most = most.collect::<Option<Vec<_>>>();
            (least, most.and_then(|most| most.into_iter().max()))
        }
        Node::Repeat { node, min, max, .. } => {
            let (least, most) = width(node);
            let most = most.zip(*max).map(|(most, max)| most.saturating_mul(max));
            (least.saturating_mul(*min), most)
        }
    }
}

/// The characters that a match may begin with; every one if it may be empty.
pub(crate) fn first(node: &Node, sets: &[CharSet]) -> Rough {
    opening(node, sets).unwrap_or(Rough::EVERY)
}

/// [`first`], or none if a match may be empty.
fn opening(node: &Node, sets: &[CharSet]) -> Option<Rough> {
    match node {
        Node::Start | Node::End | Node::Look { .. } => None,
        Node::Text(text) => text.chars().next().map(Rough::of),
        Node::Class(at) => Some(sets.get(*at as usize).map_or(Rough::EVERY, Rough::of_set)),
        Node::Any(nodes) => nodes.iter().try_fold(Rough::default(), |all, node| {
            Some(all.or(opening(node, sets)?))
        }),
        Node::Repeat { min: 0, .. } => None,
        Node::Repeat { node, .. } => opening(node, sets),
        Node::All(nodes) => {
            let mut all = Rough::default();
            for node in nodes {
                match opening(node, sets) {
                    Some(last) => return Some(all.or(last)),
                    None => all = all.or(passing(node, sets)),
                }
            }
            None
        }
    }
}

/// What a node that may be empty may begin with when it is not.
fn passing(node: &Node, sets: &[CharSet]) -> Rough {
    match width(node).1 {
        Some(0) => Rough::default(),
        _ => letters(node, sets),
    }
}

/// Every character that may occur in a match.
pub(crate) fn letters(node: &Node, sets: &[CharSet]) -> Rough {
    match node {
        Node::Start | Node::End | Node::Look { .. } => Rough::default(),
        Node::Text(text) => text
            .chars()
            .map(Rough::of)
            .fold(Rough::default(), Rough::or),
        Node::Class(at) => sets.get(*at as usize).map_or(Rough::EVERY, Rough::of_set),
        Node::All(nodes) | Node::Any(nodes) => nodes
            .iter()
            .map(|node| letters(node, sets))
            .fold(Rough::default(), Rough::or),
        Node::Repeat { node, .. } => letters(node, sets),
    }
}

/// ASCII characters that are in every match.
pub(crate) fn needed(node: &Node, sets: &[CharSet]) -> u128 {
    match node {
        Node::Text(text) => text.chars().map(bit).fold(0, |all, c| all | c),
        Node::Class(at) => {
            let only = sets.get(*at as usize).and_then(CharSet::only);
            only.map_or(0, bit)
        }
        Node::All(nodes) => nodes.iter().fold(0, |all, node| all | needed(node, sets)),
        Node::Any(nodes) => {
            let of_each = nodes.iter().map(|node| needed(node, sets));
            of_each.reduce(|all, node| all & node).unwrap_or(0)
        }
        Node::Repeat { node, min, .. } if *min > 0 => needed(node, sets),
        Node::Look {
            node,
            negated: false,
            ..
        } => needed(node, sets),
        Node::Start | Node::End | Node::Repeat { .. } | Node::Look { .. } => 0,
    }
}

/// How far before the end of the text a match of a pattern that always runs up
/// to it can begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tail {
    /// At most so many characters …
    pub(crate) chars: u32,
    /// … or where a run of these begins.
    pub(crate) run: Rough,
}

/// The tail of a pattern whose every alternative ends in `$`.
pub(crate) fn tail(node: &Node, sets: &[CharSet]) -> Option<Tail> {
    match node {
        Node::Any(nodes) => {
            let tails = nodes.iter().map(|node| tail(node, sets));
            tails.reduce(|all, tail| Some(all?.or(tail?))).flatten()
        }
        Node::All(nodes) => match nodes.as_slice() {
            [Node::Any(nodes), Node::End] => {
                let tails = nodes.iter().map(|node| reach(node, sets));
                tails.reduce(Tail::or)
            }
            [before @ .., Node::End] => Some(reach(&Node::All(before.to_vec()), sets)),
            _ => None,
        },
        _ => None,
    }
}

/// The tail of `node` when `$` follows.
fn reach(node: &Node, sets: &[CharSet]) -> Tail {
    match width(node).1 {
        Some(chars) => Tail {
            chars,
            run: Rough::default(),
        },
        None => Tail {
            chars: 0,
            run: letters(node, sets),
        },
    }
}

impl Tail {
    /// Of two alternatives.
    fn or(self, other: Self) -> Self {
        Self {
            chars: self.chars.max(other.chars),
            run: self.run.or(other.run),
        }
    }

    /// Where in `text` the first match may begin.
    pub(crate) fn start(self, text: &str) -> usize {
        // `$` also stands before a last line break.
        let back = self.chars as usize + 1;
        let near = text.char_indices().rev().take(back).last();
        let body = text.strip_suffix('\n').unwrap_or(text);
        let run = body.trim_end_matches(|c| self.run.may_contain(c)).len();
        near.map_or(0, |(at, _)| at).min(run)
    }
}
