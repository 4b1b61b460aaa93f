//! Outlets that an article names as its origin, and the articles of these outlets in the pile.
//!
//! The text itself says which way it went, so the direction is known. Which article of the outlet
//! it was is shown only by shared text: where none shares any, the origin stays unseen.

use restated_article::upstream::same_outlet;
use restated_lineage::Sketch;
use rusqlite::{Connection, params};

use crate::error::Outcome;
use crate::fields::day;

/// Fewest fingerprints in common that show which article an outlet's name means.
const FEWEST: usize = 3;

/// An article that may be an origin.
struct Parent {
    id: String,
    outlet: String,
    published: Option<String>,
}

/// Stores, for every upstream of every article, an edge to where it leads, in place of none.
pub(crate) fn insert(conn: &Connection, sketches: &[(String, Sketch)]) -> Outcome<()> {
    let parents = parents(conn)?;
    let sketch = |id: &str| {
        let at = sketches.binary_search_by(|(other, _)| other.as_str().cmp(id));
        at.ok().map(|at| &sketches[at].1)
    };
    let sql = "SELECT u.article, u.number, u.name, a.published FROM upstreams u
               JOIN articles a ON a.id = u.article ORDER BY u.article, u.number";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (child, number): (String, i64) = (row.get(0)?, row.get(1)?);
        let (name, published): (String, Option<String>) = (row.get(2)?, row.get(3)?);
        let later = |parent: &&Parent| match (&published, &parent.published) {
            (Some(child), Some(parent)) => day(parent) > day(child),
            _ => false,
        };
        let best = parents
            .iter()
            .filter(|parent| parent.id != child && same_outlet(&parent.outlet, &name))
            .filter(|parent| !later(parent))
            .filter_map(|parent| {
                let shared = shared(sketch(&child)?, sketch(&parent.id)?);
                (shared >= FEWEST).then_some((shared, parent))
            })
            .max_by_key(|(shared, parent)| (*shared, std::cmp::Reverse(&parent.id)));
        let size = sketch(&child).map_or(0, |sketch| sketch.fingerprints.len());
        let strength = best
            .as_ref()
            .map(|(shared, _)| (100.0 * *shared as f64 / size.max(1) as f64).round() / 100.0);
        conn.prepare_cached("INSERT INTO credits VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                child,
                number,
                best.map(|(_, parent)| &parent.id),
                strength
            ])?;
    }
    Ok(())
}

fn parents(conn: &Connection) -> Outcome<Vec<Parent>> {
    let sql = "SELECT id, outlet, published FROM articles WHERE outlet IS NOT NULL ORDER BY id";
    let mut statement = conn.prepare(sql)?;
    let found = statement.query_map([], |row| {
        Ok(Parent {
            id: row.get(0)?,
            outlet: row.get(1)?,
            published: row.get(2)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many fingerprints two texts have in common.
fn shared(one: &Sketch, other: &Sketch) -> usize {
    let in_other = |print: &&u64| other.fingerprints.binary_search(print).is_ok();
    one.fingerprints.iter().filter(in_other).count()
}
