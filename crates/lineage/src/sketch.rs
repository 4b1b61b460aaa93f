//! What lineage keeps of the wording of one article: winnowed fingerprints of its words, with
//! where they stand.
//!
//! Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document
//! Fingerprinting", SIGMOD 2003. Of every [`WINDOW`] neighbouring shingles of [`SHINGLE`] words
//! the smallest hash is kept, so any shared passage of `SHINGLE + WINDOW - 1` words leaves at
//! least one common fingerprint. The first and the last shingle of a text are always kept, so
//! that copies are covered to their ends.

use serde::{Deserialize, Serialize};

use crate::Words;
use crate::quotation::quotations;
use crate::words::{Word, mix, words};

/// Words in a shingle.
pub(crate) const SHINGLE: u32 = 5;
/// Shingles in a window.
pub(crate) const WINDOW: u32 = 4;
/// Fewest words of a fingerprint within a quotation that make it a quoted one.
const QUOTED: u32 = 2;
/// Most places of one text at which a fingerprint is kept: more are refrains and tables.
const PLACES: usize = 4;

/// The wording of an article: its fingerprints and their places, about 3 bytes a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Sorted.
    fingerprints: Vec<Fingerprint>,
    /// Number of words.
    words: u32,
    /// Hash of all words in their order.
    digest: u64,
    /// Quotations, in order.
    quotations: Vec<Words>,
}

/// A shingle of a text: its hash (32 bits), its first word (31), and whether it is quoted (1).
/// Sorts by hash, then place.
///
/// Hashes of 32 bits collide now and then in a large pile; what counts are several in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    fn new(hash: u32, at: u32) -> Self {
        Self(u64::from(hash) << 32 | u64::from(at) << 1)
    }

    /// Hash of the lower-cased words.
    pub(crate) fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Number of its first word in the text.
    pub(crate) fn at(self) -> u32 {
        self.0 as u32 >> 1
    }

    /// Whether it stands in quotation marks, at least in part.
    pub(crate) fn is_quoted(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Sketch {
    /// The sketch of `text`. Case, punctuation and white space do not matter, but for quotation
    /// marks, which tell what is quoted.
    pub fn of(text: &str) -> Self {
        Self::of_words(text, &words(text))
    }

    /// The sketch of `text`, whose words are `words`.
    pub(crate) fn of_words(text: &str, words: &[Word]) -> Self {
        let quotations = quotations(text, words);
        let mut fingerprints = winnow(words);
        for fingerprint in &mut fingerprints {
            if overlap(&quotations, fingerprint.at()..fingerprint.at() + SHINGLE) >= QUOTED {
                fingerprint.0 |= 1;
            }
        }
        fingerprints.sort_unstable();
        fingerprints.dedup();
        thin(&mut fingerprints);
        fingerprints.shrink_to_fit();
        Self {
            fingerprints,
            words: words.len() as u32,
            digest: words.iter().fold(0, |digest, word| mix(digest, word.hash)),
            quotations,
        }
    }

    /// Number of words.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Hash of all words in their order: equal for exact copies, whatever their punctuation.
    pub(crate) fn digest(&self) -> u64 {
        self.digest
    }

    /// The fingerprints, sorted by hash, then place.
    pub(crate) fn fingerprints(&self) -> &[Fingerprint] {
        &self.fingerprints
    }

    /// The quotations of four words and more, in order.
    pub(crate) fn quotations(&self) -> &[Words] {
        &self.quotations
    }

    /// The hashes of its fingerprints, sorted, each once.
    pub(crate) fn hashes(&self) -> Vec<u32> {
        let mut hashes: Vec<u32> = self.fingerprints.iter().map(|print| print.hash()).collect();
        hashes.dedup();
        hashes
    }

    /// The sketch of the same text with those fingerprints alone that `are_wanted`.
    pub(crate) fn only(&self, are_wanted: impl Fn(&Fingerprint) -> bool) -> Self {
        let fingerprints = self.fingerprints.iter().copied();
        Self {
            fingerprints: fingerprints.filter(|print| are_wanted(print)).collect(),
            ..self.clone()
        }
    }
}

/// How many of one sketch's hashes are the other's too.
pub(crate) fn common(one: &[u32], other: &[u32]) -> usize {
    let in_other = |hash: &&u32| other.binary_search(hash).is_ok();
    one.iter().filter(in_other).count()
}

/// How many words of `words` are within `ranges`, which are in order and apart.
pub(crate) fn overlap(ranges: &[Words], words: Words) -> u32 {
    let first = ranges.partition_point(|range| range.end <= words.start);
    ranges[first..]
        .iter()
        .take_while(|range| range.start < words.end)
        .map(|range| range.end.min(words.end) - range.start.max(words.start))
        .sum()
}

/// The fingerprints of a text, by place.
fn winnow(words: &[Word]) -> Vec<Fingerprint> {
    let Some(shingles) = words.len().checked_sub(SHINGLE as usize - 1) else {
        return Vec::new();
    };
    // Two of five shingles are kept on average (Schleimer et al., section 3).
    let mut kept = Vec::with_capacity(shingles / 2 + 4);
    let mut window = [Fingerprint(u64::MAX); WINDOW as usize];
    let mut sum = 0;
    for (i, word) in words.iter().enumerate() {
        let left = i.checked_sub(SHINGLE as usize);
        sum = roll(sum, word.hash, left.map_or(0, |left| words[left].hash));
        let Some(at) = (i + 1).checked_sub(SHINGLE as usize) else {
            continue;
        };
        let shingle = Fingerprint::new((mix(sum, 0) >> 32) as u32, at as u32);
        window[at % WINDOW as usize] = shingle;
        if at == 0 || at + 1 == shingles {
            kept.push(shingle);
        }
        if at + 1 >= WINDOW as usize {
            let [a, b, c, d] = window;
            let least = a.min(b).min(c.min(d));
            if kept.last() != Some(&least) {
                kept.push(least);
            }
        }
    }
    kept
}

/// A factor for each place in a shingle, so that the order of its words matters.
const FACTOR: u64 = 0xA076_1D64_78BD_642F;

/// Moves a shingle's sum on by one word (R. Karp, M. Rabin, "Efficient randomized
/// pattern-matching algorithms", 1987).
#[inline]
fn roll(sum: u64, comes: u64, goes: u64) -> u64 {
    const LAST: u64 = FACTOR.wrapping_pow(SHINGLE);
    sum.wrapping_mul(FACTOR)
        .wrapping_add(comes)
        .wrapping_sub(goes.wrapping_mul(LAST))
}

/// Keeps the first [`PLACES`] places of each fingerprint.
fn thin(fingerprints: &mut Vec<Fingerprint>) {
    let (mut last, mut places) = (None, 0);
    fingerprints.retain(|fingerprint| {
        places = if last == Some(fingerprint.hash()) {
            places + 1
        } else {
            1
        };
        last = Some(fingerprint.hash());
        places <= PLACES
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        let one = Sketch::of("The ferry left Marrow at nine, with 40 people on board.");
        let other = Sketch::of("the ferry left marrow at nine — with 40 people on board");
        assert_eq!(one, other);
        assert_eq!(one.words(), 11);
        assert!(!one.fingerprints().is_empty());
    }

    #[test]
    fn the_order_of_words_matters() {
        let one = Sketch::of("nine sailors were pulled out");
        let other = Sketch::of("sailors nine were pulled out");
        assert_ne!(one.fingerprints, other.fingerprints);
        assert_ne!(one.digest, other.digest);
    }

    #[test]
    fn short_texts_have_few_or_no_fingerprints() {
        assert_eq!(Sketch::of(""), Sketch::default());
        assert!(Sketch::of("Only four words here").fingerprints().is_empty());
        assert_eq!(
            Sketch::of("Now there are five words").fingerprints().len(),
            1
        );
    }

    #[test]
    fn a_refrain_is_kept_four_times() {
        let sketch = Sketch::of(&"and so it goes on and on ".repeat(5_000));
        assert!(sketch.fingerprints().len() <= 7 * PLACES);
        assert_eq!(sketch.words(), 35_000);
    }

    #[test]
    fn fingerprints_know_what_is_quoted() {
        let sketch = Sketch::of(
            "Asked about the fog he said “we never saw the mole that night” and left the room at once.",
        );
        assert_eq!(sketch.quotations().first(), Some(&(6..13)));
        for fingerprint in sketch.fingerprints() {
            let at = fingerprint.at();
            assert_eq!(fingerprint.is_quoted(), (3..=11).contains(&at), "{at}");
        }
    }

    proptest! {
        #[test]
        fn a_shared_passage_of_eight_words_is_seen(
            words in prop::collection::vec(0u32..50, 8..60),
            before in prop::collection::vec(50u32..99, 0..9),
            behind in prop::collection::vec(50u32..99, 0..9),
        ) {
            let text = |words: &[u32]| words.iter().map(|w| format!("w{w} ")).collect::<String>();
            let one = Sketch::of(&text(&words));
            let other = Sketch::of(&text(&[before, words, behind].concat()));
            let holds = |f: &Fingerprint| one.fingerprints.iter().any(|g| g.hash() == f.hash());
            prop_assert!(other.fingerprints.iter().any(holds));
        }

        #[test]
        fn every_window_keeps_a_shingle(words in 5usize..200) {
            let text: String = (0..words).map(|i| format!("w{i} ")).collect();
            let mut places: Vec<_> = Sketch::of(&text).fingerprints.iter().map(|f| f.at()).collect();
            places.sort_unstable();
            prop_assert_eq!(places[0], 0);
            prop_assert_eq!(places[places.len() - 1] + SHINGLE, words as u32);
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] <= WINDOW));
        }
    }
}
