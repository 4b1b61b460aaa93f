//! The words of a text by their numbers, as lineage counts them, and by their bytes.

use std::ops::Range;

use restated_lineage::Words;
use restated_lineage::words::{Word, words};

/// Where the words of a text stand.
pub(crate) struct Wording(Vec<Word>);

impl Wording {
    /// The words of `text`.
    pub(crate) fn of(text: &str) -> Self {
        Self(words(text))
    }

    /// The bytes of the text from the first of `words` to the last; `None` if the text has no
    /// such words, or if there are none of them.
    pub(crate) fn bytes(&self, words: &Words) -> Option<Range<usize>> {
        let (first, end) = (words.start as usize, words.end as usize);
        let held = self.0.get(first..end)?;
        Some(held.first()?.bytes().start..held.last()?.bytes().end)
    }

    /// The words that stand, in whole or in part, in `bytes` of the text; `None` if none does.
    pub(crate) fn words(&self, bytes: &Range<usize>) -> Option<Words> {
        let first = self
            .0
            .partition_point(|word| word.bytes().end <= bytes.start);
        let end = self
            .0
            .partition_point(|word| word.bytes().start < bytes.end);
        let number = |at| u32::try_from(at).ok();
        (first < end).then_some(number(first)?..number(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_bytes_and_bytes_have_words() {
        let text = "“Åsa’s 9,000 – 'no'” it’s";
        let wording = Wording::of(text);
        let words: Vec<&str> = wording.0.iter().map(|word| &text[word.bytes()]).collect();
        assert_eq!(words, ["Åsa’s", "9", "000", "no", "it’s"]);
        let bytes = wording.bytes(&(1..4)).unwrap();
        assert_eq!(&text[bytes.clone()], "9,000 – 'no");
        assert_eq!(wording.words(&bytes), Some(1..4));
        assert_eq!(wording.words(&(0..text.len())), Some(0..5));
        assert_eq!(wording.words(&(0..3)), None, "a quotation mark is no word");
        assert_eq!(wording.bytes(&(2..2)), None);
        assert_eq!(wording.bytes(&(3..6)), None);
        assert_eq!(Wording::of("").words(&(0..0)), None);
    }
}
