//! A forest of boosted decision trees: its file format and how it judges a row.
//!
//! The format is text. The first line is `boosted trees 1`; then come, in order,
//! - `cut NUMBER`: rows that score above it are accepted,
//! - `feature NAME`, once for each feature, in the order of a row's values,
//! - `tree`, once for each tree, followed by its nodes, parents before children,
//!   the left subtree before the right: `FEATURE THRESHOLD` is a split (a row
//!   goes left if its value is at most the threshold), `= SCORE` is a leaf.
//!
//! A row's score is the sum over the trees: the logarithm of the odds that it is
//! accepted. Lines that start with `#` are comments.

use std::fmt::Write as _;

/// First line of the format.
const FIRST_LINE: &str = "boosted trees 1";

/// One place in a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TreeNode {
    /// Go on at `left` if the row's value of `feature` is at most `threshold`, else at `right`.
    Split {
        /// Index into the row.
        feature: u16,
        /// Largest value that goes left.
        threshold: f32,
        /// Index of a node behind this one in the same tree.
        left: u16,
        /// Index of a node behind this one in the same tree.
        right: u16,
    },
    /// The tree's score.
    Leaf(f32),
}

/// Boosted decision trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Names of a row's values, in order.
    pub features: Vec<String>,
    /// The trees, each with its root first.
    pub trees: Vec<Vec<TreeNode>>,
    /// Rows that score above it are accepted.
    pub cut: f32,
}

/// Why a forest could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ForestError {
    /// The first line is another one.
    #[error("not a file of boosted trees: its first line is not `{FIRST_LINE}`")]
    OtherFormat,
    /// A line makes no sense where it stands.
    #[error("boosted trees, line {0}: expected {1}")]
    Line(usize, &'static str),
}

impl Forest {
    /// The score of a row: log odds, above [`cut`](Self::cut) where it is accepted.
    pub fn score(&self, row: &[f32]) -> f32 {
        self.trees.iter().map(|tree| score(tree, row)).sum()
    }

    /// [`score`](Self::score) of each row. Tree by tree, so that one tree at a time
    /// is what the processor's cache has to hold.
    pub fn scores(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut scores = vec![0.0; rows.len()];
        for tree in &self.trees {
            for (row, sum) in rows.iter().zip(&mut scores) {
                *sum += score(tree, row);
            }
        }
        scores
    }

    /// Reads the format described above.
    ///
    /// # Errors
    /// Where `text` is not in that format; children always stand behind their
    /// parents in what is read, so that scoring ends.
    pub fn read(text: &str) -> Result<Self, ForestError> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#'));
        if lines.next().map(|(_, line)| line) != Some(FIRST_LINE) {
            return Err(ForestError::OtherFormat);
        }
        let mut forest = Self::default();
        // Splits of the current tree whose left or right subtree is still to come.
        let mut waiting: Vec<(u16, bool)> = Vec::new();
        for (at, line) in lines {
            let error = |expected| ForestError::Line(at + 1, expected);
            let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
            match first {
                "cut" => forest.cut = rest.parse().map_err(|_| error("a number"))?,
                "feature" => forest.features.push(rest.to_owned()),
                "tree" if waiting.is_empty() => {
                    forest.trees.push(Vec::new());
                    waiting.push((u16::MAX, false));
                }
                _ => {
                    let tree = forest.trees.last_mut().ok_or(error("`tree`"))?;
                    let (parent, is_left) = waiting.pop().ok_or(error("`tree`"))?;
                    let index = u16::try_from(tree.len()).map_err(|_| error("`tree`"))?;
                    if let Some(TreeNode::Split { left, right, .. }) =
                        tree.get_mut(usize::from(parent))
                    {
                        *(if is_left { left } else { right }) = index;
                    }
                    if first == "=" {
                        let score = rest.parse().map_err(|_| error("a score"))?;
                        tree.push(TreeNode::Leaf(score));
                        continue;
                    }
                    let feature = first.parse().map_err(|_| error("a feature"))?;
                    let threshold = rest.parse().map_err(|_| error("a threshold"))?;
                    tree.push(TreeNode::Split {
                        feature,
                        threshold,
                        left: 0,
                        right: 0,
                    });
                    waiting.extend([(index, false), (index, true)]);
                }
            }
        }
        if waiting.is_empty() {
            Ok(forest)
        } else {
            Err(ForestError::Line(text.lines().count(), "more nodes"))
        }
    }

    /// Writes the format described above.
    pub fn write(&self) -> String {
        let mut out = format!("{FIRST_LINE}\ncut {}\n", self.cut);
        for name in &self.features {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "feature {name}");
        }
        for tree in &self.trees {
            out.push_str("tree\n");
            let mut waiting = vec![0_u16];
            while let Some(node) = waiting.pop().and_then(|at| tree.get(usize::from(at))) {
                let _ = match node {
                    TreeNode::Leaf(score) => writeln!(out, "= {score}"),
                    TreeNode::Split {
                        feature,
                        threshold,
                        left,
                        right,
                    } => {
                        waiting.extend([*right, *left]);
                        writeln!(out, "{feature} {threshold}")
                    }
                };
            }
        }
        out
    }
}

fn score(tree: &[TreeNode], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(TreeNode::Leaf(score)) => return *score,
            Some(TreeNode::Split {
                feature,
                threshold,
                left,
                right,
            }) => {
                let value = row.get(usize::from(*feature)).copied().unwrap_or_default();
                at = usize::from(if value <= *threshold { *left } else { *right });
            }
            None => return 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "boosted trees 1\ncut 0.5\nfeature a\nfeature b\ntree\n1 2.5\n= -1\n0 7\n= 0.25\n= 3\ntree\n= 0.125\n";

    #[test]
    fn a_forest_is_read_and_written() {
        let forest = Forest::read(TEXT).unwrap();
        assert_eq!(forest.features, ["a", "b"]);
        assert_eq!(forest.cut, 0.5);
        assert_eq!(forest.score(&[0.0, 2.5]), -0.875);
        assert_eq!(forest.score(&[7.0, 3.0]), 0.375);
        assert_eq!(forest.score(&[8.0, 3.0]), 3.125);
        assert_eq!(forest.write(), TEXT);
    }

    #[test]
    fn what_is_no_forest_is_refused_by_line() {
        assert_eq!(Forest::read("{}"), Err(ForestError::OtherFormat));
        assert_eq!(
            Forest::read("boosted trees 1\ntree\n1 x\n"),
            Err(ForestError::Line(3, "a threshold"))
        );
        assert_eq!(
            Forest::read("boosted trees 1\ntree\n1 2\n= 1\n"),
            Err(ForestError::Line(4, "more nodes"))
        );
        assert_eq!(
            Forest::read("boosted trees 1\n= 1\n"),
            Err(ForestError::Line(2, "`tree`"))
        );
    }
}
