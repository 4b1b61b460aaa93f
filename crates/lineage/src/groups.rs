//! Groups that grow as their members are joined (union-find, with the least member as the root, so
//! that the order of joining does not matter).

/// Which group each of a number of things is in.
#[derive(Clone, Debug)]
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    /// Each of `count` things alone.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The least member of the group that `at` is in.
    pub(crate) fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one group of two; whether they were apart.
    pub(crate) fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
        one != other
    }

    /// The members of each group, groups and members in order.
    pub(crate) fn members(mut self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.0.len()];
        for at in 0..self.0.len() {
            let group = self.of(at);
            members[group].push(at);
        }
        members.retain(|members| !members.is_empty());
        members
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_joining_does_not_matter() {
        let joined = |pairs: &[(usize, usize)]| {
            let mut groups = Groups::new(6);
            for &(one, other) in pairs {
                groups.join(one, other);
            }
            groups.members()
        };
        let expected = vec![vec![0, 3, 5], vec![1, 2], vec![4]];
        assert_eq!(joined(&[(5, 3), (0, 5), (2, 1)]), expected);
        assert_eq!(joined(&[(1, 2), (0, 3), (3, 5), (5, 0)]), expected);
    }
}
