//! Whether what articles have from one another can be so, and stands where it is said to stand.

use std::ops::Range;

use restated_lineage::Kind;
use rusqlite::Row;

use super::Findings;
use crate::error::Outcome;
use crate::fields::{range, value};
use crate::texts::Texts;

/// What is wrong with the edge in `row` of `derivations`.
pub(super) fn edge(row: &Row<'_>) -> Outcome<Findings> {
    let child: String = row.get("child")?;
    let parent: Option<String> = row.get("parent")?;
    value::<Kind>(&row.get::<_, String>("kind")?)?; // Read for its type.
    let directed = row.get::<_, String>("direction")? == "known";
    let strength: Option<f64> = row.get("strength")?;
    let mut findings = Vec::new();
    if strength.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        findings.push(format!(
            "a derivation of article {child} has no such strength"
        ));
    }
    let Some(parent) = parent else {
        return Ok(findings);
    };
    if child == parent {
        findings.push(format!("article {child} is derived from itself"));
    } else if !directed && child > parent {
        findings.push(format!(
            "of articles {child} and {parent}, which came first is unknown, and the lesser id is not the child"
        ));
    }
    Ok(findings)
}

/// What is wrong with the passage in `row` of `derivation_passages`, with the edge it shows.
pub(super) fn passage(texts: &mut Texts<'_>, row: &Row<'_>) -> Outcome<Findings> {
    let child: String = row.get("child")?;
    let parent: Option<String> = row.get("parent")?;
    let of_child = chars(row, "child_start", "child_end")?;
    let of_parent = chars(row, "parent_start", "parent_end")?;
    let mut findings = Vec::new();
    match (&parent, of_parent) {
        (Some(parent), Some(chars)) => findings.extend(slice(texts, parent, chars)?),
        (None, None) => {}
        (Some(parent), None) => findings.push(format!(
            "a passage of article {child} stands nowhere in article {parent}"
        )),
        (None, Some(_)) => findings.push(format!(
            "a passage of article {child} stands in a text that is not here"
        )),
    }
    match of_child {
        Some(chars) => findings.extend(slice(texts, &child, chars)?),
        None => findings.push(format!("a passage of article {child} stands nowhere")),
    }
    Ok(findings)
}

fn chars(row: &Row<'_>, start: &str, end: &str) -> Outcome<Option<Range<usize>>> {
    Ok(range(row, start, end)?.map(|(start, end)| start..end))
}

/// What is wrong with a passage at `chars` of article `id`.
fn slice(texts: &mut Texts<'_>, id: &str, chars: Range<usize>) -> Outcome<Option<String>> {
    let text = texts.get(id)?;
    let stands = !chars.is_empty() && text.offsets().bytes(&chars).is_some();
    Ok((!stands).then(|| Texts::lost(id, &chars)))
}

/// Directed edges by which two articles have text from each other: nothing is older than itself.
/// Each may name the other as a source.
pub(super) const BOTH_WAYS: &str = "SELECT one.child, one.parent, a.capture
    FROM derivations one JOIN derivations other ON other.child = one.parent AND other.parent = one.child
    JOIN articles a ON a.id = one.child
    WHERE one.direction = 'known' AND other.direction = 'known' AND one.kind <> 'cites' AND other.kind <> 'cites'
      AND one.child < one.parent";

/// Members of families that share no text with another member: neither has it from the other, and
/// they have no text from the same place that is not here.
pub(super) const STRANGERS: &str = "SELECT m.article, m.family, a.capture
    FROM family_members m JOIN articles a ON a.id = m.article
    WHERE NOT EXISTS (SELECT 1 FROM derivations d JOIN family_members o ON o.article = d.parent
                      WHERE d.child = m.article AND o.family = m.family AND d.kind <> 'cites')
      AND NOT EXISTS (SELECT 1 FROM derivations d JOIN family_members o ON o.article = d.child
                      WHERE d.parent = m.article AND o.family = m.family AND d.kind <> 'cites')
      AND NOT EXISTS (SELECT 1 FROM derivations d JOIN derivations s ON s.unseen = d.unseen OR s.upstream = d.upstream
                      JOIN family_members o ON o.article = s.child
                      WHERE d.child = m.article AND s.child <> d.child AND o.family = m.family)
      -- Somebody may know better.
      AND NOT EXISTS (SELECT 1 FROM decisions w, json_each(w.what, '$.articles') named
                      WHERE json_extract(w.what, '$.kind') = 'merge_families'
                        AND (named.value = m.article OR named.value IN (
                             SELECT o.article FROM family_members o WHERE o.family = m.family)))";

/// Texts that are not here and have too few children, or others than noted, or are no parent of
/// one of them.
pub(super) const UNSEEN: &str =
    "SELECT u.number FROM unseen u LEFT JOIN unseen_children c ON c.unseen = u.number
    GROUP BY u.number
    HAVING count(c.article) < 2 OR count(c.article) <> u.children
        OR (SELECT count(*) FROM derivations d WHERE d.unseen = u.number) = 0
        OR EXISTS (SELECT 1 FROM derivations d WHERE d.unseen = u.number AND d.child NOT IN
                   (SELECT article FROM unseen_children WHERE unseen = u.number))";

/// Pairs in doubt that are none: of an article with itself, given twice, or joined by text.
pub(super) const DOUBTFUL: &str =
    "SELECT o.one, o.other, a.capture FROM doubtful o JOIN articles a ON a.id = o.one
    WHERE o.one >= o.other OR EXISTS (
        SELECT 1 FROM derivations d WHERE d.kind <> 'cites'
        AND (d.child = o.one AND d.parent = o.other OR d.child = o.other AND d.parent = o.one))";

/// Outlets that an article names as its origin and that lead to a derivation of another.
pub(super) const CREDITS: &str = "SELECT u.name, u.article, a.capture
    FROM derivation_credits c JOIN derivations d ON d.number = c.derivation
    JOIN upstreams u ON u.article = c.article AND u.number = c.number
    JOIN articles a ON a.id = u.article
    WHERE d.child <> c.article";

/// Whether the record of article `id` can be read.
pub(super) fn record(row: &Row<'_>) -> Outcome<Findings> {
    let id: String = row.get("article")?;
    let bytes: Vec<u8> = row.get("record")?;
    let damaged = restated_lineage::Record::from_bytes(&bytes).err();
    Ok(damaged
        .map(|error| format!("what is kept of article {id} is {error}"))
        .into_iter()
        .collect())
}
