//! Dates and times.

use std::fmt::Write as _;

use proptest::prelude::*;
use restated_claims::{Document, Language, TimeExpression, times};

use super::with_document;

/// One expression in a line: what TIMEX3 marks, the phrase where it is longer, type, value, and
/// what it comes to by which anchor.
fn show(time: &TimeExpression, text: &str) -> String {
    let mut line = format!("  [{}]", &text[time.span.clone()]);
    if time.phrase != time.span {
        write!(line, " in ({})", &text[time.phrase.clone()]).unwrap();
    }
    write!(line, " {} {}", time.kind.timex3(), time.value).unwrap();
    if let Some(edtf) = &time.edtf {
        write!(line, " = {edtf}").unwrap();
    }
    if let Some(anchor) = &time.anchor {
        write!(line, " by {anchor}").unwrap();
    }
    if time.age {
        line.push_str(" age");
    }
    line
}

/// Texts of a case file, one a line with `\n` for a line's end, each with the publication date
/// that the last line "@ 2031-03-06" gives ("@ -": none).
fn shown(cases: &str) -> String {
    let mut published = None;
    let mut lines = Vec::new();
    for line in cases
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        if let Some(date) = line.strip_prefix("@ ") {
            published = (date != "-").then_some(date);
            lines.push(line.to_owned());
            continue;
        }
        let text = line.replace("\\n", "\n");
        lines.push(line.to_owned());
        with_document(&text, published, |document| {
            lines.extend(times(document).iter().map(|time| show(time, &text)));
        });
    }
    lines.join("\n")
}

#[test]
fn dates() {
    insta::assert_snapshot!(shown(include_str!("cases/times_dates.txt")));
}

#[test]
fn relative_dates() {
    insta::assert_snapshot!(shown(include_str!("cases/times_relative.txt")));
}

#[test]
fn durations_sets_and_clocks() {
    insta::assert_snapshot!(shown(include_str!("cases/times_durations.txt")));
}

#[test]
fn what_is_no_time() {
    insta::assert_snapshot!(shown(include_str!("cases/times_none.txt")));
}

#[test]
fn of_other_languages_only_what_digits_say() {
    let text = "Am 9. August 2036, um 9 Uhr. Stand: 09.08.2036.";
    let annotated = restated_language::Annotator::new(&super::MODEL).annotate(text);
    let read = |language| {
        let document = Document::new(&annotated, None).in_language(language);
        times(&document)
            .iter()
            .map(|time| time.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(read(Language::German), ["2036-08-09"]);
    assert!(read(Language::Other).is_empty());
}

fn whole(text: &str, published: Option<&str>) {
    with_document(text, published, |document| {
        let found = times(document);
        for time in &found {
            assert!(!text[time.span.clone()].is_empty() && !text[time.phrase.clone()].is_empty());
            assert!(time.phrase.start <= time.span.start && time.span.end <= time.phrase.end);
            if let Some(signal) = &time.signal {
                assert!(!text[signal.clone()].is_empty() && signal.end <= time.span.start);
            }
        }
        for pair in found.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start);
        }
    });
}

proptest! {
    #[test]
    fn every_span_slices(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Monday", "on", "since", "May", "9", ",", "2031", "between", "and", "the", "end", "of", "last", "three", "weeks",
                "ago", "early", "-", "31", "/", "12", "Q1", "half", "past", "seven", "p.m.", "every", "a", "day", "before", "after",
                "Christmas", "’s", "first", "week", "\n", "é", "99999999999", "mid", "to", "tonight", "20310304", "00", ":", ".", "32",
                "years", "old", "1990s", "century", "century", "9999", "next", "’90s", "Feb", "29", "that", "fiscal", "year",
            ]),
            0..30,
        ),
        glued in any::<bool>(),
        published in prop::sample::select(vec![None, Some("2031-03-06"), Some("0000-01-01"), Some("9999-12-31"), Some("2032-02-29")]),
    ) {
        whole(&words.join(if glued { "" } else { " " }), published);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        whole(&text, Some("2031-03-06"));
    }
}
