//! Where in a text to look for what was lost: around what is shared.

use crate::{Entry, Evidence, Kind, Words};

/// One of two texts, and what of it is compared with the other.
#[derive(Clone, Debug)]
pub(super) struct Zone<'a> {
    /// The article.
    pub(super) entry: Entry<'a>,
    /// What is shared, in order, with what stands around it: for copies everything from the first
    /// shared paragraph to the last, for excerpts the paragraphs, for other words the passages.
    pub(super) near: Vec<Words>,
    /// From the first shared paragraph to the last.
    pub(super) hull: Words,
}

impl<'a> Zone<'a> {
    /// The zone of the first text, or of the `second`.
    pub(super) fn of(entry: Entry<'a>, shared: &Evidence, second: bool) -> Self {
        let marks = &entry.record.marks;
        let mut own: Vec<Words> = shared
            .passages
            .iter()
            .map(|passage| {
                if second {
                    &passage.parent
                } else {
                    &passage.child
                }
            })
            .cloned()
            .collect();
        own.sort_by_key(|words| (words.start, words.end));
        let start = own.first().map_or(0, |words| words.start);
        let end = own
            .iter()
            .map(|words| words.end)
            .max()
            .unwrap_or(marks.words);
        let hull = paragraphs(&marks.paragraphs, marks.words, &(start..end));
        let near = match shared.kind {
            _ if own.is_empty() => vec![hull.clone()],
            Kind::Copy | Kind::NearCopy => vec![hull.clone()],
            Kind::Excerpt => merged(
                own.iter()
                    .map(|words| paragraphs(&marks.paragraphs, marks.words, words)),
            ),
            Kind::Rewrite | Kind::Translation | Kind::Cites => merged(own.into_iter()),
        };
        Self { entry, near, hull }
    }

    /// Whether a word stands near what is shared.
    pub(super) fn holds(&self, word: u32) -> bool {
        self.near.iter().any(|words| words.contains(&word))
    }

    /// How many of these words stand near what is shared.
    pub(super) fn count(&self, words: &[u32]) -> usize {
        words.iter().filter(|&&word| self.holds(word)).count()
    }
}

/// `words` and the rest of the paragraphs in which they begin and end.
fn paragraphs(starts: &[u32], count: u32, words: &Words) -> Words {
    let start = starts.iter().rev().find(|&&start| start <= words.start);
    let end = starts.iter().find(|&&start| start >= words.end);
    start.copied().unwrap_or(0)..end.copied().unwrap_or(count.max(words.end))
}

/// Ranges in order, those that touch or overlap joined.
fn merged(ranges: impl Iterator<Item = Words>) -> Vec<Words> {
    let mut merged: Vec<Words> = Vec::new();
    for words in ranges {
        match merged.last_mut().filter(|last| last.end >= words.start) {
            Some(last) => last.end = last.end.max(words.end),
            None => merged.push(words),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_grow_to_their_paragraphs() {
        assert_eq!(paragraphs(&[0, 10, 20], 30, &(12..15)), 10..20);
        assert_eq!(paragraphs(&[0, 10, 20], 30, &(9..21)), 0..30);
        assert_eq!(paragraphs(&[], 30, &(9..21)), 0..30);
        assert_eq!(merged([0..3, 2..5, 5..6, 8..9].into_iter()), [0..6, 8..9]);
    }
}
