//! `restated/dossier/1`: keys in the contract's order, arrays sorted by id, one
//! record a line, written as it is read.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use super::lines::Lines;
use super::put;
use super::redact::Shown;
use crate::error::Outcome;
use crate::records::{
    Article, Capture, Claim, Derivation, Doubt, Drift, Entity, Family, Question, Record, Story,
    Within,
};

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    put(out, b"{\"schema\":\"restated/dossier/1\"")?;
    array::<Capture, _>(shown, out, |capture| capture)?;
    if shown.quotes_only() {
        array(shown, out, without_text)?;
    } else {
        array::<Article, _>(shown, out, |article| article)?;
    }
    array::<Claim, _>(shown, out, |claim| claim)?;
    array::<Family, _>(shown, out, |family| family)?;
    array::<Derivation, _>(shown, out, |derivation| derivation)?;
    array::<Story, _>(shown, out, |story| story)?;
    array::<Question, _>(shown, out, |question| question)?;
    array::<Drift, _>(shown, out, |drift| drift)?;
    array::<Entity, _>(shown, out, |entity| entity)?;
    array::<Doubt, _>(shown, out, |doubt| doubt)?;
    decisions(shown, out)?;
    put(out, b"\n}\n")
}

/// What people decided, where anybody did.
fn decisions(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let decided = shown.decisions()?;
    if decided.is_empty() {
        return Ok(());
    }
    let mut lines = Lines::begin(out, ",\n\"decisions\":")?;
    for one in &decided {
        lines.push(one)?;
    }
    lines.end("")
}

/// The array of the records of one kind, each as `shape` makes it.
fn array<R: Record, S: Serialize>(
    shown: &Shown<'_>,
    out: &mut dyn Write,
    shape: fn(R) -> S,
) -> Outcome<()> {
    let mut lines = Lines::begin(out, &format!(",\n\"{}\":", R::ARRAY))?;
    shown.each(Within::Dossier, &mut |record| lines.push(&shape(record)))?;
    lines.end("")
}

/// `text` is null where texts are not shown: it is not empty.
fn without_text(article: Article) -> Value {
    let mut value = serde_json::to_value(article).unwrap_or_default();
    value["text"] = Value::Null;
    value
}
