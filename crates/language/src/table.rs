//! The word tables under `data/`: text, a row a line.

/// The rows of a table: lines that are neither blank nor comments (`#`).
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}
