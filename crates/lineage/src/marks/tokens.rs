//! The words of a text with what marks need of each: its letters, its place, what breaks before it.

use std::ops::Range;

use crate::words::Word;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Equal for equal words in whatever case.
    pub(super) hash: u64,
    /// As it is written.
    pub(super) written: &'a str,
    /// Where it stands in the text, in bytes.
    pub(super) bytes: Range<usize>,
    /// What goes before it.
    pub(super) after: Break,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

impl Token<'_> {
    /// Whether it is one of these words, which are in lower case.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        let is = |word: &&str| {
            self.written.len() == word.len()
                && match self.written.is_ascii() {
                    true => self.written.eq_ignore_ascii_case(word),
                    false => self.written.to_lowercase() == **word,
                }
        };
        words.iter().any(is)
    }

    /// Whether it begins with a digit.
    pub(super) fn is_number(&self) -> bool {
        self.written.starts_with(|c: char| c.is_ascii_digit())
    }
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

/// The `words` of `text` as tokens.
pub(super) fn tokens<'a>(text: &'a str, words: &[Word]) -> Vec<Token<'a>> {
    let mut end = 0;
    words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let bytes = word.bytes();
            let between = &text[end..bytes.start];
            end = bytes.end;
            let written = &text[bytes.clone()];
            Token {
                hash: word.hash,
                written,
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
    // Most words are a blank apart.
    if between == " " {
        Break::None
    } else if between.contains('\n') {
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
        let text = "The keeper’s lamp, 3.5 m tall, went out. “Why?”\nNobody knew.";
        let found = tokens(text, &crate::words::words(text));
        let words: Vec<_> = found.iter().map(|t| t.written).collect();
        assert_eq!(
            words,
            [
                "The",
                "keeper’s",
                "lamp",
                "3",
                "5",
                "m",
                "tall",
                "went",
                "out",
                "Why",
                "Nobody",
                "knew"
            ]
        );
        assert_eq!(found[9].after, Break::Sentence);
        assert_eq!(found[10].after, Break::Paragraph);
        assert_eq!(found[4].after, Break::None);
    }
}
