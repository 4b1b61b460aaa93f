//! JSON arrays that are written as their records are read, one record a line.

use std::io::Write;

use serde::Serialize;

use super::put;
use crate::error::{Fault, Outcome};

/// An array that is being written.
pub(super) struct Lines<'o> {
    out: &'o mut dyn Write,
    separator: &'static str,
}

impl<'o> Lines<'o> {
    /// Begins the array behind `before`, which may be a key.
    pub(super) fn begin(out: &'o mut dyn Write, before: &str) -> Outcome<Self> {
        put(out, before.as_bytes())?;
        put(out, b"[")?;
        let separator = "\n";
        Ok(Self { out, separator })
    }

    /// Adds a record.
    pub(super) fn push(&mut self, record: &impl Serialize) -> Outcome<()> {
        let line = serde_json::to_string(record).map_err(|error| Fault::Write(error.into()))?;
        put(self.out, self.separator.as_bytes())?;
        self.separator = ",\n";
        put(self.out, line.as_bytes())
    }

    /// Ends the array, and puts `after` behind it.
    pub(super) fn end(self, after: &str) -> Outcome<()> {
        let close: &[u8] = if self.separator == "\n" { b"]" } else { b"\n]" };
        put(self.out, close)?;
        put(self.out, after.as_bytes())
    }
}
