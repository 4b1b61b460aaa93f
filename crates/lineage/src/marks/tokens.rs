//! The words of a text with what marks need of each: its letters, its place, what breaks before it.

use std::ops::Range;

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

const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

/// The words of `text` in order: runs of letters and digits; an apostrophe between two letters
/// does not split.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut after = Break::Paragraph;
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            after = after.max(breaks(c, &text[start + c.len_utf8()..]));
            continue;
        }
        let mut word: String = c.to_lowercase().collect();
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let next = text[at + c.len_utf8()..].chars().next();
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            } else if APOSTROPHES.contains(&c) && next.is_some_and(char::is_alphanumeric) {
                word.push('\'');
            } else {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        tokens.push(Token {
            word,
            bytes: start..end,
            after,
            capital: c.is_uppercase(),
        });
        after = Break::None;
    }
    tokens
}

/// A full stop ends a sentence only before a blank or a closing mark: not in "3.5".
fn breaks(c: char, rest: &str) -> Break {
    let open = rest.starts_with(char::is_alphanumeric);
    match c {
        '\n' => Break::Paragraph,
        '.' | '!' | '?' | '…' | '。' if !open => Break::Sentence,
        _ => Break::None,
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
