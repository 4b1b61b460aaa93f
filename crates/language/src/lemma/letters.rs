//! Letters as Python counts them.

use std::sync::LazyLock;

use regex::Regex;

/// Whether a word consists of letters (general category `L`) alone, as
/// Python's `str.isalpha` has it. Rust's `char::is_alphabetic` also counts
/// letter numbers and vowel signs.
pub(super) fn is_alphabetic(word: &str) -> bool {
    static LETTERS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\A\p{L}+\z").ok());
    // Up to U+024F the two agree.
    if word.chars().all(|c| c < '\u{250}') {
        return !word.is_empty() && word.chars().all(char::is_alphabetic);
    }
    LETTERS
        .as_ref()
        .is_some_and(|letters| letters.is_match(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_of_category_l() {
        for (word, expected) in [
            ("", false),
            ("weir", true),
            ("crème", true),
            ("ª", true),
            ("well-fed", false),
            ("4x4", false),
            ("дом", true),
            ("Ⅻ", false),
            ("कि", false),
        ] {
            assert_eq!(is_alphabetic(word), expected, "{word}");
        }
    }

    #[test]
    fn below_the_shortcut_every_alphabetic_character_is_a_letter() {
        let letters = Regex::new(r"\A\p{L}\z").unwrap();
        for c in '\0'..'\u{250}' {
            assert_eq!(
                c.is_alphabetic(),
                letters.is_match(c.encode_utf8(&mut [0; 4])),
                "{c:?}"
            );
        }
    }
}
