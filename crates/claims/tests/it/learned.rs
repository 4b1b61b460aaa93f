//! What the learned layer adds.

use std::fmt::Write as _;
use std::ops::Range;

use proptest::prelude::*;
use restated_claims::{Document, attributions};
use restated_language::Annotator;

use super::MODEL;

/// As `with_document`, with the vectors that the network reads.
fn with_vectors<T>(text: &str, read: impl FnOnce(&Document<'_>) -> T) -> T {
    let annotated = Annotator::new(&MODEL).with_vectors().annotate(text);
    read(&Document::new(&annotated, None))
}

/// Each attribution as `[source] cue -> content (act, status)`.
fn shown(text: &str) -> String {
    with_vectors(text, |document| {
        let words = |parts: &[Range<usize>]| {
            let parts: Vec<_> = parts
                .iter()
                .map(|part| document.annotated.words(part.clone()).replace('\n', "\\n"))
                .collect();
            parts.join(" / ")
        };
        let mut shown = String::new();
        for it in attributions(document) {
            let (source, cue, content) = (words(&it.source), words(&it.cue), words(&it.content));
            let vouches = if it.vouches { "" } else { ", does not vouch" };
            writeln!(
                shown,
                "  [{source}] {cue} -> {content} ({:?}, {:?}{vouches})",
                it.act, it.status
            )
            .unwrap();
        }
        shown
    })
}

#[test]
fn cases() {
    let cases = include_str!("cases/learned.txt");
    let shown: Vec<_> = cases
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| format!("{line}\n{}", shown(&line.replace("\\n", "\n"))))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_same_text_gives_the_same_whatever_was_read_before() {
    let text = "Lena Orvik endorsed the plan. \"It is time,\" she said.";
    assert_eq!(shown(text), shown(text));
}

proptest! {
    #[test]
    fn spans_lie_in_the_document(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "said", "Orvik", "“", "”", "\"", ",", ".", ":", "\n", "\n\n", "–", "that", "the", "mayor",
                "according to", "told", "fears", "12", "people", "reported", "é", "(", "seems", "\u{a0}",
            ]),
            0..60,
        ),
    ) {
        with_vectors(&words.join(" "), |document| {
            for it in attributions(document) {
                assert!(!it.content.is_empty());
                for part in it.source.iter().chain(&it.cue).chain(&it.content).chain(&it.addressee) {
                    assert!(part.start < part.end && part.end <= document.annotated.len());
                }
            }
        });
    }
}
