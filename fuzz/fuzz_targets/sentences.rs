//! Sentences of any text: they slice, are trimmed, come in order and miss no word.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut end = 0;
    for sentence in restated_language::sentences(text) {
        assert!(text[end..sentence.start].trim().is_empty());
        let words = &text[sentence.clone()];
        assert!(!words.is_empty() && words.trim() == words);
        end = sentence.end;
    }
    assert!(text[end..].trim().is_empty());
});
