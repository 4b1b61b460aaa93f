//! Which words of two passages are not in the other.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Below this share of common words another wording is all there is to see.
const ALIKE: f64 = 0.4;

/// Ranges of words, in characters of the texts, that stand in one of two passages only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) first: Vec<Range<usize>>,
    pub(super) second: Vec<Range<usize>>,
}

/// What was changed between two passages, which start at the given characters of their texts;
/// `None` where they have too little in common for that to say anything.
pub(super) fn changes(first: (&str, usize), second: (&str, usize)) -> Option<Changes> {
    let (ours, theirs) = (words(first), words(second));
    let keys =
        |words: &[Word]| -> Vec<String> { words.iter().map(|one| one.key.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(&ours), &keys(&theirs));
    let common: usize = ops
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    if (common as f64) < ALIKE * ours.len().max(theirs.len()) as f64 {
        return None;
    }
    let mut changes = Changes::default();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        changes.first.extend(span(&ours, op.old_range()));
        changes.second.extend(span(&theirs, op.new_range()));
    }
    Some(changes)
}

/// Which characters of a text are in no passage that it was compared with. Passages may overlap:
/// what one of them has is not missing.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// For each character, in how many passages it was compared, and in how many it was changed.
    chars: Vec<(u32, u32)>,
}

impl Tally {
    /// Adds a passage and its changes.
    pub(super) fn add(&mut self, passage: Range<usize>, changed: &[Range<usize>]) {
        self.chars.resize(self.chars.len().max(passage.end), (0, 0));
        for (compared, _) in self.chars.get_mut(passage).into_iter().flatten() {
            *compared += 1;
        }
        for range in changed {
            for (_, changed) in self.chars.get_mut(range.clone()).into_iter().flatten() {
                *changed += 1;
            }
        }
    }

    /// What was changed wherever it was compared.
    pub(super) fn changed(&self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, (compared, changed)) in self.chars.iter().enumerate() {
            if *compared == 0 || compared != changed {
                continue;
            }
            match ranges.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = at + 1,
                None => ranges.push(at..at + 1),
            }
        }
        ranges
    }
}

/// A word and where it stands.
struct Word {
    /// Without case: a sentence that starts elsewhere is no change.
    key: String,
    at: Range<usize>,
}

/// Words, and the quotation marks that make words somebody's.
fn words((text, start): (&str, usize)) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut chars = (start..).zip(text.chars()).peekable();
    while let Some((at, c)) = chars.next() {
        let inner = open
            && matches!(c, '.' | ',' | '\'' | '’' | '-')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let of_word = c.is_alphanumeric() || inner;
        match words.last_mut().filter(|_| open && of_word) {
            Some(word) => {
                word.key.extend(c.to_lowercase());
                word.at.end = at + 1;
            }
            None if of_word => words.push(Word {
                key: c.to_lowercase().collect(),
                at: at..at + 1,
            }),
            None if matches!(c, '“' | '”' | '"' | '„' | '«' | '»') => words.push(Word {
                key: "“".to_owned(),
                at: at..at + 1,
            }),
            None => {}
        }
        open = of_word;
    }
    words
}

/// From the first of some words to the last.
fn span(words: &[Word], range: Range<usize>) -> Option<Range<usize>> {
    let some = words.get(range)?;
    Some(some.first()?.at.start..some.last()?.at.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_passage_has_is_not_missing() {
        let mut tally = Tally::default();
        tally.add(0..20, &[3..9, 12..15]);
        tally.add(10..30, &[12..14, 25..30]);
        assert_eq!(tally.changed(), [3..9, 12..14, 25..30]);
    }

    #[test]
    fn changed_words_are_found_where_they_stand() {
        let first = "At least 19 people died, the office said.";
        let second = "the gate: Twenty people died.";
        let changed = changes((first, 100), (&second[10..], 10)).unwrap_or_default();
        assert_eq!(changed, Changes::default(), "too little in common");
        let second = "at least 1,900 people died, the office said";
        let changed = changes((first, 100), (second, 0)).unwrap();
        assert_eq!(changed.first, vec![109..111]);
        assert_eq!(changed.second, vec![9..14]);
        let changed = changes(("“It held,” he said", 0), ("It held, he said", 0)).unwrap();
        assert_eq!(changed.first, [0..1, 9..10]);
        assert!(changed.second.is_empty());
    }
}
