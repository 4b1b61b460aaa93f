//! Tests of the language engine on text.

mod sentences;
