//! Training, fixture and release chores: `cargo xtask --help`.
fn main() {}
