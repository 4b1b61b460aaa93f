//! Questions and drifts as rows of the file.

use restated_stories::{Drift, Findings, Question};
use rusqlite::{Connection, params};

use crate::error::Outcome;
use crate::fields::{json, word};
use crate::ids;

/// Stores what was found among the claims of `story`. `entities` are the ids of all entities.
pub(crate) fn insert(
    conn: &Connection,
    story: &str,
    findings: &Findings,
    entities: &[String],
) -> Outcome<()> {
    for question in &findings.questions {
        insert_question(conn, story, question, entities)?;
    }
    for drift in &findings.drifts {
        insert_drift(conn, drift)?;
    }
    Ok(())
}

fn insert_question(
    conn: &Connection,
    story: &str,
    question: &Question,
    entities: &[String],
) -> Outcome<()> {
    // Claims' digests differ, and a claim founds one question.
    let digest: String = conn
        .prepare_cached("SELECT digest FROM claims WHERE id = ?1")?
        .query_row([&question.founder], |row| row.get(0))?;
    let id = format!("q{}", &ids::digest(&["question", &digest])[..16]);
    conn.prepare_cached("INSERT INTO questions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            id,
            story,
            question.text,
            question.measure,
            question.counted,
            question.founder,
            question.at_least as i64
        ])?;
    for (number, why) in (0_i64..).zip(&question.why) {
        conn.prepare_cached("INSERT INTO question_reasons VALUES (?1, ?2, ?3)")?
            .execute(params![id, number, why])?;
    }
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
        let entity = origin.entity.and_then(|at| entities.get(at));
        conn.prepare_cached("INSERT INTO origins VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                id,
                number,
                origin.source,
                entity,
                origin.anonymous,
                json(&origin.why)
            ])?;
        for claim in &origin.claims {
            conn.prepare_cached("INSERT INTO origin_claims VALUES (?1, ?2, ?3)")?
                .execute(params![id, number, claim])?;
        }
    }
    for relation in &question.relations {
        conn.prepare_cached("INSERT INTO relations VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                id,
                relation.a,
                relation.b,
                word(&relation.kind),
                relation.why
            ])?;
    }
    for (number, note) in (0_i64..).zip(&question.notes) {
        conn.prepare_cached("INSERT INTO notes VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, number, note.text, json(&note.claims)])?;
    }
    for (number, moment) in (0_i64..).zip(&question.timeline) {
        conn.prepare_cached("INSERT INTO moments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![
                id,
                number,
                moment.date,
                word(&moment.dated),
                moment.position as i64 + 1,
                moment.first,
                json(&moment.claims)
            ])?;
    }
    Ok(())
}

fn insert_drift(conn: &Connection, drift: &Drift) -> Outcome<()> {
    // A stage that finds a claim changed within one article has erred; its word is not repeated.
    conn.prepare_cached(
        "INSERT INTO drifts (article, from_claim, to_claim, kind, severity, why)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE NOT EXISTS (SELECT 1 FROM claims WHERE id = ?2 AND article = ?1)",
    )?
    .execute(params![
        drift.article,
        drift.from,
        drift.to,
        word(&drift.kind),
        word(&drift.severity),
        drift.why
    ])?;
    Ok(())
}
