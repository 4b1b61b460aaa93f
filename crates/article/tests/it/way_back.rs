//! For every sentence of every sample: the bytes behind it, stripped and decoded,
//! read as the sentence.

use std::path::Path;

use restated_article::source::Page;
use restated_capture::{Capture, Format, Found, Input, Limits};

fn samples() -> Vec<Capture> {
    let pile = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/pile");
    let mut captures = Vec::new();
    restated_capture::read(&[Input::Path(pile)], &Limits::default(), &mut |found| {
        if let Found::Capture(capture) = found {
            captures.push(capture);
        }
        true
    })
    .expect("the samples are there");
    captures
}

/// What a reader sees in `bytes`, without white space. Does not use the code under
/// test but for the HTML tokenizer.
fn seen(bytes: &[u8], format: Format) -> String {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = match format {
        Format::Html => Page::read(&text).plain().to_owned(),
        Format::Text => text,
        Format::ReadyArticle => {
            serde_json::from_str(&format!("\"{text}\"")).expect("a piece of a JSON string")
        }
    };
    text.split_whitespace().collect()
}

#[test]
fn bytes_read_as_the_sentence() {
    let mut sentences = 0;
    for capture in samples() {
        let (Some(article), _) = restated_article::read(&capture) else {
            continue;
        };
        for sentence in restated_language::sentences(&article.text) {
            let words = &article.text[sentence.clone()];
            let range = article
                .map
                .source_range(sentence)
                .expect("every sentence has its bytes");
            let expected: String = words.split_whitespace().collect();
            assert_eq!(
                seen(&capture.bytes[range], capture.format),
                expected,
                "{}",
                capture.place.path
            );
            sentences += 1;
        }
    }
    assert!(sentences > 150, "{sentences} sentences in all samples");
}

#[test]
fn a_doubled_paragraph_reads_the_same_at_its_second_place() {
    let mut repeats = 0;
    for capture in samples() {
        let (Some(article), _) = restated_article::read(&capture) else {
            continue;
        };
        for repeat in &article.repeats {
            let expected: String = article.text[repeat.kept.clone()]
                .split_whitespace()
                .collect();
            assert_eq!(
                seen(&capture.bytes[repeat.bytes.clone()], capture.format),
                expected
            );
            repeats += 1;
        }
    }
    assert!(repeats > 0, "a sample has a doubled paragraph");
}
