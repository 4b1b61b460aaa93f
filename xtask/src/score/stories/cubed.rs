//! B³: of each member, how much of its group is of its class and how much of its class is in its
//! group; the mean over all members.

use std::collections::BTreeMap;

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cubed {
    pub(super) precision: f64,
    pub(super) recall: f64,
}

impl Cubed {
    /// Of members with their class and their group.
    pub(super) fn of<C: Ord + Copy, G: Ord + Copy>(members: &[(C, G)]) -> Self {
        let mut classes: BTreeMap<C, f64> = BTreeMap::new();
        let mut groups: BTreeMap<G, f64> = BTreeMap::new();
        let mut both: BTreeMap<(C, G), f64> = BTreeMap::new();
        for &(class, group) in members {
            *classes.entry(class).or_default() += 1.0;
            *groups.entry(group).or_default() += 1.0;
            *both.entry((class, group)).or_default() += 1.0;
        }
        // Each of the members that share class and group counts the same.
        let sum = |of: &dyn Fn(&(C, G)) -> f64| -> f64 {
            both.iter()
                .map(|(key, shared)| shared * shared / of(key))
                .sum()
        };
        let all = members.len().max(1) as f64;
        Self {
            precision: sum(&|(_, group)| groups[group]) / all,
            recall: sum(&|(class, _)| classes[class]) / all,
        }
    }

    pub(super) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        match sum > 0.0 {
            true => 2.0 * self.precision * self.recall / sum,
            false => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_bagga_and_baldwin() {
        // Classes of 5, 2 and 5; the second and third are in one group.
        let class = |at: usize| [0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2][at];
        let members: Vec<(i32, i32)> = (0..12).map(|at| (class(at), class(at).min(1))).collect();
        let cubed = Cubed::of(&members);
        assert!((cubed.precision - 0.762).abs() < 0.001);
        assert_eq!(cubed.recall, 1.0);
        let apart: Vec<(i32, usize)> = (0..12).map(|at| (class(at), at)).collect();
        assert_eq!(Cubed::of(&apart).precision, 1.0);
        assert!((Cubed::of(&apart).recall - 0.25).abs() < 1e-9);
    }
}
