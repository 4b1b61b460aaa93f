//! How many texts of the pile do not depend on one another.

use restated_lineage::{Derivation, Lineage, Origins, Parent, origins};
use rusqlite::Connection;

use crate::error::Outcome;
use crate::fields::value;

/// The interval over all articles; `None` where no article has anything from another text, so
/// that there is nothing to say.
pub(super) fn independent(conn: &Connection) -> Outcome<Option<Origins>> {
    let lineage = lineage(conn)?;
    if lineage.derivations.is_empty() && lineage.doubtful.is_empty() {
        return Ok(None);
    }
    let mut statement = conn.prepare("SELECT id FROM articles ORDER BY id")?;
    let ids: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Ok(Some(origins(&ids, &lineage)))
}

/// The edges and the pairs in doubt, without what shows them.
fn lineage(conn: &Connection) -> Outcome<Lineage> {
    let mut lineage = Lineage::default();
    let mut statement = conn.prepare("SELECT * FROM derivations ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let parent = match (row.get("parent")?, row.get("upstream")?) {
            (Some(article), _) => Parent::Article(article),
            (None, Some(outlet)) => Parent::Outlet(outlet),
            (None, None) => {
                let sql = "SELECT article FROM unseen_children WHERE unseen = ?1 ORDER BY article";
                let mut statement = conn.prepare_cached(sql)?;
                let unseen: Option<i64> = row.get("unseen")?;
                let children = statement.query_map([unseen], |row| row.get(0))?;
                Parent::Unseen(children.collect::<Result<_, _>>()?)
            }
        };
        lineage.derivations.push(Derivation {
            child: row.get("child")?,
            parent,
            kind: value(&row.get::<_, String>("kind")?)?,
            directed: row.get::<_, String>("direction")? == "known",
            strength: 0.0,
            passages: Vec::new(),
            why: Vec::new(),
        });
    }
    let mut statement = conn.prepare("SELECT one, other FROM doubtful ORDER BY one, other")?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    lineage.doubtful = pairs.collect::<Result<_, _>>()?;
    Ok(lineage)
}
