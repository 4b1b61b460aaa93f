//! A dossier's rows as a report.

use std::collections::BTreeMap;

use restated_claims::Difference;
use rusqlite::Connection;

use super::model::{Listed, Report, SkippedFor};
use super::outlets::Outlets;
use super::{independent, shared, story};
use crate::error::Outcome;
use crate::fields::{day, from_json, offset};
use crate::words;
use crate::{Dossier, load};

pub(crate) fn report(dossier: &Dossier) -> Outcome<Report> {
    let conn = &dossier.conn;
    let mut outlets = Outlets::of(conn)?;
    let (articles, numbers) = articles(conn, &mut outlets)?;
    let skipped = skipped(conn)?;
    let captures = count(
        conn,
        "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM skipped)",
    )?;
    Ok(Report {
        dossier: dossier.path.to_string_lossy().into_owned(),
        captures,
        families: count(conn, "SELECT count(*) FROM families")?,
        sharing: count(conn, "SELECT count(*) FROM family_members")?,
        stories: story::stories(conn, &articles, &numbers)?,
        independent: independent::independent(conn)?,
        shared: shared::shared(conn, &articles, &numbers, &mut outlets)?,
        articles,
        skipped,
    })
}

fn count(conn: &Connection, sql: &str) -> Outcome<usize> {
    offset(conn.query_row(sql, [], |row| row.get(0))?)
}

/// The articles by date, and the place of each id in that order.
fn articles(
    conn: &Connection,
    outlets: &mut Outlets,
) -> Outcome<(Vec<Listed>, BTreeMap<String, usize>)> {
    let sql = "SELECT a.id, a.capture, ifnull(nullif(trim(a.title), ''), '“' || substr(a.text, 1, 60) || '…”') AS title,
                      a.outlet, a.published, a.published_from, c.issues, m.family
               FROM articles a JOIN captures c ON c.id = a.capture
               LEFT JOIN family_members m ON m.article = a.id
               ORDER BY a.published IS NULL, substr(a.published, 1, 10), a.outlet IS NULL, a.outlet, a.title, a.id";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut listed = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut letters: BTreeMap<String, String> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let capture: String = row.get("capture")?;
        let published: Option<String> = row.get("published")?;
        let from: Option<String> = row.get("published_from")?;
        let next = words::letter(letters.len());
        let family = row.get::<_, Option<String>>("family")?;
        let places = load::places(conn, &capture)?;
        listed.push(Listed {
            receipt: receipt(&capture, &places),
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            published: published.map(|edtf| (day(&edtf).to_owned(), from.unwrap_or_default())),
            upstreams: upstreams(conn, &id, outlets)?,
            headline: headline(conn, &id)?,
            family: family.map(|family| letters.entry(family).or_insert(next).clone()),
            paths: places.into_iter().map(|found| found.place.path).collect(),
            issues: from_json(&row.get::<_, String>("issues")?)?,
        });
        numbers.insert(id, listed.len() - 1);
    }
    Ok((listed, numbers))
}

/// The outlets that article `id` names as its origin, and whether what they mean is in the pile.
/// Nothing is said of a name that was copied along with the text around it.
fn upstreams(conn: &Connection, id: &str, outlets: &mut Outlets) -> Outcome<Vec<String>> {
    let sql = "SELECT u.name, ifnull(max(d.upstream IS NOT NULL), 0) > ifnull(max(d.parent IS NOT NULL), 0) AS absent FROM upstreams u
               LEFT JOIN derivation_credits c ON c.article = u.article AND c.number = u.number
               LEFT JOIN derivations d ON d.number = c.derivation
               WHERE u.article = ?1 GROUP BY u.name ORDER BY u.name";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut upstreams = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get("name")?;
        upstreams.push(if !row.get::<_, bool>("absent")? {
            name
        } else if outlets.have(&name) {
            format!("{name} (none of its articles here is shown to be meant)")
        } else {
            format!("{name} (not in the pile)")
        });
    }
    Ok(upstreams)
}

/// What the title of article `id` puts otherwise than the text does. Another number may be of
/// another event, or of a part of it: that is left to who reads the export.
fn headline(conn: &Connection, id: &str) -> Outcome<Vec<String>> {
    let sql = "SELECT h.words, h.differs, c.sentence AS text FROM headline_claims h
               JOIN claims c ON c.id = h.restates WHERE h.article = ?1 ORDER BY h.number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let (title, text): (String, String) = (row.get("words")?, row.get("text")?);
        let differs: Vec<Difference> = from_json(&row.get::<_, String>("differs")?)?;
        if !differs.contains(&Difference::Value) {
            said.extend(words::headline(&title, &text, &differs));
        }
    }
    Ok(said)
}

/// "sha256:0fa60f7e7fd8… · captured 2033-09-14T05:00:02Z · https://…".
fn receipt(capture: &str, places: &[load::Found]) -> String {
    // A dozen digits tell captures apart; the export has all of them.
    const DIGITS: usize = "sha256:".len() + 12;
    let hash = capture.get(..DIGITS).unwrap_or(capture);
    let captured = places
        .iter()
        .find_map(|found| found.place.captured_at.as_deref());
    let url = places.iter().find_map(|found| found.place.url.as_deref());
    let mut parts = vec![format!("{hash}…")];
    parts.extend(captured.map(|time| format!("captured {time}")));
    parts.extend(url.map(str::to_owned));
    parts.join(" · ")
}

/// What was skipped, by reason, the most frequent first.
fn skipped(conn: &Connection) -> Outcome<Vec<SkippedFor>> {
    let sql = "SELECT reason, path FROM skipped
               UNION ALL
               SELECT skipped, (SELECT min(path) FROM places p WHERE p.capture = c.id) FROM captures c
               WHERE skipped IS NOT NULL
               ORDER BY 1, 2";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut skipped: Vec<SkippedFor> = Vec::new();
    while let Some(row) = rows.next()? {
        let (reason, path): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let path = path.unwrap_or_default();
        match skipped.last_mut() {
            Some(last) if last.reason == reason => last.paths.push(path),
            _ => skipped.push(SkippedFor {
                reason,
                paths: vec![path],
            }),
        }
    }
    skipped.sort_by_key(|skipped| std::cmp::Reverse(skipped.paths.len()));
    Ok(skipped)
}
