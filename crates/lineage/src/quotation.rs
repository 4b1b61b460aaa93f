//! Which words of a text stand in quotation marks.
//!
//! Two reporters who were at the same speech have the same words between marks without having
//! read each other. So quoted words are told apart, by the marks alone.

use memchr::{memchr, memchr3_iter};

use crate::Words;
use crate::words::Word;

/// Fewest words of a quotation: fewer are a term or a title, which writers put in marks themselves.
const FEWEST: usize = 4;
/// Most words of a quotation: more between two marks means that one of them is astray.
const MOST: usize = 250;

/// An opening mark whose closing one has not come yet.
#[derive(Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
}

/// The quotations of at least [`FEWEST`] words in `text`, whose words are `words`, in order. None
/// goes beyond its paragraph, which a line break ends; a quotation that a paragraph begins with
/// and does not close goes to its end, as writers do who go on with it in the next.
pub(crate) fn quotations(text: &str, words: &[Word]) -> Vec<Words> {
    let mut quotations = Vec::new();
    let mut keep = |from: usize, to: usize| {
        let first = words.partition_point(|word| (word.start as usize) < from);
        let end = words.partition_point(|word| (word.start as usize) < to);
        if (FEWEST..=MOST).contains(&(end - first)) {
            quotations.push(first as u32..end as u32);
        }
    };
    let mut open = None::<Open>;
    // The first bytes of all marks; those of other characters are passed by.
    for at in memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes()) {
        let Some(mark) = text[at..].chars().next().filter(|&c| is_mark(c)) else {
            continue;
        };
        if let Some(left) = open
            && let Some(length) = memchr(b'\n', &text.as_bytes()[left.at..at])
        {
            if begins_paragraph(text, left.at) {
                keep(left.at, left.at + length);
            }
            open = None;
        }
        match open {
            Some(left) if closes(left.mark, mark) => {
                keep(left.at, at);
                open = None;
            }
            // The same opening mark again: the first was astray.
            Some(left) if left.mark != mark => {}
            _ if opens(text, at, mark) => open = Some(Open { mark, at }),
            _ => {}
        }
    }
    if let Some(left) = open.filter(|left| begins_paragraph(text, left.at)) {
        let length = memchr(b'\n', &text.as_bytes()[left.at..]);
        keep(
            left.at,
            length.map_or(text.len(), |length| left.at + length),
        );
    }
    quotations
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether `mark` closes what `open` has opened: "…", “…”, „…“, „…”, «…», »…«, ”…”.
fn closes(open: char, mark: char) -> bool {
    match open {
        '“' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        '»' => mark == '«',
        _ => mark == open,
    }
}

/// Whether `mark`, with nothing open, opens a quotation: marks that some languages open with and
/// others close with do so where no word is before them and one behind.
fn opens(text: &str, at: usize, mark: char) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at + mark.len_utf8()..].chars().next();
    matches!(mark, '“' | '„' | '«')
        || before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-'))
            && behind.is_some_and(|c| !c.is_whitespace())
}

fn begins_paragraph(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\t']).is_empty()
        || text[..at].trim_end_matches([' ', '\t']).ends_with('\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{bytes, words};

    #[track_caller]
    fn check(text: &str, meant: &[&str]) {
        let quotations = quotations(text, &words(text));
        let found: Vec<_> = quotations.iter().map(|q| &text[bytes(text, q)]).collect();
        assert_eq!(found, meant);
    }

    #[test]
    fn marks_of_several_languages() {
        let words = "nobody aboard was warned";
        for (open, close) in [
            ("\"", "\""),
            ("“", "”"),
            ("„", "“"),
            ("„", "”"),
            ("« ", " »"),
            ("»", "«"),
            ("”", "”"),
        ] {
            check(
                &format!("She said {open}{words}{close} and left the pier."),
                &[words],
            );
        }
    }

    #[test]
    fn terms_in_marks_are_no_quotations() {
        check("The so-called “harbour reform act” has passed.", &[]);
    }

    #[test]
    fn a_quotation_over_paragraphs_opens_in_each_and_closes_in_the_last() {
        check(
            "“We left at nine as always.\n\n“The fog came up behind the mole.\n\n“Then we struck it hard,” he said.",
            &[
                "We left at nine as always",
                "The fog came up behind the mole",
                "Then we struck it hard",
            ],
        );
    }

    #[test]
    fn stray_marks_spoil_no_more_than_their_paragraph() {
        check(
            "He said “we left at nine as always.\nThe office has a 12\" pipe to show.\nShe said: \"Nobody told us a thing.\"",
            &["Nobody told us a thing"],
        );
        check(&format!("“{}”", "word ".repeat(600)), &[]);
    }
}
