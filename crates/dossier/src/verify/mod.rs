//! Re-checking what a dossier promises.
//!
//! Everything is read again from the rows, nothing is taken for granted: a
//! dossier may have been copied badly, edited by hand, or made by somebody else.

mod derivations;
mod entities;
mod headline;
mod passages;
mod stories;

use std::fmt;

use restated_article::SpanMap;
use restated_capture::CaptureId;
use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::error::{Fault, Outcome};
use crate::fields::offset;
use crate::texts::Texts;
use crate::{Dossier, Error, load};

use passages::{article, claim, kept, unreadable};

/// Something that a dossier promises and does not keep.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Violation {
    /// The capture it is about, with its first path, where it is about one.
    pub capture: Option<String>,
    /// What was found.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(capture) = &self.capture {
            write!(f, "{capture}: ")?;
        }
        write!(f, "{}; {}", self.what, self.remedy)
    }
}

/// For what cannot have come from a build.
const REBUILD: &str = "the file was changed since it was built: restore it from a copy, or build it again from the pile";
/// For a build that did not end.
const RESUME: &str = "run the same `restated build` again";

impl Dossier {
    /// Checks every promise of the dossier; gives what is not kept, sorted.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn verify(&self) -> Result<Vec<Violation>, Error> {
        let mut check = Check {
            conn: &self.conn,
            violations: Vec::new(),
        };
        check.all().map_err(|fault| fault.at(&self.path))?;
        check.violations.sort();
        Ok(check.violations)
    }
}

struct Check<'a> {
    conn: &'a Connection,
    violations: Vec<Violation>,
}

/// A check of one row: what is wrong with it.
type Findings = Vec<String>;

impl Check<'_> {
    fn all(&mut self) -> Outcome<()> {
        if !self.file()? {
            return Ok(()); // What is read from a broken or half-built file says nothing.
        }
        self.captures()?;
        self.articles()?;
        self.claims()?;
        self.ties()?;
        self.positions()?;
        self.stories()?;
        self.families()?;
        self.derivations()?;
        self.entities()
    }

    fn found(&mut self, capture: Option<&str>, what: String, remedy: &'static str) -> Outcome<()> {
        let capture = match capture {
            Some(id) => {
                let sql = "SELECT min(path) FROM places WHERE capture = ?1";
                let path: Option<String> = self.conn.query_row(sql, [id], |row| row.get(0))?;
                Some(path.map_or_else(|| id.to_owned(), |path| format!("{path} ({id})")))
            }
            None => None,
        };
        self.violations.push(Violation {
            capture,
            what,
            remedy,
        });
        Ok(())
    }

    /// The file as SQLite sees it; tells whether reading on makes sense.
    fn file(&mut self) -> Outcome<bool> {
        let mut sound = true;
        let mut statement = self.conn.prepare("PRAGMA integrity_check(20)")?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                sound = false;
                self.found(None, format!("SQLite finds: {line}"), REBUILD)?;
            }
        }
        let mut statement = self.conn.prepare(
            "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent, count): (String, String, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let what =
                format!("{count} rows of {table} belong to rows of {parent} that are not there");
            self.found(None, what, REBUILD)?;
        }
        let state: Option<String> = self.conn.query_row(
            "SELECT max(value) FROM settings WHERE name = 'state'",
            [],
            |row| row.get(0),
        )?;
        if state.as_deref() != Some("complete") {
            sound = false;
            let what = "the build did not come to its end".to_owned();
            self.found(None, what, RESUME)?;
        }
        Ok(sound)
    }

    fn captures(&mut self) -> Outcome<()> {
        let sql = "SELECT c.id, c.bytes, c.skipped,
                          EXISTS (SELECT 1 FROM articles a WHERE a.capture = c.id) AS read,
                          EXISTS (SELECT 1 FROM places p WHERE p.capture = c.id) AS placed
                   FROM captures c";
        self.each(sql, |conn, row| {
            let id: String = row.get("id")?;
            let mut findings = Vec::new();
            match load::payload(conn, &id) {
                Ok(bytes) => {
                    let hash = CaptureId::of(&bytes).to_string();
                    if hash != id {
                        findings.push(format!(
                            "its stored bytes have the hash {hash}, not that of its id"
                        ));
                    } else if bytes.len() != offset(row.get("bytes")?)? {
                        findings.push(format!(
                            "it has {} bytes, not as many as noted",
                            bytes.len()
                        ));
                    }
                }
                Err(Fault::Damaged(what)) => findings.push(what),
                Err(fault) => return Err(fault),
            }
            let skipped: Option<String> = row.get("skipped")?;
            if skipped.is_some() == row.get::<_, bool>("read")? {
                findings.push("it is neither read as an article nor skipped, or both".to_owned());
            }
            if !row.get::<_, bool>("placed")? {
                findings.push("it has no place".to_owned());
            }
            Ok((Some(id), findings))
        })
    }

    fn articles(&mut self) -> Outcome<()> {
        self.each("SELECT a.id, a.capture FROM articles a", |conn, row| {
            let (id, capture): (String, String) = (row.get("id")?, row.get("capture")?);
            Ok((Some(capture.clone()), kept(article(conn, &id, &capture))?))
        })
    }

    fn claims(&mut self) -> Outcome<()> {
        // A claim without an article is a finding of `file`.
        let sql = "SELECT c.*, a.capture, a.text, k.bytes AS size FROM claims c
                   JOIN articles a ON a.id = c.article JOIN captures k ON k.id = a.capture
                   ORDER BY c.article";
        let mut map: Option<(String, SpanMap)> = None;
        self.each(sql, |conn, row| {
            let (capture, article): (String, String) = (row.get("capture")?, row.get("article")?);
            if map.as_ref().is_none_or(|(of, _)| *of != article) {
                // What is wrong with the map is a finding of `articles`.
                map = Some((
                    article.clone(),
                    kept(load::byte_map(conn, &article)).unwrap_or_default(),
                ));
            }
            let findings = match &map {
                Some((_, map)) => kept(claim(conn, row, &article, map))?,
                None => Vec::new(),
            };
            Ok((Some(capture), findings))
        })
    }

    /// What figures are parts of, and what titles claim.
    fn ties(&mut self) -> Outcome<()> {
        let sql = "SELECT c.id, a.capture FROM claims c JOIN articles a ON a.id = c.article
                   JOIN claims w ON w.id = c.part_of
                   WHERE w.article <> c.article OR w.id = c.id OR w.kind <> 'figure'";
        self.each(sql, |_, row| {
            let id: String = row.get("id")?;
            let what = format!("claim {id} is a part of no other figure of its article");
            Ok((Some(row.get("capture")?), vec![what]))
        })?;
        let sql = "SELECT h.*, a.capture, a.title, c.article AS restated_in FROM headline_claims h
                   JOIN articles a ON a.id = h.article LEFT JOIN claims c ON c.id = h.restates";
        self.each(sql, |_, row| {
            Ok((Some(row.get("capture")?), kept(headline::claim(row))?))
        })
    }

    fn positions(&mut self) -> Outcome<()> {
        let sql = "SELECT q.text, p.*,
                (SELECT count(*) FROM position_claims pc JOIN claims c ON c.id = pc.claim
                 WHERE pc.question = p.question AND pc.position = p.number
                   AND c.best IS p.best AND c.low IS p.low AND c.high IS p.high) AS stated,
                (SELECT count(DISTINCT c.article) FROM position_claims pc JOIN claims c ON c.id = pc.claim
                 WHERE pc.question = p.question AND pc.position = p.number) AS counted
            FROM positions p JOIN questions q ON q.id = p.question";
        self.each(sql, |_, row| {
            let question: String = row.get("text")?;
            let value = |name: &str| row.get::<_, Option<f64>>(name);
            let shown = format!(
                "{:?} {:?} {:?}",
                value("best")?,
                value("low")?,
                value("high")?
            );
            let mut findings = Vec::new();
            if row.get::<_, i64>("stated")? == 0 {
                findings.push(format!(
                    "the answer {shown} to “{question}” is stated by no claim"
                ));
            }
            if row.get::<_, i64>("counted")? != row.get::<_, i64>("articles")? {
                findings.push(format!(
                    "the answer {shown} to “{question}” miscounts its articles"
                ));
            }
            Ok((None, findings))
        })
    }

    /// Whether stories, questions and drifts hold what belongs to them.
    fn stories(&mut self) -> Outcome<()> {
        let counted = stories::counted();
        let found = (counted.as_str(), "a story is not what was counted of it");
        for (sql, wrong) in stories::PROMISES.into_iter().chain([found]) {
            self.each(sql, |_, row| {
                let (id, capture): (String, Option<String>) = (row.get("id")?, row.get("capture")?);
                Ok((capture, vec![format!("{wrong}: {id}")]))
            })?;
        }
        Ok(())
    }

    fn families(&mut self) -> Outcome<()> {
        let sql = "SELECT f.id, f.articles, count(m.article) AS members FROM families f
                   LEFT JOIN family_members m ON m.family = f.id GROUP BY f.id";
        self.each(sql, |_, row| {
            let (noted, members): (i64, i64) = (row.get("articles")?, row.get("members")?);
            let wrong = noted != members || members < 2;
            let what = || {
                format!(
                    "family {} has {members} members, noted are {noted}",
                    row.get::<_, String>("id").unwrap_or_default()
                )
            };
            Ok((None, if wrong { vec![what()] } else { Vec::new() }))
        })
    }

    /// Whether articles can have from one another what they are said to have.
    fn derivations(&mut self) -> Outcome<()> {
        let sql = "SELECT r.*, a.capture FROM records r JOIN articles a ON a.id = r.article";
        self.each(sql, |_, row| {
            Ok((Some(row.get("capture")?), kept(derivations::record(row))?))
        })?;
        let sql = "SELECT d.*, a.capture FROM derivations d JOIN articles a ON a.id = d.child";
        self.each(sql, |_, row| {
            Ok((Some(row.get("capture")?), kept(derivations::edge(row))?))
        })?;
        let mut texts = Texts::of(self.conn);
        let sql = "SELECT p.*, d.child, d.parent, a.capture FROM derivation_passages p
                   JOIN derivations d ON d.number = p.derivation JOIN articles a ON a.id = d.child
                   ORDER BY p.derivation, p.number";
        self.each(sql, |_, row| {
            let findings = kept(derivations::passage(&mut texts, row))?;
            Ok((Some(row.get("capture")?), findings))
        })?;
        self.each(derivations::BOTH_WAYS, |_, row| {
            let (one, other): (String, String) = (row.get("child")?, row.get("parent")?);
            let what = format!("articles {one} and {other} have text from each other");
            Ok((Some(row.get("capture")?), vec![what]))
        })?;
        self.each(derivations::STRANGERS, |_, row| {
            let (article, family): (String, String) = (row.get("article")?, row.get("family")?);
            let what = format!("article {article} shares text with no other of family {family}");
            Ok((Some(row.get("capture")?), vec![what]))
        })?;
        self.each(derivations::UNSEEN, |_, row| {
            let number: i64 = row.get("number")?;
            let what = format!("unseen text {number} has other children than noted");
            Ok((None, vec![what]))
        })?;
        self.each(derivations::DOUBTFUL, |_, row| {
            let (one, other): (String, String) = (row.get("one")?, row.get("other")?);
            let what = format!("articles {one} and {other} are no pair in doubt");
            Ok((Some(row.get("capture")?), vec![what]))
        })?;
        self.each(derivations::CREDITS, |_, row| {
            let (name, article): (String, String) = (row.get("name")?, row.get("article")?);
            let what = format!("{name}, which article {article} names, leads another article");
            Ok((Some(row.get("capture")?), vec![what]))
        })
    }

    fn entities(&mut self) -> Outcome<()> {
        let sql = "SELECT n.*, a.capture FROM names n JOIN articles a ON a.id = n.article";
        self.each(sql, |_, row| {
            Ok((Some(row.get("capture")?), kept(entities::name(row))?))
        })?;
        let sql = "SELECT l.*, a.text AS whole, a.capture FROM aliases l
                   JOIN articles a ON a.id = l.article ORDER BY l.article";
        self.each(sql, |conn, row| {
            Ok((Some(row.get("capture")?), kept(entities::alias(conn, row))?))
        })?;
        let sql = "SELECT e.id FROM entities e WHERE NOT EXISTS (SELECT 1 FROM names n WHERE n.entity = e.id)
                   OR NOT EXISTS (SELECT 1 FROM aliases l WHERE l.entity = e.id)";
        self.each(sql, |_, row| {
            let id: String = row.get("id")?;
            Ok((None, vec![format!("entity {id} is named by no article")]))
        })?;
        let sql = "SELECT c.id, a.capture FROM claims c JOIN articles a ON a.id = c.article
                   WHERE c.source_name IS NOT NULL AND NOT EXISTS
                   (SELECT 1 FROM names n WHERE n.article = c.article AND n.number = c.source_name)";
        self.each(sql, |_, row| {
            let id: String = row.get("id")?;
            let what = format!("the source of claim {id} is no name of its article");
            Ok((Some(row.get("capture")?), vec![what]))
        })
    }

    /// Runs `check` over every row of `sql`; it gives the capture that the row is
    /// about and what is wrong with it.
    fn each(
        &mut self,
        sql: &str,
        mut check: impl FnMut(&Connection, &Row<'_>) -> Outcome<(Option<String>, Findings)>,
    ) -> Outcome<()> {
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (capture, findings) = match check(self.conn, row) {
                Ok(found) => found,
                Err(fault) => (None, vec![unreadable(fault)?]),
            };
            for what in findings {
                self.found(capture.as_deref(), what, REBUILD)?;
            }
        }
        Ok(())
    }
}
