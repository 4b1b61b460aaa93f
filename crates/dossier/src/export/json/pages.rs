//! `captures` and `articles`.

use restated_article::{Article, Dated};
use rusqlite::Connection;
use serde::Serialize;

use super::Put;
use super::headline::{HeadlineOut, headline};
use crate::error::{Fault, Outcome};
use crate::evidence::Evidence;
use crate::fields::{day, from_json};
use crate::{Offsets, load};

#[derive(Serialize)]
struct CaptureOut {
    id: Option<String>,
    path: String,
    url: Option<String>,
    captured_at: Option<String>,
    media_type: Option<String>,
    bytes: Option<i64>,
    article: Option<String>,
    skipped: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<String>,
}

#[derive(Serialize)]
struct PlaceOut {
    path: String,
    url: Option<String>,
    captured_at: Option<String>,
}

pub(super) fn captures(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    // What has no hash comes first, as null sorts before strings.
    let sql = "SELECT id, NULL AS path, NULL AS url, NULL AS media_type, bytes, skipped, issues, 1 AS stored,
                      (SELECT a.id FROM articles a WHERE a.capture = c.id) AS article
               FROM captures c
               UNION ALL
               SELECT hash, path, url, media_type, bytes, reason, '[]', 0, NULL FROM skipped
               ORDER BY 1, stored DESC, path, url, media_type, bytes, skipped";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut capture = CaptureOut {
            id: row.get("id")?,
            path: row.get::<_, Option<String>>("path")?.unwrap_or_default(),
            url: row.get("url")?,
            captured_at: None,
            media_type: row.get("media_type")?,
            bytes: row.get("bytes")?,
            article: row.get("article")?,
            skipped: row.get("skipped")?,
            places: Vec::new(),
            issues: from_json(&row.get::<_, String>("issues")?)?,
        };
        if row.get("stored")? {
            let id = capture.id.as_deref().unwrap_or_default();
            let mut places = Vec::new();
            for found in load::places(conn, id)? {
                if places.is_empty() {
                    capture.media_type = Some(found.media_type);
                }
                let place = found.place;
                places.push(PlaceOut {
                    path: place.path,
                    url: place.url,
                    captured_at: place.captured_at,
                });
            }
            let first = places
                .first()
                .ok_or_else(|| Fault::damaged(format!("{id} has no place")))?;
            capture.path.clone_from(&first.path);
            capture.url.clone_from(&first.url);
            capture.captured_at.clone_from(&first.captured_at);
            if places.len() > 1 {
                capture.places = places;
            }
        }
        put(&capture)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    capture: String,
    title: &'a Option<String>,
    outlet: &'a Option<String>,
    byline: &'a [String],
    published: Option<DatedOut<'a>>,
    language: &'a Option<String>,
    text: &'a str,
    story: Option<String>,
    family: Option<String>,
    upstreams: Vec<UpstreamOut<'a>>,
    modified: Option<DatedOut<'a>>,
    canonical_url: &'a Option<String>,
    headline: Vec<HeadlineOut<'a>>,
}

#[derive(Serialize)]
struct DatedOut<'a> {
    edtf: &'a str,
    from: &'a str,
}

impl<'a> DatedOut<'a> {
    fn of(dated: &'a Option<Dated>) -> Option<Self> {
        dated.as_ref().map(|Dated { edtf, from }| Self {
            edtf: day(edtf),
            from,
        })
    }
}

#[derive(Serialize)]
pub(super) struct UpstreamOut<'a> {
    name: &'a str,
    evidence: Option<Evidence<'a>>,
    /// Words that stand outside the main text (a credit line): there is no slice to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    outside: Option<OutsideOut<'a>>,
}

#[derive(Serialize)]
struct OutsideOut<'a> {
    exact: &'a str,
    bytes: Option<(usize, usize)>,
}

pub(super) fn articles(conn: &Connection, put: Put<'_>) -> Outcome<()> {
    let sql = "SELECT a.id, a.capture, m.family, s.story FROM articles a
               LEFT JOIN family_members m ON m.article = a.id
               LEFT JOIN story_articles s ON s.article = a.id ORDER BY a.id";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let article = load::article(conn, &id)?;
        put(&ArticleOut {
            id: &id,
            capture: row.get("capture")?,
            title: &article.title,
            outlet: &article.outlet,
            byline: &article.byline,
            published: DatedOut::of(&article.published),
            language: &article.language,
            text: &article.text,
            story: row.get("story")?,
            family: row.get("family")?,
            upstreams: unseen(conn, &id, &article)?,
            modified: DatedOut::of(&article.modified),
            canonical_url: &article.canonical_url,
            headline: headline(conn, &id, article.title.as_deref())?,
        })?;
    }
    Ok(())
}

/// The outlets named as origin of which no article is seen; the others lead to `derivations`.
fn unseen<'a>(conn: &Connection, id: &str, article: &'a Article) -> Outcome<Vec<UpstreamOut<'a>>> {
    let text = Offsets::new(&article.text);
    let mut statement = conn.prepare_cached(
        "SELECT 1 FROM derivation_credits c JOIN derivations d ON d.number = c.derivation
         WHERE c.article = ?1 AND c.number = ?2 AND d.parent IS NOT NULL",
    )?;
    let mut found = Vec::new();
    for (number, named) in article.upstreams.iter().enumerate() {
        if !statement.exists((id, number as i64))? {
            found.push(upstream(&text, named));
        }
    }
    Ok(found)
}

/// An outlet that an article names, with the words that do.
pub(super) fn upstream<'a>(
    text: &Offsets<'a>,
    named: &'a restated_article::Upstream,
) -> UpstreamOut<'a> {
    let bytes = named.bytes.as_ref().map(|bytes| (bytes.start, bytes.end));
    let chars = named.span.as_ref().and_then(|span| text.chars(span));
    let evidence = chars.and_then(|chars| Evidence::at(text, chars, bytes));
    UpstreamOut {
        name: &named.name,
        outside: evidence.is_none().then_some(OutsideOut {
            exact: &named.words,
            bytes,
        }),
        evidence,
    }
}
