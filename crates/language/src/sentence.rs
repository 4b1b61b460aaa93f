//! Where sentences end.
//!
//! A splitter by rules that stands in front of the parser. It gives each place where a
//! sentence could begin a [`Verdict`]: most are certain, and the few that only
//! grammar can settle are left [`Verdict::Open`] with a best guess.
//!
//! Lines come first (`lines`), then the stops within them (`site`), each judged by the
//! first rule that applies (`rules`), with the help of the word tables under `data/`.

mod case;
mod dateline;
mod glued;
mod label;
mod lines;
mod rules;
mod short;
mod site;
mod speech;
mod verdict;
mod words;

use std::ops::Range;

pub use verdict::{Break, Rule, Verdict};
pub(crate) use words::capitalized;

/// The places in a text where sentences could begin, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    places: Vec<Break>,
}

impl Breaks {
    /// All places, by rising offset, one an offset. The first is the first character
    /// of the text that is not white space.
    pub fn iter(&self) -> impl Iterator<Item = &Break> {
        self.places.iter()
    }

    /// What the rules say of the byte offset `at`, if it is one of the places.
    pub fn at(&self, at: usize) -> Option<&Break> {
        let place = self.places.binary_search_by_key(&at, |b| b.at).ok()?;
        self.places.get(place)
    }

    /// The verdict on the byte offset `at`. No sentence begins but at one of the
    /// places: a parser that may cut anywhere else does worse.
    pub fn verdict(&self, at: usize) -> Verdict {
        self.at(at).map_or(Verdict::Inside, |place| place.verdict)
    }
}

/// Judges every place in `text` where a sentence could begin. Total, and linear in the
/// length of the text.
pub fn breaks(text: &str) -> Breaks {
    let mut places = Vec::new();
    for unit in lines::units(text) {
        site::judge_unit(text, unit, &mut places);
    }
    Breaks { places }
}

/// The sentences of `text`, as byte ranges without surrounding white space, in
/// order and not overlapping; between them stands white space only. Open places are
/// decided by the best guess of the rules.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let found = breaks(text);
    let starts: Vec<usize> = found.iter().filter(|b| b.starts).map(|b| b.at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..start + text[start..end].trim_end().len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn open_places_are_told_from_certain_ones() {
        let verdicts = |text| -> Vec<_> {
            let found = breaks(text);
            found.iter().map(|b| (b.at, b.verdict)).collect()
        };
        assert_eq!(
            verdicts("Gen. Hask left. He ran from Orme Inc. Trucks came."),
            [
                (0, Verdict::Start),
                (5, Verdict::Inside),
                (16, Verdict::Start),
                (38, Verdict::Open),
            ]
        );
    }

    #[test]
    fn nothing_is_said_of_other_places() {
        assert_eq!(breaks("It fell 3.5 percent; we left.").iter().count(), 1);
        assert_eq!(breaks("").iter().count(), 0);
        assert_eq!(breaks(" \n ").iter().count(), 0);
        let found = breaks("We left. They ran.");
        assert_eq!(found.at(9).map(|b| b.rule), Some(Rule::Stop));
        assert_eq!(found.at(3), None);
        assert_eq!(found.verdict(9), Verdict::Start);
        assert_eq!(found.verdict(3), Verdict::Inside);
    }

    fn holds(text: &str) -> Result<(), TestCaseError> {
        let mut end = 0;
        for range in sentences(text) {
            prop_assert!(range.start >= end && range.start < range.end);
            let words = &text[range.clone()];
            prop_assert_eq!(words.trim(), words);
            prop_assert!(text[end..range.start].trim().is_empty());
            end = range.end;
        }
        prop_assert!(text[end..].trim().is_empty());
        let found = breaks(text);
        prop_assert!(found.iter().is_sorted_by(|a, b| a.at < b.at));
        for place in found.iter() {
            prop_assert!(
                place.verdict == Verdict::Open || place.starts == (place.verdict == Verdict::Start)
            );
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_trimmed_and_miss_nothing(text in "\\PC{0,60}") {
            holds(&text)?;
        }

        #[test]
        fn so_are_those_of_text_full_of_marks(
            text in "([a-cA-CU.!?“”\"'()\\[\\] \\n\\t0-9é…—–•。」؟।\u{a0}]|Mr\\.|U\\.S\\.|no\\. ){0,60}"
        ) {
            holds(&text)?;
        }
    }
}
