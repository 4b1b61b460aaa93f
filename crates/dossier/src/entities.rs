//! Who is who, from what each article keeps of its names.

use std::collections::BTreeMap;

use restated_claims::entity::Alias;
use restated_claims::{Entity, Named};
use rusqlite::{Connection, params};

use crate::error::Outcome;
use crate::fields::{from_json, json, word};
use crate::ids::{self, shortest};
use crate::{Offsets, load};

/// Stores whom article `id` names, in place of what was stored before.
pub(crate) fn insert_names(conn: &Connection, id: &str, names: &[Named]) -> Outcome<()> {
    conn.prepare_cached("DELETE FROM names WHERE article = ?1")?
        .execute([id])?;
    for (number, name) in names.iter().enumerate() {
        conn.prepare_cached("INSERT INTO names VALUES (?1, ?2, ?3, ?4, NULL)")?
            .execute(params![id, number as i64, name.name, json(name)])?;
    }
    Ok(())
}

/// Whom each article names, by the article's id.
pub(crate) fn names(conn: &Connection) -> Outcome<Vec<(String, Vec<Named>)>> {
    let mut statement =
        conn.prepare("SELECT article, record FROM names ORDER BY article, number")?;
    let mut rows = statement.query([])?;
    let mut articles: Vec<(String, Vec<Named>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let article: String = row.get(0)?;
        let name = from_json(&row.get::<_, String>(1)?)?;
        match articles.last_mut() {
            Some((last, names)) if *last == article => names.push(name),
            _ => articles.push((article, vec![name])),
        }
    }
    Ok(articles)
}

/// The id of each entity, by the first of its members.
pub(crate) fn ids(conn: &Connection, entities: &[Entity]) -> Outcome<Vec<String>> {
    let digests = entities.iter().map(|entity| digest(conn, entity));
    Ok(shortest('e', &digests.collect::<Outcome<Vec<String>>>()?))
}

/// Stores entities, in place of none; gives the id of each.
pub(crate) fn insert(conn: &Connection, entities: &[Entity]) -> Outcome<Vec<String>> {
    let ids = ids(conn, entities)?;
    let mut by_article: BTreeMap<&str, Vec<(&str, usize, &Alias)>> = BTreeMap::new();
    for (entity, id) in entities.iter().zip(&ids) {
        conn.prepare_cached("INSERT INTO entities VALUES (?1, ?2, ?3)")?
            .execute(params![id, entity.name, word(&entity.sort)])?;
        for (article, number) in &entity.members {
            let sql = "UPDATE names SET entity = ?3 WHERE article = ?1 AND number = ?2";
            conn.prepare_cached(sql)?
                .execute(params![article, *number as i64, id])?;
        }
        for (number, alias) in entity.aliases.iter().enumerate() {
            let of_article = by_article.entry(&alias.article).or_default();
            of_article.push((id, number, alias));
        }
    }
    for (article, aliases) in by_article {
        insert_aliases(conn, article, &aliases)?;
    }
    Ok(ids)
}

/// What an entity's id is cut from: the first place of the first of its members, so that most
/// ids outlive a growing pile.
fn digest(conn: &Connection, entity: &Entity) -> Outcome<String> {
    let mut members = Vec::new();
    for (article, number) in &entity.members {
        let capture: String = conn
            .prepare_cached("SELECT capture FROM articles WHERE id = ?1")?
            .query_row([article], |row| row.get(0))?;
        members.push((capture, *number));
    }
    let (capture, number) = members.into_iter().min().unwrap_or_default();
    Ok(ids::digest(&["entity", &capture, &number.to_string()]))
}

/// Stores wordings that stand in one article: entity, number among its wordings, wording.
fn insert_aliases(
    conn: &Connection,
    article: &str,
    aliases: &[(&str, usize, &Alias)],
) -> Outcome<()> {
    let text: String = conn
        .prepare_cached("SELECT text FROM articles WHERE id = ?1")?
        .query_row([article], |row| row.get(0))?;
    let text = Offsets::new(&text);
    let map = load::byte_map(conn, article)?;
    for (entity, number, alias) in aliases {
        // A stage that points outside of the text has erred; its word is not repeated.
        let Some(chars) = text.chars(&alias.span) else {
            continue;
        };
        let bytes = map.source_range(alias.span.clone());
        let sql = "INSERT INTO aliases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        conn.prepare_cached(sql)?.execute(params![
            entity,
            *number as i64,
            alias.text,
            alias.why,
            article,
            chars.start as i64,
            chars.end as i64,
            bytes.as_ref().map(|bytes| bytes.start as i64),
            bytes.as_ref().map(|bytes| bytes.end as i64),
        ])?;
    }
    Ok(())
}
