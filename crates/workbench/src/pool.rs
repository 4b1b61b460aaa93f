//! Connections to the dossier, lent out one a request.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use restated_dossier::{Dossier, Error};

/// Open connections that nobody uses.
pub(crate) struct Pool {
    path: PathBuf,
    shelf: Mutex<Shelf>,
}

/// What is kept of one file. When another takes its place, nothing of it is.
#[derive(Default)]
struct Shelf {
    file: Option<Which>,
    idle: Vec<Dossier>,
    /// Held open as long as connections are: whoever closes a file gives up every lock that the
    /// process has on it (POSIX), SQLite's among them.
    head: Option<File>,
}

/// Tells a file from another at the same path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Which {
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl Which {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt as _;
        Self {
            #[cfg(unix)]
            inode: (metadata.dev(), metadata.ino()),
            #[cfg(not(unix))]
            created: metadata.created().ok(),
        }
    }

    /// Which file is at `path`.
    fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|metadata| Self::of(&metadata))
    }
}

impl Pool {
    /// A pool for the dossier at `path`, which must be there and complete.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let pool = Self {
            path: path.to_owned(),
            shelf: Mutex::default(),
        };
        pool.with(Dossier::ensure_complete)?;
        Ok(pool)
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
        let (file, lent) = {
            let mut shelf = self.shelf();
            (shelf.file, shelf.idle.pop())
        };
        let dossier = match lent {
            Some(dossier) => dossier,
            None => Dossier::open(&self.path)?,
        };
        let read = read(&dossier);
        // A connection that failed may have been to a file that is no more. One that was opened
        // while the file was replaced is to nobody knows which.
        if read.is_ok() && file.is_some() && file == Which::at(&self.path) {
            let mut shelf = self.shelf();
            if shelf.file == file {
                shelf.idle.push(dossier);
            }
        }
        read
    }

    /// Closes what nobody uses. A file with a write-ahead log, as a build leaves it that was
    /// refused, cannot lose the log while anybody has it open.
    pub(crate) fn release(&self) {
        self.shelf().idle.clear();
    }

    /// Changes whenever the dossier does.
    pub(crate) fn stamp(&self) -> Option<String> {
        let mut shelf = self.shelf();
        if shelf.head.is_none() {
            let head = File::open(&self.path).ok()?;
            // The file may have been replaced since it was looked at.
            if shelf.file != Some(Which::of(&head.metadata().ok()?)) {
                return None;
            }
            shelf.head = Some(head);
        }
        let head = shelf.head.as_mut()?;
        let metadata = head.metadata().ok()?;
        let counter = changes(head).ok()?;
        let changed = metadata.modified().ok()?;
        let changed = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!(
            "{counter:x}-{:x}-{:x}",
            metadata.len(),
            changed.as_nanos()
        ))
    }

    /// What is kept of the file that is there now.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let file = Which::at(&self.path);
        if shelf.file != file {
            *shelf = Shelf {
                file,
                ..Shelf::default()
            };
        }
        shelf
    }
}

/// How often an SQLite file was changed, as it counts itself (file format, 1.3.7).
fn changes(file: &mut File) -> io::Result<u32> {
    const COUNTER: u64 = 24;
    let mut counter = [0; 4];
    file.seek(SeekFrom::Start(COUNTER))?;
    file.read_exact(&mut counter)?;
    Ok(u32::from_be_bytes(counter))
}
