//! `restated/dossier/1`: keys in the contract's order, arrays sorted by id, one
//! record a line, written as it is read.

use std::io::Write;

use super::put;
use crate::Dossier;
use crate::error::{Fault, Outcome};
use crate::records::{
    Article, Capture, Claim, Derivation, Doubt, Drift, Entity, Family, Question, Record, Slice,
    Story,
};

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
    put(out, b"\n}\n")
}

fn array<R: Record>(dossier: &Dossier, out: &mut dyn Write) -> Outcome<()> {
    put(out, format!(",\n\"{}\":[", R::ARRAY).as_bytes())?;
    let mut separator = "\n";
    R::each(&dossier.conn, Slice::default(), &mut |record| {
        let line = serde_json::to_string(&record).map_err(|error| Fault::Write(error.into()))?;
        put(out, separator.as_bytes())?;
        separator = ",\n";
        put(out, line.as_bytes())
    })?;
    put(out, if separator == "\n" { b"]" } else { b"\n]" })
}
