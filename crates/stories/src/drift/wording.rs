//! The words of a claim, compared with those of another.

use std::ops::Range;

use restated_claims::{negates, spares};
use restated_lineage::content::{stem, weight};
use restated_lineage::words::words;

/// Half bits that a word of content has at least: rarer than one in ten texts.
const CONTENT: u8 = 7;
/// How many words behind it a negator reaches.
const REACH: usize = 4;

/// One word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In small letters.
    pub(super) text: String,
    /// What its other forms share with it.
    pub(super) stem: String,
    /// Its bytes in the sentence.
    pub(super) at: Range<usize>,
    /// How rare it is, in half bits.
    pub(super) weight: u8,
    /// Whether "not", "no" or their like stand right before it.
    pub(super) negated: bool,
}

impl Word {
    /// Whether it says what a text is about; numbers do not.
    pub(super) fn is_content(&self) -> bool {
        self.weight >= CONTENT && !self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The words of some text.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    pub(super) words: Vec<Word>,
    /// The stems that carry content, each once, sorted, with how rare they are.
    content: Vec<(String, u8)>,
}

impl Wording {
    /// These words.
    pub(super) fn new(words: Vec<Word>) -> Self {
        let stems = words.iter().filter(|word| word.is_content());
        let mut content: Vec<(String, u8)> =
            stems.map(|word| (word.stem.clone(), word.weight)).collect();
        content.sort_unstable();
        content.dedup_by(|a, b| a.0 == b.0);
        Self { words, content }
    }

    /// The words of `text`, in `language` (BCP 47).
    pub(super) fn of(text: &str, language: Option<&str>) -> Self {
        let mut found: Vec<Word> = words(text)
            .iter()
            .map(|word| {
                let at = word.bytes();
                let lower = text.get(at.clone()).unwrap_or_default().to_lowercase();
                let lower = lower.replace('’', "'");
                Word {
                    stem: stem(&lower),
                    weight: weight(&lower, language),
                    text: lower,
                    at,
                    negated: false,
                }
            })
            .collect();
        for at in 0..found.len() {
            let next = found.get(at + 1).map_or("", |word| word.text.as_str());
            if is_negator(&found[at].text) && !spares(next) {
                let end = (at + 1 + REACH).min(found.len());
                found[at + 1..end]
                    .iter_mut()
                    .for_each(|word| word.negated = true);
            }
        }
        Self::new(found)
    }

    /// The words that stand in some bytes of the text.
    pub(super) fn within(&self, bytes: &Range<usize>) -> Self {
        let inside = |word: &&Word| bytes.start <= word.at.start && word.at.end <= bytes.end;
        Self::new(self.words.iter().filter(inside).cloned().collect())
    }

    /// Whether both say the same in the same words.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let words = |wording: &Self| -> Vec<String> {
            wording.words.iter().map(|word| word.text.clone()).collect()
        };
        words(self) == words(other)
    }

    /// Whether it has `word` (in small letters) or another form of it.
    pub(super) fn has(&self, word: &str) -> bool {
        let stem = stem(word);
        self.words.iter().any(|own| own.stem == stem)
    }

    /// Whether these words stand in it in a row.
    pub(super) fn has_phrase(&self, phrase: &str) -> bool {
        self.phrase(phrase).is_some()
    }

    /// Where these words stand in it in a row first, by their places.
    pub(super) fn phrase(&self, phrase: &str) -> Option<Range<usize>> {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let start = self.words.windows(phrase.len()).position(|words| {
            let mut pairs = words.iter().zip(&phrase);
            pairs.all(|(word, meant)| word.text == *meant)
        })?;
        Some(start..start + phrase.len())
    }

    /// Whether both may be names of one: they share a rare word, or most of their words.
    pub(super) fn names_same(&self, other: &Self) -> bool {
        /// Half bits of a word that two offices seldom share, as they share "ministry".
        const RARE: u8 = 14;
        let has = |stem: &String| {
            other
                .content
                .binary_search_by(|(it, _)| it.cmp(stem))
                .is_ok()
        };
        let rare = |(stem, weight): &(String, u8)| *weight >= RARE && has(stem);
        self.content.iter().any(rare) || self.overlap(other) >= 0.6
    }

    /// How much of the content of the one that has less of it the other has too, 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let sum = |content: &[(String, u8)]| -> f64 {
            content.iter().map(|(_, weight)| f64::from(*weight)).sum()
        };
        let (own, its) = (&self.content, &other.content);
        let shared: f64 = own
            .iter()
            .filter(|(stem, _)| its.binary_search_by(|(it, _)| it.cmp(stem)).is_ok())
            .map(|(_, weight)| f64::from(*weight))
            .sum();
        let less = sum(own).min(sum(its));
        if less > 0.0 {
            (shared / less).min(1.0)
        } else {
            0.0
        }
    }
}

fn is_negator(word: &str) -> bool {
    negates(word) || word.ends_with("n't")
}

/// `text` between quotation marks, for a reader: on one line, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    const LONG: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(|c| matches!(c, '‘' | '’' | '“' | '”' | '"' | '\'' | ','));
    if line.chars().count() <= LONG {
        return format!("‘{line}’");
    }
    let cut: String = line.chars().take(LONG).collect();
    let cut = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("‘{cut} …’")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Wording {
        Wording::of(text, Some("en"))
    }

    #[test]
    fn negators_reach_a_few_words() {
        let words = wording("The board had not yet found any leak in the northern tank");
        let negated = |stem: &str| {
            words
                .words
                .iter()
                .any(|word| word.text == stem && word.negated)
        };
        assert!(negated("found") && !negated("tank"));
        assert!(!wording("not only the boats sank").words[3].negated);
    }

    #[test]
    fn overlap_is_of_the_lesser() {
        let one = wording("the harbour office counted the ferries twice");
        let other = wording("the ferries were counted");
        assert!(one.overlap(&other) > 0.9);
        assert_eq!(one.overlap(&wording("40")), 0.0);
    }

    #[test]
    fn long_quotes_are_cut_at_a_word() {
        assert_eq!(quoted("“two\nboats”"), "‘two boats’");
        let long = quoted(&"barge ".repeat(60));
        assert!(long.ends_with("barge …’") && long.chars().count() < 170);
    }
}
