//! Claims joined for reasons.

/// Disjoint sets of claims by their places in a list, with the reasons for joining.
#[derive(Debug)]
pub(super) struct Groups {
    up: Vec<usize>,
    why: Vec<(usize, String)>,
    /// Claims that nobody is named for, with the party whose they were taken for.
    party: Vec<(usize, usize)>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self {
            up: (0..count).collect(),
            why: Vec::new(),
            party: Vec::new(),
        }
    }

    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.up[at] != at {
            at = self.up[at];
        }
        at
    }

    /// Whether the two were apart.
    pub(super) fn join(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        self.up[a.max(b)] = a.min(b);
        a != b
    }

    /// Joins, and keeps why if the two were apart.
    pub(super) fn join_for(&mut self, one: usize, other: usize, why: impl FnOnce() -> String) {
        if self.join(one, other) {
            self.why.push((one, why()));
        }
    }

    pub(super) fn note(&mut self, at: usize, why: String) {
        self.why.push((at, why));
    }

    /// Takes a claim for a party's.
    pub(super) fn give(&mut self, at: usize, party: usize) {
        self.party.push((at, party));
    }

    /// The party that a claim of the set of `root` was taken for.
    pub(super) fn given(&self, root: usize) -> Option<usize> {
        let mut given = self.party.iter();
        given
            .find(|(at, _)| self.root(*at) == root)
            .map(|given| given.1)
    }

    /// The reasons that joined the set of `root`, each once, in the order in which they were given.
    pub(super) fn why(&self, root: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (at, why) in &self.why {
            if self.root(*at) == root && !found.contains(why) {
                found.push(why.clone());
            }
        }
        found
    }
}
