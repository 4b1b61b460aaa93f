//! Letters as Python counts them.

use crate::lexeme::unicode::LETTERS;
use crate::tokenizer::pattern::contains;

/// Whether a word consists of letters (general category `L`) alone, as
/// Python's `str.isalpha` has it. Rust's `char::is_alphabetic` also counts
/// letter numbers and vowel signs.
pub(super) fn is_alphabetic(word: &str) -> bool {
    // Up to U+024F the two agree.
    let is_letter = |c: char| match c {
        ..'\u{250}' => c.is_alphabetic(),
        _ => contains(LETTERS, c),
    };
    !word.is_empty() && word.chars().all(is_letter)
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
        for c in '\0'..'\u{250}' {
            assert_eq!(c.is_alphabetic(), contains(LETTERS, c), "{c:?}");
        }
    }
}
