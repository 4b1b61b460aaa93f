//! The questions of a story, with their answers.

use std::collections::{BTreeMap, BTreeSet};

use restated_claims::Polarity;
use rusqlite::{Connection, Row};

use super::model::{Answer, Asked, Sentence};
use crate::error::Outcome;
use crate::fields::{day, from_json, offset, value};
use crate::words;
use crate::{Offsets, load};

/// The questions of `story`: figures before statements, those with most articles behind them first.
pub(super) fn questions(
    conn: &Connection,
    story: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<Asked>> {
    let sql = "SELECT q.id, q.text, q.measure, q.at_least,
                      (SELECT count(*) FROM origins o WHERE o.question = q.id) AS origins,
                      (SELECT count(DISTINCT c.article) FROM position_claims p
                       JOIN claims c ON c.id = p.claim WHERE p.question = q.id) AS articles
               FROM questions q WHERE q.story = ?1 ORDER BY (SELECT c.kind FROM claims c WHERE c.id = q.founder) <> 'figure',
                        articles DESC, origins DESC,
                        (SELECT min(c.words_start) FROM position_claims p JOIN claims c ON c.id = p.claim
                         WHERE p.question = q.id), q.text, q.id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([story])?;
    let mut questions = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        questions.push(Asked {
            text: row.get("text")?,
            articles: offset(row.get("articles")?)?,
            origins: offset(row.get("origins")?)?,
            at_least: offset(row.get("at_least")?)?,
            answers: answers(conn, &id, numbers)?,
            why: lines(
                conn,
                "SELECT text FROM question_reasons WHERE question = ?1 ORDER BY number",
                &id,
            )?,
            differ: related(conn, &id, "differ")?,
            updated: related(conn, &id, "updated")?,
            notes: lines(
                conn,
                "SELECT text FROM notes WHERE question = ?1 ORDER BY number",
                &id,
            )?,
            timeline: timeline(conn, &id)?,
            id,
        });
    }
    Ok(questions)
}

/// The first column of the rows of `sql` about a question.
fn lines(conn: &Connection, sql: &str, question: &str) -> Outcome<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([question], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How answers stand to each other: of all pairs of claims of two answers, one says it.
fn related(conn: &Connection, question: &str, relation: &str) -> Outcome<Vec<String>> {
    let sql = "SELECT pa.position AS a, pb.position AS b, r.why FROM relations r
               JOIN position_claims pa ON pa.question = r.question AND pa.claim = r.a
               JOIN position_claims pb ON pb.question = r.question AND pb.claim = r.b
               WHERE r.question = ?1 AND r.relation = ?2 ORDER BY a, b, r.a, r.b";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([question, relation])?;
    let (mut pairs, mut said) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (a, b): (i64, i64) = (row.get("a")?, row.get("b")?);
        let why: String = row.get("why")?;
        if pairs.insert((a.min(b), a.max(b))) && said.insert(why.clone()) {
            found.push(why);
        }
    }
    Ok(found)
}

/// When which answer was given: "2031-03-04: at least 12 (Marrow Harbour Office)".
fn timeline(conn: &Connection, question: &str) -> Outcome<Vec<String>> {
    let sql = "SELECT date, dated, first, claims FROM moments WHERE question = ?1 ORDER BY number";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([question])?;
    let mut moments: Vec<(String, Vec<String>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let date: Option<String> = row.get("date")?;
        let when = match (date, row.get::<_, String>("dated")?.as_str()) {
            (Some(date), "as_of") => format!("as of {}", day(&date)),
            (Some(date), _) => format!("published {}", day(&date)),
            (None, _) => "undated".to_owned(),
        };
        let claims: Vec<String> = from_json(&row.get::<_, String>("claims")?)?;
        let mut behind = Behind::default();
        for id in &claims {
            let mut claim = conn.prepare_cached("SELECT * FROM claims WHERE id = ?1")?;
            let mut claim = claim.query([id])?;
            if let Some(claim) = claim.next()? {
                behind.add(claim, &BTreeMap::new())?;
            }
        }
        let first = if row.get("first")? {
            ", first here"
        } else {
            ""
        };
        let label = behind.label();
        let said = format!("{label} ({}{first})", ranked(behind.sources).join("; "));
        match moments.last_mut() {
            Some((last, all)) if *last == when => all.push(said),
            _ => moments.push((when, vec![said])),
        }
    }
    // One moment is no course of events.
    if moments.len() < 2 {
        return Ok(Vec::new());
    }
    let line = |(when, said): (String, Vec<String>)| format!("{when}: {}", said.join("; "));
    Ok(moments.into_iter().map(line).collect())
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
            label: behind.label(),
            articles: offset(row.get("articles")?)?,
            families: offset(row.get("families")?)?,
            origins: offset(row.get("origins")?)?,
            from: origins(conn, question, row.get("number")?)?,
            sources: ranked(behind.sources),
            via: ranked(behind.via),
            sentences: sorted(behind.sentences),
        });
    }
    Ok(answers)
}

/// The origins of an answer, those with most of its claims first.
fn origins(conn: &Connection, question: &str, position: i64) -> Outcome<Vec<String>> {
    let sql = "SELECT o.source, o.anonymous FROM position_claims p
               JOIN origin_claims c ON c.question = p.question AND c.claim = p.claim
               JOIN origins o ON o.question = c.question AND o.number = c.origin
               WHERE p.question = ?1 AND p.position = ?2
               GROUP BY o.number ORDER BY count(*) DESC, o.number";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map((question, position), |row| {
        Ok(words::origin(row.get("source")?, row.get("anonymous")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Sentences of `story` with figures that answer no question.
pub(super) fn others(
    conn: &Connection,
    story: &str,
    numbers: &BTreeMap<String, usize>,
) -> Outcome<Vec<Sentence>> {
    let sql = "SELECT c.* FROM claims c JOIN story_articles s ON s.article = c.article
               WHERE s.story = ?1 AND c.kind = 'figure'
               AND c.id NOT IN (SELECT claim FROM position_claims) ORDER BY c.id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut claims = statement.query([story])?;
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
    /// Whether a statement says that something is not so.
    negated: bool,
    sources: BTreeMap<String, usize>,
    via: BTreeMap<String, usize>,
    /// By words and figure, so that the same sentence in several articles is shown once.
    sentences: BTreeMap<(String, usize), Sentence>,
}

impl Behind {
    /// The answer: a figure, or that a statement is made.
    fn label(&self) -> String {
        if !self.figures.is_empty() {
            return words::answer(&self.figures);
        }
        let said = if self.negated {
            "said not to be so"
        } else {
            "said"
        };
        said.to_owned()
    }

    fn add(&mut self, claim: &Row<'_>, numbers: &BTreeMap<String, usize>) -> Outcome<()> {
        self.figures.extend(load::figure(claim)?);
        let attribution = load::attribution(claim)?;
        *self
            .sources
            .entry(words::source(
                attribution.source.as_deref(),
                attribution.status,
            ))
            .or_default() += 1;
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
        self.negated |= polarity == Polarity::Negated;
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
