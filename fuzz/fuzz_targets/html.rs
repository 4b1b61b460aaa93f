//! Pages of any bytes.
#![no_main]

use restated_capture::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read_article(bytes, Format::Html, "text/html"));
