//! Lines of a plain text as blocks: hard-wrapped lines joined, a text without
//! line breaks cut at its sentences.

use std::ops::Range;

use super::sentences;

/// What is judged as one: a line, several hard-wrapped lines, or a sentence of
/// a text that has no line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text; several ranges where lines were joined.
    pub ranges: Vec<Range<usize>>,
    /// Its ranges joined by single spaces.
    pub text: String,
    /// A blank line (or the start of the text) stands before it.
    pub blank_before: bool,
    /// It goes on the line of the block before it.
    pub same_line: bool,
}

#[derive(Clone, Debug)]
struct Line {
    range: Range<usize>,
    blank_before: bool,
    chars: usize,
}

/// From this many characters on a line is no paragraph but a text that has lost
/// its line breaks, if it holds most of the text.
const UNBROKEN: usize = 900;

/// Cuts `text` into blocks, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    if lines.is_empty() {
        return Vec::new();
    }
    let total: usize = lines.iter().map(|line| line.chars).sum();
    let width = wrap_width(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let words = &text[line.range.clone()];
        if line.chars >= UNBROKEN && line.chars * 10 >= total * 6 {
            for piece in sentences::split(words) {
                let range = line.range.start + piece.start..line.range.start + piece.end;
                blocks.push(Block {
                    text: text[range.clone()].to_owned(),
                    blank_before: line.blank_before && piece.start == 0,
                    same_line: piece.start > 0,
                    ranges: vec![range],
                });
            }
            continue;
        }
        let joined = match (at.checked_sub(1).and_then(|i| lines.get(i)), width) {
            (Some(before), Some(width)) => goes_on(text, before, line, width),
            _ => false,
        };
        match blocks.last_mut() {
            Some(block) if joined => {
                block.text.push(' ');
                block.text.push_str(words);
                block.ranges.push(line.range.clone());
            }
            _ => blocks.push(Block {
                text: words.to_owned(),
                blank_before: line.blank_before,
                same_line: false,
                ranges: vec![line.range.clone()],
            }),
        }
    }
    blocks
}

/// Lines with something on them, without the white space around.
fn lines(text: &str) -> Vec<Line> {
    let blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
    };
    let mut found = Vec::new();
    let mut blank_before = true;
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
        let from = start;
        start += piece.len();
        let kept = piece.trim_matches(blank);
        if kept.is_empty() {
            // The `\n` of a `\r\n` is no blank line.
            blank_before |= !(piece == "\n" && text[..from].ends_with('\r'));
            continue;
        }
        let offset = from + (piece.len() - piece.trim_start_matches(blank).len());
        found.push(Line {
            range: offset..offset + kept.len(),
            blank_before,
            chars: kept.chars().count(),
        });
        blank_before = false;
    }
    found
}

/// The column at which the text was hard-wrapped, if it was: most lines end
/// where the first word of the next would not have fitted.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars).collect();
    lengths.sort_unstable();
    let width = *lengths.get((lengths.len() - 1) * 98 / 100)?;
    if !(40..=120).contains(&width) {
        return None;
    }
    let mut full = 0;
    let mut open = 0;
    let mut within = 0;
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        if b.blank_before || a.chars * 2 < width {
            continue;
        }
        within += 1;
        if !fits(text, a, b, width) {
            full += 1;
            let end = text[a.range.clone()].chars().next_back();
            open += usize::from(end.is_some_and(|c| c.is_alphanumeric() || c == ','));
        }
    }
    (full >= 4 && full * 10 >= within * 7 && open * 2 >= full).then_some(width)
}

/// Whether the first word of `next` would have fitted on `line`.
fn fits(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = text[next.range.clone()].split_whitespace().next();
    // Wrappers that count bytes, or leave a column free, break a little early.
    line.chars + 1 + word.map_or(0, |w| w.chars().count()) + 3 <= width
}

fn goes_on(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    !next.blank_before && !fits(text, line, next, width) && !is_list_item(&text[next.range.clone()])
}

/// `- …`, `* …`, `12. …`, `3) …`.
fn is_list_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = if rest.len() < line.len() {
        rest.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '•', '–', '·'])
    };
    marked.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn every_kind_of_line_break_counts_once() {
        let found = blocks("One\r\nTwo\r\n\r\nThree\u{2028}Four\rFive");
        let seen: Vec<_> = found
            .iter()
            .map(|b| (b.text.as_str(), b.blank_before))
            .collect();
        assert_eq!(
            seen,
            [
                ("One", true),
                ("Two", false),
                ("Three", true),
                ("Four", false),
                ("Five", false)
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_joined_and_list_items_are_not() {
        let text = "The lighthouse keepers of the Orrin coast have voted to stop\n\
                    lighting their lamps from Friday unless the harbour board pays\n\
                    the oil money that it has owed them since the spring, their\n\
                    spokesman said after a meeting that went on until the small\n\
                    hours of Sunday morning.\n\
                    \n\
                    He listed what the keepers want before they will go back to the\n\
                    lamps, and said that none of it was new to the harbour board or\n\
                    to its lawyers:\n\
                    - oil for the whole of the winter, paid for before it is burnt\n\
                    - a second keeper";
        let found = texts(text);
        assert_eq!(found.len(), 4, "{found:#?}");
        assert!(found[0].ends_with("hours of Sunday morning."));
        assert!(found[1].ends_with("to its lawyers:"));
    }

    #[test]
    fn unwrapped_paragraphs_stay_apart() {
        let text = "A first paragraph that is short.\nA second paragraph, also short, follows.\nAnd a third.";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn a_text_in_one_line_is_cut_at_its_sentences() {
        let sentence = "The ferry Halcyon Reed left Port Orrin at six in the morning with 40 people on board. ";
        let text = sentence.repeat(15);
        let found = blocks(&text);
        assert_eq!(found.len(), 15);
        assert!(!found[0].same_line && found[1].same_line);
        for block in &found {
            assert_eq!(text[block.ranges[0].clone()], block.text);
        }
    }

    #[test]
    fn nothing_gives_no_block() {
        assert_eq!(blocks(""), []);
        assert_eq!(blocks(" \r\n\t\n\u{feff}"), []);
    }
}
