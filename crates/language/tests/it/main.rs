//! Integration tests of the language engine.

mod quotations;
