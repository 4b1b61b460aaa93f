//! Whether names stand where they are said to stand, and belong to someone.

use rusqlite::{Connection, Row};

use super::Findings;
use crate::Offsets;
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, range};
use crate::load;

/// What is wrong with the wording in `row` of `aliases`, with the text of its article.
pub(super) fn alias(conn: &Connection, row: &Row<'_>) -> Outcome<Findings> {
    let (wording, entity): (String, String) = (row.get("text")?, row.get("entity")?);
    let (article, text): (String, String) = (row.get("article")?, row.get("whole")?);
    let text = Offsets::new(&text);
    let (start, end) = range(row, "text_start", "text_end")?
        .ok_or_else(|| Fault::damaged(format!("a name of {entity} stands nowhere")))?;
    if text.slice(&(start..end)) != Some(&wording) {
        return Ok(vec![format!(
            "“{wording}” of {entity} does not stand at {start}-{end} of article {article}"
        )]);
    }
    let map = load::byte_map(conn, &article)?;
    let mapped = text
        .bytes(&(start..end))
        .and_then(|bytes| map.source_range(bytes));
    let noted = range(row, "byte_start", "byte_end")?;
    let differ = noted != mapped.map(|bytes| (bytes.start, bytes.end));
    let what = || format!("the bytes of “{wording}” of {entity} are not those behind its text");
    Ok(if differ { vec![what()] } else { Vec::new() })
}

/// What is wrong with the name in `row` of `names`.
pub(super) fn name(row: &Row<'_>) -> Outcome<Findings> {
    let (article, number): (String, i64) = (row.get("article")?, row.get("number")?);
    let record: restated_claims::Named = from_json(&row.get::<_, String>("record")?)?;
    let mut findings = Vec::new();
    if record.name != row.get::<_, String>("name")? {
        findings.push(format!(
            "name {number} of article {article} is not the one in its record"
        ));
    }
    if row.get::<_, Option<String>>("entity")?.is_none() {
        findings.push(format!("name {number} of article {article} is nobody's"));
    }
    Ok(findings)
}
