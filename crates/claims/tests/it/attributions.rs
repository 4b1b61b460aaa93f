//! Who says what, by rule.

use std::fmt::Write as _;
use std::ops::Range;

use restated_claims::{Attributed, Document, attributions};

use super::with_document;

fn show(document: &Document<'_>, it: &Attributed) -> String {
    let words = |parts: &[Range<usize>]| {
        let parts: Vec<_> = parts
            .iter()
            .map(|part| document.annotated.words(part.clone()))
            .collect();
        parts.join(" … ").replace('\n', " ¶ ")
    };
    let mut line = format!(
        "  [{}] {} ({:?}, {:?})",
        words(&it.source),
        words(&it.cue),
        it.act,
        it.status
    );
    if !it.addressee.is_empty() {
        write!(line, " to [{}]", words(&it.addressee)).unwrap();
    }
    if !it.via.is_empty() {
        write!(line, " via [{}]", words(&it.via)).unwrap();
    }
    write!(
        line,
        "{} {}",
        if it.vouches { ":" } else { " on" },
        words(&it.content)
    )
    .unwrap();
    line
}

/// A case a line; `¶` stands for a line break.
#[test]
fn attributions_by_rule() {
    let shown: Vec<String> = include_str!("cases/attributions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let text = line.replace('¶', "\n");
            let found = with_document(&text, None, |document| {
                attributions(document)
                    .iter()
                    .map(|it| show(document, it))
                    .collect::<Vec<_>>()
            });
            [vec![line.to_owned()], found].concat().join("\n")
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}
