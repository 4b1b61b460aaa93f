//! The one place where byte offsets (inside) and Unicode scalar values (in the
//! file, in exports, in the API) are converted into each other.

use std::ops::Range;
use std::sync::Arc;

/// Every so many characters the byte offset is remembered.
const STEP: usize = 128;

/// The two ways to count positions in one text.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    counted: Arc<Counted>,
}

/// What counting a text once gives.
#[derive(Debug)]
pub(crate) struct Counted {
    /// Byte offsets of characters 0, STEP, 2 × STEP, …
    marks: Vec<usize>,
    chars: usize,
}

impl Counted {
    pub(crate) fn of(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % STEP == 0 {
                marks.push(byte);
            }
            chars += 1;
        }
        if chars % STEP == 0 {
            marks.push(text.len());
        }
        Self { marks, chars }
    }
}

impl<'t> Offsets<'t> {
    /// Counts `text` once.
    pub fn new(text: &'t str) -> Self {
        Self::counted(text, Arc::new(Counted::of(text)))
    }

    /// The same for a text that was counted before.
    pub(crate) fn counted(text: &'t str, counted: Arc<Counted>) -> Self {
        Self { text, counted }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many characters before byte `byte`; `None` if it is outside the text
    /// or inside a character.
    pub fn char_at(&self, byte: usize) -> Option<usize> {
        let marks = &self.counted.marks;
        let mark = marks.partition_point(|&at| at <= byte).checked_sub(1)?;
        let from = *marks.get(mark)?;
        Some(mark * STEP + self.text.get(from..byte)?.chars().count())
    }

    /// The byte where character `char` starts (or the text ends); `None` if it is
    /// outside the text.
    pub fn byte_at(&self, char: usize) -> Option<usize> {
        if char > self.counted.chars {
            return None;
        }
        let from = *self.counted.marks.get(char / STEP)?;
        let rest = self.text.get(from..)?;
        match rest.char_indices().nth(char % STEP) {
            Some((byte, _)) => Some(from + byte),
            None => Some(self.text.len()),
        }
    }

    /// A byte range as a range of characters; `None` if it is no slice of the text.
    pub fn chars(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        self.text.get(bytes.clone())?;
        Some(self.char_at(bytes.start)?..self.char_at(bytes.end)?)
    }

    /// A range of characters as a byte range; `None` if it is no slice of the text.
    pub fn bytes(&self, chars: &Range<usize>) -> Option<Range<usize>> {
        if chars.start > chars.end {
            return None;
        }
        Some(self.byte_at(chars.start)?..self.byte_at(chars.end)?)
    }

    /// The slice of the text; `None` if there is none.
    pub fn slice(&self, chars: &Range<usize>) -> Option<&'t str> {
        self.text.get(self.bytes(chars)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_agree_with_counting() {
        let text = "ab é “Ġ” 漢字 🜁 z".repeat(60);
        for text in [
            "",
            "a",
            "é",
            &"x".repeat(STEP),
            &"é".repeat(2 * STEP),
            &text,
        ] {
            let offsets = Offsets::new(text);
            let all = text.char_indices().map(|(byte, _)| byte);
            for (char, byte) in all.chain([text.len()]).enumerate() {
                assert_eq!(offsets.char_at(byte), Some(char), "byte {byte} of {text:?}");
                assert_eq!(offsets.byte_at(char), Some(byte), "char {char} of {text:?}");
            }
            assert_eq!(offsets.byte_at(text.chars().count() + 1), None);
            assert_eq!(offsets.char_at(text.len() + 1), None);
        }
    }

    #[test]
    fn no_slice_no_answer() {
        let offsets = Offsets::new("né");
        assert_eq!(offsets.chars(&(1..2)), None);
        assert_eq!(offsets.chars(&(0..4)), None);
        #[expect(clippy::reversed_empty_ranges)]
        let backwards = 2..1;
        assert_eq!(offsets.bytes(&backwards), None);
        assert_eq!(offsets.slice(&(1..2)), Some("é"));
    }
}
