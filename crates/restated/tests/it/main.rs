//! The real binary, from outside.

mod bad_input;
mod cli;
mod determinism;
mod expected;
mod harness;
mod kill;
