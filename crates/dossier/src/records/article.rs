//! `articles`.

use rusqlite::{Connection, Row};
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Evidence, Headline, Record, Within, headline};
use crate::Offsets;
use crate::error::Outcome;
use crate::fields::{day, from_json, range};
use crate::texts::Texts;

/// What a reader came for in one capture.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Article {
    /// 'a' and the first digits of the capture's hash.
    pub id: String,
    /// Id of the capture.
    pub capture: String,
    /// As on the page.
    pub title: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Names of authors.
    pub byline: Vec<String>,
    /// When it was published; never guessed.
    pub published: Option<Dated>,
    /// BCP 47.
    pub language: Option<String>,
    /// Main text: paragraphs joined by one line break.
    pub text: String,
    /// Id of the story.
    pub story: Option<String>,
    /// Id of the family; most articles are of none.
    pub family: Option<String>,
    /// Outlets that the text names as its origin, of which no article is here.
    pub upstreams: Vec<Upstream>,
    /// When it was last changed.
    pub modified: Option<Dated>,
    /// The page's own address, as it gives it.
    pub canonical_url: Option<String>,
    /// What the title claims.
    pub headline: Vec<Headline>,
}

/// A day, and where on the page it was found.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Dated {
    /// EDTF.
    pub edtf: String,
    /// `json-ld`, `meta`, `time`, `dateline`, `url`, …
    pub from: String,
}

/// An outlet that an article names as its origin.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Upstream {
    /// The outlet.
    pub name: String,
    /// The words of the text that name it.
    pub evidence: Option<Evidence>,
    /// The words, where they stand outside of the main text (a credit line).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
}

/// Words outside of the main text: there is no slice to show.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Outside {
    /// The words.
    pub exact: String,
    /// Where they stand in the capture.
    pub bytes: Option<(usize, usize)>,
}

impl Record for Article {
    const ARRAY: &'static str = "articles";
}

impl Read for Article {
    const SELECT: &'static str = "SELECT a.*, m.family, s.story FROM articles a
        LEFT JOIN family_members m ON m.article = a.id
        LEFT JOIN story_articles s ON s.article = a.id";
    const ORDER: &'static str = "a.id";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Question(_) | Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Story(_) => "s.story = ?1",
            Within::Article(_) | Within::One(_) => "a.id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let (id, text): (String, String) = (row.get("id")?, row.get("text")?);
        let title: Option<String> = row.get("title")?;
        let conn = texts.conn();
        Ok(Self {
            capture: row.get("capture")?,
            outlet: row.get("outlet")?,
            byline: from_json(&row.get::<_, String>("byline")?)?,
            published: dated(row, "published", "published_from")?,
            language: row.get("language")?,
            story: row.get("story")?,
            family: row.get("family")?,
            upstreams: unseen(conn, &id, &Offsets::new(&text))?,
            modified: dated(row, "modified", "modified_from")?,
            canonical_url: row.get("canonical_url")?,
            headline: headline::headline(conn, &id, title.as_deref())?,
            id,
            title,
            text,
        })
    }
}

pub(super) fn dated(row: &Row<'_>, edtf: &str, from: &str) -> Outcome<Option<Dated>> {
    let (edtf, from): (Option<String>, Option<String>) = (row.get(edtf)?, row.get(from)?);
    Ok(edtf.zip(from).map(|(edtf, from)| Dated {
        edtf: day(&edtf).to_owned(),
        from,
    }))
}

/// The outlets named as origin of which no article is seen; the others lead to `derivations`.
fn unseen(conn: &Connection, id: &str, text: &Offsets<'_>) -> Outcome<Vec<Upstream>> {
    let sql = "SELECT * FROM upstreams u WHERE article = ?1 AND NOT EXISTS (
                   SELECT 1 FROM derivation_credits c JOIN derivations d ON d.number = c.derivation
                   WHERE c.article = u.article AND c.number = u.number AND d.parent IS NOT NULL)
               ORDER BY number";
    super::rows(conn, sql, &[&id], |row| upstream(row, text))
}

/// An outlet that an article names, with the words that do, from a row of `upstreams`.
pub(super) fn upstream(row: &Row<'_>, text: &Offsets<'_>) -> Outcome<Upstream> {
    let bytes = range(row, "byte_start", "byte_end")?;
    let evidence = range(row, "text_start", "text_end")?
        .and_then(|(start, end)| Evidence::at(text, start..end, bytes));
    let outside = match evidence {
        Some(_) => None,
        None => Some(Outside {
            exact: row.get("words")?,
            bytes,
        }),
    };
    Ok(Upstream {
        name: row.get("name")?,
        evidence,
        outside,
    })
}
