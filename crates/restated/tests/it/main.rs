//! The real binary, from outside.

mod annotate;
mod bad_input;
mod cli;
mod determinism;
mod expected;
mod harness;
mod kill;
