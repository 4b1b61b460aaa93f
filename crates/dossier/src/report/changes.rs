//! What changed while text was copied, side by side.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::model::{Change, Changed};
use crate::error::Outcome;

/// The changes in `story`, by the article that has the text from the other.
pub(super) fn changes(
    conn: &Connection,
    story: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<Changed>> {
    let sql = "SELECT d.article AS child, f.article AS parent, d.from_claim, d.to_claim, d.kind,
                      d.severity, d.why, f.sentence AS was, t.sentence AS has
               FROM drifts d JOIN claims f ON f.id = d.from_claim LEFT JOIN claims t ON t.id = d.to_claim
               JOIN story_articles s ON s.article = d.article
               WHERE s.story = ?1 ORDER BY t.words_start IS NULL, t.words_start, f.words_start, d.kind";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([story])?;
    let mut found: BTreeMap<(usize, usize), Vec<(Pair, Change)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let place = |article: String| numbers.get(&article).copied();
        let (Some(child), Some(parent)) = (place(row.get("child")?), place(row.get("parent")?))
        else {
            continue;
        };
        let pair: Pair = (row.get("from_claim")?, row.get("to_claim")?);
        let kind: String = row.get("kind")?;
        let (severity, why): (String, String) = (row.get("severity")?, row.get("why")?);
        let what = format!("{} ({severity}): {why}", kind.replace('_', " "));
        let changes = found.entry((child, parent)).or_default();
        match changes.last_mut() {
            Some((last, change)) if *last == pair => change.what.push(what),
            _ => changes.push((
                pair,
                Change {
                    what: vec![what],
                    before: row.get("was")?,
                    after: row.get("has")?,
                },
            )),
        }
    }
    let changed = |((child, parent), changes): ((usize, usize), Vec<(Pair, Change)>)| Changed {
        child,
        parent,
        changes: changes.into_iter().map(|(_, change)| change).collect(),
    };
    Ok(found.into_iter().map(changed).collect())
}

/// The claim before and the claim after.
type Pair = (String, Option<String>);
