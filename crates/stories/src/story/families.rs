//! Articles by text family: copies of one text have one vote.

use rustc_hash::FxHashMap;

use super::node;
use crate::model::Filed;

/// Articles by family, first published first; families by their first. Undated ones come last.
pub(super) struct Families<'f> {
    articles: Vec<&'f Filed<'f>>,
    /// Where the articles of each family end.
    ends: Vec<u32>,
}

impl<'f> Families<'f> {
    pub(super) fn new(articles: &'f [Filed<'f>]) -> Self {
        let mut sorted: Vec<(Option<i64>, &Filed<'_>)> = articles
            .iter()
            .map(|filed| (filed.about.published.as_deref().and_then(node::day), filed))
            .collect();
        // What is dated to a month only has no day, but comes before what has no date.
        sorted.sort_by_key(|(day, filed)| {
            let published = filed.about.published.as_deref();
            (
                day.is_none(),
                *day,
                published.is_none(),
                published,
                filed.about.id.as_str(),
            )
        });
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut ends: Vec<u32> = Vec::new();
        let mut numbered: Vec<(u32, &Filed<'_>)> = Vec::with_capacity(articles.len());
        for (_, filed) in sorted {
            let next = ends.len() as u32;
            let number = filed
                .family
                .map_or(next, |name| *known.entry(name).or_insert(next));
            if number == next {
                ends.push(0);
            }
            ends[number as usize] += 1;
            numbered.push((number, filed));
        }
        // Stable: within a family the order stays.
        numbered.sort_by_key(|(number, _)| *number);
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self {
            articles: numbered.into_iter().map(|(_, filed)| filed).collect(),
            ends,
        }
    }

    /// How many families there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The articles of a family: at least one.
    pub(super) fn of(&self, family: u32) -> &[&'f Filed<'f>] {
        let before = family
            .checked_sub(1)
            .map(|before| self.ends[before as usize]);
        let start = before.unwrap_or_default();
        &self.articles[start as usize..self.ends[family as usize] as usize]
    }

    /// All families.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[&'f Filed<'f>]> {
        (0..self.len() as u32).map(|family| self.of(family))
    }
}
