//! The table of answers in a terminal.

use unicode_width::UnicodeWidthStr;

use super::model::{Answer, Asked};
use super::sanitise::visible;
use super::wrap::{Look, Paper};

/// A column of the answers' table.
struct Column {
    heading: &'static str,
    /// For each answer what stands there, each on a line of its own.
    cells: Vec<Vec<String>>,
    numeric: bool,
    width: usize,
}

/// The answers to a question, one a row.
pub(super) fn table(out: &mut String, paper: Paper, asked: &Asked) {
    let column = |heading, numeric, cell: &dyn Fn(&Answer) -> Vec<String>| Column {
        heading,
        cells: asked
            .answers
            .iter()
            .map(|answer| cell(answer).iter().map(|text| visible(text)).collect())
            .collect(),
        numeric,
        width: 0,
    };
    let mut columns = vec![
        column("Figure", false, &|answer| vec![answer.label.clone()]),
        column("On whose word", false, &|answer| answer.sources.clone()),
        column("Through whom", false, &|answer| answer.via.clone()),
        column("Articles", true, &|answer| {
            vec![answer.articles.to_string()]
        }),
        column("Families", true, &|answer| {
            vec![answer.families.to_string()]
        }),
        column("Origins", true, &|answer| vec![answer.origins.to_string()]),
    ];
    columns.retain(|column| {
        column.heading != "Through whom" || column.cells.iter().any(|cell| !cell.is_empty())
    });
    fit(&mut columns, paper.width - 2);
    let headings = columns
        .iter()
        .map(|column| vec![column.heading.to_owned()])
        .collect();
    row(out, paper, &columns, headings, Look::Faint);
    for index in 0..asked.answers.len() {
        let lines = |column: &Column| {
            let texts = column.cells.get(index).map_or(&[][..], Vec::as_slice);
            texts
                .iter()
                .flat_map(|text| Paper::cell(column.width, text))
                .collect()
        };
        let cells = columns.iter().map(lines).collect();
        row(out, paper, &columns, cells, Look::Plain);
    }
}

/// Columns as wide as they need; if that is too wide, words go onto several lines,
/// in the widest columns first.
fn fit(columns: &mut [Column], width: usize) {
    const GAP: usize = 2;
    const LEAST: usize = 14;
    for column in columns.iter_mut() {
        let widest = column
            .cells
            .iter()
            .flatten()
            .map(|text| text.width())
            .max()
            .unwrap_or(0);
        column.width = widest.max(column.heading.width());
    }
    loop {
        let used: usize = columns.iter().map(|column| column.width + GAP).sum();
        let widest = columns
            .iter_mut()
            .filter(|column| !column.numeric)
            .max_by_key(|column| column.width);
        match widest {
            Some(column) if used > width + GAP && column.width > LEAST => column.width -= 1,
            _ => return,
        }
    }
}

fn row(out: &mut String, paper: Paper, columns: &[Column], cells: Vec<Vec<String>>, look: Look) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = String::from("  ");
        for (index, (column, cell)) in columns.iter().zip(&cells).enumerate() {
            let words = cell.get(line).map_or("", String::as_str);
            let blank = " ".repeat(column.width.saturating_sub(words.width()));
            let look = if index == 0 && look == Look::Plain {
                Look::Strong
            } else {
                look
            };
            let words = paper.paint(words, look);
            text.push_str(&if column.numeric {
                format!("{blank}{words}  ")
            } else {
                format!("{words}{blank}  ")
            });
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
}
