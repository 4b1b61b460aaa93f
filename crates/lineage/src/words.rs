//! Words: runs of letters and digits, whatever their case.
//!
//! Every other part reads words, so their speed bounds the speed of all. Text is classified 64
//! bytes at a time into bit masks whose edges are the edges of words ([`block`]), and a word of
//! ASCII letters is lower-cased and hashed in one go (`hash.rs`). Only runs that hold other bytes
//! are read character by character ([`unicode`]).

mod block;
mod hash;
mod unicode;

use std::ops::Range;

use crate::Words;
use block::{BLOCK, Masks};
pub(crate) use hash::mix;

/// One word of a text.
///
/// An apostrophe between two letters belongs to the word. Characters of scripts that set no
/// spaces (Chinese, Japanese, Thai and their like) are words by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Hash of the lower-cased word, over the whole range of values: equal for equal words, with
    /// `’` as `'` and decomposed accents as composed ones.
    pub hash: u64,
    /// First byte of the word in the text.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
}

impl Word {
    fn new(hash: u64, start: usize, end: usize) -> Self {
        Self {
            hash,
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    /// Where it stands in the text, in bytes.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of `text`, which is shorter than 4 GiB, in order.
pub fn words(text: &str) -> Vec<Word> {
    // English has a word in six bytes.
    let mut words = Vec::with_capacity(text.len() / 5);
    for_each(text, |word| words.push(word));
    words
}

/// Calls `found` with every word of `text`, which is shorter than 4 GiB, in order.
pub fn for_each(text: &str, mut found: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    // Where the run began that goes on into the block, and whether all of it so far is ASCII.
    let mut open = None::<(usize, bool)>;
    // Up to and with the end, so that a word that ends with the last block ends in an empty one.
    for block in (0..=bytes.len()).step_by(BLOCK) {
        let before = block > 0 && block::may_be_word(bytes[block - 1]);
        let behind = bytes.get(block + BLOCK).copied();
        let Masks { inside, foreign } = Masks::of(&bytes[block..], before, behind);
        let shifted = inside << 1 | u64::from(open.is_some());
        let (mut starts, mut ends) = (inside & !shifted, shifted & !inside);
        if let Some((start, ascii)) = open
            && ends != 0
        {
            let end = ends.trailing_zeros();
            ends &= ends - 1;
            let ascii = ascii && foreign & below(end) == 0;
            run(text, start, block + end as usize, ascii, &mut found);
            open = None;
        }
        while ends != 0 {
            let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
            starts &= starts - 1;
            ends &= ends - 1;
            let ascii = foreign & below(end) & !below(start) == 0;
            let (start, end) = (block + start as usize, block + end as usize);
            run(text, start, end, ascii, &mut found);
        }
        open = match (open, starts) {
            (Some((start, ascii)), _) => Some((start, ascii && foreign == 0)),
            (None, 0) => None,
            (None, _) => {
                let start = starts.trailing_zeros();
                let ascii = foreign & !below(start) == 0;
                Some((block + start as usize, ascii))
            }
        };
    }
}

/// The hash of what is one word.
pub(crate) fn hash(word: &str) -> Option<u64> {
    // Most are: no need to look for their edges.
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(hash::ascii(word.as_bytes(), 0, word.len()));
    }
    let mut hash = None;
    for_each(word, |found| {
        if found.bytes() == (0..word.len()) {
            hash = Some(found.hash);
        }
    });
    hash
}

/// The words of a run: one, unless characters that are not ASCII split it.
#[inline]
fn run(text: &str, start: usize, end: usize, ascii: bool, found: &mut impl FnMut(Word)) {
    if ascii {
        let hash = hash::ascii(text.as_bytes(), start, end);
        found(Word::new(hash, start, end));
    } else {
        unicode::for_each(&text[start..end], start, found);
    }
}

/// The bits below `bit`, which is less than 64.
#[inline]
fn below(bit: u32) -> u64 {
    (1 << bit) - 1
}

/// Where `words` stand in `text`: from the first byte of the first to the last byte of the last;
/// empty if there are none of them.
pub fn bytes(text: &str, words: &Words) -> Range<usize> {
    let (mut number, mut range) = (0, None::<Range<usize>>);
    for_each(text, |word| {
        if words.contains(&number) {
            let start = range.as_ref().map_or(word.start as usize, |r| r.start);
            range = Some(start..word.end as usize);
        }
        number += 1;
    });
    range.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::char::compose;

    /// What is meant, as plainly as it can be said: the words, lower-cased, and their bytes.
    fn plain(text: &str) -> Vec<(String, Range<usize>)> {
        let mut words: Vec<(Vec<char>, Range<usize>)> = Vec::new();
        let mut joined = false;
        let characters: Vec<_> = text.char_indices().collect();
        for (i, &(at, c)) in characters.iter().enumerate() {
            let end = at + c.len_utf8();
            let next = characters
                .get(i + 1)
                .is_some_and(|&(_, c)| unicode::joins(c));
            if joined && unicode::is_accent(c) {
                let (word, bytes) = words.last_mut().unwrap();
                match compose(*word.last().unwrap(), c) {
                    Some(composed) => *word.last_mut().unwrap() = composed,
                    None => word.push(c),
                }
                bytes.end = end;
            } else if unicode::joins(c) && joined {
                let (word, bytes) = words.last_mut().unwrap();
                word.push(c);
                bytes.end = end;
            } else if joined && unicode::is_apostrophe(c) && next {
                words.last_mut().unwrap().0.push('\'');
            } else {
                joined = unicode::joins(c);
                if c.is_alphanumeric() {
                    words.push((vec![c], at..end));
                }
            }
        }
        let lower = |word: Vec<char>| word.into_iter().flat_map(char::to_lowercase).collect();
        words
            .into_iter()
            .map(|(word, bytes)| (lower(word), bytes))
            .collect()
    }

    fn hash_of(word: &str) -> u64 {
        let mut hasher = hash::Hasher::default();
        word.chars().for_each(|c| hasher.push(c));
        hasher.finish()
    }

    fn same(text: &str) {
        let found: Vec<_> = words(text).iter().map(|w| (w.hash, w.bytes())).collect();
        let meant: Vec<_> = plain(text)
            .into_iter()
            .map(|(w, b)| (hash_of(&w), b))
            .collect();
        assert_eq!(found, meant, "{text:?}");
    }

    fn slices(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| &text[word.bytes()]).collect()
    }

    #[test]
    fn apostrophes_join_within_a_word_only() {
        let text = "Don't say ‘it’s the crew’s’, 'tis o''er' — the sailors' café, 3rd of 40.5";
        let meant = [
            "Don't", "say", "it’s", "the", "crew’s", "tis", "o", "er", "the", "sailors", "café",
            "3rd", "of", "40", "5",
        ];
        assert_eq!(slices(text), meant);
    }

    #[test]
    fn spelling_that_differs_in_code_points_alone_is_the_same_word() {
        for (one, other) in [
            ("DON’T", "don't"),
            ("Cafe\u{301}", "CAFÉ"),
            ("INTERNATIONALISATION'S", "internationalisation’s"),
            ("ÜBER", "u\u{308}ber"),
            ("ПАРОМ", "паром"),
        ] {
            let (one, other) = (words(one), words(other));
            assert_eq!((one.len(), one[0].hash), (1, other[0].hash));
        }
    }

    #[test]
    fn scripts_without_spaces_have_a_word_a_character() {
        assert_eq!(slices("渡轮 Alder号"), ["渡", "轮", "Alder", "号"]);
    }

    #[test]
    fn words_across_blocks_are_whole() {
        for shift in 0..70 {
            for word in [
                "boat",
                "harbour's",
                "Øresundsbroen",
                "it’s",
                "counterrevolutionaries",
            ] {
                same(&format!("{} {word}", "-".repeat(shift)));
                same(&format!("{}{word} {word}", "a".repeat(shift)));
                same(&format!("{}'{word}'", "a".repeat(shift)));
            }
        }
    }

    #[test]
    fn words_lead_back_to_bytes() {
        let text = "“Nine ‘sailors’ were saved,” the office said.";
        assert_eq!(&text[bytes(text, &(1..4))], "sailors’ were saved");
        assert_eq!(
            &text[bytes(text, &(0..99))],
            "Nine ‘sailors’ were saved,” the office said"
        );
        assert_eq!(bytes(text, &(3..3)), 0..0);
    }

    proptest! {
        #[test]
        fn any_text_has_the_words_that_are_meant(text in any::<String>()) {
            same(&text);
        }

        #[test]
        fn any_soup_of_odd_pieces_too(pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "Zulu", "'", "’", " ", "\"", "e\u{301}", "\u{301}", "é", "İ", "ß", "7", "漢", "\u{e9}'", "\n",
                "ferry", "breakwater", "“", "”", "-", "\0", "\u{7f}", "straightforwardness", "ǅ", "Σ", "का", "ﬁ",
            ]), 0..60))
        {
            same(&pieces.concat());
        }
    }
}
