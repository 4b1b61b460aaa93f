//! What can be said of a word by its spelling alone.

mod key;
pub(crate) mod unicode;

use crate::tokenizer::pattern::contains;

pub use key::{key, string_hash, symbols};

/// The features of a word form that the models read, as [`key`]s of strings.
/// Two tokens of one spelling share them, unless a tokenizer exception gives
/// one of them another norm (the "ca" of "can't" is "can").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// The word as written.
    pub orth: u64,
    /// Its normal form: the exception's, the model's, or else the lower case.
    pub norm: u64,
    /// Lower case.
    pub lower: u64,
    /// First character.
    pub prefix: u64,
    /// Last three characters.
    pub suffix: u64,
    /// Its shape (`Xxxx`, `dd.dd`).
    pub shape: u64,
    /// Whether it is nothing but white space.
    pub is_space: bool,
}

impl Lexeme {
    /// The lexeme of `word`; `norm` is the key of its norm where that is not
    /// the lower case.
    pub(crate) fn new(word: &str, norm: Option<u64>) -> Self {
        let lower = key(&word.to_lowercase());
        Self {
            orth: key(word),
            norm: norm.unwrap_or(lower),
            lower,
            prefix: key(first_chars(word, 1)),
            suffix: key(last_chars(word, 3)),
            shape: key(&shape(word)),
            is_space: !word.is_empty() && word.chars().all(is_space),
        }
    }
}

/// White space as Python sees it (`str.isspace()`): Unicode's, and the four
/// separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

pub(crate) fn first_chars(word: &str, count: usize) -> &str {
    let end = word
        .char_indices()
        .nth(count)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

pub(crate) fn last_chars(word: &str, count: usize) -> &str {
    let from = word.char_indices().rev().take(count).last();
    from.map_or("", |(at, _)| &word[at..])
}

/// Letters become `X` or `x`, digits `d`, the rest stays; a run of one sign is
/// cut to four. Words of 100 characters and more are all `LONG`.
fn shape(word: &str) -> String {
    if word.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for sign in word.chars().map(shape_sign) {
        run = if last == Some(sign) { run + 1 } else { 1 };
        last = Some(sign);
        if run <= 4 {
            shape.push(sign);
        }
    }
    shape
}

fn shape_sign(c: char) -> char {
    match c {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        _ if c.is_ascii() => c,
        _ if contains(unicode::LETTERS, c) => {
            if c.is_uppercase() {
                'X'
            } else {
                'x'
            }
        }
        _ if contains(unicode::DIGITS, c) => 'd',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_cut_runs_to_four() {
        for (word, expected) in [
            ("Marrowdale", "Xxxxx"),
            ("U.S.-led", "X.X.-xxx"),
            ("1,250.75m", "d,ddd.ddx"),
            ("ÉCOLE", "XXXX"),
            ("x²", "xd"),
            ("की", "xी"),
            ("------", "----"),
            ("ǅ", "x"),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn affixes_count_characters_not_bytes() {
        let lexeme = Lexeme::new("Überfähre", None);
        assert_eq!(lexeme.prefix, key("Ü"));
        assert_eq!(lexeme.suffix, key("hre"));
        assert_eq!(lexeme.lower, key("überfähre"));
        assert_eq!(lexeme.norm, lexeme.lower);
        assert_eq!(Lexeme::new("né", None).suffix, key("né"));
    }

    #[test]
    fn symbols_count_as_symbols_in_every_feature() {
        assert_eq!(Lexeme::new("A", None).shape, key("X"));
        assert!(key("X") < 457);
    }

    #[test]
    fn lower_case_knows_the_final_sigma() {
        assert_eq!(Lexeme::new("ΟΔΟΣ", None).lower, key("οδος"));
        assert_eq!(Lexeme::new("İz", None).lower, key("i\u{307}z"));
    }

    #[test]
    fn separators_are_space() {
        assert!(Lexeme::new("\u{1f}\u{a0}\n", None).is_space);
        assert!(!Lexeme::new("\u{200b}", None).is_space);
    }
}
