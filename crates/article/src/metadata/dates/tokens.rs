//! Words, numbers and marks of a text, for reading dates.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters.
    Word,
    /// A run of ASCII digits and its value (saturated).
    Number(u32),
    /// Any other character that is not white space.
    Mark(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    /// No white space stands before it.
    pub(super) glued: bool,
}

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut glued = false;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() || matches!(first, '\u{200b}' | '\u{feff}') {
            glued = false;
            continue;
        }
        let class = class(first);
        let mut end = start + first.len_utf8();
        while class != Class::Mark
            && let Some((at, next)) = chars.next_if(|(_, c)| self::class(*c) == class)
        {
            end = at + next.len_utf8();
        }
        let piece = &text[start..end];
        let kind = match class {
            Class::Letter => Kind::Word,
            Class::Digit => Kind::Number(piece.parse().unwrap_or(u32::MAX)),
            Class::Mark => Kind::Mark(first),
        };
        tokens.push(Token {
            kind,
            text: piece,
            range: start..end,
            glued,
        });
        glued = true;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
}

fn class(c: char) -> Class {
    if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_alphabetic() {
        Class::Letter
    } else {
        Class::Mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_marks_part() {
        let found: Vec<_> = tokens("3rd  März,2031")
            .into_iter()
            .map(|t| (t.text, t.glued))
            .collect();
        assert_eq!(
            found,
            [
                ("3", false),
                ("rd", true),
                ("März", false),
                (",", true),
                ("2031", true)
            ]
        );
    }
}
