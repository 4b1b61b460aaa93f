//! The third step of a build: articles are compared, from small stored records.

use restated_lineage::{Family, Lineage};
use rusqlite::{Connection, params};

use crate::entries::Entries;
use crate::error::Outcome;
use crate::ids::{self, ARTICLES, CLAIMS};
use crate::material::{Materials, Who};
use crate::{Dossier, Progress, Stage, Stages, derivations, entities, findings, grouping};

/// Compares all articles, unless nothing changed since the last time.
pub(crate) fn run(dossier: &Dossier, stages: &dyn Stages, progress: &dyn Progress) -> Outcome<()> {
    progress.stage(Stage::Comparing, None);
    let version = format!("{}", stages.compare_version());
    if dossier.setting("compared")?.as_deref() == Some(version.as_str()) {
        return Ok(());
    }
    let conn = &dossier.conn;
    let change = conn.unchecked_transaction()?;
    dossier.set("state", "building")?;
    ARTICLES.settle(conn)?;
    CLAIMS.settle(conn)?;
    let before = grouping::before(conn)?;
    conn.execute_batch(
        "DELETE FROM stories; DELETE FROM drifts; DELETE FROM families; DELETE FROM entities;
         DELETE FROM derivations; DELETE FROM unseen; DELETE FROM doubtful",
    )?;
    let entries = Entries::load(conn)?;
    let lineage = compare(conn, stages, &entries)?;
    let abouts = entries.abouts();
    derivations::insert(conn, &lineage, &abouts)?;
    let names = entities::names(conn)?;
    let entities = stages.entities(&names);
    let entity_ids = entities::insert(conn, &entities)?;
    let stories = grouping::stories(conn, stages, &abouts, &lineage.families)?;
    grouping::log(conn, &before, &stories)?;
    let who = Who::new(&names, &entities);
    let materials = Materials::new(&abouts, &lineage, &who);
    for (id, story) in &stories {
        let material = materials.load(conn, &story.articles)?;
        let found = stages.findings(&material.view(&entities));
        findings::insert(conn, id, &found, &entity_ids)?;
    }
    dossier.set("compared", &version)?;
    change.commit()?;
    Ok(())
}

/// Stores which articles share text; gives that, and what each has from which other.
fn compare(conn: &Connection, stages: &dyn Stages, entries: &Entries) -> Outcome<Lineage> {
    let lineage = stages.lineage(&entries.all());
    insert_families(conn, &lineage.families)?;
    tracing::debug!(
        families = lineage.families.len(),
        derivations = lineage.derivations.len(),
        "articles compared"
    );
    Ok(lineage)
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
