//! What says nothing of where a text comes from: quotations, which all who heard a speech or got
//! a statement have alike, and the lines that a publisher puts around its reports.

use std::ops::Range;
use std::sync::LazyLock;

/// Shortest quotation that is masked, in words: less is a title, or a word that is held at a
/// distance.
const QUOTATION: usize = 4;
/// Longest quotation, in bytes, so that marks that are never closed cost little.
const LONGEST: usize = 4_096;
/// Longest line of a publisher's furniture, in words.
const LINE: usize = 30;

/// Marks that open a quotation, each with those that close it. Some are both.
const MARKS: [(&str, &[&str]); 7] = [
    ("“", &["”", "“"]),
    ("„", &["“", "”"]),
    ("«", &["»"]),
    ("»", &["«"]),
    ("\"", &["\""]),
    ("``", &["''"]),
    ("‘", &["’"]),
];

static FURNITURE: LazyLock<Furniture> = LazyLock::new(Furniture::read);

/// Phrases of publishers' furniture.
struct Furniture {
    begins: Vec<&'static str>,
    holds: Vec<&'static str>,
}

impl Furniture {
    fn read() -> Self {
        let lines = || {
            include_str!("../data/furniture.txt")
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty())
        };
        Self {
            begins: lines().filter(|line| !line.starts_with('…')).collect(),
            holds: lines().filter_map(|line| line.strip_prefix('…')).collect(),
        }
    }

    fn is(&self, line: &str) -> bool {
        // No word and its space has more than this on average; most lines need no closer look.
        if line.len() > 20 * LINE || line.split_whitespace().nth(LINE).is_some() {
            return false;
        }
        let line = line.trim().to_lowercase();
        let begins = |phrase: &&str| {
            line.strip_prefix(*phrase)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.begins.iter().any(begins) || self.holds.iter().any(|phrase| line.contains(phrase))
    }
}

/// The bytes of `text` that are no evidence of rewriting, in order.
pub(crate) fn masked(text: &str) -> Vec<Range<usize>> {
    let mut masked = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if FURNITURE.is(line) {
            masked.push(start..start + line.len());
        } else {
            masked.extend(quotations(line).map(|at| start + at.start..start + at.end));
        }
        start += line.len();
    }
    masked
}

/// The quotations of one paragraph. One that is not closed goes to the end of the paragraph if
/// its mark can only open, since quotations over several paragraphs are closed in the last.
fn quotations(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, (open, close)) = opening(line, at)?;
            let inside = start + open.len();
            let end = closing(line, inside, close);
            let Some(end) = end.or_else(|| matches!(open, "“" | "„").then_some(line.len()))
            else {
                at = inside;
                continue;
            };
            at = end;
            if line[inside..end]
                .split_whitespace()
                .nth(QUOTATION - 1)
                .is_some()
            {
                return Some(start..end);
            }
        }
    })
}

/// The next mark that opens a quotation: one at the beginning of a word.
fn opening(line: &str, from: usize) -> Option<(usize, (&'static str, &'static [&'static str]))> {
    let marks = |(_, c): &(usize, char)| matches!(c, '“' | '„' | '«' | '»' | '"' | '`' | '‘');
    let mut places = line[from..].char_indices().filter(marks);
    places.find_map(|(at, _)| {
        let at = from + at;
        let mark = MARKS
            .iter()
            .find(|(open, _)| line[at..].starts_with(open))?;
        let after_word = line[..at].ends_with(char::is_alphanumeric);
        let before_word = at + mark.0.len() < line.len();
        (before_word && !after_word).then_some((at, *mark))
    })
}

/// The end of the next mark of `close`; a mark inside of a word is an apostrophe.
fn closing(line: &str, from: usize, close: &[&str]) -> Option<usize> {
    let marks = |(_, c): &(usize, char)| matches!(c, '”' | '“' | '»' | '«' | '"' | '\'' | '’');
    let inside = line[from..].char_indices();
    let mut places = inside.take_while(|(at, _)| *at < LONGEST).filter(marks);
    places.find_map(|(at, _)| {
        let at = from + at;
        let mark = close.iter().find(|mark| line[at..].starts_with(**mark))?;
        let end = at + mark.len();
        let apostrophe = *mark == "’" && line[end..].starts_with(char::is_alphanumeric);
        (!apostrophe).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        masked(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn quotations_of_all_kinds() {
        assert_eq!(
            shown(
                "He said: “We saw it go down.” Then \"it was gone for good\".\n„Wir haben es alle gesehen“, sagte er.\n\
                 « Nous avons tout vu », a-t-il dit.\n``It was not ours ,'' she said .\n‘It isn’t our boat at all,’ he said."
            ),
            [
                "“We saw it go down.”",
                "\"it was gone for good\"",
                "„Wir haben es alle gesehen“",
                "« Nous avons tout vu »",
                "``It was not ours ,''",
                "‘It isn’t our boat at all,’",
            ]
        );
    }

    #[test]
    fn titles_and_stray_marks_are_left() {
        assert!(shown("The “Alder” sank. It was 5\" long, the men said later").is_empty());
        assert!(shown("The workers’ boat isn’t ours, they say, and won’t be").is_empty());
    }

    #[test]
    fn a_quotation_that_goes_on_is_masked_to_the_end_of_its_paragraph() {
        assert_eq!(
            shown("“We saw it go down.\n“Then it was gone for good,” he said."),
            ["“We saw it go down.\n", "“Then it was gone for good,”"]
        );
    }

    #[test]
    fn furniture_is_masked() {
        assert_eq!(
            shown("The Alder sank.\nReporting by Ode Ray\nRelated reports were denied.\n"),
            ["Reporting by Ode Ray\n"]
        );
    }
}
