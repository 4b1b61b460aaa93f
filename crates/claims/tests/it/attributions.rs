//! Who says what, by rule.
