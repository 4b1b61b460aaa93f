//! What a list or a drawing shows of a derivation.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Row;

use super::Within;
use super::derivation::Derivation;
use super::read::Read as _;
use crate::error::Outcome;
use crate::{Dossier, Error};

/// A derivation without the passages that show it: no text is read for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Its number in the dossier, for [`Dossier::reasons`].
    pub number: i64,
    /// See [`Derivation`].
    pub child: String,
    /// See [`Derivation`].
    pub parent: Option<String>,
    /// See [`Derivation`].
    pub upstream: Option<String>,
    /// Number of a parent that is not in the pile and that nobody names.
    pub unseen: Option<i64>,
    /// See [`Derivation`].
    pub kind: String,
    /// Whether the texts show which came first.
    pub known: bool,
    /// See [`Derivation`].
    pub strength: Option<f64>,
}

impl Edge {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            child: row.get(1)?,
            parent: row.get(2)?,
            upstream: row.get(3)?,
            unseen: row.get(4)?,
            kind: row.get(5)?,
            known: row.get_ref(6)?.as_str()? == "known",
            strength: row.get(7)?,
        })
    }
}

impl Dossier {
    /// The derivations of a story or of an article, in the order of exports.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn edges(&self, within: Within<'_>) -> Result<Vec<Edge>, Error> {
        let Some(condition) = Derivation::condition(within) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT d.number, d.child, d.parent, d.upstream, d.unseen, d.kind, d.direction, d.strength
             FROM derivations d WHERE {condition} AND ?1 IS ?1 ORDER BY {}",
            Derivation::ORDER
        );
        self.rows(&sql, [within.id()], Edge::read)
    }

    /// What shows a derivation and its direction.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn reasons(&self, edge: &Edge) -> Result<Vec<String>, Error> {
        let sql = "SELECT text FROM derivation_reasons WHERE derivation = ?1 ORDER BY number";
        self.rows(sql, [edge.number], |row| row.get(0))
    }

    /// Ids of the children of each of the texts that `edges` lead to, that are not in the pile and
    /// that nobody names. A text with a thousand children is read once.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn children_of_unseen(&self, edges: &[Edge]) -> Result<BTreeMap<i64, Vec<String>>, Error> {
        let read = || -> Outcome<BTreeMap<i64, Vec<String>>> {
            let sql = "SELECT article FROM unseen_children WHERE unseen = ?1 ORDER BY article";
            let mut children = BTreeMap::new();
            for number in edges.iter().filter_map(|edge| edge.unseen) {
                if let Entry::Vacant(unknown) = children.entry(number) {
                    unknown.insert(super::strings(&self.conn, sql, &[&number])?);
                }
            }
            Ok(children)
        };
        read().map_err(|fault| fault.at(&self.path))
    }
}
