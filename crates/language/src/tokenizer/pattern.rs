//! The part of Python's `re` that spaCy's tokenizers are written in.
//!
//! Their patterns are long lists of alternatives over character classes of
//! several hundred ranges, the same few classes again and again (French: 1.4 MB
//! of pattern, 12 classes). So the converter parses them once ([`parse`]) into
//! trees over a table of [`CharSet`]s, which is what the model file holds; when
//! it is read, trees become instructions ([`Program`]), and [`run`] follows those
//! as Python would: the first alternative that leads to a match wins.

mod analysis;
mod charset;
mod parse;
mod program;
mod run;
mod simplify;

use serde::{Deserialize, Serialize};

pub(crate) use charset::{CharSet, Classes, contains};
pub use parse::PatternError;
pub(crate) use parse::parse;
pub(crate) use program::{Program, ProgramError};
pub(crate) use run::{Backtracker, present};

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Node {
    /// `^`: where the text begins.
    Start,
    /// `$`: where it ends, or ends but for one line break.
    End,
    /// These characters.
    Text(String),
    /// One character of the set of that number.
    Class(u32),
    /// One after the other.
    All(Vec<Node>),
    /// The first that leads to a match.
    Any(Vec<Node>),
    /// As often as may be from `min` to `max` times; `lazy`: as seldom.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        lazy: bool,
    },
    /// Looks ahead or `behind` without moving.
    Look {
        node: Box<Node>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        behind: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        negated: bool,
    },
}

impl Node {
    /// Moves the sets that this tree names to another table.
    pub(crate) fn renumber(&mut self, from: &Classes, to: &mut Classes) {
        match self {
            Self::Class(class) => {
                if let Some(set) = from.get(*class) {
                    *class = to.number(set.clone());
                }
            }
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter_mut().for_each(|node| node.renumber(from, to));
            }
            Self::Repeat { node, .. } | Self::Look { node, .. } => node.renumber(from, to),
            Self::Start | Self::End | Self::Text(_) => {}
        }
    }
}
