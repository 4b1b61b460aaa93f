//! The part of Python's `re` that spaCy's tokenizers are written in.
//!
//! Their patterns are long lists of alternatives over character classes of
//! several hundred ranges, the same few classes again and again (French: 1.4 MB
//! of pattern, 12 classes). So the converter parses them once ([`parse`]) into
//! trees over a table of [`CharSet`]s, which is what the model file holds; when
//! it is read, trees become instructions ([`Program`]), and [`run`] follows those
//! as Python would: the first alternative that leads to a match wins.

mod analysis;
mod charset;
mod parse;
mod program;
mod run;
mod simplify;

use serde::{Deserialize, Serialize};

pub(crate) use charset::{CharSet, Classes, contains};
pub use parse::PatternError;
pub(crate) use parse::parse;
pub(crate) use program::{Program, ProgramError};
pub(crate) use run::{Backtracker, present};

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Node {
    /// `^`: where the text begins.
    Start,
    /// `$`: where it ends, or ends but for one line break.
    End,
    /// These characters.
    Text(String),
    /// One character of the set of that number.
    Class(u32),
    /// One after the other.
    All(Vec<Node>),
    /// The first that leads to a match.
    Any(Vec<Node>),
    /// As often as may be from `min` to `max` times; `lazy`: as seldom.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        lazy: bool,
    },
    /// Looks ahead or `behind` without moving.
    Look {
        node: Box<Node>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        behind: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        negated: bool,
    },
}

impl Node {
    /// Moves the sets that this tree names to another table.
    pub(crate) fn renumber(&mut self, from: &Classes, to: &mut Classes) {
        match self {
            Self::Class(class) => {
                if let Some(set) = from.get(*class) {
                    *class = to.number(set.clone());
                }
            }
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter_mut().for_each(|node| node.renumber(from, to));
            }
            Self::Repeat { node, .. } | Self::Look { node, .. } => node.renumber(from, to),
            Self::Start | Self::End | Self::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ops::Range;

    struct Compiled(Program, Vec<CharSet>);

    impl Compiled {
        fn new(pattern: &str) -> Self {
            let mut classes = Classes::default();
            let node = parse(pattern, &mut classes).expect(pattern);
            let sets = classes.into_sets();
            Self(Program::new(&node, &sets).expect(pattern), sets)
        }

        fn search(&self, text: &str, from: usize, moving: bool) -> Option<Range<usize>> {
            let room = &mut Backtracker::default();
            self.0
                .search(text, from, moving, present(text), &self.1, room)
        }

        fn matches(&self, text: &str) -> Option<usize> {
            let room = &mut Backtracker::default();
            self.0.matches(text, present(text), &self.1, room)
        }

        fn all(&self, text: &str) -> Vec<(usize, usize)> {
            let mut found: Vec<(usize, usize)> = Vec::new();
            let (mut from, mut moving) = (0, false);
            while let Some(next) = self.search(text, from, moving) {
                (from, moving) = (next.end, next.is_empty());
                found.push((next.start, next.end));
            }
            found
        }
    }

    /// `[pattern, text, span of search, end of match, spans of finditer]`, in bytes.
    type Case = (
        String,
        String,
        Option<(usize, usize)>,
        Option<usize>,
        Vec<(usize, usize)>,
    );

    #[test]
    fn matches_are_those_of_python() {
        for line in include_str!("cases/patterns.jsonl").lines() {
            let (pattern, text, search, end, all): Case = serde_json::from_str(line).expect(line);
            let compiled = Compiled::new(&pattern);
            let found = compiled.search(&text, 0, false);
            assert_eq!(found.map(|at| (at.start, at.end)), search, "{line}");
            assert_eq!(compiled.matches(&text), end, "{line}");
            assert_eq!(compiled.all(&text), all, "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for pattern in [
            "(", "a)", "[a", "*a", "a**", "(?P<x>a)", r"\b", r"(a)\1", "[b-a]", r"\u12", "a++",
            "\\",
        ] {
            let parsed = parse(pattern, &mut Classes::default());
            assert!(parsed.is_err(), "{pattern}: {parsed:?}");
        }
        for (pattern, expected) in [
            ("(?:a*)*", ProgramError::EmptyLoop),
            ("(?<=a*)b", ProgramError::LookBehind),
            ("(?=a*)b", ProgramError::LookAhead),
            ("a{3,2}", ProgramError::Repeat),
            ("(?:ab?){9,999}", ProgramError::Size),
            ("(?:(?:(?:ab){99}){99}){99}", ProgramError::Size),
        ] {
            let mut classes = Classes::default();
            let node = parse(pattern, &mut classes).expect(pattern);
            let program = Program::new(&node, &classes.into_sets());
            assert_eq!(program.err(), Some(expected), "{pattern}");
        }
        assert_eq!(
            Program::new(&Node::Class(3), &[]).err(),
            Some(ProgramError::NoSuchSet(3))
        );
    }

    #[test]
    fn trees_survive_the_model_file() {
        let mut classes = Classes::default();
        let node = parse(r"^a|^[b-dé]+?(?!\d)|^\S{2,}$", &mut classes).expect("a pattern");
        let sets = classes.into_sets();
        let json = serde_json::to_string(&(&node, &sets)).expect("JSON");
        let (node_again, sets_again): (Node, Vec<CharSet>) =
            serde_json::from_str(&json).expect(&json);
        assert_eq!((node, sets), (node_again, sets_again));
        assert!(serde_json::from_str::<CharSet>(r#""ba""#).is_err());
        assert!(serde_json::from_str::<CharSet>(r#""abc""#).is_err());
    }

    #[test]
    fn time_does_not_explode() {
        let compiled = Compiled::new(r"^(?:(?:a\S*)*@)?(?:(?:a|aa)+b)+$");
        assert_eq!(compiled.matches(&"a@".repeat(500)), None);
        assert_eq!(compiled.matches(&("a".repeat(1000) + "@")), None);
        assert_eq!(compiled.matches(&("a".repeat(999) + "b")), Some(1000));
    }

    proptest! {
        #[test]
        fn sets_and_their_complements_share_nothing(
            ranges in prop::collection::vec((0_u32..0x500, 0_u32..40), 0..8),
            c in 0_u32..0x600,
        ) {
            let ranges = ranges.into_iter().map(|(low, more)| (low, low + more));
            let set = CharSet::new(ranges.clone());
            let c = char::from_u32(c).expect("no surrogate");
            let expected = ranges.into_iter().any(|(low, high)| (low..=high).contains(&(c as u32)));
            prop_assert_eq!(set.contains(c), expected);
            prop_assert_eq!(set.complement().contains(c), !expected);
            prop_assert_eq!(set.complement().complement(), set);
        }
    }
}
