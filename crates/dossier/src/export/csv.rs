//! One row a figure, for a spreadsheet.

use std::io::Write;

use super::around::Told;
use super::columns::{COLUMNS, Cell, IN_CSV};
use super::redact::Shown;
use super::{cells, put};
use crate::error::Outcome;

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let columns = &COLUMNS[..IN_CSV];
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    put(out, cells::line(&names).as_bytes())?;
    Told::each(shown, &mut |told| {
        if told.claim.figure.is_none() {
            return Ok(());
        }
        let row: Vec<String> = columns
            .iter()
            .map(|column| written(column.cell, told))
            .collect();
        put(out, cells::line(&row).as_bytes())
    })
}

fn written(cell: Cell, told: &Told<'_>) -> String {
    match cell {
        Cell::Text(of) => of(told).map(|text| cells::text(&text)).unwrap_or_default(),
        Cell::Number(of) => cells::number(of(told)),
        Cell::Offset(of) => of(told).map(|at| at.to_string()).unwrap_or_default(),
        Cell::List(of) => cells::text(&of(told).join("; ")),
    }
}
