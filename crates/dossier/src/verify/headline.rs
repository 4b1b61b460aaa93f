//! Whether what a title claims stands in it, and is said again by the text under it.

use restated_claims::{Difference, Modality, Polarity};
use rusqlite::Row;

use super::Findings;
use super::passages::as_written;
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, range, value};
use crate::{Offsets, load};

/// What is wrong with the claim in `row` of `headline_claims`, with the title of its article and
/// the article of the claim that it restates.
pub(super) fn claim(row: &Row<'_>) -> Outcome<Findings> {
    let (article, number): (String, i64) = (row.get("article")?, row.get("number")?);
    let name = format!("{number} of the title of article {article}");
    let title: Option<String> = row.get("title")?;
    let title = Offsets::new(title.as_deref().unwrap_or_default());
    let words: String = row.get("words")?;
    let (start, end) = range(row, "words_start", "words_end")?
        .ok_or_else(|| Fault::damaged(format!("claim {name} has no place")))?;
    let mut findings = Vec::new();
    if title.slice(&(start..end)) != Some(&words) {
        findings.push(format!("claim {name} does not stand at {start}-{end}"));
    }
    findings.extend(as_written(row, &name, &title)?);
    let restated_in: Option<String> = row.get("restated_in")?;
    if restated_in.is_some_and(|other| other != article) {
        findings.push(format!("claim {name} restates a claim of another article"));
    }
    let differs: Vec<Difference> = from_json(&row.get::<_, String>("differs")?)?;
    if !differs.is_empty() && row.get::<_, Option<String>>("restates")?.is_none() {
        findings.push(format!("claim {name} differs from no claim"));
    }
    // Read for their types.
    load::figure(row)?;
    load::attribution(row)?;
    from_json::<Vec<String>>(&row.get::<_, String>("hedges")?)?;
    value::<Polarity>(&row.get::<_, String>("polarity")?)?;
    value::<Modality>(&row.get::<_, String>("modality")?)?;
    Ok(findings)
}
