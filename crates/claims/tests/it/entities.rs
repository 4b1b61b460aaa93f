//! Names, and which of them are one.
