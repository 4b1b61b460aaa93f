//! Which outlets have articles in the pile: what an outlet's name means may be absent though
//! other articles of it are here.

use std::collections::BTreeMap;

use restated_lineage::{About, names};
use rusqlite::Connection;

use crate::error::Outcome;

pub(super) struct Outlets {
    present: Vec<About>,
    /// What was asked before: names come again and again.
    known: BTreeMap<String, bool>,
}

impl Outlets {
    pub(super) fn of(conn: &Connection) -> Outcome<Self> {
        let sql = "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL";
        let mut statement = conn.prepare(sql)?;
        let present = statement
            .query_map([], |row| {
                Ok(About {
                    outlet: row.get(0)?,
                    ..About::default()
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Self {
            present,
            known: BTreeMap::new(),
        })
    }

    /// Whether an article of the outlet called `name` may be in the pile.
    pub(super) fn have(&mut self, name: &str) -> bool {
        if let Some(&known) = self.known.get(name) {
            return known;
        }
        let have = self.present.iter().any(|about| names(about, name));
        self.known.insert(name.to_owned(), have);
        have
    }
}
