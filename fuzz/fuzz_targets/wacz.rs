//! WACZ and other ZIP files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read("a.wacz", bytes));
