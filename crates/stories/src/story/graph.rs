//! Groups and their neighbours, while groups are merged.

/// One component of what is grouped.
pub(super) struct Graph {
    /// Of each node, the group that it went into: a lower node, or itself.
    pub(super) groups: Vec<u32>,
    pub(super) sizes: Vec<f32>,
    /// Of each group its neighbours, ascending, with the sum of the likenesses of all pairs: nothing
    /// where they are gone.
    near: Near,
    /// Groups that nothing is near enough to.
    pub(super) done: Vec<bool>,
}

impl Graph {
    /// Nodes without neighbours, each of which stands for so many members.
    pub(super) fn new(sizes: Vec<f32>) -> Self {
        Self {
            groups: (0..sizes.len() as u32).collect(),
            near: Near::default(),
            done: vec![false; sizes.len()],
            sizes,
        }
    }

    /// Makes neighbours of pairs, which are given twice, to be counted first. They come by the greater
    /// node, so that lists come out ascending.
    pub(super) fn connect(
        &mut self,
        counted: impl Iterator<Item = (u32, u32, f32)>,
        pairs: impl Iterator<Item = (u32, u32, f32)>,
    ) {
        let mut ends = vec![0_u32; self.sizes.len()];
        for (a, b, _) in counted {
            ends[a as usize] += 1;
            ends[b as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let starts = ends.clone();
        let mut first = vec![(0, 0.0); total as usize];
        for (a, b, likeness) in pairs {
            let sum = likeness * (self.sizes[a as usize] * self.sizes[b as usize]);
            for (one, other) in [(a, b), (b, a)] {
                let end = &mut ends[one as usize];
                first[*end as usize] = (other, sum);
                *end += 1;
            }
        }
        self.near = Near {
            first,
            ranges: starts.into_iter().zip(ends).collect(),
            merged: vec![Vec::new(); self.sizes.len()],
        };
    }

    /// The nearest neighbour, of several the one that `before` is, else the lowest.
    pub(super) fn nearest(&self, of: u32, before: Option<u32>) -> Option<(u32, f32)> {
        let size = self.sizes[of as usize];
        let mut best: Option<(u32, f32)> = None;
        for &(node, sum) in self.near.of(of) {
            let mean = sum / (size * self.sizes[node as usize]);
            let better =
                best.is_none_or(|(_, most)| mean > most || mean == most && before == Some(node));
            if better {
                best = Some((node, mean));
            }
        }
        best
    }

    /// Puts the higher of two groups into the lower.
    pub(super) fn merge(&mut self, one: u32, other: u32) -> u32 {
        let (kept, gone) = (one.min(other), one.max(other));
        let near = &self.near;
        let without = |node| node == kept || node == gone;
        let both = joined(near.of(kept), near.of(gone), without);
        let theirs = near.of(gone).to_vec();
        let others = |&&(node, sum): &&(u32, f32)| node != kept && sum > 0.0;
        for &(node, sum) in theirs.iter().filter(others) {
            let near = self.near.of_mut(node);
            let place = |of: u32| near.binary_search_by_key(&of, |(node, _)| *node);
            match (place(kept), place(gone)) {
                // What is gone stays with a sum of nothing: to close the gap would cost more.
                (Ok(at), Ok(left)) => {
                    near[at].1 += sum;
                    near[left].1 = 0.0;
                }
                (Err(at), Ok(left)) => {
                    near[at..=left].rotate_right(1);
                    near[at] = (kept, sum);
                }
                (_, Err(_)) => {}
            }
        }
        self.near.merge(kept, gone, both);
        self.sizes[kept as usize] += self.sizes[gone as usize];
        self.groups[gone as usize] = kept;
        kept
    }
}

/// The neighbours of groups.
#[derive(Default)]
struct Near {
    /// Of groups that are as they were, in one list: there are twice as many as pairs.
    first: Vec<(u32, f32)>,
    /// Where the neighbours of each of them stand.
    ranges: Vec<(u32, u32)>,
    /// Of groups that were merged.
    merged: Vec<Vec<(u32, f32)>>,
}

impl Near {
    fn of(&self, group: u32) -> &[(u32, f32)] {
        let (start, end) = self.ranges[group as usize];
        match start < end {
            true => &self.first[start as usize..end as usize],
            false => &self.merged[group as usize],
        }
    }

    fn of_mut(&mut self, group: u32) -> &mut [(u32, f32)] {
        let (start, end) = self.ranges[group as usize];
        match start < end {
            true => &mut self.first[start as usize..end as usize],
            false => &mut self.merged[group as usize],
        }
    }

    /// `near` are the neighbours of both together.
    fn merge(&mut self, kept: u32, gone: u32, near: Vec<(u32, f32)>) {
        for group in [kept, gone] {
            self.ranges[group as usize] = (0, 0);
        }
        self.merged[gone as usize] = Vec::new();
        self.merged[kept as usize] = near;
    }
}

/// The sums of both ascending lists, without some nodes and those that are gone.
fn joined(a: &[(u32, f32)], b: &[(u32, f32)], without: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
    let mut joined: Vec<(u32, f32)> = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(&&(one, x)), Some(&&(other, y))) if one == other => {
                a.next();
                b.next();
                (one, x + y)
            }
            (Some(&&(one, _)), Some(&&(other, _))) if one > other => *b.next().unwrap_or(&(0, 0.0)),
            (Some(_), _) => *a.next().unwrap_or(&(0, 0.0)),
            (None, Some(_)) => *b.next().unwrap_or(&(0, 0.0)),
            (None, None) => break,
        };
        if next.1 > 0.0 && !without(next.0) {
            joined.push(next);
        }
    }
    joined
}
