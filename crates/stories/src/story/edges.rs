//! Pairs of nodes and how alike they are: by the greater node, then by the lesser. Of a million
//! articles they are nearly twenty million, the most that grouping holds.

/// The pairs that are alike.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Of each node, where its pairs begin, up to the last that has any.
    starts: Vec<u32>,
    /// The lesser node of each pair, and how alike both are.
    pairs: Vec<(u32, f32)>,
}

impl Edges {
    /// Adds a pair. The greater node does not come before that of any pair that is there.
    pub(super) fn push(&mut self, lesser: u32, greater: u32, likeness: f32) {
        while self.starts.len() <= greater as usize {
            self.starts.push(self.pairs.len() as u32);
        }
        self.pairs.push((lesser, likeness));
    }

    /// The pairs in which a node is the greater: the lesser node and how alike both are.
    pub(super) fn of(&self, greater: u32) -> &[(u32, f32)] {
        let at = |place: usize| {
            let start = self.starts.get(place).map(|start| *start as usize);
            start.unwrap_or(self.pairs.len())
        };
        &self.pairs[at(greater as usize)..at(greater as usize + 1)]
    }

    /// All pairs: the lesser node, the greater, how alike both are.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32, f32)> {
        (0..self.starts.len() as u32).flat_map(|greater| {
            let pairs = self.of(greater).iter();
            pairs.map(move |&(lesser, likeness)| (lesser, greater, likeness))
        })
    }

    /// Alters how alike the two of each pair are, and drops those of which `keep` says no.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(u32, u32, &mut f32) -> bool) {
        let (mut kept, mut from) = (0, 0);
        for greater in 0..self.starts.len() {
            let next = self.starts.get(greater + 1);
            let end = next.map_or(self.pairs.len(), |next| *next as usize);
            self.starts[greater] = kept as u32;
            for at in from..end {
                let (lesser, mut likeness) = self.pairs[at];
                if keep(lesser, greater as u32, &mut likeness) {
                    self.pairs[kept] = (lesser, likeness);
                    kept += 1;
                }
            }
            from = end;
        }
        self.pairs.truncate(kept);
    }
}

/// Of pairs by the greater node.
impl FromIterator<(u32, u32, f32)> for Edges {
    fn from_iter<I: IntoIterator<Item = (u32, u32, f32)>>(pairs: I) -> Self {
        let mut edges = Self::default();
        for (lesser, greater, likeness) in pairs {
            edges.push(lesser, greater, likeness);
        }
        edges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_by_the_greater_node() {
        let pairs = [(0, 2, 0.5), (1, 2, 0.25), (0, 4, 0.75)];
        let mut edges = Edges::from_iter(pairs);
        assert_eq!(edges.iter().collect::<Vec<_>>(), pairs);
        assert_eq!(edges.of(2), [(0, 0.5), (1, 0.25)]);
        assert_eq!(
            (edges.of(0), edges.of(3), edges.of(9)),
            (&[][..], &[][..], &[][..])
        );
        edges.retain(|lesser, _, likeness| {
            *likeness *= 2.0;
            lesser == 0
        });
        assert_eq!(edges.iter().collect::<Vec<_>>(), [(0, 2, 1.0), (0, 4, 1.5)]);
        assert_eq!(edges.of(4), [(0, 1.5)]);
    }
}
