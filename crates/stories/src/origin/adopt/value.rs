//! Claims that repeat the figure of somebody who is named.

use super::Adoption;
use crate::origin::speaker::Voice;

impl Adoption<'_, '_> {
    /// "The nine", on the word of somebody who speaks of a number that another gave.
    pub(super) fn by_pointing(&mut self) {
        for at in 0..self.claims.len() {
            if !self.is_firm(at) || !self.points_back(at) {
                continue;
            }
            let others = self
                .same(at)
                .filter(|&other| self.is_firm(other) && !self.points_back(other));
            let Some(from) = others.min_by_key(|&other| self.rank(at, other)) else {
                continue;
            };
            let (speaks, figure, gave) = (self.whose(at), self.figure(at), self.whose(from));
            let why = format!("{speaks} speaks of {figure} as known, which {gave} gave");
            self.join(at, from, why);
        }
    }

    /// What is given on nobody's word, and somebody else gives with a name.
    pub(super) fn by_value(&mut self) {
        for at in 0..self.claims.len() {
            if self.is_placed(at) {
                continue;
            }
            let others = self.same(at).filter(|&other| {
                self.is_placed(other) && !matches!(self.voice(other), Voice::Anonymous(_))
            });
            let Some(from) = others.min_by_key(|&other| self.rank(at, other)) else {
                continue;
            };
            let why = match self.publishes(at, from) {
                true => format!("{} speaks for itself there", self.outlet(at)),
                false => format!(
                    "{} gives {} on nobody's word, the same value as that of {}",
                    self.outlet(at),
                    self.figure(at),
                    self.whose(from)
                ),
            };
            self.join(at, from, why);
        }
    }

    /// Of several claims that `at` may repeat, the one to take: of the article itself, of the party
    /// that publishes it, of its family, published first.
    pub(super) fn rank(&self, at: usize, other: usize) -> impl Ord + use<'_> {
        let (told, from) = (self.claims[at], self.claims[other]);
        let published = self.known.day(&from.article);
        let family = self.known.family(&from.article) == self.known.family(&told.article);
        (
            from.article != told.article,
            !self.publishes(at, other),
            !family,
            published.is_none(),
            published,
            from.id.as_str(),
        )
    }

    /// Whether the party on whose word `other` stands publishes the article of `at`.
    pub(super) fn publishes(&self, at: usize, other: usize) -> bool {
        let root = |node| self.known.parties.root(node);
        match (
            self.voice(other),
            self.known.publisher(&self.claims[at].article),
        ) {
            (Voice::Party(node), Some(own)) => root(*node) == root(own),
            _ => false,
        }
    }

    /// "The nine", "those eleven": a number that has been told before. Not where the same source
    /// tells it otherwise too.
    pub(super) fn points_back(&self, at: usize) -> bool {
        let told = self.claims[at];
        let points = |text: &str| {
            let word = text.split_whitespace().next_back().unwrap_or_default();
            ["the", "those", "these"].contains(&word.to_lowercase().as_str())
        };
        let start = told
            .claim
            .span
            .start
            .saturating_sub(told.claim.sentence.start);
        let before = told.sentence.get(..start).is_some_and(points);
        let first = told.words.split_whitespace().next().unwrap_or_default();
        let alone = || {
            let root = self.groups.root(at);
            (0..self.claims.len()).all(|other| other == at || self.groups.root(other) != root)
        };
        (before || points(first)) && alone()
    }
}
