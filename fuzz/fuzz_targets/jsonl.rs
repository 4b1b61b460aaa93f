//! JSON Lines, single JSON objects, JSON Feed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read("a.jsonl", bytes));
