//! The text as the grammar reads it: words, digits and marks apart, so that "3pm", "mid-November"
//! and "2031-03-04" come to the same pieces however a tokenizer cuts them.

use std::borrow::Cow;
use std::ops::Range;

/// One piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Lexeme<'t> {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// As written.
    pub text: &'t str,
    /// In lower case, with straight apostrophes.
    pub lower: Cow<'t, str>,
    /// Its value, if it is made of at most nine digits.
    pub number: Option<u32>,
    /// No white space before it.
    pub glued: bool,
}

impl Lexeme<'_> {
    /// Whether it starts with a capital letter.
    pub(super) fn capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The lexemes of `text`, in order. A line's end is one ("\n"); other white space is none.
pub(super) fn lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        let end = at + length(&text[at..], first);
        if first != '\n' && first.is_whitespace() {
            glued = false;
        } else {
            let piece = &text[at..end];
            found.push(Lexeme {
                bytes: at..end,
                text: piece,
                lower: lower(piece),
                number: (first.is_ascii_digit() && piece.len() <= 9)
                    .then(|| piece.parse().ok())
                    .flatten(),
                glued: glued && first != '\n',
            });
            glued = first != '\n';
        }
        at = end;
    }
    found
}

/// How many bytes the piece that starts `rest` has.
fn length(rest: &str, first: char) -> usize {
    if first.is_ascii_digit() {
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    } else if first.is_alphabetic() {
        word(rest)
    } else if apostrophe(first) && possessive(&rest[first.len_utf8()..]) {
        first.len_utf8() + 1
    } else {
        first.len_utf8()
    }
}

/// Length of the word that starts `rest`: letters, with apostrophes between them ("o'clock")
/// except the one of a possessive.
fn word(rest: &str) -> usize {
    let mut end = 0;
    for (index, c) in rest.char_indices() {
        let after = &rest[index + c.len_utf8()..];
        let inside = c.is_alphabetic()
            || (apostrophe(c) && after.starts_with(char::is_alphabetic) && !possessive(after));
        if !inside {
            break;
        }
        end = index + c.len_utf8();
    }
    end
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether what stands behind an apostrophe is a possessive's "s".
fn possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn lower(piece: &str) -> Cow<'_, str> {
    if piece.chars().any(|c| c.is_uppercase() || c == '’') {
        Cow::Owned(piece.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::lexemes;

    #[test]
    fn words_digits_and_marks_part() {
        let text = "3pm on mid-May 2031’s eve\nfour o’clock";
        let found: Vec<_> = lexemes(text)
            .into_iter()
            .map(|l| l.lower.into_owned())
            .collect();
        assert_eq!(
            found.join("|"),
            "3|pm|on|mid|-|may|2031|'s|eve|\n|four|o'clock"
        );
    }
}
