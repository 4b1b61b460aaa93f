//! What a dossier holds, record by record, as exports and the API give it.
//!
//! A [`Record`] is one entry of one array of `restated/dossier/1`; `EXPORT.md` of this crate says
//! what each field means, and the fields here are in the order in which they are written. Enough
//! of them are read at once for one page ([`Slice`]), never more.

mod article;
mod capture;
mod card;
mod claim;
mod derivation;
mod doubt;
mod drift;
mod edge;
mod entity;
mod evidence;
mod family;
mod headline;
mod number;
mod question;
mod said;
mod saying;
mod story;

use rusqlite::{Connection, Row, ToSql};
use schemars::JsonSchema;
use serde::Serialize;

pub use article::{Article, Dated, Outside, Upstream};
pub use capture::{Capture, Place};
pub use card::Card;
pub use claim::{Claim, Part, Review};
pub use derivation::{Derivation, Passage};
pub use doubt::Doubt;
pub use drift::Drift;
pub use edge::Edge;
pub use entity::{Entity, Tie};
pub use evidence::Evidence;
pub use family::Family;
pub use headline::{Headline, InTitle};
pub use number::Number;
pub use question::{Moment, Note, Origin, Position, Question, Relation};
pub use said::{Attribution, Figure};
pub use saying::Saying;
pub use story::{Joined, Story};

use crate::error::Outcome;
use crate::export::Redact;
use crate::{Dossier, Error};

/// Which records: all of them, or those that belong to something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within<'a> {
    /// All.
    #[default]
    Dossier,
    /// Those of a story, by its id.
    Story(&'a str),
    /// Those of an article, by its id.
    Article(&'a str),
    /// Those that answer a question, by its id.
    Question(&'a str),
    /// Those that stand on the word of an entity, by its id.
    Source(&'a str),
    /// The one with this id.
    One(&'a str),
}

/// A run of records, in the order of exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice<'a> {
    /// Of what.
    pub within: Within<'a>,
    /// How many come before the first.
    pub skip: usize,
    /// How many at most; `None` for all.
    pub limit: Option<usize>,
}

impl<'a> From<Within<'a>> for Slice<'a> {
    fn from(within: Within<'a>) -> Self {
        Self {
            within,
            skip: 0,
            limit: None,
        }
    }
}

/// An entry of one of the arrays of `restated/dossier/1`, or what a list shows of one.
pub trait Record: JsonSchema + Serialize + Sized + read::Read + Redact {
    /// The array's name: `articles`.
    const ARRAY: &'static str;

    /// Whether such records can be asked for by what they belong to.
    fn can_be_within(within: Within<'_>) -> bool {
        Self::condition(within).is_some()
    }
}

impl Dossier {
    /// The records of one kind.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn records<'a, R: Record>(&self, slice: impl Into<Slice<'a>>) -> Result<Vec<R>, Error> {
        let mut records = Vec::new();
        R::each(&self.conn, slice.into(), &mut |record| {
            records.push(record);
            Ok(())
        })
        .map_err(|fault| fault.at(&self.path))?;
        Ok(records)
    }

    /// What `read` makes of the rows of `sql`, for questions that are not about records.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read, or `sql` does not fit it.
    pub fn rows<T>(
        &self,
        sql: &str,
        of: impl rusqlite::Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let read = || -> Outcome<Vec<T>> {
            let mut statement = self.conn.prepare_cached(sql)?;
            Ok(statement
                .query_map(of, &mut read)?
                .collect::<Result<_, _>>()?)
        };
        read().map_err(|fault| fault.at(&self.path))
    }

    /// The number that `sql` gives.
    ///
    /// # Errors
    /// See [`Dossier::rows`].
    pub fn number(&self, sql: &str) -> Result<i64, Error> {
        let numbers = self.rows(sql, [], |row| row.get(0))?;
        Ok(numbers.first().copied().unwrap_or(0))
    }

    /// How many records of one kind there are.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn how_many<R: Record>(&self, within: Within<'_>) -> Result<usize, Error> {
        R::count(&self.conn, within).map_err(|fault| fault.at(&self.path))
    }
}

mod read {
    //! How records are read, which is nobody else's to do.

    use rusqlite::{Connection, Row};

    use super::{Slice, Within};
    use crate::error::Outcome;
    use crate::fields::offset;
    use crate::texts::Texts;

    pub trait Read: Sized {
        /// Columns and tables, up to the condition.
        const SELECT: &'static str;
        /// The order of exports: an id or what serves as one.
        const ORDER: &'static str;

        /// What holds of the records that belong to something, whose id is `?1`. `None` where no
        /// record belongs to such a thing.
        fn condition(within: Within<'_>) -> Option<&'static str>;

        /// The record of a row.
        fn read(row: &Row<'_>, texts: &mut Texts<'_>) -> Outcome<Self>;

        /// Gives `put` the records of `slice`, one after the other.
        fn each(
            conn: &Connection,
            slice: Slice<'_>,
            put: &mut dyn FnMut(Self) -> Outcome<()>,
        ) -> Outcome<()> {
            let Some(condition) = Self::condition(slice.within) else {
                return Ok(());
            };
            let (select, order) = (Self::SELECT, Self::ORDER);
            let sql = format!("{select} WHERE {condition} ORDER BY {order} LIMIT ?2 OFFSET ?3");
            let limit = slice.limit.map_or(-1, number);
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query((slice.within.id(), limit, number(slice.skip)))?;
            let mut texts = Texts::of(conn);
            while let Some(row) = rows.next()? {
                put(Self::read(row, &mut texts)?)?;
            }
            Ok(())
        }

        /// How many there are.
        fn count(conn: &Connection, within: Within<'_>) -> Outcome<usize> {
            let Some(condition) = Self::condition(within) else {
                return Ok(0);
            };
            // `?1` is bound whether or not the condition asks for it.
            let sql = format!(
                "SELECT count(*) FROM ({} WHERE {condition} AND ifnull(?1, '') IS NOT NULL)",
                Self::SELECT
            );
            let mut statement = conn.prepare_cached(&sql)?;
            offset(statement.query_row([within.id()], |row| row.get(0))?)
        }
    }

    fn number(count: usize) -> i64 {
        i64::try_from(count).unwrap_or(i64::MAX)
    }
}

impl<'a> Within<'a> {
    fn id(self) -> Option<&'a str> {
        match self {
            Self::Dossier => None,
            Self::Story(id)
            | Self::Article(id)
            | Self::Question(id)
            | Self::Source(id)
            | Self::One(id) => Some(id),
        }
    }
}

/// The first column of every row of `sql` about `of`.
fn strings(conn: &Connection, sql: &str, of: &[&dyn ToSql]) -> Outcome<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement
        .query_map(of, |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

/// What `read` makes of the rows of `sql` about `of`.
fn rows<T>(
    conn: &Connection,
    sql: &str,
    of: &[&dyn ToSql],
    mut read: impl FnMut(&Row<'_>) -> Outcome<T>,
) -> Outcome<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(of)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}
