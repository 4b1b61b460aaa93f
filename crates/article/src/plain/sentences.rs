//! Sentence ends in a text that has lost its line breaks. Rough on purpose: the
//! pieces are judged one by one and those that are kept are put together again.

use std::ops::Range;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 28] = [
    "mr", "mrs", "ms", "dr", "st", "gen", "col", "maj", "capt", "lt", "sgt", "brig", "sen", "rep",
    "gov", "prof", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "no", "vs", "inc", "sr", "jr",
];

/// The sentences of `line` as byte ranges, without the white space between.
pub(super) fn split(line: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let cut = match c {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => sentence_end(line, at, c),
            ' ' | '\t' => wide_gap(line, at),
            _ => None,
        };
        if let Some(end) = cut.filter(|end| *end > start) {
            push(&mut pieces, line, start..end);
            start = end;
        }
    }
    push(&mut pieces, line, start..line.len());
    pieces
}

fn push(pieces: &mut Vec<Range<usize>>, line: &str, range: Range<usize>) {
    let text = &line[range.clone()];
    let kept = text.trim();
    if !kept.is_empty() {
        let from = range.start + text.len() - text.trim_start().len();
        pieces.push(from..from + kept.len());
    }
}

/// Where the sentence ends whose last mark stands at `at`, if it does.
fn sentence_end(line: &str, at: usize, mark: char) -> Option<usize> {
    let after = &line[at + mark.len_utf8()..];
    let rest = after.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '.', '!', '?', '…']);
    let end = line.len() - rest.len();
    if matches!(mark, '。' | '！' | '？') {
        return Some(end);
    }
    let next = rest.strip_prefix(char::is_whitespace)?.trim_start();
    if next.starts_with(char::is_lowercase) {
        return None;
    }
    let word = line[..at].rsplit(|c: char| !c.is_alphabetic()).next()?;
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let short = mark == '.' && ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    (!short && (mark != '.' || !initial)).then_some(end)
}

/// Two or more blanks in a row stand where a line break was.
fn wide_gap(line: &str, at: usize) -> Option<usize> {
    let rest = &line[at..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (gap >= 2 || rest.starts_with('\t')).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(line: &str) -> Vec<&str> {
        split(line).into_iter().map(|r| &line[r]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks() {
        assert_eq!(
            pieces("The lamp went out. “Who was on watch?” asked Capt. J. Orrin. Nobody knew."),
            [
                "The lamp went out.",
                "“Who was on watch?” asked Capt. J. Orrin.",
                "Nobody knew."
            ]
        );
        assert_eq!(
            pieces("It cost 3.5 crowns. 12 were sold."),
            ["It cost 3.5 crowns.", "12 were sold."]
        );
    }

    #[test]
    fn a_wide_gap_stands_for_a_line_break() {
        assert_eq!(
            pieces("Home   News   The lamp went out."),
            ["Home", "News", "The lamp went out."]
        );
        assert_eq!(pieces(""), [""; 0]);
    }
}
