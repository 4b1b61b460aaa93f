//! Connections to the dossier, lent out one a request.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use restated_dossier::{Dossier, Error};

/// Open connections that nobody uses.
pub(crate) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Dossier>>,
}

impl Pool {
    /// A pool for the dossier at `path`, which must be there and complete.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let first = Dossier::open(path)?;
        first.ensure_complete()?;
        Ok(Self {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
        })
    }

    /// Where the dossier is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What `read` says of the dossier.
    pub(crate) fn with<T>(
        &self,
        read: impl FnOnce(&Dossier) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let lent = idle().pop();
        let dossier = match lent {
            Some(dossier) => dossier,
            None => Dossier::open(&self.path)?,
        };
        let read = read(&dossier);
        // A connection that failed may have been to a file that is no more.
        if read.is_ok() {
            idle().push(dossier);
        }
        read
    }

    /// Changes whenever the dossier does.
    pub(crate) fn stamp(&self) -> Option<String> {
        /// Where an SQLite file counts its changes (file format, 1.3.7).
        const COUNTER: u64 = 24;
        let mut file = File::open(&self.path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut counter = [0; 4];
        file.seek(SeekFrom::Start(COUNTER)).ok()?;
        file.read_exact(&mut counter).ok()?;
        Some(format!("{:x}-{size:x}", u32::from_be_bytes(counter)))
    }
}
