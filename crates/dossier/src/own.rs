//! The dossier itself, lying in the pile that it is built from.
//!
//! `restated build . -o event.db` finds the file that it is writing. It is no
//! part of the pile, and to open and close it once more would give up the lock
//! that keeps a second build out.

use std::fs;
use std::path::{Path, PathBuf};

/// What SQLite puts beside a database while it is written.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The real paths of `dossier` and of the files that SQLite puts beside it.
pub(crate) fn files(dossier: &Path) -> Vec<PathBuf> {
    let Ok(real) = fs::canonicalize(dossier) else {
        return Vec::new();
    };
    BESIDE
        .map(|end| {
            let mut path = real.clone().into_os_string();
            path.push(end);
            path.into()
        })
        .to_vec()
}
