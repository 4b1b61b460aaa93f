//! Gradient boosting of decision trees on logistic loss: values sorted into bins,
//! trees grown leaf by leaf where a split gains most, each on a part of the rows
//! and features. Deterministic: the parts are drawn from a fixed seed.

use restated_article::body::{Forest, TreeNode};

use crate::dice::Dice;

/// How a forest is grown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) trees: usize,
    pub(super) leaves: usize,
    /// Share of each tree's score that is added.
    pub(super) rate: f32,
    /// Fewest rows of a leaf.
    pub(super) least_rows: usize,
    /// Added to the curvature of a leaf: holds scores near 0.
    pub(super) ridge: f64,
    /// Share of the features that each tree may use.
    pub(super) features: f64,
    /// Share of the rows that each tree is grown on.
    pub(super) rows: f64,
}

/// Rows to learn from, sorted into bins.
pub(super) struct Table {
    /// By feature: the largest value of each bin but the last.
    edges: Vec<Vec<f32>>,
    /// By feature: the bin of each row.
    bins: Vec<Vec<u8>>,
    rows: usize,
}

const BINS: usize = 96;
/// Rows that bins are measured on.
const MEASURED: usize = 50_000;

impl Table {
    pub(super) fn of(rows: &[&[f32]]) -> Self {
        let features = rows.first().map_or(0, |row| row.len());
        let step = (rows.len() / MEASURED).max(1);
        let mut table = Self {
            edges: Vec::new(),
            bins: Vec::new(),
            rows: rows.len(),
        };
        for feature in 0..features {
            let mut values: Vec<f32> = rows.iter().step_by(step).map(|row| row[feature]).collect();
            values.sort_by(f32::total_cmp);
            let edges = edges(&values);
            let bin = |value: f32| edges.partition_point(|edge| *edge < value) as u8;
            table
                .bins
                .push(rows.iter().map(|row| bin(row[feature])).collect());
            table.edges.push(edges);
        }
        table
    }
}

/// Where bins end: between different values, with about as many rows in each bin.
fn edges(sorted: &[f32]) -> Vec<f32> {
    let mut edges: Vec<f32> = Vec::new();
    let least = (sorted.len() / BINS).max(1);
    let mut filled = 0;
    for pair in sorted.windows(2) {
        filled += 1;
        if pair[0] < pair[1] && filled >= least && edges.len() < BINS - 1 {
            edges.push(pair[0] + (pair[1] - pair[0]) / 2.0);
            filled = 0;
        }
    }
    edges
}

/// Sums of gradient and curvature of one bin, and its rows.
#[derive(Clone, Copy, Default)]
struct Sum {
    slope: f64,
    curve: f64,
    rows: u32,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.slope += other.slope;
        self.curve += other.curve;
        self.rows += other.rows;
    }

    fn less(self, other: Self) -> Self {
        Self {
            slope: self.slope - other.slope,
            curve: self.curve - other.curve,
            rows: self.rows - other.rows,
        }
    }

    fn gain(self, ridge: f64) -> f64 {
        self.slope * self.slope / (self.curve + ridge)
    }
}

struct Leaf {
    rows: Vec<u32>,
    sums: Vec<[Sum; BINS]>,
    total: Sum,
    /// Gain, feature (as an index into the tree's features) and bin of the best split.
    best: Option<(f64, usize, usize)>,
    node: usize,
}

/// Grows a forest that tells rows with target 1 from rows with target 0.
pub(super) fn grow(table: &Table, targets: &[f32], weights: &[f32], settings: Settings) -> Forest {
    let mut dice = Dice::new(20_261_121);
    let mut scores = vec![0.0f32; table.rows];
    let mut pairs = vec![(0.0f32, 0.0f32); table.rows];
    let mut forest = Forest::default();
    for _ in 0..settings.trees {
        for (row, pair) in pairs.iter_mut().enumerate() {
            let p = 1.0 / (1.0 + (-scores[row]).exp());
            let curve = (p * (1.0 - p)).max(1e-6);
            *pair = (weights[row] * (targets[row] - p), weights[row] * curve);
        }
        let features: Vec<usize> = (0..table.bins.len())
            .filter(|_| dice.next() < settings.features)
            .collect();
        let rows: Vec<u32> = (0..table.rows as u32)
            .filter(|_| dice.next() < settings.rows)
            .collect();
        let tree = grow_tree(table, &pairs, &features, rows, settings);
        add_scores(table, &tree, &mut scores);
        forest.trees.push(tree);
    }
    forest
}

fn grow_tree(
    table: &Table,
    pairs: &[(f32, f32)],
    features: &[usize],
    rows: Vec<u32>,
    settings: Settings,
) -> Vec<TreeNode> {
    let sums = sums(table, pairs, features, &rows);
    let mut leaves = vec![Leaf::new(rows, sums, 0, settings)];
    let mut tree = vec![TreeNode::Leaf(0.0)];
    while leaves.len() < settings.leaves {
        let gain = |leaf: &Leaf| leaf.best.map_or(0.0, |(gain, ..)| gain);
        let Some(at) =
            (0..leaves.len()).max_by(|a, b| gain(&leaves[*a]).total_cmp(&gain(&leaves[*b])))
        else {
            break;
        };
        let Some((_, index, bin)) = leaves[at].best else {
            break;
        };
        let leaf = leaves.swap_remove(at);
        let bins = &table.bins[features[index]];
        let (left, right): (Vec<u32>, Vec<u32>) = leaf
            .rows
            .iter()
            .partition(|row| usize::from(bins[**row as usize]) <= bin);
        let (small, large_is_right) = if left.len() < right.len() {
            (&left, true)
        } else {
            (&right, false)
        };
        // The sums of the larger part are what the smaller one leaves.
        let small_sums = self::sums(table, pairs, features, small);
        let mut large_sums = leaf.sums;
        for (large, small) in large_sums.iter_mut().zip(&small_sums) {
            for (large, small) in large.iter_mut().zip(small) {
                *large = large.less(*small);
            }
        }
        let (left_sums, right_sums) = if large_is_right {
            (small_sums, large_sums)
        } else {
            (large_sums, small_sums)
        };
        tree[leaf.node] = TreeNode::Split {
            feature: features[index] as u16,
            threshold: table.edges[features[index]][bin],
            left: tree.len() as u16,
            right: tree.len() as u16 + 1,
        };
        for (rows, sums) in [(left, left_sums), (right, right_sums)] {
            leaves.push(Leaf::new(rows, sums, tree.len(), settings));
            tree.push(TreeNode::Leaf(0.0));
        }
    }
    for leaf in leaves {
        let score = leaf.total.slope / (leaf.total.curve + settings.ridge);
        // Four decimals are enough, and keep the file small.
        let rounded = (score * f64::from(settings.rate) * 1e4).round() / 1e4;
        tree[leaf.node] = TreeNode::Leaf(rounded as f32);
    }
    tree
}

impl Leaf {
    fn new(rows: Vec<u32>, sums: Vec<[Sum; BINS]>, node: usize, settings: Settings) -> Self {
        let mut total = Sum::default();
        for sum in sums.first().into_iter().flatten() {
            total.add(*sum);
        }
        let mut best: Option<(f64, usize, usize)> = None;
        let whole = total.gain(settings.ridge);
        for (feature, sums) in sums.iter().enumerate() {
            let mut left = Sum::default();
            for (bin, sum) in sums.iter().enumerate().take(BINS - 1) {
                left.add(*sum);
                let right = total.less(left);
                if (left.rows as usize) < settings.least_rows
                    || (right.rows as usize) < settings.least_rows
                    || sum.rows == 0
                {
                    continue;
                }
                let gain = left.gain(settings.ridge) + right.gain(settings.ridge) - whole;
                if gain > best.map_or(1e-9, |(best, ..)| best) {
                    best = Some((gain, feature, bin));
                }
            }
        }
        Self {
            rows,
            sums,
            total,
            best,
            node,
        }
    }
}

fn sums(table: &Table, pairs: &[(f32, f32)], features: &[usize], rows: &[u32]) -> Vec<[Sum; BINS]> {
    let part = |features: &[usize]| -> Vec<[Sum; BINS]> {
        features
            .iter()
            .map(|feature| {
                let bins = &table.bins[*feature];
                let mut sums = [Sum::default(); BINS];
                for row in rows {
                    let (slope, curve) = pairs[*row as usize];
                    let sum = &mut sums[usize::from(bins[*row as usize])];
                    sum.slope += f64::from(slope);
                    sum.curve += f64::from(curve);
                    sum.rows += 1;
                }
                sums
            })
            .collect()
    };
    if rows.len() < 4_000 {
        return part(features);
    }
    // Each feature's sums are made by one thread: the result is the same for any number.
    let (one, two) = features.split_at(features.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| part(two));
        let mut all = part(one);
        all.extend(other.join().unwrap_or_default());
        all
    })
}

fn add_scores(table: &Table, tree: &[TreeNode], scores: &mut [f32]) {
    for (row, score) in scores.iter_mut().enumerate() {
        let mut at = 0;
        loop {
            match tree[at] {
                TreeNode::Leaf(leaf) => {
                    *score += leaf;
                    break;
                }
                TreeNode::Split {
                    feature,
                    threshold,
                    left,
                    right,
                } => {
                    let feature = usize::from(feature);
                    let bin = usize::from(table.bins[feature][row]);
                    // A bin lies below the threshold if its upper edge does.
                    let goes_left = table.edges[feature]
                        .get(bin)
                        .is_some_and(|edge| *edge <= threshold);
                    at = usize::from(if goes_left { left } else { right });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_two_features_is_learned() {
        let mut dice = Dice::new(7);
        let rows: Vec<Vec<f32>> = (0..4000)
            .map(|_| (0..3).map(|_| dice.next() as f32).collect())
            .collect();
        let target = |row: &[f32]| f32::from(u8::from((row[0] > 0.5) != (row[2] > 0.3)));
        let targets: Vec<f32> = rows.iter().map(|row| target(row)).collect();
        let views: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let settings = Settings {
            trees: 40,
            leaves: 8,
            rate: 0.3,
            least_rows: 20,
            ridge: 1.0,
            features: 1.0,
            rows: 0.8,
        };
        let forest = grow(
            &Table::of(&views),
            &targets,
            &vec![1.0; rows.len()],
            settings,
        );
        let right = rows
            .iter()
            .filter(|row| (forest.score(row) > 0.0) == (target(row) > 0.5))
            .count();
        assert!(right > 3900, "{right} of 4000");
    }
}
