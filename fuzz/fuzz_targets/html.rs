//! Any bytes, read as a page.

#![no_main]

#[path = "support/article.rs"]
mod article;

use libfuzzer_sys::fuzz_target;
use restated_capture::Format;

fuzz_target!(|bytes: &[u8]| article::check(bytes, Format::Html));
