//! Words, numbers and marks of one sentence.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A word, a number in digits, or one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// Byte range in the article's text.
    pub(crate) span: Range<usize>,
    /// As written.
    pub(crate) text: &'t str,
    /// Lowercase.
    pub(crate) lower: String,
}

impl Token<'_> {
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    pub(crate) fn is_mark(&self) -> bool {
        !self.text.starts_with(char::is_alphanumeric)
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d+(?:[.,]\d+)*|(?:\p{L}\.){2,}|\p{L}+(?:['’\-]\p{L}+)*|\S")
        .expect("a constant pattern")
});

/// The tokens of `text[sentence]`.
pub(crate) fn tokens(text: &str, sentence: Range<usize>) -> Vec<Token<'_>> {
    TOKEN
        .find_iter(&text[sentence.clone()])
        .map(|found| Token {
            span: sentence.start + found.start()..sentence.start + found.end(),
            text: found.as_str(),
            lower: found.as_str().to_lowercase(),
        })
        .collect()
}

/// Whether the words of `phrase` stand at `at`.
pub(crate) fn stands_at(tokens: &[Token<'_>], at: usize, phrase: &[&str]) -> bool {
    tokens
        .get(at..at + phrase.len())
        .is_some_and(|here| here.iter().zip(phrase).all(|(t, w)| t.lower == *w))
}

/// Whether the words of `phrase` stand right in front of `at`.
pub(crate) fn stands_before(tokens: &[Token<'_>], at: usize, phrase: &[&str]) -> bool {
    at >= phrase.len() && stands_at(tokens, at - phrase.len(), phrase)
}
