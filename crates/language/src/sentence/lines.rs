//! Which lines belong together.
//!
//! Article text has a paragraph a line, so that a line break ends a sentence. Other
//! text is wrapped at a width, and there it is white space like any other. Wrapped
//! text gives itself away: many of its lines go on with a lower-case word behind a
//! line that did not end in a stop, and its lines end where the next word would not
//! have fitted.

use std::ops::Range;

use super::words::{is_bullet, is_closing, is_terminal};

/// Widths in characters that a wrapped line may have.
const WIDTHS: Range<usize> = 30..121;

struct Line<'t> {
    text: &'t str,
    start: usize,
    chars: usize,
    /// Whether a blank line or the beginning stands before it.
    apart: bool,
}

/// Parts of `text` that no sentence reaches over, without white space at their ends.
pub(super) fn units(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in &lines {
        let end = line.start + line.text.len();
        let joined = previous
            .zip(width)
            .is_some_and(|(previous, width)| wraps(previous, line, width));
        match units.last_mut() {
            Some(unit) if joined => unit.end = end,
            _ => units.push(line.start..end),
        }
        previous = Some(line);
    }
    units
}

/// The lines of `text` that are not blank, trimmed.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut apart = true;
    for line in text.split_inclusive(is_line_break) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            apart = true;
        } else {
            found.push(Line {
                text: trimmed,
                start: start + line.len() - line.trim_start().len(),
                chars: trimmed.chars().count(),
                apart,
            });
            apart = line.ends_with(['\u{c}', '\u{2029}']);
        }
        start += line.len();
    }
    found
}

/// A carriage return before a line feed is trimmed with the line.
fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The width that the text is wrapped at, if it is: in wrapped text most lines that
/// follow another go on in lower case, in other text hardly any.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut pairs = 0;
    let mut going_on = 0;
    let mut width = None;
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if next.apart {
            continue;
        }
        pairs += 1;
        if WIDTHS.contains(&line.chars) && goes_on(line, next) {
            going_on += 1;
            width = width.max(Some(line.chars));
        }
    }
    width.filter(|_| going_on * 5 >= pairs)
}

/// Whether `next` seems to read on in the middle of the sentence of `line`.
fn goes_on(line: &Line, next: &Line) -> bool {
    let last = line.text.trim_end_matches(is_closing);
    line.text.ends_with(',')
        || next.text.starts_with(char::is_lowercase)
            && !last.ends_with(|c| is_terminal(c) || c == ':' || c == ';')
}

/// Whether the break between two lines of text wrapped at `width` is a mere space.
fn wraps(line: &Line, next: &Line, width: usize) -> bool {
    if next.apart || is_item(next.text) || !WIDTHS.contains(&line.chars) {
        return false;
    }
    let word = next.text.split_whitespace().next().unwrap_or_default();
    // Wrapping by hand is uneven.
    let full = (line.chars + 1 + word.chars().count()) * 8 > width * 7;
    goes_on(line, next) || full
}

/// "• Bread", "- Bread", "1. Bread", "(a) Bread".
fn is_item(line: &str) -> bool {
    let Some((head, body)) = line.split_once(' ') else {
        return false;
    };
    if body.starts_with(char::is_lowercase) && head == "-" {
        return false; // a dash between words
    }
    let number = head
        .trim_start_matches('(')
        .trim_end_matches(['.', ')', ':']);
    head.chars()
        .all(|c| is_bullet(c) || matches!(c, '-' | '*' | '–'))
        || number.len() < head.len()
            && number.len() <= 2
            && (number.bytes().all(|b| b.is_ascii_digit())
                || number.len() == 1 && head.ends_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        units(text).into_iter().map(|unit| &text[unit]).collect()
    }

    #[test]
    fn paragraphs_in_lines_stand_alone() {
        let text =
            "A ferry sank\nBy A. Orme\n The ferry sank on Monday off the coast.\r\nIt was full.";
        assert_eq!(parts(text).len(), 4);
    }

    #[test]
    fn wrapped_lines_are_joined_up_to_the_end_of_the_paragraph() {
        let text = "\
Ferry sinks off Pell Rock
The ferry Morna Vey sank on Monday evening off Pell Rock with
ninety people on board, and Coast Rescue Director Adela
Ruyck said that forty were saved.
The rest are missing. Boats went out again at dawn, when the
wind had gone down. They found nobody.

* Six boats took part.
* Two came back.";
        let found = parts(text);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(found[1].ends_with("saved."));
    }
}
