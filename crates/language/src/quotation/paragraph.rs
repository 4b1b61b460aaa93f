//! The paragraphs of a text.

use std::ops::Range;

/// Longest line, in bytes, of a text that counts as hard-wrapped.
const WRAP: usize = 100;
/// Shortest line that a wrap would have broken, in bytes.
const FULL: usize = 45;

/// The paragraphs of `text` that are not blank, trimmed. A line break ends a
/// paragraph, but for two cases where it only wraps a line: the next line goes on
/// in lower case behind a line that ends without a stop; or the whole text is set
/// in short lines with blank ones between its paragraphs.
///
/// Each line is looked at a fixed number of times: linear in the text.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let wrapped = is_wrapped(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut above_blank = true;
    let mut start = 0;
    for line in text.split('\n') {
        let words = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        start += line.len() + 1;
        if !words.is_empty() {
            match found.last_mut() {
                Some(last) if !above_blank && (wrapped || goes_on(&text[last.clone()], words)) => {
                    last.end = from + words.len();
                }
                _ => found.push(from..from + words.len()),
            }
        }
        above_blank = words.is_empty();
    }
    found
}

fn goes_on(above: &str, line: &str) -> bool {
    let open_end = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—');
    line.starts_with(char::is_lowercase) && above.ends_with(open_end)
}

/// Whether lines are broken at a width: none is long, and at least three that are
/// nearly full run into the next, in a text whose paragraphs stand apart by blank
/// lines.
fn is_wrapped(text: &str) -> bool {
    let mut full = 0;
    let mut blank_inside = false;
    let mut lines = text.trim_end().split('\n').map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().is_some_and(|next| !next.is_empty());
        full += usize::from(line.len() >= FULL && next);
        blank_inside |= line.is_empty();
        if line.len() > WRAP {
            return false;
        }
    }
    full >= 3 && blank_inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = paragraphs(text).into_iter().map(|p| &text[p]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check(
            "  A title \n\nOne line.\r\nTwo.\n",
            &["A title", "One line.", "Two."],
        );
        check("", &[]);
        check(" \n ", &[]);
    }

    #[test]
    fn a_line_in_lower_case_goes_on() {
        check(
            "It was, he said,\nthe end.\nnot so",
            &["It was, he said,\nthe end.", "not so"],
        );
        check(
            "It was, he said,\n\nthe end.",
            &["It was, he said,", "the end."],
        );
    }

    #[test]
    fn a_text_in_short_lines_is_wrapped() {
        let one = "The harbour office at Port Ansel told the press that\n\
                   Captain Dorne had left the Maribel some hours before\n\
                   Lieutenant Okoro came on board with the first of the\n\
                   Ansel pilots.";
        let two = "Nobody was hurt.";
        check(&format!("{one}\n\n{two}\n"), &[one, two]);
    }
}
