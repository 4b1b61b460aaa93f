//! From kept paragraphs to an article's text, with the map back to the bytes.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::Repeat;
use crate::source::{Run, SpanMap};

/// Fewest words of a paragraph that is kept once: "Yes, he said." may well be
/// said twice.
const REPEAT_WORDS: usize = 8;

/// Paragraphs in reading order, as byte ranges of some text that knows its bytes.
pub(crate) struct Composer<'t> {
    /// The text that the paragraphs are ranges of.
    pub(crate) text: &'t str,
    /// From `text` to the capture's bytes.
    pub(crate) map: &'t SpanMap,
    out: String,
    kept: SpanMap,
    seen: FxHashMap<String, Range<usize>>,
    repeats: Vec<Repeat>,
}

/// What composing gives.
pub(crate) struct Composed {
    pub(crate) text: String,
    pub(crate) map: SpanMap,
    pub(crate) repeats: Vec<Repeat>,
}

impl<'t> Composer<'t> {
    pub(crate) fn new(text: &'t str, map: &'t SpanMap) -> Self {
        let (out, kept) = (String::with_capacity(text.len()), SpanMap::default());
        Self {
            text,
            map,
            out,
            kept,
            seen: FxHashMap::default(),
            repeats: Vec::new(),
        }
    }

    /// [`paragraph`](Self::paragraph) of one range.
    pub(crate) fn block(&mut self, range: Range<usize>) {
        self.paragraph(std::slice::from_ref(&range));
    }

    /// Adds a paragraph made of `ranges` of the text, joined by one space each. A
    /// paragraph already there is kept once, and its second place noted. Returns where
    /// it stands in the composed text: nowhere, an empty range, if it has no words.
    pub(crate) fn paragraph(&mut self, ranges: &[Range<usize>]) -> Range<usize> {
        let words: Vec<&str> = ranges
            .iter()
            .filter_map(|range| self.text.get(range.clone()))
            .collect();
        let key = words
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if key.is_empty() {
            return self.out.len()..self.out.len();
        }
        if let Some(kept) = self.seen.get(&key) {
            let kept = kept.clone();
            self.again(kept.clone(), ranges);
            return kept;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let start = self.out.len();
        for range in ranges {
            self.range(range.clone(), start);
        }
        if key.split(' ').count() >= REPEAT_WORDS {
            self.seen.insert(key, start..self.out.len());
        }
        start..self.out.len()
    }

    /// Notes that the kept paragraph at `kept` stands a second time at `ranges`.
    pub(crate) fn again(&mut self, kept: Range<usize>, ranges: &[Range<usize>]) {
        let whole = ranges
            .iter()
            .cloned()
            .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        if let Some(bytes) = whole.and_then(|whole| self.map.source_range(whole)) {
            self.repeats.push(Repeat { kept, bytes });
        }
    }

    /// Adds a range with its white space collapsed, behind one space unless it starts the paragraph.
    fn range(&mut self, range: Range<usize>, paragraph: usize) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        for word in text.split_whitespace() {
            let source = range.start + (word.as_ptr().addr() - text.as_ptr().addr());
            // One space as written stays mapped, so that the words around it are one run.
            let space = self.out.len() > paragraph;
            let joined = space && source > 0 && self.text.as_bytes()[source - 1] == b' ';
            if space {
                self.out.push(' ');
            }
            let (out, source) = if joined {
                (self.out.len() - 1, source - 1)
            } else {
                (self.out.len(), source)
            };
            self.out.push_str(word);
            let len = self.out.len() - out;
            self.kept.push(Run {
                out,
                out_len: len,
                source,
                source_len: len,
            });
        }
    }

    pub(crate) fn finish(self) -> Composed {
        Composed {
            map: self.kept.through(self.map),
            text: self.out,
            repeats: self.repeats,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_paragraph_is_kept_once_and_its_second_place_noted() {
        let twice = "The dam above the town of Vell held through the night.";
        let text = format!("{twice}\nYes.\n{twice}\nYes.");
        let map = SpanMap::identity(text.len());
        let mut composer = Composer::new(&text, &map);
        let mut start = 0;
        for line in text.split('\n') {
            composer.block(start..start + line.len());
            start += line.len() + 1;
        }
        let composed = composer.finish();
        assert_eq!(composed.text, format!("{twice}\nYes.\nYes."));
        let second = twice.len() + 6;
        assert_eq!(
            composed.repeats,
            [Repeat {
                kept: 0..twice.len(),
                bytes: second..second + twice.len()
            }]
        );
    }

    #[test]
    fn white_space_is_collapsed_and_words_keep_their_bytes() {
        let text = "One  two\n three\u{a0}four.";
        let map = SpanMap::identity(text.len());
        let mut composer = Composer::new(text, &map);
        composer.paragraph(&[0..8, 10..text.len()]);
        let composed = composer.finish();
        assert_eq!(composed.text, "One two three four.");
        assert_eq!(composed.map.source_range(4..13), Some(5..15));
        assert_eq!(&text[5..15], "two\n three");
    }
}
