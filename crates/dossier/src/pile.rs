//! The third step of a build: articles are compared, from small stored records.

use restated_claims::Claim;
use restated_lineage::Family;
use restated_stories::{Question, Told};
use rusqlite::{Connection, params};

use crate::entries::Entries;
use crate::error::Outcome;
use crate::ids::{self, ARTICLES, CLAIMS};
use crate::{Dossier, Offsets, Progress, Stage, Stages, derivations, entities, load};

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
    conn.execute_batch(
        "DELETE FROM questions; DELETE FROM families; DELETE FROM entities;
         DELETE FROM derivations; DELETE FROM unseen; DELETE FROM doubtful",
    )?;
    ARTICLES.settle(conn)?;
    CLAIMS.settle(conn)?;
    let families = compare(conn, stages)?;
    let claims = claims(conn)?;
    let told: Vec<Told<'_>> = claims
        .iter()
        .map(|(id, article, claim)| Told { id, article, claim })
        .collect();
    insert_questions(conn, &stages.questions(&told, &families))?;
    entities::insert(conn, &stages.entities(&entities::names(conn)?))?;
    dossier.set("compared", &version)?;
    change.commit()?;
    Ok(())
}

/// Stores which articles share text, and what each has from which other; gives the families.
fn compare(conn: &Connection, stages: &dyn Stages) -> Outcome<Vec<Family>> {
    let entries = Entries::load(conn)?;
    let lineage = stages.lineage(&entries.all());
    let abouts = entries.abouts();
    insert_families(conn, &lineage.families)?;
    derivations::insert(conn, &lineage, &abouts)?;
    tracing::debug!(
        families = lineage.families.len(),
        derivations = lineage.derivations.len(),
        "articles compared"
    );
    Ok(lineage.families)
}

/// All claims, as (id, article id, claim), by id. Texts pass by one at a time.
fn claims(conn: &Connection) -> Outcome<Vec<(String, String, Claim)>> {
    let mut texts = conn.prepare(
        "SELECT id, text FROM articles a WHERE EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id)",
    )?;
    let mut rows = texts.query([])?;
    let mut claims: Vec<(String, String, Claim)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (article, text): (String, String) = (row.get(0)?, row.get(1)?);
        let text = Offsets::new(&text);
        let mut statement = conn.prepare_cached(
            "SELECT c.*, w.words_start AS whole_start, w.words_end AS whole_end
             FROM claims c LEFT JOIN claims w ON w.id = c.part_of WHERE c.article = ?1",
        )?;
        let mut rows = statement.query([&article])?;
        while let Some(row) = rows.next()? {
            claims.push((
                row.get("id")?,
                article.clone(),
                load::claim(row, &article, &text)?,
            ));
        }
    }
    claims.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(claims)
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

fn insert_questions(conn: &Connection, questions: &[Question]) -> Outcome<()> {
    let digest = |question: &Question| {
        let counted = question.counted.as_deref();
        ids::digest(&[
            "question",
            &question.measure,
            counted.unwrap_or(""),
            &question.text,
        ])
    };
    let digests: Vec<String> = questions.iter().map(digest).collect();
    for (question, id) in questions.iter().zip(ids::shortest('q', &digests)) {
        conn.prepare_cached("INSERT INTO questions VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                id,
                question.text,
                question.measure,
                question.counted
            ])?;
        for (number, position) in (1_i64..).zip(&question.positions) {
            conn.prepare_cached("INSERT INTO positions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
                .execute(params![
                    id,
                    number,
                    position.best,
                    position.low,
                    position.high,
                    position.articles as i64,
                    position.families as i64,
                    position.origins as i64,
                ])?;
            for claim in &position.claims {
                conn.prepare_cached("INSERT INTO position_claims VALUES (?1, ?2, ?3)")?
                    .execute(params![id, number, claim])?;
            }
        }
        for (number, origin) in (1_i64..).zip(&question.origins) {
            conn.prepare_cached("INSERT INTO origins VALUES (?1, ?2, ?3)")?
                .execute(params![id, number, origin.source])?;
            for claim in &origin.claims {
                conn.prepare_cached("INSERT INTO origin_claims VALUES (?1, ?2, ?3)")?
                    .execute(params![id, number, claim])?;
            }
        }
    }
    Ok(())
}
