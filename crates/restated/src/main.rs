//! `restated`: see who first said what in a pile of web captures.
fn main() {}
