//! Who says what in German, read without a model.

use std::fmt::Write as _;
use std::ops::Range;

use proptest::prelude::*;
use restated_claims::{Document, Status, surface};

fn show(text: &str) -> String {
    let annotated = surface::annotated(text);
    let document = Document::new(&annotated, None);
    let mut shown = text.to_owned();
    for it in surface::attributions(&document) {
        let words = |parts: &[Range<usize>]| {
            let words = parts.iter().map(|part| annotated.words(part.clone()));
            words.collect::<Vec<_>>().join(" … ")
        };
        let (source, cue) = (words(&it.source), words(&it.cue));
        write!(shown, "\n  {source} | {cue} | {}", words(&it.content)).unwrap();
        if it.status == Status::Anonymous {
            shown.push_str(" (nobody named)");
        }
        if !it.addressee.is_empty() {
            write!(shown, " -> {}", words(&it.addressee)).unwrap();
        }
    }
    shown
}

#[test]
fn german() {
    let cases = include_str!("cases/german.txt");
    let (_, cases) = cases.split_once('\n').unwrap();
    let shown: Vec<_> = cases.trim().split("\n\n").map(show).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_model(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "sagte", "Halbach", ",", "„", "“", ":", "die", "Polizei", "laut", "wie", "mit", "teilte", "dass", ".",
                "zufolge", "so", "er", "habe", "gesagt", "hat", "(", ")", "und", "der", "von", "\n", "Dr", "ä", "12",
            ]),
            0..60,
        ),
    ) {
        let text = words.join(" ");
        let annotated = surface::annotated(&text);
        for it in surface::attributions(&Document::new(&annotated, None)) {
            for part in it.content.iter().chain(&it.source) {
                prop_assert!(part.start < part.end && part.end <= annotated.len());
            }
        }
    }
}
