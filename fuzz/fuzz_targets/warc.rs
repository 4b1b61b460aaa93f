//! WARC files, plain and compressed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read("a.warc", bytes));
