//! Whether passages stand where they are said to stand.

use restated_article::SpanMap;
use rusqlite::{Connection, Row};

use super::Findings;
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, offset, range};
use crate::{Offsets, load};

/// A row that cannot be what a build wrote is a finding, not the end of checking.
pub(super) fn unreadable(fault: Fault) -> Outcome<String> {
    match fault {
        Fault::Damaged(what) => Ok(what),
        Fault::Sql(error) if error.sqlite_error_code().is_none() => Ok(error.to_string()),
        fault => Err(fault),
    }
}

/// The findings, one of which may be that the row cannot be read.
pub(super) fn kept<T: Default + FromFinding>(outcome: Outcome<T>) -> Outcome<T> {
    outcome.or_else(|fault| unreadable(fault).map(T::from_finding))
}

/// What stands for a row that cannot be read.
pub(super) trait FromFinding {
    fn from_finding(what: String) -> Self;
}

impl FromFinding for Findings {
    fn from_finding(what: String) -> Self {
        vec![what]
    }
}

impl FromFinding for SpanMap {
    fn from_finding(_what: String) -> Self {
        Self::default()
    }
}

/// What is wrong with article `id`.
pub(super) fn article(conn: &Connection, id: &str, capture: &str) -> Outcome<Findings> {
    let article = load::article(conn, id)?;
    let mut findings = Vec::new();
    if article.text.is_empty() || article.text.split('\n').any(str::is_empty) {
        findings.push(format!(
            "the text of article {id} is empty or holds an empty paragraph"
        ));
    }
    for upstream in &article.upstreams {
        let words = upstream
            .span
            .clone()
            .map(|span| article.text.get(span).unwrap_or_default());
        if words.is_some_and(|words| words != upstream.words) {
            findings.push(format!(
                "the words that name {} do not stand where they should in article {id}",
                upstream.name
            ));
        }
    }
    let bytes = match load::payload(conn, capture) {
        Ok(bytes) => bytes,
        Err(Fault::Damaged(_)) => return Ok(findings), // A finding of `captures`.
        Err(fault) => return Err(fault),
    };
    let last = article
        .map
        .runs()
        .iter()
        .map(|run| run.source.saturating_add(run.source_len))
        .max();
    let repeated = article.repeats.iter().map(|repeat| repeat.bytes.end).max();
    if last.max(repeated).unwrap_or(0) > bytes.len() {
        findings.push(format!("article {id} points behind the end of its capture"));
    } else if !same_words(&article.text, &article.map, &bytes) {
        findings.push(format!(
            "the bytes that article {id} points to read otherwise than its text"
        ));
    }
    Ok(findings)
}

/// Whether every piece of text that is said to stand in the capture verbatim does.
/// White space may differ. Captures in other encodings than UTF-8 prove nothing.
fn same_words(text: &str, map: &SpanMap, bytes: &[u8]) -> bool {
    if str::from_utf8(bytes).is_err() {
        return true;
    }
    map.runs()
        .iter()
        .filter(|run| run.out_len == run.source_len)
        .all(|run| {
            let here = text.get(run.out..run.out + run.out_len);
            let there = bytes
                .get(run.source..run.source + run.source_len)
                .and_then(|bytes| str::from_utf8(bytes).ok());
            match (here, there) {
                (Some(here), Some(there)) => here
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .eq(there.chars().filter(|c| c.is_alphanumeric())),
                _ => false,
            }
        })
}

/// What is wrong with the claim in `row`, about `article` with its `map`.
pub(super) fn claim(
    conn: &Connection,
    row: &Row<'_>,
    article: &str,
    map: &SpanMap,
) -> Outcome<Findings> {
    let id: String = row.get("id")?;
    let text: String = row.get("text")?;
    let text = Offsets::new(&text);
    let size = offset(row.get("size")?)?;
    let mut findings = Vec::new();
    let mut passages = Vec::new();
    for what in ["sentence", "words"] {
        let exact: String = row.get(what)?;
        let (start, end) = range(row, &format!("{what}_start"), &format!("{what}_end"))?
            .ok_or_else(|| Fault::damaged(format!("claim {id} has no place")))?;
        passages.push((start, end));
        if text.slice(&(start..end)) != Some(&exact) {
            findings.push(format!(
                "the {what} of claim {id} does not stand at {start}-{end} of article {article}"
            ));
            continue;
        }
        let noted = range(
            row,
            &format!("{what}_byte_start"),
            &format!("{what}_byte_end"),
        )?;
        let mapped = text
            .bytes(&(start..end))
            .and_then(|bytes| map.source_range(bytes));
        if noted.is_some_and(|(from, to)| from > to || to > size) {
            findings.push(format!(
                "the {what} of claim {id} points outside of its capture"
            ));
        } else if noted != mapped.map(|bytes| (bytes.start, bytes.end)) {
            findings.push(format!(
                "the bytes of the {what} of claim {id} are not those behind its text"
            ));
        } else if noted.is_none() {
            findings.push(format!(
                "the {what} of claim {id} has no place in the capture"
            ));
        }
    }
    if let [(start, end), (from, to)] = passages[..]
        && !(start <= from && from <= to && to <= end)
    {
        findings.push(format!(
            "the words of claim {id} stand outside its sentence"
        ));
    }
    findings.extend(repeats(conn, &id, &text, size)?);
    findings.extend(caveats(conn, &id, &text)?);
    findings.extend(as_written(row, &id, &text)?);
    let time = load::time(row)?;
    if time.is_some_and(|time| {
        time.edtf.is_some() && time.anchor.is_none() && !names_a_year(&time.text)
    }) {
        findings.push(format!(
            "claim {id} resolves a relative date without saying from which date"
        ));
    }
    // Read for their types.
    load::figure(row)?;
    load::attribution(row)?;
    from_json::<Vec<String>>(&row.get::<_, String>("hedges")?)?;
    Ok(findings)
}

/// What is wrong with the places where claim `id` is said again, in a capture of `size` bytes.
fn repeats(conn: &Connection, id: &str, text: &Offsets<'_>, size: usize) -> Outcome<Findings> {
    let sql = "SELECT * FROM claim_repeats WHERE claim = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let nowhere = || Fault::damaged(format!("claim {id} is repeated nowhere"));
        let (start, end) = range(row, "sentence_start", "sentence_end")?.ok_or_else(nowhere)?;
        let (from, to) = range(row, "words_start", "words_end")?.ok_or_else(nowhere)?;
        if text.slice(&(start..end)) != Some(&row.get::<_, String>("sentence")?) {
            findings.push(format!(
                "the sentence that repeats claim {id} does not stand at {start}-{end}"
            ));
        } else if !(start <= from && from <= to && to <= end) {
            findings.push(format!(
                "the words that repeat claim {id} stand outside their sentence"
            ));
        }
        match range(row, "byte_start", "byte_end")? {
            Some((from, to)) if from > to || to > size => {
                findings.push(format!("claim {id} is repeated outside of its capture"));
            }
            Some(_) => {}
            None => findings.push(format!("claim {id} is repeated nowhere in the capture")),
        }
    }
    Ok(findings)
}

/// What is wrong with the sentences that qualify claim `id`.
fn caveats(conn: &Connection, id: &str, text: &Offsets<'_>) -> Outcome<Findings> {
    let sql = "SELECT * FROM caveats WHERE claim = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let nowhere = || Fault::damaged(format!("a caveat of claim {id} stands nowhere"));
        let (start, end) = range(row, "sentence_start", "sentence_end")?.ok_or_else(nowhere)?;
        if text.slice(&(start..end)) != Some(&row.get::<_, String>("sentence")?) {
            findings.push(format!(
                "a caveat of claim {id} does not stand at {start}-{end}"
            ));
        }
    }
    Ok(findings)
}

/// What is wrong with the words that name the source of `claim` in `text`.
pub(super) fn as_written(row: &Row<'_>, claim: &str, text: &Offsets<'_>) -> Outcome<Findings> {
    let exact: Option<String> = row.get("as_written")?;
    let place = range(row, "as_written_start", "as_written_end")?;
    let there = place.and_then(|(start, end)| text.slice(&(start..end)));
    let what = || format!("the source of claim {claim} is not named where it should be");
    Ok(if there == exact.as_deref() {
        Vec::new()
    } else {
        vec![what()]
    })
}

/// Whether a date as written is complete in itself.
fn names_a_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4)
}
