//! One row a figure, for a spreadsheet.

use std::io::Write;

use rusqlite::types::ValueRef;

use super::put;
use crate::Dossier;
use crate::error::{Fault, Outcome};
use crate::fields::{day, from_json};

/// One column: its heading and what stands in it.
struct Column {
    name: &'static str,
    sql: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
    /// A JSON array of words.
    List,
    /// A date of which the day is shown.
    Day,
}

const fn column(name: &'static str, sql: &'static str, kind: Kind) -> Column {
    Column { name, sql, kind }
}

const COLUMNS: [Column; 38] = [
    column("claim", "c.id", Kind::Text),
    column(
        "question",
        "(SELECT q.text FROM questions q JOIN position_claims pc ON pc.question = q.id WHERE pc.claim = c.id ORDER BY q.id LIMIT 1)",
        Kind::Text,
    ),
    column("measure", "c.measure", Kind::Text),
    column("figure", "c.figure", Kind::Text),
    column("best", "c.best", Kind::Number),
    column("low", "c.low", Kind::Number),
    column("high", "c.high", Kind::Number),
    column("qualifier", "c.qualifier", Kind::Text),
    column("unit", "c.unit", Kind::Text),
    column("counted", "c.counted", Kind::Text),
    column("status", "c.status", Kind::Text),
    column("source", "c.source", Kind::Text),
    column("via", "c.via", Kind::List),
    column("cue", "c.cue", Kind::Text),
    column("time", "c.time_text", Kind::Text),
    column("time_edtf", "c.time_edtf", Kind::Text),
    column("place", "c.place", Kind::Text),
    column("hedges", "c.hedges", Kind::List),
    column("polarity", "c.polarity", Kind::Text),
    column("modality", "c.modality", Kind::Text),
    column("sentence", "c.sentence", Kind::Text),
    column("start", "c.sentence_start", Kind::Number),
    column("end", "c.sentence_end", Kind::Number),
    column("article", "a.id", Kind::Text),
    column("title", "a.title", Kind::Text),
    column("outlet", "a.outlet", Kind::Text),
    column("published", "a.published", Kind::Day),
    column("published_from", "a.published_from", Kind::Text),
    column("family", "m.family", Kind::Text),
    column("capture", "a.capture", Kind::Text),
    column("path", "p.path", Kind::Text),
    column("url", "p.url", Kind::Text),
    column("captured_at", "p.captured_at", Kind::Text),
    column("per", "c.per", Kind::Text),
    column("scope", "c.scope", Kind::Text),
    column("part_of", "c.part_of", Kind::Text),
    column("as_written", "c.as_written", Kind::Text),
    column("act", "c.act", Kind::Text),
];

pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    let names: Vec<String> = COLUMNS
        .iter()
        .map(|column| column.name.to_owned())
        .collect();
    put(out, line(&names).as_bytes())?;
    let columns: Vec<&str> = COLUMNS.iter().map(|column| column.sql).collect();
    let sql = format!(
        "SELECT {} FROM claims c
         JOIN articles a ON a.id = c.article
         LEFT JOIN family_members m ON m.article = a.id
         JOIN places p ON p.id = (SELECT id FROM places WHERE capture = a.capture
                                  ORDER BY path, url, captured_at, declared, media_type, format, charset LIMIT 1)
         WHERE c.kind = 'figure' ORDER BY c.id",
        columns.join(", ")
    );
    let mut statement = dossier.conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(COLUMNS.len());
        for (index, column) in COLUMNS.iter().enumerate() {
            cells.push(cell(row.get_ref(index)?, column.kind)?);
        }
        put(out, line(&cells).as_bytes())?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>, kind: Kind) -> Outcome<String> {
    let text = match value {
        ValueRef::Null => return Ok(String::new()),
        ValueRef::Integer(number) => return Ok(number.to_string()),
        // Rust writes whole numbers without a fraction, and the shortest that reads back.
        ValueRef::Real(number) => return Ok(number.to_string()),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(_) => return Err(Fault::damaged("bytes where there should be text")),
    };
    Ok(defused(&match kind {
        Kind::Text | Kind::Number => text,
        Kind::Day => day(&text).to_owned(),
        Kind::List => from_json::<Vec<String>>(&text)?.join("; "),
    }))
}

/// Captures hold whatever somebody put on a page; a spreadsheet would run a cell
/// that begins like a formula. An apostrophe makes it text again.
fn defused(text: &str) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A row of texts from anywhere.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| defused(cell)).collect();
    line(&cells)
}

/// RFC 4180: quoted where needed, quotes doubled, ended by CR LF.
fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['"', ',', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
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
        let cells = ["plain", "a, b", "say \"x\"", "two\nlines"].map(str::to_owned);
        assert_eq!(
            line(&cells),
            "plain,\"a, b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n"
        );
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1", "@sum", "\tx", "＝1"] {
            assert_eq!(defused(formula), format!("'{formula}"));
        }
        assert_eq!(defused("5-6"), "5-6");
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(cell(ValueRef::Real(-5.0), Kind::Number).unwrap(), "-5");
        assert_eq!(cell(ValueRef::Real(0.25), Kind::Number).unwrap(), "0.25");
        assert_eq!(
            cell(ValueRef::Text(br#"["a","b"]"#), Kind::List).unwrap(),
            "a; b"
        );
    }
}
