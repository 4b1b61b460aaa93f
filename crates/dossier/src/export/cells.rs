//! Cells and lines of CSV (RFC 4180), safe to open in a spreadsheet.

/// A number as a cell: whole numbers without a fraction, and the shortest that reads back.
pub(super) fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Captures hold whatever somebody put on a page; a spreadsheet would run a cell
/// that begins like a formula. An apostrophe makes it text again.
pub(super) fn text(text: &str) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Quoted where needed, quotes doubled, ended by CR LF.
pub(super) fn line<S: AsRef<str>>(cells: &[S]) -> String {
    let quoted = |cell: &S| {
        let cell = cell.as_ref();
        if cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        assert_eq!(
            line(&["plain", "a, b", "say \"x\"", "two\nlines"]),
            "plain,\"a, b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n"
        );
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1", "@sum", "\tx", "＝1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("5-6"), "5-6");
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(number(Some(-5.0)), "-5");
        assert_eq!(number(Some(0.25)), "0.25");
        assert_eq!(number(None), "");
    }
}
