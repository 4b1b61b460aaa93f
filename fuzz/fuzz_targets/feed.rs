//! RSS, Atom and RDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restated_fuzz::read("feed.xml", bytes));
