//! Places an extracted text in what the page shows.
//!
//! An extractor hands back text whose white space was collapsed and whose pieces
//! were glued together. Both sides are compared without white space; blocks are
//! looked for in page order first, so that a repeated phrase is placed where it
//! was read.

use std::ops::Range;

use memchr::memmem;

use super::span_map::{Run, SpanMap};

/// Shortest piece, in bytes, that is placed by itself when a block is not found whole.
const SEED: usize = 12;

/// A text without its white space and invisible characters.
struct Dense {
    bytes: Vec<u8>,
    /// Offset in the text of each byte of `bytes`.
    at: Vec<u32>,
}

impl Dense {
    fn of(text: &str, offset: usize) -> Self {
        let mut dense = Self {
            bytes: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
        };
        for (start, c) in text.char_indices() {
            if c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
                continue;
            }
            for (i, byte) in text[start..start + c.len_utf8()].bytes().enumerate() {
                dense.bytes.push(byte);
                dense.at.push((offset + start + i) as u32);
            }
        }
        dense
    }
}

/// The map from `text` (paragraphs joined by `\n`) to `plain`: for every
/// character of `text` that `plain` shows, where. Characters that `plain` does
/// not show have no place.
pub(crate) fn align(text: &str, plain: &str) -> SpanMap {
    let page = Dense::of(plain, 0);
    let mut places: Vec<(u32, u32)> = Vec::with_capacity(text.len());
    let (mut cursor, mut start) = (0, 0);
    for paragraph in text.split('\n') {
        let block = Dense::of(paragraph, start);
        cursor = place(&block, 0..block.bytes.len(), &page, cursor, &mut places);
        start += paragraph.len() + 1;
    }
    runs(text, places)
}

/// Places `range` of `block`, whole or in pieces; returns where the page was left.
fn place(
    block: &Dense,
    range: Range<usize>,
    page: &Dense,
    cursor: usize,
    places: &mut Vec<(u32, u32)>,
) -> usize {
    let mut cursor = cursor;
    let mut from = range.start;
    while from < range.end {
        let Some((at, len)) = longest(&block.bytes[from..range.end], &page.bytes, cursor) else {
            from += 1;
            continue;
        };
        places.extend((0..len).map(|i| (block.at[from + i], page.at[at + i])));
        (from, cursor) = (from + len, at + len);
    }
    cursor
}

/// Where in `page` `needle` begins: whole if it can be found, else its longest
/// beginning of at least [`SEED`] bytes; behind `cursor` before anywhere else.
fn longest(needle: &[u8], page: &[u8], cursor: usize) -> Option<(usize, usize)> {
    let find = |words: &[u8]| {
        memmem::find(&page[cursor..], words)
            .map(|at| cursor + at)
            .or_else(|| memmem::find(&page[..cursor], words))
    };
    if let Some(at) = find(needle) {
        return Some((at, needle.len()));
    }
    let seed = needle.get(..SEED)?;
    let at = find(seed)?;
    let len = needle
        .iter()
        .zip(&page[at..])
        .take_while(|(a, b)| a == b)
        .count();
    Some((at, len))
}

/// Joins byte places into runs. A piece may end inside a character only where
/// the other side does too; such a character is dropped.
fn runs(text: &str, mut places: Vec<(u32, u32)>) -> SpanMap {
    places.sort_unstable();
    places.dedup_by_key(|(out, _)| *out);
    let mut map = SpanMap::default();
    let mut rest = places.as_slice();
    while let [(out, source), ..] = rest {
        let (out, source) = (*out as usize, *source as usize);
        let len = (0..)
            .zip(rest)
            .take_while(|(i, (o, s))| (*o as usize, *s as usize) == (out + i, source + i))
            .count();
        let end = (out..=out + len)
            .rev()
            .find(|end| text.is_char_boundary(*end))
            .unwrap_or(out);
        if text.is_char_boundary(out) && end > out {
            map.push(Run {
                out,
                out_len: end - out,
                source,
                source_len: end - out,
            });
        }
        rest = &rest[len..];
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, plain: &str, words: &str, expected: Option<&str>) {
        let map = align(text, plain);
        let at = text.find(words).unwrap();
        let found = map
            .source_range(at..at + words.len())
            .map(|range| &plain[range]);
        assert_eq!(found, expected);
    }

    #[test]
    fn white_space_does_not_matter() {
        check(
            "Nine crews came.",
            "Nav\n  Nine\n   crews\u{a0}came.\nFooter",
            "Nine crews came.",
            Some("Nine\n   crews\u{a0}came."),
        );
    }

    #[test]
    fn a_repeated_phrase_is_placed_in_page_order() {
        let plain = "Read more\nThe dam held.\nRead more\nThe end.";
        let text = "The dam held.\nRead more\nThe end.";
        let map = align(text, plain);
        let at = text.find("Read more").unwrap();
        assert_eq!(map.source_range(at..at + 9), Some(24..33));
    }

    #[test]
    fn a_block_the_page_interrupts_is_placed_in_pieces() {
        check(
            "The bridge was closed on Friday and reopened on Monday.",
            "The bridge was closed on Friday [photo] and reopened on Monday.",
            "Friday and reopened",
            Some("Friday [photo] and reopened"),
        );
    }

    #[test]
    fn what_the_page_does_not_show_has_no_place() {
        check(
            "Invented words here.",
            "Something else entirely.",
            "Invented words",
            None,
        );
    }

    #[test]
    fn characters_are_never_split() {
        // "é" and "è" share their first byte.
        let map = align("abcdefghijklmé", "abcdefghijklmè");
        assert_eq!(map.source_range(0..15), Some(0..13));
    }
}
