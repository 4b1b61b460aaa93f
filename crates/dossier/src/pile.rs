//! The third step of a build: articles are compared, from small stored records.

use restated_lineage::Family;
use rusqlite::{Connection, params};

use crate::entries::Entries;
use crate::error::Outcome;
use crate::ids::{self, ARTICLES, CLAIMS};
use crate::material::{Materials, Who};
use crate::{
    Dossier, Progress, Stage, Stages, derivations, entities, findings, grouping, looked_up, review,
    tallies,
};

/// Compares all articles, unless nothing changed since the last time.
/// Compares the articles, unless that was done since anything changed.
pub(crate) fn run(dossier: &Dossier, stages: &dyn Stages, progress: &dyn Progress) -> Outcome<()> {
    progress.stage(Stage::Comparing, None);
    if dossier.setting("compared")? == Some(version(&dossier.conn, stages)?) {
        return Ok(());
    }
    let change = dossier.conn.unchecked_transaction()?;
    dossier.set("state", "building")?;
    compare(dossier, stages)?;
    change.commit()?;
    Ok(())
}

/// What a comparison follows from, beside the articles: the stages, and what people decided.
pub(crate) fn version(conn: &Connection, stages: &dyn Stages) -> Outcome<String> {
    Ok(format!("{}{}", stages.compare_version(), decided(conn)?))
}

/// The last decision, at the end of a version; empty where nobody decided anything.
pub(crate) fn decided(conn: &Connection) -> Outcome<String> {
    let sql = "SELECT max(number) FROM decisions";
    let last: Option<i64> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(last.map_or_else(String::new, |number| format!(", decision {number}")))
}

/// Compares the articles anew, within a transaction of the caller's.
pub(crate) fn compare(dossier: &Dossier, stages: &dyn Stages) -> Outcome<()> {
    let conn = &dossier.conn;
    ARTICLES.settle(conn)?;
    CLAIMS.settle(conn)?;
    let decisions = review::standing(conn)?;
    review::apply_to_claims(conn, &decisions)?;
    let before = grouping::before(conn)?;
    conn.execute_batch(
        "DELETE FROM stories; DELETE FROM drifts; DELETE FROM families; DELETE FROM entities;
         DELETE FROM derivations; DELETE FROM unseen; DELETE FROM doubtful",
    )?;
    let entries = Entries::load(conn)?;
    let mut lineage = stages.lineage(&entries.all());
    review::apply_to_families(&mut lineage, &decisions);
    tracing::debug!(
        families = lineage.families.len(),
        derivations = lineage.derivations.len(),
        "articles compared"
    );
    insert_families(conn, &lineage.families)?;
    let abouts = entries.abouts();
    derivations::insert(conn, &lineage, &abouts)?;
    let names = entities::names(conn)?;
    let entities = stages.entities(&names);
    let ids = entities::ids(conn, &entities)?;
    let entities = review::apply_to_entities(entities, &ids, &names, &decisions);
    let entity_ids = entities::insert(conn, &entities)?;
    let stories = grouping::stories(conn, stages, &abouts, &lineage.families)?;
    grouping::log(conn, &before, &stories)?;
    let rulings = review::rulings(&decisions);
    let who = Who::new(&names, &entities);
    let materials = Materials::new(&abouts, &lineage, &who);
    for (id, story) in &stories {
        let material = materials.load(conn, &story.articles)?;
        let found = stages.findings(&material.view(&entities, &rulings));
        findings::insert(conn, id, &found, &entity_ids)?;
    }
    tallies::count(conn)?;
    looked_up::fill(conn)?;
    dossier.set("compared", &version(conn, stages)?)
}

fn insert_families(conn: &Connection, families: &[Family]) -> Outcome<()> {
    let mut digests = Vec::new();
    for family in families {
        // The capture behind an article is what does not change with the pile.
        let mut captures = Vec::new();
        for article in &family.articles {
            let sql = "SELECT capture FROM articles WHERE id = ?1";
            captures.push(
                conn.prepare_cached(sql)?
                    .query_row([article], |row| row.get::<_, String>(0))?,
            );
        }
        let least = captures.iter().min().map_or("", String::as_str);
        digests.push(ids::digest(&["family", least]));
    }
    for (family, id) in families.iter().zip(ids::shortest('t', &digests)) {
        conn.prepare_cached("INSERT INTO families VALUES (?1, ?2)")?
            .execute(params![id, family.articles.len() as i64])?;
        for article in &family.articles {
            conn.prepare_cached("INSERT INTO family_members VALUES (?1, ?2)")?
                .execute([article, &id])?;
        }
    }
    Ok(())
}
