//! Edit trees: how a form is cut into parts, which of them stay, and what takes
//! the place of the others.
//!
//! G. Chrupała, "Towards a machine-learning architecture for lexical functional
//! grammar parsing" (2008), section 6.3; spaCy's trainable lemmatiser predicts
//! a tree for each token.

mod blob;

use super::LemmaError;

/// Nodes that one tree may have, each counted as often as it stands in it. Real
/// trees have a few for each character that changes.
const LARGEST: u32 = 512;

/// The trees of one model as a converter or a test writes them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditTreeTable {
    /// All trees and subtrees; a tree stands after its subtrees.
    pub trees: Vec<EditTree>,
    /// The tree of each class of the output layer.
    pub classes: Vec<u32>,
    /// How many classes are tried, from the likeliest.
    pub top_k: u32,
    /// What to do where none of their trees fits the form.
    pub on_failure: OnFailure,
    /// Whether dictionary forms that are set already are replaced.
    pub overwrite: bool,
}

/// One tree. Lengths count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditTree {
    /// The middle of the form stays; its start and its end are edited by other
    /// trees, or dropped.
    Match {
        /// Length of the start.
        prefix: u32,
        /// Length of the end.
        suffix: u32,
        /// The tree for the start.
        prefix_tree: Option<u32>,
        /// The tree for the end.
        suffix_tree: Option<u32>,
    },
    /// This, and nothing else, is replaced by that.
    Replace(Box<str>, Box<str>),
}

/// What is the dictionary form of a word that no tree fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnFailure {
    /// The word as written.
    #[default]
    AsWritten,
    /// The word in lower case.
    LowerCase,
}

/// The trees of one model, ready to use.
#[derive(Debug, PartialEq)]
pub struct EditTrees(EditTreeTable);

impl EditTrees {
    /// Checks the trees.
    ///
    /// # Errors
    /// If a tree names one that does not stand before it, if one is too large,
    /// or if a class has no tree.
    pub fn new(table: EditTreeTable) -> Result<Self, LemmaError> {
        let mut sizes: Vec<u32> = Vec::with_capacity(table.trees.len());
        for tree in &table.trees {
            let size = |subtree: &Option<u32>| match subtree {
                None => Ok(0),
                Some(at) => sizes
                    .get(*at as usize)
                    .copied()
                    .ok_or(LemmaError::Damaged("a tree before its subtree")),
            };
            let below = match tree {
                EditTree::Replace(..) => 0,
                EditTree::Match {
                    prefix_tree,
                    suffix_tree,
                    ..
                } => size(prefix_tree)? + size(suffix_tree)?,
            };
            if below >= LARGEST {
                return Err(LemmaError::TooLarge("an edit tree"));
            }
            sizes.push(below + 1);
        }
        let missing = |class: &u32| *class as usize >= table.trees.len();
        if table.classes.iter().any(missing) {
            return Err(LemmaError::Damaged("a class without a tree"));
        }
        Ok(Self(table))
    }

    /// How many classes there are: the width of the output layer.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.0.classes.len()
    }

    /// Whether dictionary forms that are set already are replaced.
    #[must_use]
    pub fn overwrites(&self) -> bool {
        self.0.overwrite
    }

    /// The dictionary form of `form` given the scores of the classes: that of
    /// the likeliest class whose tree fits (of equals, the first). `None` where
    /// it is the form as written.
    #[must_use]
    pub fn lemma(&self, scores: &[f32], form: &str) -> Option<Box<str>> {
        let mut tried: Vec<usize> = Vec::new();
        for _ in 0..self.0.top_k {
            let mut best: Option<(usize, f32)> = None;
            for (class, score) in scores.iter().copied().enumerate() {
                if best.is_none_or(|(_, highest)| score > highest) && !tried.contains(&class) {
                    best = Some((class, score));
                }
            }
            let Some((class, _)) = best else { break };
            if let Some(lemma) = self.apply(class, form) {
                return (lemma != form).then(|| lemma.into());
            }
            tried.push(class);
        }
        match self.0.on_failure {
            OnFailure::AsWritten => None,
            OnFailure::LowerCase => {
                let lemma = form.to_lowercase();
                (lemma != form).then(|| lemma.into())
            }
        }
    }

    /// What the tree of a class makes of `form`, if it fits.
    #[must_use]
    pub fn apply(&self, class: usize, form: &str) -> Option<String> {
        let mut lemma = String::with_capacity(form.len() + 4);
        let tree = *self.0.classes.get(class)?;
        self.edit(tree, form, &mut lemma)?;
        Some(lemma)
    }

    fn edit(&self, tree: u32, form: &str, lemma: &mut String) -> Option<()> {
        match self.0.trees.get(tree as usize)? {
            EditTree::Replace(from, to) => {
                if **from != *form {
                    return None;
                }
                lemma.push_str(to);
            }
            EditTree::Match {
                prefix,
                suffix,
                prefix_tree,
                suffix_tree,
            } => {
                let start = after(form, *prefix as usize)?;
                let end = start + before(&form[start..], *suffix as usize)?;
                if let Some(tree) = prefix_tree {
                    self.edit(*tree, &form[..start], lemma)?;
                }
                lemma.push_str(&form[start..end]);
                if let Some(tree) = suffix_tree {
                    self.edit(*tree, &form[end..], lemma)?;
                }
            }
        }
        Some(())
    }
}

/// Byte offset behind the first `count` characters, if there are as many.
fn after(text: &str, count: usize) -> Option<usize> {
    let mut ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    match count.checked_sub(1) {
        None => Some(0),
        Some(last) => ends.nth(last),
    }
}

/// Byte offset before the last `count` characters, if there are as many.
fn before(text: &str, count: usize) -> Option<usize> {
    match count.checked_sub(1) {
        None => Some(text.len()),
        Some(last) => text.char_indices().rev().nth(last).map(|(at, _)| at),
    }
}
