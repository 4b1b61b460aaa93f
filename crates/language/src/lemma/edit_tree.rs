//! Edit trees: how a form is cut into parts, which of them stay, and what takes
//! the place of the others.
//!
//! G. Chrupała, "Towards a machine-learning architecture for lexical functional
//! grammar parsing" (2008), section 6.3; spaCy's trainable lemmatiser predicts
//! a tree for each token.

use super::LemmaError;
use super::codec::{Reader, TREES, put_block, put_number};

/// Levels below which no tree goes; real ones have fewer than ten.
const DEEPEST: u8 = 64;

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
    /// If a class or a tree names a tree that does not stand before it, or if
    /// one is too deep.
    pub fn new(table: EditTreeTable) -> Result<Self, LemmaError> {
        let mut depths: Vec<u8> = Vec::with_capacity(table.trees.len());
        for tree in &table.trees {
            let depth = |subtree: &Option<u32>| match subtree {
                None => Ok(0),
                Some(at) => depths
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
                } => depth(prefix_tree)?.max(depth(suffix_tree)?),
            };
            if below >= DEEPEST {
                return Err(LemmaError::TooLarge("an edit tree"));
            }
            depths.push(below + 1);
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

    /// Reads what [`EditTrees::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the blob is not that.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LemmaError> {
        let mut reader = Reader::new(bytes);
        if reader.take(TREES.len())? != TREES {
            return Err(LemmaError::Format);
        }
        let overwrite = reader.u8()? != 0;
        let on_failure = match reader.u8()? {
            0 => OnFailure::AsWritten,
            _ => OnFailure::LowerCase,
        };
        let top_k = reader.number()?;
        let mut trees = Vec::new();
        for _ in 0..reader.count(3)? {
            trees.push(match reader.u8()? {
                0 => EditTree::Replace(reader.text()?.into(), reader.text()?.into()),
                _ => EditTree::Match {
                    prefix: reader.number()?,
                    suffix: reader.number()?,
                    prefix_tree: reader.number()?.checked_sub(1),
                    suffix_tree: reader.number()?.checked_sub(1),
                },
            });
        }
        let classes = (0..reader.count(1)?).map(|_| reader.number());
        let classes = classes.collect::<Result<_, _>>()?;
        reader.finish()?;
        Self::new(EditTreeTable {
            trees,
            classes,
            top_k,
            on_failure,
            overwrite,
        })
    }

    /// The trees as a blob.
    ///
    /// # Errors
    /// If the blob's parts are larger than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LemmaError> {
        let table = &self.0;
        let mut out = TREES.to_vec();
        out.push(u8::from(table.overwrite));
        out.push(u8::from(table.on_failure == OnFailure::LowerCase));
        put_number(&mut out, table.top_k as usize)?;
        put_number(&mut out, table.trees.len())?;
        for tree in &table.trees {
            match tree {
                EditTree::Replace(from, to) => {
                    out.push(0);
                    put_block(&mut out, from.as_bytes())?;
                    put_block(&mut out, to.as_bytes())?;
                }
                EditTree::Match {
                    prefix,
                    suffix,
                    prefix_tree,
                    suffix_tree,
                } => {
                    out.push(1);
                    put_number(&mut out, *prefix as usize)?;
                    put_number(&mut out, *suffix as usize)?;
                    // 0 is none.
                    put_number(&mut out, prefix_tree.map_or(0, |tree| tree as usize + 1))?;
                    put_number(&mut out, suffix_tree.map_or(0, |tree| tree as usize + 1))?;
                }
            }
        }
        put_number(&mut out, table.classes.len())?;
        for class in &table.classes {
            put_number(&mut out, *class as usize)?;
        }
        Ok(out)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Classes: 0 "ge…t" to "…en", 1 as it is, 2 without first and last
    /// character, 3 "x" to "y".
    fn table() -> EditTreeTable {
        let replace = |from: &str, to: &str| EditTree::Replace(from.into(), to.into());
        let around = |prefix, suffix, prefix_tree, suffix_tree| EditTree::Match {
            prefix,
            suffix,
            prefix_tree,
            suffix_tree,
        };
        EditTreeTable {
            trees: vec![
                replace("ge", ""),
                replace("t", "en"),
                around(2, 1, Some(0), Some(1)),
                around(0, 0, None, None),
                replace("ä", "a"),
                around(1, 0, Some(3), Some(4)),
                around(2, 3, Some(5), None),
                replace("x", "y"),
                around(1, 1, None, None),
            ],
            classes: vec![2, 3, 8, 7],
            top_k: 1,
            on_failure: OnFailure::AsWritten,
            overwrite: false,
        }
    }

    #[test]
    fn a_tree_fits_or_does_not() {
        let trees = EditTrees::new(table()).unwrap();
        for (class, form, expected) in [
            (0, "gelobt", Some("loben")),
            (0, "gesägt", Some("sägen")),
            (0, "rudert", None),
            (0, "ge", None),
            (1, "", Some("")),
            (1, "Boot", Some("Boot")),
            (2, "äbcö", Some("bc")),
            (2, "ä", None),
            (3, "x", Some("y")),
            (3, "xx", None),
            (4, "x", None),
        ] {
            assert_eq!(
                trees.apply(class, form).as_deref(),
                expected,
                "{class} {form}"
            );
        }
    }

    #[test]
    fn the_likeliest_class_that_fits_gives_the_lemma() {
        for (top_k, on_failure, scores, form, expected) in [
            (
                1,
                OnFailure::AsWritten,
                [3., 2., 1., 0.],
                "gelobt",
                Some("loben"),
            ),
            (1, OnFailure::AsWritten, [3., 2., 1., 0.], "Lob", None),
            (
                1,
                OnFailure::LowerCase,
                [3., 2., 1., 0.],
                "Lob",
                Some("lob"),
            ),
            (3, OnFailure::LowerCase, [3., 2., 1., 0.], "Lob", None),
            (3, OnFailure::AsWritten, [3., 1., 2., 0.], "Lob", Some("o")),
            (9, OnFailure::AsWritten, [1., 1., 1., 1.], "Lob", None),
            (
                9,
                OnFailure::AsWritten,
                [f32::NEG_INFINITY; 4],
                "gelobt",
                Some("loben"),
            ),
        ] {
            let trees = EditTrees::new(EditTreeTable {
                top_k,
                on_failure,
                ..table()
            })
            .unwrap();
            let lemma = trees.lemma(&scores, form);
            assert_eq!(lemma.as_deref(), expected, "{top_k} {on_failure:?} {form}");
        }
    }

    #[test]
    fn trees_that_cannot_be_are_refused() {
        let mut cycle = table();
        cycle.trees[3] = EditTree::Match {
            prefix: 0,
            suffix: 0,
            prefix_tree: Some(3),
            suffix_tree: None,
        };
        assert!(EditTrees::new(cycle).is_err());
        let mut missing = table();
        missing.classes.push(9);
        assert!(EditTrees::new(missing).is_err());
    }

    proptest! {
        #[test]
        fn a_damaged_blob_never_panics(
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
            form in "\\PC{0,8}",
        ) {
            let mut bytes = EditTrees::new(table()).unwrap().to_bytes().unwrap();
            prop_assert_eq!(&EditTrees::from_bytes(&bytes).unwrap().0, &table());
            let at = at.index(bytes.len());
            prop_assert!(EditTrees::from_bytes(&bytes[..at]).is_err());
            bytes[at] = byte;
            if let Ok(trees) = EditTrees::from_bytes(&bytes) {
                for class in 0..trees.classes() {
                    let _ = trees.apply(class, &form);
                }
            }
        }
    }
}
