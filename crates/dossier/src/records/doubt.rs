//! `doubtful`.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Read;
use super::{Record, Within};
use crate::error::Outcome;
use crate::texts::Texts;

/// Two articles too alike to be called independent, and not alike enough for a derivation.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Doubt {
    /// The lesser id.
    pub a: String,
    /// The other.
    pub b: String,
}

impl Record for Doubt {
    const ARRAY: &'static str = "doubtful";
}

impl Read for Doubt {
    const SELECT: &'static str = "SELECT one, other FROM doubtful";
    const ORDER: &'static str = "one, other";

    fn condition(within: Within<'_>) -> Option<&'static str> {
        Some(match within {
            Within::Dossier => "true",
            Within::Story(_) => {
                "one IN (SELECT s.article FROM story_articles s WHERE s.story = ?1)
                 AND other IN (SELECT s.article FROM story_articles s WHERE s.story = ?1)"
            }
            Within::Article(_) => "(one = ?1 OR other = ?1)",
            Within::Question(_) | Within::Source(_) | Within::One(_) => return None,
        })
    }

    fn read(row: &Row<'_>, _: &mut Texts<'_>) -> Outcome<Self> {
        Ok(Self {
            a: row.get("one")?,
            b: row.get("other")?,
        })
    }
}
