//! A dossier's rows as a report.

use std::collections::BTreeMap;

use restated_claims::Difference;
use rusqlite::{Connection, Row};

use super::model::{Answer, Asked, Listed, Report, Sentence, SkippedFor};
use super::outlets::Outlets;
use super::{independent, shared, words};
use crate::error::Outcome;
use crate::fields::{day, from_json, offset, value};
use crate::{Dossier, Offsets, load};

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
        questions: questions(conn, &numbers)?,
        others: others(conn, &numbers)?,
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

/// The questions, those with most claims first.
fn questions(conn: &Connection, numbers: &BTreeMap<String, usize>) -> Outcome<Vec<Asked>> {
    let sql = "SELECT q.id, q.text, (SELECT count(*) FROM origins o WHERE o.question = q.id) AS origins
               FROM questions q
               ORDER BY (SELECT count(*) FROM position_claims c WHERE c.question = q.id) DESC, q.text, q.id";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut questions = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        questions.push(Asked {
            text: row.get("text")?,
            origins: offset(row.get("origins")?)?,
            answers: answers(conn, &id, numbers)?,
        });
    }
    Ok(questions)
}

fn answers(
    conn: &Connection,
    question: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<Answer>> {
    let sql = "SELECT number, articles, families, origins FROM positions WHERE question = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([question])?;
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        let mut behind = Behind::default();
        let sql = "SELECT c.* FROM position_claims p JOIN claims c ON c.id = p.claim
                   WHERE p.question = ?1 AND p.position = ?2 ORDER BY c.id";
        let mut claims = conn.prepare_cached(sql)?;
        let mut claims = claims.query((question, row.get::<_, i64>("number")?))?;
        while let Some(claim) = claims.next()? {
            behind.add(claim, numbers)?;
        }
        answers.push(Answer {
            label: words::answer(&behind.figures),
            articles: offset(row.get("articles")?)?,
            families: offset(row.get("families")?)?,
            origins: offset(row.get("origins")?)?,
            sources: ranked(behind.sources),
            via: ranked(behind.via),
            sentences: sorted(behind.sentences),
        });
    }
    Ok(answers)
}

/// Sentences with figures that answer no question.
fn others(conn: &Connection, numbers: &BTreeMap<String, usize>) -> Outcome<Vec<Sentence>> {
    let sql = "SELECT * FROM claims WHERE kind = 'figure'
               AND id NOT IN (SELECT claim FROM position_claims) ORDER BY id";
    let mut statement = conn.prepare(sql)?;
    let mut claims = statement.query([])?;
    let mut behind = Behind::default();
    while let Some(claim) = claims.next()? {
        behind.add(claim, numbers)?;
    }
    Ok(sorted(behind.sentences))
}

/// What the claims behind one answer say.
#[derive(Default)]
struct Behind {
    figures: Vec<restated_claims::Figure>,
    sources: BTreeMap<String, usize>,
    via: BTreeMap<String, usize>,
    /// By words and figure, so that the same sentence in several articles is shown once.
    sentences: BTreeMap<(String, usize), Sentence>,
}

impl Behind {
    fn add(&mut self, claim: &Row<'_>, numbers: &BTreeMap<String, usize>) -> Outcome<()> {
        self.figures.extend(load::figure(claim)?);
        let attribution = load::attribution(claim)?;
        *self.sources.entry(words::source(&attribution)).or_default() += 1;
        for relay in attribution.via {
            *self.via.entry(relay).or_default() += 1;
        }
        let text: String = claim.get("sentence")?;
        let start = offset(claim.get("sentence_start")?)?;
        let from = offset(claim.get("words_start")?)?.saturating_sub(start);
        let to = offset(claim.get("words_end")?)?.saturating_sub(start);
        let bytes = Offsets::new(&text).bytes(&(from..to)).unwrap_or(0..0);
        let hedges: Vec<String> = from_json(&claim.get::<_, String>("hedges")?)?;
        let polarity = value(&claim.get::<_, String>("polarity")?)?;
        let modality = value(&claim.get::<_, String>("modality")?)?;
        let folded: Vec<&str> = text.split_whitespace().collect();
        let sentence = self
            .sentences
            .entry((folded.join(" "), from))
            .or_insert_with(|| Sentence {
                before: text[..bytes.start].to_owned(),
                figure: text[bytes.clone()].to_owned(),
                after: text[bytes.end..].to_owned(),
                notes: words::notes(polarity, modality, &hedges),
                articles: Vec::new(),
            });
        sentence
            .articles
            .extend(numbers.get(&claim.get::<_, String>("article")?));
        Ok(())
    }
}

/// Names by how often they occur.
fn ranked(counted: BTreeMap<String, usize>) -> Vec<String> {
    let mut names: Vec<(String, usize)> = counted.into_iter().collect();
    names.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    names.into_iter().map(|(name, _)| name).collect()
}

fn sorted(sentences: BTreeMap<(String, usize), Sentence>) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = sentences.into_values().collect();
    for sentence in &mut sentences {
        sentence.articles.sort_unstable();
        sentence.articles.dedup();
    }
    sentences.sort_by_key(|sentence| sentence.articles.first().copied());
    sentences
}
