//! How the rule tables in `data/` are read: one row a line, fields between tabs, `#` starts a
//! comment line. Each file says at its head what its fields mean.

/// The rows of `table`, each with its fields.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|row| !row.trim().is_empty() && !row.starts_with('#'))
        .map(|row| row.split('\t').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn comments_and_empty_lines_are_no_rows() {
        let found: Vec<_> = rows("# note\n\na\tb \nc\n").collect();
        assert_eq!(found, [vec!["a", "b"], vec!["c"]]);
    }
}
