//! `restated/dossier/1`: keys in the contract's order, arrays sorted by id, one
//! record a line, written as it is read.

use std::io::Write;

use serde::Serialize;

use super::put;
use crate::error::{Fault, Outcome};
use crate::records::{
    Article, Capture, Claim, Derivation, Doubt, Drift, Entity, Family, Question, Record, Slice,
    Story,
};
use crate::{Dossier, review};

pub(super) fn write(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    put(out, b"{\"schema\":\"restated/dossier/1\"")?;
    array::<Capture>(dossier, out)?;
    array::<Article>(dossier, out)?;
    array::<Claim>(dossier, out)?;
    array::<Family>(dossier, out)?;
    array::<Derivation>(dossier, out)?;
    array::<Story>(dossier, out)?;
    array::<Question>(dossier, out)?;
    array::<Drift>(dossier, out)?;
    array::<Entity>(dossier, out)?;
    array::<Doubt>(dossier, out)?;
    decisions(dossier, out)?;
    put(out, b"\n}\n")
}

/// What people decided, where anybody did.
fn decisions(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    let decided = review::all(&dossier.conn)?;
    if decided.is_empty() {
        return Ok(());
    }
    lines(out, "decisions", |put| decided.iter().try_for_each(put))
}

fn array<R: Record>(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    lines(out, R::ARRAY, |put| {
        R::each(&dossier.conn, Slice::default(), &mut |record| put(&record))
    })
}

/// An array of the records that `fill` puts, one a line.
fn lines<R: Serialize>(
    out: &mut dyn Write,
    name: &str,
    fill: impl FnOnce(&mut dyn FnMut(&R) -> Outcome<()>) -> Outcome<()>,
) -> Outcome<()> {
    put(out, format!(",\n\"{name}\":[").as_bytes())?;
    let mut separator = "\n";
    fill(&mut |record| {
        let line = serde_json::to_string(record).map_err(|error| Fault::Write(error.into()))?;
        put(out, separator.as_bytes())?;
        separator = ",\n";
        put(out, line.as_bytes())
    })?;
    put(out, if separator == "\n" { b"]" } else { b"\n]" })
}
