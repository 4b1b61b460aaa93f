//! What can go wrong with a dossier as a whole. Every message names the file and
//! says what to do.

use std::io;
use std::path::{Path, PathBuf};

use restated_capture::ReadError;
use rusqlite::ErrorCode;

/// Why a dossier could not be made, opened, built or exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The path is a folder (or something else that cannot hold a dossier).
    #[error("{0}: not a file; name a file, for example {0}/dossier.db")]
    NotAFile(PathBuf),
    /// The folder that should hold the dossier does not exist.
    #[error("{path}: there is no folder {folder}; make it first or choose another place")]
    NoFolder {
        /// The dossier asked for.
        path: PathBuf,
        /// The folder that is missing.
        folder: PathBuf,
    },
    /// There is no such file to read.
    #[error("{0}: no such dossier; `restated build PILE -o {0}` makes one")]
    Missing(PathBuf),
    /// The file exists and is not an SQLite file.
    #[error(
        "{0}: not a dossier (not even an SQLite file); it was left as it is, choose another name"
    )]
    NotSqlite(PathBuf),
    /// The file is an SQLite file that something else wrote.
    #[error(
        "{0}: an SQLite file that restated did not write; it was left as it is, choose another name"
    )]
    Foreign(PathBuf),
    /// The file was written by a later version of the program.
    #[error(
        "{path}: made by a newer restated (dossier version {found}, this one knows {known}); update restated"
    )]
    Newer {
        /// The dossier.
        path: PathBuf,
        /// Version of the file.
        found: i64,
        /// Latest version that this program knows.
        known: i64,
    },
    /// The file was made by an earlier version of this program, with other tables.
    #[error(
        "{path}: made by an earlier restated (dossier version {found}, this one writes {known}); build it again from its captures, into a new file"
    )]
    Older {
        /// The dossier.
        path: PathBuf,
        /// Version of the file.
        found: i64,
        /// The version that this program reads and writes.
        known: i64,
    },
    /// Another program holds the file.
    #[error(
        "{0}: in use by another program (a build that is still running, or a viewer); close it, or wait, and try again"
    )]
    InUse(PathBuf),
    /// The file was replaced while it was open: captures were added to the dossier.
    #[error("{0}: replaced by another program since it was opened; try again")]
    Replaced(PathBuf),
    /// The file could not be replaced by one with more captures.
    #[error("{path}: cannot be replaced ({source}); it was left as it is")]
    Irreplaceable {
        /// The dossier.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file or its folder cannot be written, or not be read.
    #[error("{path}: no permission to {what} it; change its permissions or choose another place")]
    NoPermission {
        /// The dossier.
        path: PathBuf,
        /// `read`, `write` or `replace`.
        what: &'static str,
    },
    /// No space is left.
    #[error(
        "{0}: the disk is full; free some space and run the same command again, what was done so far is kept"
    )]
    Full(PathBuf),
    /// A build was stopped before its end.
    #[error(
        "{0}: its build was stopped before the end; run the same `restated build` again, it goes on where it stopped"
    )]
    Unfinished(PathBuf),
    /// A decision about something that is not there, or that cannot be meant.
    #[error("{path}: this cannot be decided: {what}")]
    Undecidable {
        /// The dossier.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// What stands in the file cannot be right.
    #[error(
        "{path}: damaged ({what}); restore it from a copy, or build it again under another name"
    )]
    Damaged {
        /// The dossier.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Anything else that SQLite reports.
    #[error("{path}: {source}")]
    Sqlite {
        /// The dossier.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The input could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The output of an export or report could not be written.
    #[error("could not write the output: {0}")]
    Write(#[source] io::Error),
    /// A thread could not be started.
    #[error("could not start a thread: {0}; try a smaller --threads")]
    Thread(#[source] io::Error),
}

/// What goes wrong inside, before the path is known.
#[derive(Debug)]
pub enum Fault {
    Sql(rusqlite::Error),
    Write(io::Error),
    Thread(io::Error),
    Read(ReadError),
    Damaged(String),
    Undecidable(String),
    Unfinished,
}

pub(crate) type Outcome<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl Fault {
    /// An impossible thing in the file.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }

    /// The error a user sees.
    pub(crate) fn at(self, path: &Path) -> Error {
        let path = path.to_owned();
        match self {
            Self::Sql(error) => explain(path, error),
            Self::Write(error) => Error::Write(error),
            Self::Thread(error) => Error::Thread(error),
            Self::Read(error) => Error::Read(error),
            Self::Damaged(what) => Error::Damaged { path, what },
            Self::Undecidable(what) => Error::Undecidable { path, what },
            Self::Unfinished => Error::Unfinished(path),
        }
    }
}

fn explain(path: PathBuf, error: rusqlite::Error) -> Error {
    use rusqlite::Error as Sql;
    let moved = |error: &rusqlite::ffi::Error| {
        error.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED
    };
    if error.sqlite_error().is_some_and(moved) {
        return Error::Replaced(path);
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::InUse(path),
        Some(ErrorCode::ReadOnly) => Error::NoPermission {
            path,
            what: "write",
        },
        Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Error::NoPermission {
            path,
            what: "read or write",
        },
        Some(ErrorCode::DiskFull) => Error::Full(path),
        Some(ErrorCode::NotADatabase) => Error::NotSqlite(path),
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged {
            path,
            what: error.to_string(),
        },
        _ => match error {
            // A value of another type than the schema asks for, or no row where
            // one must stand: the file was altered from outside.
            Sql::FromSqlConversionFailure(..)
            | Sql::InvalidColumnType(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::Utf8Error(..)
            | Sql::QueryReturnedNoRows => Error::Damaged {
                path,
                what: error.to_string(),
            },
            source => Error::Sqlite { path, source },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(code: i32) -> String {
        let failure = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        Fault::Sql(failure).at(Path::new("pile.db")).to_string()
    }

    #[test]
    fn messages_name_the_file_and_the_remedy() {
        use rusqlite::ffi;
        for (code, remedy) in [
            (ffi::SQLITE_BUSY, "close it"),
            (ffi::SQLITE_READONLY, "change its permissions"),
            (ffi::SQLITE_READONLY_DBMOVED, "try again"),
            (ffi::SQLITE_CANTOPEN, "change its permissions"),
            (ffi::SQLITE_FULL, "free some space"),
            (ffi::SQLITE_NOTADB, "choose another name"),
            (ffi::SQLITE_CORRUPT, "restore it from a copy"),
        ] {
            let message = sqlite(code);
            assert!(message.starts_with("pile.db: "), "{message}");
            assert!(message.contains(remedy), "{message}");
        }
    }
}
