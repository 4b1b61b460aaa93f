//! The second step of a build: captures without an up-to-date result are read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use restated_article::{Article, Issue};
use restated_capture::{Capture, CaptureId};
use restated_claims::Reading;
use restated_lineage::Record;
use restated_stories::Terms;
use rusqlite::{OptionalExtension, params};

use crate::build::{Batch, BuildReport};
use crate::error::{Fault, Outcome};
use crate::fields::{from_json, json};
use crate::load;
use crate::pipeline::{self, Desk};
use crate::todo::{Todo, todo};
use crate::{Dossier, Offsets, Progress, Stage, Stages, entities, insert};

/// Reads every capture whose result is missing or out of date.
pub(crate) fn run(
    dossier: &Dossier,
    threads: usize,
    stages: &dyn Stages,
    progress: &dyn Progress,
    report: &mut BuildReport,
) -> Outcome<()> {
    let todo = todo(dossier, stages)?;
    progress.stage(Stage::Analysing, Some(todo.len() as u64));
    if todo.is_empty() {
        return Ok(());
    }
    let mut desk = Desks {
        dossier,
        stages,
        progress,
        report,
        todo: todo.into_iter(),
        batch: Batch::begin(dossier)?,
    };
    pipeline::run(threads, &mut desk, |job| analyse(job, stages))?;
    desk.batch.commit()
}

/// Work for a thread, with all it needs.
enum Job {
    /// From the bytes on.
    Capture {
        capture: Box<Capture>,
        made_of: String,
    },
    /// From the article on; `None` where the capture has none.
    Article {
        todo: Todo,
        path: String,
        article: Option<Box<Stored>>,
    },
}

/// An article that is in the file already.
struct Stored {
    id: String,
    article: Article,
    same_bytes: Vec<bool>,
    issues: Vec<Issue>,
}

/// What came of a job.
struct Done {
    capture: CaptureId,
    path: String,
    /// A newly read article: what it was made of, and which doubled paragraphs are byte for byte.
    read: Option<(Read, String, Vec<bool>)>,
    stored: Option<Box<Stored>>,
    claims: Option<Result<(Reading, Terms), String>>,
    record: Option<Result<Record, String>>,
}

/// What the article stage gave.
type Read = Result<(Option<Article>, Vec<Issue>), String>;

fn analyse(job: Job, stages: &dyn Stages) -> Done {
    match job {
        Job::Capture { capture, made_of } => {
            let read = guarded("the article", || stages.article(&capture));
            let (mut claims, mut record, mut same_bytes) = (None, None, Vec::new());
            if let Ok((Some(article), _)) = &read {
                claims = Some(guarded("its claims", || read_in(article, stages)));
                record = Some(guarded("its wording", || record_of(article, stages)));
                same_bytes = insert::same_bytes(article, &capture.bytes);
            }
            Done {
                capture: capture.id,
                path: capture.place.path.clone(),
                read: Some((read, made_of, same_bytes)),
                stored: None,
                claims,
                record,
            }
        }
        Job::Article {
            todo,
            path,
            article,
        } => {
            let known = article.as_ref().map(|stored| &stored.article);
            let claims = known
                .filter(|_| todo.claims)
                .map(|article| guarded("its claims", || read_in(article, stages)));
            let record = known
                .filter(|_| todo.record)
                .map(|article| guarded("its wording", || record_of(article, stages)));
            Done {
                capture: todo.capture,
                path,
                read: None,
                stored: article,
                claims,
                record,
            }
        }
    }
}

fn read_in(article: &Article, stages: &dyn Stages) -> (Reading, Terms) {
    let reading = stages.claims(article);
    let terms = stages.terms(article, &reading);
    (reading, terms)
}

fn record_of(article: &Article, stages: &dyn Stages) -> Record {
    stages.record(&article.text, article.language.as_deref())
}

/// One capture that makes a stage panic must not stop a pile.
fn guarded<T>(what: &str, stage: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(stage)).map_err(|panic| {
        let message = panic
            .downcast_ref::<&str>()
            .map(|message| (*message).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        format!("reading {what} failed: internal error, please report ({message})")
    })
}

/// What a claims stage that failed leaves among the issues begins so.
const CLAIMS_FAILED: &str = "reading its claims failed";
/// What a record stage that failed leaves among them.
const RECORD_FAILED: &str = "reading its wording failed";

struct Desks<'a> {
    dossier: &'a Dossier,
    stages: &'a dyn Stages,
    progress: &'a dyn Progress,
    report: &'a mut BuildReport,
    todo: std::vec::IntoIter<Todo>,
    batch: Batch<'a>,
}

impl Desk for Desks<'_> {
    type Job = Job;
    type Done = Done;

    fn next(&mut self) -> Outcome<Option<(Job, usize)>> {
        let Some(todo) = self.todo.next() else {
            return Ok(None);
        };
        let conn = &self.dossier.conn;
        let capture = todo.capture.to_string();
        let Some(first) = load::places(conn, &capture)?.into_iter().next() else {
            return Err(Fault::damaged(format!("{capture} has no place")));
        };
        if todo.article {
            let made_of = first.digest(self.stages.article_version());
            let capture = Box::new(load::capture(conn, &capture, first)?);
            let weight = capture.bytes.len();
            return Ok(Some((Job::Capture { capture, made_of }, weight)));
        }
        let article = self.stored(&capture)?.map(Box::new);
        let weight = article
            .as_ref()
            .map_or(0, |stored| stored.article.text.len());
        Ok(Some((
            Job::Article {
                todo,
                path: first.place.path,
                article,
            },
            weight,
        )))
    }

    fn take(&mut self, done: Done) -> Outcome<()> {
        self.batch.changing()?;
        self.batch.changed_articles()?;
        self.progress.analysed(&done.path);
        let conn = &self.dossier.conn;
        let capture = done.capture;
        let stored = match done.read {
            Some((read, made_of, same_bytes)) => {
                let (article, issues, why_not) = told(read);
                self.replace(capture, &done.path, &made_of, why_not)?;
                match article {
                    Some(article) => {
                        let id = insert::article(conn, capture, &article, &same_bytes)?;
                        Some(Stored {
                            id,
                            article,
                            same_bytes,
                            issues,
                        })
                    }
                    None => None,
                }
            }
            None => {
                let sql =
                    "UPDATE analyses SET claims = ?2, record = ?3, terms = ?4 WHERE capture = ?1";
                conn.prepare_cached(sql)?.execute(params![
                    capture.to_string(),
                    self.stages.claims_version(),
                    self.stages.record_version(),
                    self.stages.terms_version(),
                ])?;
                done.stored.map(|stored| *stored)
            }
        };
        let Some(mut stored) = stored else {
            return self.batch.wrote(0);
        };
        if let Some(claims) = done.claims {
            self.put_claims(capture, &mut stored, claims)?;
        }
        if let Some(record) = done.record {
            stored
                .issues
                .retain(|Issue(issue)| !issue.starts_with(RECORD_FAILED));
            insert::record(conn, &stored.id, record.as_ref().ok())?;
            stored.issues.extend(record.err().map(Issue));
        }
        conn.prepare_cached("UPDATE captures SET issues = ?2 WHERE id = ?1")?
            .execute(params![capture.to_string(), json(&stored.issues)])?;
        self.batch.wrote(stored.article.text.len())
    }
}

/// The article, the issues, and why there is no article if there is none.
fn told(read: Read) -> (Option<Article>, Vec<Issue>, Option<String>) {
    match read {
        Ok((Some(article), issues)) => (Some(article), issues, None),
        Ok((None, issues)) => {
            let reasons: Vec<&str> = issues.iter().map(|Issue(issue)| issue.as_str()).collect();
            let reason = if reasons.is_empty() {
                "no article in it".to_owned()
            } else {
                reasons.join("; ")
            };
            (None, Vec::new(), Some(reason))
        }
        Err(failure) => (None, Vec::new(), Some(failure)),
    }
}

impl Desks<'_> {
    fn stored(&self, capture: &str) -> Outcome<Option<Stored>> {
        let conn = &self.dossier.conn;
        let sql = "SELECT a.id, c.issues FROM articles a JOIN captures c ON c.id = a.capture
                   WHERE a.capture = ?1";
        let row = conn
            .prepare_cached(sql)?
            .query_row([capture], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        let Some((id, issues)) = row else {
            return Ok(None);
        };
        let article = load::article(conn, &id)?;
        let repeats = load::repeats(conn, &id, &Offsets::new(&article.text))?;
        let same_bytes = repeats.into_iter().map(|(_, same)| same).collect();
        Ok(Some(Stored {
            id,
            article,
            same_bytes,
            issues: from_json(&issues)?,
        }))
    }

    /// Forgets what was read in `capture` before, and notes what it is read from now
    /// and why there is no article, if there is none.
    fn replace(
        &mut self,
        capture: CaptureId,
        path: &str,
        made_of: &str,
        why_not: Option<String>,
    ) -> Outcome<()> {
        self.report.read += 1;
        if let Some(reason) = &why_not {
            self.progress.skipped(path, reason);
        }
        let conn = &self.dossier.conn;
        let key = capture.to_string();
        conn.prepare_cached("DELETE FROM articles WHERE capture = ?1")?
            .execute([&key])?;
        conn.prepare_cached("UPDATE captures SET skipped = ?2, issues = '[]' WHERE id = ?1")?
            .execute(params![key, why_not])?;
        let sql = "INSERT INTO analyses VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
                   article = excluded.article, claims = excluded.claims, record = excluded.record,
                   terms = excluded.terms";
        conn.prepare_cached(sql)?.execute(params![
            key,
            made_of,
            self.stages.claims_version(),
            self.stages.record_version(),
            self.stages.terms_version(),
        ])?;
        Ok(())
    }

    /// Stores the claims and names of an article, and among its issues what went wrong with them.
    fn put_claims(
        &self,
        capture: CaptureId,
        stored: &mut Stored,
        reading: Result<(Reading, Terms), String>,
    ) -> Outcome<()> {
        let Stored {
            id,
            article,
            same_bytes,
            issues,
        } = stored;
        issues.retain(|Issue(issue)| !issue.starts_with(CLAIMS_FAILED));
        let (reading, terms) = reading.unwrap_or_else(|failure| {
            issues.push(Issue(failure));
            let nothing = Reading::default();
            let terms = self.stages.terms(article, &nothing);
            (nothing, terms)
        });
        let conn = &self.dossier.conn;
        insert::terms(conn, id, &terms)?;
        entities::insert_names(conn, id, &reading.names)?;
        let left_out = insert::claims(conn, id, capture, article, same_bytes, &reading)?;
        if left_out > 0 {
            let places = format!("{CLAIMS_FAILED} in {left_out} places, which were left out");
            issues.push(Issue(format!("{places}: internal error, please report")));
        }
        Ok(())
    }
}
