//! Pages saved as MHTML, and mails.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read("a.mhtml", bytes));
