//! Integration tests of the language crate.

mod coreference;
mod reference;
