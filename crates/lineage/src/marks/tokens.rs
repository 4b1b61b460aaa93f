//! The words of a text with what marks need of each: its letters, its place, what breaks before it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// In lower case, with `'` for every apostrophe.
    pub(super) word: String,
    /// Where it stands in the text, in bytes.
    pub(super) bytes: Range<usize>,
    /// What goes before it.
    pub(super) after: Break,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Blanks, commas, dashes.
    None,
    /// The end of a sentence.
    Sentence,
    /// The end of a paragraph, or the text's beginning.
    Paragraph,
}

/// The words of `text` in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut end = 0;
    crate::words::words(text)
        .into_iter()
        .enumerate()
        .map(|(at, word)| {
            let bytes = word.bytes();
            let between = &text[end..bytes.start];
            end = bytes.end;
            let written = &text[bytes.clone()];
            Token {
                word: written.to_lowercase().replace('’', "'").nfc().collect(),
                bytes,
                after: if at == 0 {
                    Break::Paragraph
                } else {
                    breaks(between)
                },
                capital: written.starts_with(char::is_uppercase),
            }
        })
        .collect()
}

/// What stands between two words. A full stop ends no sentence within a number, an address, or
/// with nothing behind it: "3.5".
fn breaks(between: &str) -> Break {
    if between.contains('\n') {
        Break::Paragraph
    } else if between.contains('。') || between != "." && between.contains(['.', '!', '?', '…'])
    {
        Break::Sentence
    } else {
        Break::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_do_not_split_and_stops_do() {
        let found = tokens("The keeper’s lamp, 3.5 m tall, went out. “Why?”\nNobody knew.");
        let words: Vec<_> = found.iter().map(|t| t.word.as_str()).collect();
        assert_eq!(
            words,
            [
                "the", "keeper's", "lamp", "3", "5", "m", "tall", "went", "out", "why", "nobody",
                "knew"
            ]
        );
        assert_eq!(found[9].after, Break::Sentence);
        assert_eq!(found[10].after, Break::Paragraph);
        assert_eq!(found[4].after, Break::None);
    }
}
