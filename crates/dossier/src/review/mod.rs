//! What a person decided about a dossier: claims accepted, rejected or corrected; entities,
//! questions and families merged or split.
//!
//! Decisions are kept in the order in which they were made, each with its author and a note. None
//! is ever changed or removed: one that is taken back is undone by another. They outlive every
//! build, for they name things by ids that do, and are worked in whenever articles are compared:
//! what a dossier shows follows from its captures and the decisions that stand.

mod claims;
mod decision;
mod entities;
mod families;
mod field;
mod log;
mod questions;

pub use decision::{Decided, Decision};
pub use field::Field;

pub(crate) use claims::apply as apply_to_claims;
pub(crate) use entities::apply as apply_to_entities;
pub(crate) use families::apply as apply_to_families;
pub(crate) use log::{all, standing};
pub(crate) use questions::rulings;

use crate::error::{Fault, Outcome};
use crate::{Dossier, Error, Released, Stages, pile};

impl Dossier {
    /// Every decision, first to last.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decided>, Error> {
        log::all(&self.conn).map_err(|fault| fault.at(&self.path))
    }

    /// Notes what somebody decided, and gives its number. `at` is the time, as RFC 3339.
    /// It shows in answers once it is worked in ([`Dossier::work_in`]).
    ///
    /// # Errors
    /// If the decision is about something that is not in the dossier, or cannot be meant
    /// ([`Error::Undecidable`]), or the file cannot be written.
    pub fn decide(
        &self,
        decision: &Decision,
        author: &str,
        note: &str,
        at: &str,
    ) -> Result<i64, Error> {
        let decide = || -> Outcome<i64> {
            self.conn.execute_batch("BEGIN IMMEDIATE")?;
            let number = decision::check(&self.conn, decision)
                .and_then(|()| log::append(&self.conn, decision, author, note, at));
            let end = if number.is_ok() { "COMMIT" } else { "ROLLBACK" };
            self.conn.execute_batch(end)?;
            number
        };
        decide().map_err(|fault| fault.at(&self.path))
    }

    /// Whether all decisions that stand are worked in.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn is_settled(&self) -> Result<bool, Error> {
        self.is_settled_with(&Released)
            .map_err(|fault| fault.at(&self.path))
    }

    /// Whether decisions wait to be worked in.
    ///
    /// # Errors
    /// If the file is damaged or cannot be read.
    pub fn decisions_wait(&self) -> Result<bool, Error> {
        let wait = || -> Outcome<bool> {
            let compared = self.setting("compared")?.unwrap_or_default();
            Ok(!compared.ends_with(&pile::decided(&self.conn)?))
        };
        wait().map_err(|fault| fault.at(&self.path))
    }

    fn is_settled_with(&self, stages: &dyn Stages) -> Outcome<bool> {
        let compared = self.setting("compared")?;
        Ok(compared == Some(pile::version(&self.conn, stages)?))
    }

    /// Compares the articles again, by the decisions that stand. Others can read the dossier
    /// meanwhile, as it was.
    ///
    /// # Errors
    /// If the file is damaged, or cannot be written.
    pub fn work_in(&self) -> Result<(), Error> {
        let work = || -> Outcome<()> {
            if self.is_settled_with(&Released)? {
                return Ok(());
            }
            if self.setting("state")?.as_deref() != Some("complete") {
                return Err(Fault::Unfinished);
            }
            let change = self.conn.unchecked_transaction()?;
            pile::compare(self, &Released)?;
            change.commit()?;
            Ok(())
        };
        work().map_err(|fault| fault.at(&self.path))
    }
}
