//! `captures`: what was found in the pile, read or not.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::{Fault, Outcome};
use crate::fields::from_json;
use crate::load;
use crate::texts::Texts;

/// Bytes saved from the world, or something in the pile that could not be read.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Capture {
    /// "sha256:" and the hash of the bytes; `None` where they could not be read.
    pub id: Option<String>,
    /// From the root of the input; inside a container the record follows a '#'.
    pub path: String,
    /// Where the bytes came from.
    pub url: Option<String>,
    /// When they were saved; not when they were published.
    pub captured_at: Option<String>,
    /// MIME type.
    pub media_type: Option<String>,
    /// How many bytes.
    pub bytes: Option<i64>,
    /// The article in it.
    pub article: Option<String>,
    /// Why there is none.
    pub skipped: Option<String>,
    /// All places, where the same bytes were found in several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// What was odd and what was done about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<String>,
}

/// Where a capture was found.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Place {
    /// See [`Capture::path`].
    pub path: String,
    /// See [`Capture::url`].
    pub url: Option<String>,
    /// See [`Capture::captured_at`].
    pub captured_at: Option<String>,
}

impl Record for Capture {
    const ARRAY: &'static str = "captures";
}

impl Read for Capture {
    const SELECT: &'static str = "SELECT * FROM (
        SELECT id, NULL AS path, NULL AS url, NULL AS media_type, bytes, skipped, issues, 1 AS stored,
               (SELECT a.id FROM articles a WHERE a.capture = c.id) AS article
        FROM captures c
        UNION ALL
        SELECT hash, path, url, media_type, bytes, reason, '[]', 0, NULL FROM skipped)";
    // What has no hash comes first, as null sorts before strings.
    const ORDER: &'static str = "id, stored DESC, path, url, media_type, bytes, skipped";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Question(_) | Within::Source(_) => return None,
            Within::Dossier => "true",
            Within::Story(_) => {
                "id IN (SELECT a.capture FROM articles a
                 JOIN story_articles s ON s.article = a.id WHERE s.story = ?1)"
            }
            Within::Article(_) => "id = (SELECT capture FROM articles WHERE id = ?1)",
            Within::One(_) => "id = ?1",
        })
    }

    fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self> {
        let mut capture = Self {
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
            for found in load::places(texts.conn(), id)? {
                if places.is_empty() {
                    capture.media_type = Some(found.media_type);
                }
                let place = found.place;
                places.push(Place {
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
        Ok(capture)
    }
}
