//! Which words are dates.

use super::number;
use super::tokens::{Break, Token};

/// Words between the parts of one date: "Friday, the 9th of May".
const APART: usize = 3;

/// Whether a word is a year of the last or of this century.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the month's name at word `at` is meant: "May" may be a verb, "Jan" a person, so short
/// names need a number beside them, and where months have capitals all need theirs.
pub(super) fn is_month(tokens: &[Token<'_>], at: usize, language: &str) -> bool {
    let token = &tokens[at];
    let number = |at: usize| tokens.get(at).is_some_and(Token::is_number);
    let beside = number(at + 1)
        || at > 0 && number(at - 1)
        || at > 1 && tokens[at - 1].written.len() <= 2 && number(at - 2);
    let inside = token.after == Break::None;
    let plain = inside && token.written.chars().count() > 4;
    let written = token.capital || !matches!(language, "en" | "de");
    written && (beside || plain)
}

/// The first words of the dates: parts that stand together are one date.
pub(super) fn merged(tokens: &[Token<'_>], dates: Vec<u32>) -> Vec<u32> {
    let mut last: Option<usize> = None;
    dates
        .into_iter()
        .filter(|&date| {
            let at = date as usize;
            let one = last.is_some_and(|last| {
                at - last <= APART
                    && tokens[last + 1..=at]
                        .iter()
                        .all(|token| token.after == Break::None)
            });
            last = Some(at);
            debug_assert!(number(at) == date);
            !one
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::Marks;

    fn dates(text: &str) -> usize {
        Marks::of(text, Some("en")).dates.len()
    }

    #[test]
    fn months_are_dates_and_verbs_are_not() {
        assert_eq!(dates("It may march on, said May Reed and Jan Orrin."), 0);
        assert_eq!(dates("It sank on May 9."), 1);
        assert_eq!(dates("It sank on 9 March 2031, a Friday."), 1);
        assert_eq!(
            dates("It sank in August and was raised in September."),
            1 + 1
        );
        assert_eq!(
            dates("It sank in 1998. In 2001 it was raised. 4100 came."),
            2
        );
    }
}
