//! Which words hang on which, where two annotation schemes can be compared.

use super::texts::Gold;

/// UD relations of function words and punctuation; all others are of content words, as
/// in the CoNLL 2018 shared task's CLAS.
const FUNCTION: [&str; 9] = [
    "aux", "case", "cc", "clf", "cop", "det", "mark", "punct", "fixed",
];

/// Whether the gold token is a content word.
pub(super) fn is_content(gold: &Gold, token: usize) -> bool {
    !FUNCTION.contains(&gold.tokens[token].relation.as_str())
}

/// A relation that both schemes have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Argument {
    Subject,
    Object,
}

impl Argument {
    /// By its name in UD or CLEAR.
    pub(super) fn named(relation: &str) -> Option<Self> {
        match relation {
            "nsubj" | "nsubjpass" | "csubj" | "csubjpass" => Some(Self::Subject),
            "obj" | "dobj" => Some(Self::Object),
            _ => None,
        }
    }
}
