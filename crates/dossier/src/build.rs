//! From a pile to a dossier.

use std::num::NonZero;
use std::thread::available_parallelism;

use restated_capture::{Input, Limits};

use crate::error::Outcome;
use crate::{Dossier, Error, Progress, Released, Stage, Stages, analyse, ingest, pile};

/// How to build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Threads for the work on single captures; `None` for as many as there are cores.
    /// The result does not depend on it.
    pub threads: Option<NonZero<usize>>,
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    /// Captures found in the inputs, copies counted each time.
    pub found: u64,
    /// Of these, captures that the dossier did not hold before.
    pub new: u64,
    /// Things found in the inputs that were not read.
    pub skipped: u64,
    /// Captures whose article was read in this build; the others were up to date.
    pub read: u64,
    /// Captures in the dossier now.
    pub captures: u64,
    /// Captures in the dossier now in which no article was found.
    pub without_article: u64,
    /// Articles in the dossier now.
    pub articles: u64,
    /// Claims in the dossier now.
    pub claims: u64,
    /// Text families in the dossier now.
    pub families: u64,
    /// Questions in the dossier now.
    pub questions: u64,
}

impl Dossier {
    /// Reads `inputs` into the dossier. Whatever the dossier holds stays in it.
    /// A build that was stopped at any point goes on where it stopped when it is
    /// run again with the same inputs.
    ///
    /// # Errors
    /// If an input does not exist, or the file cannot be written. One bad capture
    /// is no error: it is listed as skipped.
    pub fn build(
        &mut self,
        inputs: &[Input],
        limits: &Limits,
        options: Options,
        progress: &dyn Progress,
    ) -> Result<BuildReport, Error> {
        self.build_with(inputs, limits, options, progress, &Released)
    }

    /// [`Dossier::build`] with other stages.
    ///
    /// # Errors
    /// As there.
    pub fn build_with(
        &mut self,
        inputs: &[Input],
        limits: &Limits,
        options: Options,
        progress: &dyn Progress,
        stages: &dyn Stages,
    ) -> Result<BuildReport, Error> {
        self.run(inputs, limits, options, progress, stages)
            .map_err(|fault| fault.at(&self.path))
    }

    fn run(
        &self,
        inputs: &[Input],
        limits: &Limits,
        options: Options,
        progress: &dyn Progress,
        stages: &dyn Stages,
    ) -> Outcome<BuildReport> {
        let cores = || available_parallelism().map_or(1, NonZero::get);
        let threads = options.threads.map_or_else(cores, NonZero::get);
        let mut report = BuildReport::default();
        ingest::run(self, inputs, limits, threads, stages, progress, &mut report)?;
        analyse::run(self, threads, stages, progress, &mut report)?;
        pile::run(self, stages, progress)?;
        progress.stage(Stage::Finishing, None);
        self.set("state", "complete")?;
        self.tidy()?;
        self.count(&mut report)?;
        Ok(report)
    }

    fn count(&self, report: &mut BuildReport) -> Outcome<()> {
        let count = |what: &str| -> Outcome<u64> {
            let sql = format!("SELECT count(*) FROM {what}");
            Ok(self
                .conn
                .query_row(&sql, [], |row| row.get::<_, i64>(0))?
                .unsigned_abs())
        };
        report.captures = count("captures")?;
        report.without_article = count("captures WHERE skipped IS NOT NULL")?;
        report.articles = count("articles")?;
        report.claims = count("claims")?;
        report.families = count("families")?;
        report.questions = count("questions")?;
        Ok(())
    }
}

/// Rows written before they are committed.
const ROWS: usize = 256;
/// Bytes written before they are committed.
const BYTES: usize = 16 << 20;

/// Writes gathered into transactions: one a row would be slow, one a build would
/// lose all work with a kill.
pub(crate) struct Batch<'a> {
    dossier: &'a Dossier,
    rows: usize,
    bytes: usize,
    changed: bool,
    articles_changed: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn begin(dossier: &'a Dossier) -> Outcome<Self> {
        dossier.conn.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self {
            dossier,
            rows: 0,
            bytes: 0,
            changed: false,
            articles_changed: false,
        })
    }

    /// Notes, in the same transaction as the first change, that the build is not done.
    pub(crate) fn changing(&mut self) -> Outcome<()> {
        if !self.changed {
            self.changed = true;
            self.dossier.set("state", "building")?;
        }
        Ok(())
    }

    /// Notes, in the same transaction as the first change, that comparisons are out of date.
    pub(crate) fn changed_articles(&mut self) -> Outcome<()> {
        if !self.articles_changed {
            self.articles_changed = true;
            self.dossier
                .conn
                .execute("DELETE FROM settings WHERE name = 'compared'", [])?;
        }
        Ok(())
    }

    /// Counts a written row of about `bytes` bytes, and commits if it was the last of many.
    pub(crate) fn wrote(&mut self, bytes: usize) -> Outcome<()> {
        self.rows += 1;
        self.bytes += bytes;
        if self.rows >= ROWS || self.bytes >= BYTES {
            self.dossier.conn.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            (self.rows, self.bytes) = (0, 0);
        }
        Ok(())
    }

    pub(crate) fn commit(&mut self) -> Outcome<()> {
        Ok(self.dossier.conn.execute_batch("COMMIT")?)
    }
}

impl Drop for Batch<'_> {
    /// After an error, what was not committed is given up.
    fn drop(&mut self) {
        if !self.dossier.conn.is_autocommit() {
            let _ = self.dossier.conn.execute_batch("ROLLBACK");
        }
    }
}
