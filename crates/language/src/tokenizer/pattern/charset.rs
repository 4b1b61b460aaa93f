//! Sets of characters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A set of characters, written as the first and last of each of its ranges.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct CharSet {
    /// One bit for each ASCII character.
    ascii: u128,
    /// Inclusive, in order, apart from one another.
    ranges: Box<[(char, char)]>,
}

impl CharSet {
    /// The set of these inclusive ranges of code points, in any order.
    /// Surrogates, which no text has, are left out.
    pub(crate) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut all: Vec<_> = ranges
            .into_iter()
            .flat_map(|(low, high)| [(low, high.min(0xD7FF)), (low.max(0xE000), high)])
            .filter(|(low, high)| low <= high)
            .collect();
        all.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (low, high) in all {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        let chars = |(low, high)| Some((char::from_u32(low)?, char::from_u32(high)?));
        Self::from_chars(merged.into_iter().filter_map(chars).collect())
    }

    fn from_chars(ranges: Box<[(char, char)]>) -> Self {
        let ascii = ('\0'..='\x7f')
            .filter(|c| ranges.iter().any(|(low, high)| (low..=high).contains(&c)))
            .fold(0, |set, c| set | 1 << c as u32);
        Self { ascii, ranges }
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> c as u32 & 1 == 1;
        }
        let at = self.ranges.partition_point(|&(_, high)| high < c);
        self.ranges.get(at).is_some_and(|&(low, _)| low <= c)
    }

    pub(crate) fn ascii(&self) -> u128 {
        self.ascii
    }

    /// Whether it holds a character beyond ASCII.
    pub(crate) fn beyond_ascii(&self) -> bool {
        self.ranges
            .last()
            .is_some_and(|&(_, high)| !high.is_ascii())
    }

    pub(crate) fn ranges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.ranges
            .iter()
            .map(|&(low, high)| (low as u32, high as u32))
    }

    /// The only character of the set, if it has but one.
    pub(crate) fn only(&self) -> Option<char> {
        match *self.ranges {
            [(low, high)] if low == high => Some(low),
            _ => None,
        }
    }

    pub(crate) fn complement(&self) -> Self {
        let mut next = 0;
        let mut gaps = Vec::new();
        for (low, high) in self.ranges() {
            if next < low {
                gaps.push((next, low - 1));
            }
            next = high + 1;
        }
        gaps.push((next, u32::from(char::MAX)));
        Self::new(gaps.into_iter().filter(|(low, high)| low <= high))
    }

    /// Every character that the set matches when case is ignored, as Python
    /// ignores it: one whose simple lower case is that of a member, or equals
    /// it but for the case of both.
    pub(crate) fn ignoring_case(&self) -> Self {
        let is_cased = |c| LOWER.contains_key(&c);
        let mut lower: Vec<char> = LOWER
            .iter()
            .filter_map(|(&c, &lower)| self.contains(c).then_some(lower))
            .collect();
        let twins = SAME.iter().flat_map(|group| {
            let touched = group
                .chars()
                .any(|c| self.contains(c) || lower.contains(&c));
            group.chars().filter(move |_| touched)
        });
        let twins: Vec<char> = twins.collect();
        lower.extend(twins);
        let folded = Self::new(
            self.ranges()
                .chain(lower.iter().map(|&c| (c as u32, c as u32))),
        );
        let upper = LOWER
            .iter()
            .filter(|&(_, &low)| folded.contains(low) && !is_cased(low))
            .map(|(&c, _)| (c as u32, c as u32));
        Self::new(folded.ranges().chain(upper))
    }
}

impl TryFrom<String> for CharSet {
    type Error = String;

    fn try_from(pairs: String) -> Result<Self, String> {
        let mut chars = pairs.chars();
        let mut ranges: Vec<(char, char)> = Vec::new();
        while let Some(low) = chars.next() {
            let high = chars.next().ok_or("a range of characters has no end")?;
            if low > high || ranges.last().is_some_and(|last| last.1 >= low) {
                return Err(format!("ranges of characters out of order at {low:?}"));
            }
            ranges.push((low, high));
        }
        Ok(Self::from_chars(ranges.into()))
    }
}

impl From<CharSet> for String {
    fn from(set: CharSet) -> Self {
        set.ranges
            .iter()
            .flat_map(|&(low, high)| [low, high])
            .collect()
    }
}

/// Characters whose lower case is another one, with the first character of it.
static LOWER: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lower = |c: char| c.to_lowercase().next().filter(|&lower| lower != c);
    (char::MIN..=char::MAX)
        .filter_map(|c| Some((c, lower(c)?)))
        .collect()
});

/// Lower-case characters that share an upper case, which Python's `re` takes for
/// one another (its module `_casefix`).
const SAME: &[&str] = &[
    "iı",
    "sſ",
    "µμ",
    "\u{345}ι\u{1fbe}",
    "\u{390}\u{1fd3}",
    "\u{3b0}\u{1fe3}",
    "βϐ",
    "εϵ",
    "θϑ",
    "κϰ",
    "πϖ",
    "ρϱ",
    "ςσ",
    "φϕ",
    "вᲀ",
    "дᲁ",
    "оᲂ",
    "сᲃ",
    "тᲄᲅ",
    "ъᲆ",
    "ѣᲇ",
    "ᲈꙋ",
    "ṡẛ",
    "ﬅﬆ",
];

/// Whether one of these ordered, inclusive ranges holds the character.
pub(crate) fn contains(ranges: &[(u32, u32)], c: char) -> bool {
    let at = ranges.partition_point(|&(_, high)| high < c as u32);
    ranges.get(at).is_some_and(|&(low, _)| low <= c as u32)
}

/// A table of sets, each once.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    sets: Vec<CharSet>,
    numbers: BTreeMap<CharSet, u32>,
}

impl Classes {
    /// The number of `set`, which is new if the table does not have it.
    pub(crate) fn number(&mut self, set: CharSet) -> u32 {
        *self.numbers.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            self.sets.len() as u32 - 1
        })
    }

    /// The sets, each at its number.
    pub(crate) fn into_sets(self) -> Vec<CharSet> {
        self.sets
    }

    pub(crate) fn get(&self, number: u32) -> Option<&CharSet> {
        self.sets.get(number as usize)
    }
}
