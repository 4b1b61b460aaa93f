//! Who says what, by rule.

use std::fmt::Write as _;
use std::ops::Range;

use proptest::prelude::*;
use restated_claims::{Attributed, Document, Status, attributions, chain_at};

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
    if let Some(owner) = &it.owner {
        write!(line, " of [{}]", words(std::slice::from_ref(owner))).unwrap();
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

/// On whose word the word `at` of `text` stands: the source, then the relays.
fn chain(text: &str, at: &str) -> (Vec<String>, Status) {
    with_document(text, None, |document| {
        let byte = text.find(at).expect("the word is there");
        let token = document.tokens_at(&(byte..byte + 1)).start;
        let found = chain_at(document, &attributions(document), token);
        let names = found.source.iter().chain(&found.via);
        let names = names.map(|words| document.annotated.words(words.clone()).to_owned());
        (names.collect(), found.status)
    })
}

#[test]
fn chains_run_from_the_source_outwards() {
    let cases: [(&str, &str, &[&str], Status); 11] = [
        (
            "The Coastal Agency told reporters that officials had said 300 soldiers were dead.",
            "300",
            &["officials", "The Coastal Agency"],
            Status::Anonymous,
        ),
        (
            "According to lawmakers briefed by the spy agency, 300 soldiers are dead.",
            "300",
            &["the spy agency", "lawmakers"],
            Status::Attributed,
        ),
        (
            "The Halden Herald reported on Monday that 12 people had died, citing the health ministry.",
            "12",
            &["the health ministry", "The Halden Herald"],
            Status::Attributed,
        ),
        (
            "Ida Rask told Radio Torvik on Monday that 12 people had died.",
            "12",
            &["Ida Rask", "Radio Torvik"],
            Status::Attributed,
        ),
        (
            "According to data released by the ministry, 5,000 people have left.",
            "5,000",
            &["the ministry"],
            Status::Attributed,
        ),
        (
            "The Coastal Agency told lawmakers in Halden on Monday that 40 boats were lost.",
            "40",
            &["The Coastal Agency", "lawmakers"],
            Status::Attributed,
        ),
        // What a crowd is told needs nobody to bring it out.
        (
            "The mayor told supporters that 40 boats were lost.",
            "40",
            &["The mayor"],
            Status::Attributed,
        ),
        // What somebody is only said to believe stands on whoever says it.
        (
            "Ida Rask said her government believed that 40 people were missing.",
            "40",
            &["Ida Rask"],
            Status::Attributed,
        ),
        (
            "She criticised the 12 arrests.",
            "12",
            &[],
            Status::Unattributed,
        ),
        ("We counted 40 tents.", "40", &[], Status::OwnVoice),
        ("Twelve people died.", "Twelve", &[], Status::Unattributed),
    ];
    for (text, at, names, status) in cases {
        let names = names.iter().map(ToString::to_string).collect();
        assert_eq!(chain(text, at), (names, status), "{text}");
    }
}

proptest! {
    /// Whatever stands together, every span lies in the text and none is empty.
    #[test]
    fn spans_of_any_text_are_sound(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "said", "Orme", "“", "”", "\"", ",", ".", ":", "—", "\n", "the mayor", "that", "told", "according to",
                "12 people", "died", "who", "by", "and", "adding", "put", "at", "(", ")", "Says", "it", "é", "as", "citing",
            ]),
            0..40,
        ),
    ) {
        let text = words.join(" ");
        with_document(&text, None, |document| {
            let found = attributions(document);
            for it in &found {
                let spans = [&it.source, &it.cue, &it.content, &it.addressee, &it.via];
                for span in spans.into_iter().flatten().chain(&it.owner) {
                    assert!(span.start < span.end && span.end <= document.annotated.len(), "{span:?} in {text:?}");
                }
            }
            for token in 0..document.annotated.len() {
                chain_at(document, &found, token);
            }
        });
    }
}
