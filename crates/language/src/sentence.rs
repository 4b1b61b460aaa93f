//! Where sentences end.

use std::ops::Range;

use crate::abbreviation::may_end;

/// The sentences of `text`, as byte ranges without surrounding white space, in
/// order and not overlapping. A line break always ends a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut from = start;
        for stop in stops(line) {
            push(text, from..start + stop, &mut found);
            from = start + stop;
        }
        start += line.len();
        push(text, from..start, &mut found);
    }
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

/// Offsets in `line` behind which a new sentence begins.
fn stops(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'))
        .filter_map(|(at, mark)| {
            let behind = at + mark.len_utf8();
            let closed = behind + closing(&line[behind..]);
            let rest = &line[closed..];
            let next = rest.trim_start();
            if next.len() == rest.len() || next.is_empty() {
                return None; // no space behind: a decimal point, "...", the end of the line
            }
            let first = next.trim_start_matches(is_opening);
            let begins = first.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
            if !begins || first.is_empty() {
                return None;
            }
            let quoted = closed > behind;
            if mark == '.' && !quoted && !may_end(word_before(&line[..at]), word_after(first)) {
                return None;
            }
            Some(closed)
        })
}

/// Length of the closing quotes and brackets that belong to the sentence before.
fn closing(rest: &str) -> usize {
    rest.chars()
        .take_while(|c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']'))
        .map(char::len_utf8)
        .sum()
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[' | '—' | '–' | '-' | '•' | ' '
    )
}

fn word_before(text: &str) -> &str {
    text.rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or_default()
}

fn word_after(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sentences are divided by `|` in `marked`.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<_> = sentences(&text)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect();
        let expected: Vec<_> = marked
            .split(['|', '\n'])
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences_but_for_abbreviations_and_numbers() {
        check(
            "Gen. T. Hask of the U.S. Navy spoke on Jan. 13. |The U.S. Treasury did not. |It fell 3.5 percent.",
        );
        check("He lives in the U.S. |The others do not.");
        check("It was No. 4. |No. |We left.");
    }

    #[test]
    fn quotes_close_behind_the_stop() {
        check("“We ran.” |She paused. |“Why?” he asked. |‘Go!’ |(They went.) |Done.");
    }

    #[test]
    fn a_stray_stop_does_not_end_a_sentence() {
        check("They met the agency. , echoing a claim. |Then they left.");
        check("The site example.com was down... and came back. |Yes.");
    }

    #[test]
    fn line_breaks_always_end_one() {
        check("A headline with no stop\nMARROW, May 9 (Agency) — Crews dug on. |12 came.");
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_trimmed_and_miss_no_word(text in "[a-zA-Z.!?“”\"' \\n0-9é…]{0,80}") {
            let found = sentences(&text);
            let mut end = 0;
            for range in &found {
                prop_assert!(range.start >= end);
                let words = &text[range.clone()];
                prop_assert_eq!(words.trim(), words);
                prop_assert!(text[end..range.start].trim().is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
