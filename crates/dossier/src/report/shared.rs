//! Which articles share text, and what each has from whom.

use std::collections::BTreeMap;

use restated_lineage::Kind;
use rusqlite::{Connection, Row};

use super::edge::{Edge, To};
use super::model::{Listed, Shared};
use super::outlets::Outlets;
use crate::error::Outcome;
use crate::fields::value;

/// The families by letter, each with its articles, then the articles of no family that have
/// something from another text. `numbers` gives the place of each id in `articles`.
pub(super) fn shared(
    conn: &Connection,
    articles: &[Listed],
    numbers: &BTreeMap<String, usize>,
    outlets: &mut Outlets,
) -> Outcome<Vec<Shared>> {
    let listing = Listing { articles, numbers };
    let mut lines: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut statement = conn.prepare("SELECT * FROM derivations ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let child: String = row.get("child")?;
        let Some(&number) = numbers.get(&child) else {
            continue;
        };
        let edge = edge(conn, row, &child, &listing, outlets)?;
        // That an article names an outlet stands in the list of articles.
        let says_more = !(edge.kind == Kind::Cites && matches!(edge.to, To::Outlet { .. }));
        if says_more || articles[number].family.is_some() {
            lines.entry(number).or_default().push(edge.in_words());
        }
    }
    let mut families: BTreeMap<(bool, usize, Option<&str>), Shared> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        let lines = lines.remove(&number).unwrap_or_default();
        if lines.is_empty() && article.family.is_none() {
            continue;
        }
        let letter = article.family.as_deref();
        // Z comes before AA.
        let order = (letter.is_none(), letter.map_or(0, str::len), letter);
        let family = families.entry(order).or_insert_with(|| Shared {
            family: article.family.clone(),
            articles: Vec::new(),
        });
        family.articles.push((number, lines));
    }
    Ok(families.into_values().collect())
}

struct Listing<'a> {
    articles: &'a [Listed],
    numbers: &'a BTreeMap<String, usize>,
}

impl Listing<'_> {
    /// "[1] The Post".
    fn name(&self, id: &str) -> String {
        let Some(&number) = self.numbers.get(id) else {
            return id.to_owned();
        };
        let outlet = self
            .articles
            .get(number)
            .and_then(|of| of.outlet.as_deref());
        match outlet {
            Some(outlet) => format!("[{}] {outlet}", number + 1),
            None => format!("[{}]", number + 1),
        }
    }
}

fn edge(
    conn: &Connection,
    row: &Row<'_>,
    child: &str,
    listing: &Listing<'_>,
    outlets: &mut Outlets,
) -> Outcome<Edge> {
    let number: i64 = row.get("number")?;
    let strings = |sql: &str, of: &dyn rusqlite::ToSql| -> Outcome<Vec<String>> {
        let mut statement = conn.prepare_cached(sql)?;
        Ok(statement
            .query_map([of], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    };
    let to = match (
        row.get::<_, Option<String>>("parent")?,
        row.get::<_, Option<String>>("upstream")?,
    ) {
        (Some(parent), _) => To::Article(listing.name(&parent)),
        (None, Some(name)) => To::Outlet {
            present: outlets.have(&name),
            name,
        },
        (None, None) => {
            let sql = "SELECT article FROM unseen_children WHERE unseen = ?1 ORDER BY article";
            let unseen: Option<i64> = row.get("unseen")?;
            let mut siblings: Vec<String> = strings(sql, &unseen)?;
            siblings.retain(|id| id != child);
            siblings.sort_by_key(|id| listing.numbers.get(id));
            To::Unseen(siblings.iter().map(|id| listing.name(id)).collect())
        }
    };
    let sql = "SELECT text FROM derivation_reasons WHERE derivation = ?1 ORDER BY number";
    Ok(Edge {
        kind: value(&row.get::<_, String>("kind")?)?,
        directed: row.get::<_, String>("direction")? == "known",
        strength: row.get("strength")?,
        to,
        why: strings(sql, &number)?,
    })
}
