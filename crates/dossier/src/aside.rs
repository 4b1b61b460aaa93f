//! A build beside a dossier that others read meanwhile.
//!
//! A build holds its file for itself, and what is in it meanwhile is half of something. So it is
//! the copy of a dossier that is built, and the copy takes the dossier's place in one step:
//! readers have the old one or the new one, whole, at every moment, and a build that is killed has
//! changed nothing. While it lasts the original is locked against writing, by SQLite's own lock:
//! other builds and decisions are refused and not lost, whichever program they come from.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use restated_capture::{Input, Limits};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::build::Options;
use crate::error::{Fault, Outcome};
use crate::{BuildReport, Dossier, Error, Progress, Stage};

/// Pages that are copied at a time.
const PAGES: i32 = 4096;
/// How long to wait for whoever holds the source of a copy for a moment.
const PAUSE: Duration = Duration::from_millis(20);

/// What came into a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// What the build did.
    pub report: BuildReport,
    /// Greatest `rowid` of `captures` before: captures beyond it are new.
    pub last_before: i64,
    /// The same after.
    pub last: i64,
}

impl Dossier {
    /// [`Dossier::build`] for a dossier that is there and in use: reads `inputs` into a copy at
    /// `copy`, where there must be nothing, and puts it in the place of the dossier at `path`.
    /// The copy must be on the same file system. If anything goes wrong, the dossier stays as it
    /// was, and what was done of the copy stays at `copy`.
    ///
    /// Whoever had the dossier open goes on reading the old one, and has to open it again to see
    /// the new one. Writing into the old one fails with [`Error::Replaced`].
    ///
    /// # Errors
    /// As [`Dossier::build`], and if somebody else writes into the dossier, or it cannot be
    /// replaced.
    pub fn build_aside(
        path: &Path,
        copy: &Path,
        inputs: &[Input],
        limits: &Limits,
        options: Options,
        progress: &dyn Progress,
    ) -> Result<Added, Error> {
        let held = Held::hold(path)?;
        progress.stage(Stage::Copying, None);
        duplicate(&held.real, copy).map_err(|fault| fault.at(copy))?;
        let mut dossier = Dossier::create_or_open(copy)?;
        let last = |dossier: &Dossier| dossier.number("SELECT ifnull(max(rowid), 0) FROM captures");
        let last_before = last(&dossier)?;
        let added = Added {
            report: dossier.build(inputs, limits, options, progress)?,
            last_before,
            last: last(&dossier)?,
        };
        drop(dossier);
        held.replace_by(copy)?;
        Ok(added)
    }
}

/// A dossier that nobody but its holder may write.
struct Held {
    /// Without the links that lead to it: what is replaced is the file, not a link.
    real: PathBuf,
    /// Holds the write lock. Nothing is ever written through it: the journal would lie beside the
    /// file that takes its place, and would be taken for that one's.
    lock: Connection,
    seen: Metadata,
}

impl Held {
    fn hold(path: &Path) -> Result<Self, Error> {
        let real = fs::canonicalize(path).map_err(|_| Error::Missing(path.to_owned()))?;
        let dossier = Dossier::open_to_review(&real)?;
        let Dossier { conn: lock, .. } = dossier;
        let at = |error| Fault::Sql(error).at(path);
        // Other programs may have left it with a write-ahead log, which belongs to this file and
        // not to what will have its name.
        let mode: String = lock
            .pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))
            .map_err(at)?;
        if mode != "delete" {
            return Err(Error::InUse(path.to_owned()));
        }
        lock.execute_batch("BEGIN IMMEDIATE").map_err(at)?;
        let seen = fs::metadata(&real).map_err(|error| replace(path, error))?;
        Ok(Self { real, lock, seen })
    }

    /// Puts the dossier at `copy` in this one's place.
    fn replace_by(self, copy: &Path) -> Result<(), Error> {
        let failed = |error| replace(&self.real, error);
        let now = fs::metadata(&self.real).map_err(failed)?;
        let changed = |of: &Metadata| (of.len(), of.modified().ok());
        if changed(&now) != changed(&self.seen) {
            // Somebody does not heed the lock, as on some network folders.
            return Err(Error::InUse(self.real));
        }
        let written = File::options().write(true).open(copy);
        written.and_then(|file| file.sync_all()).map_err(failed)?;
        like(copy, &now).map_err(failed)?;
        fs::rename(copy, &self.real).map_err(failed)?;
        // The name is on the disk when the folder is; some systems know no such thing.
        if let Some(folder) = self.real.parent() {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        // Whoever waited for the lock finds that the file has another name now, which SQLite
        // checks before it writes.
        drop(self.lock);
        Ok(())
    }
}

/// Copies the dossier at `from`, of which others may read.
fn duplicate(from: &Path, to: &Path) -> Outcome<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(to, flags)?;
    // Half a copy is of no use to anybody.
    copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    copy.pragma_update(None, "synchronous", "OFF")?;
    let backup = Backup::new(&source, &mut copy)?;
    loop {
        match backup.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => thread::sleep(PAUSE),
        }
    }
}

/// Lets whoever could use the one file use the other.
fn like(copy: &Path, original: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        // Only root may give files away; everybody else's are their own already.
        let _ = chown(copy, Some(original.uid()), Some(original.gid()));
    }
    fs::set_permissions(copy, original.permissions())
}

fn replace(path: &Path, source: io::Error) -> Error {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full(path),
        io::ErrorKind::PermissionDenied => Error::NoPermission {
            path,
            what: "replace",
        },
        _ => Error::Irreplaceable { path, source },
    }
}
