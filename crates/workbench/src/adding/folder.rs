//! Where sent files and the copy of the dossier lie while they are worked in.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Held by whoever works in a folder, and marks the folder as ours.
const LOCK: &str = "lock";
/// What stands in it.
const MARK: &[u8] = b"restated adds captures here; it is removed when that is done\n";
/// Folders of one program: more than wait at a time.
const MOST: u32 = 100_000;

/// A folder of our own beside the dossier, and so on its file system, that goes when we are done.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes one that nobody else can look into.
    pub(crate) fn beside(dossier: &Path) -> io::Result<Self> {
        let (parent, start) = place(dossier)?;
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        for number in 0..MOST {
            let path = parent.join(format!("{start}{}-{number}", std::process::id()));
            match builder.create(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            let lock = File::create_new(path.join(LOCK))?;
            lock.lock()?;
            // The mark comes last: what has one is locked by the living only.
            (&lock).write_all(MARK)?;
            return Ok(Self { path, _lock: lock });
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Where the file with this number lies.
    pub(crate) fn file(&self, number: usize) -> PathBuf {
        self.path.join(format!("{number:04}"))
    }

    /// Where the copy of the dossier lies.
    pub(crate) fn copy(&self) -> PathBuf {
        self.path.join("copy.db")
    }

    /// Removes it with all that is in it.
    pub(crate) fn clear(&self) {
        remove(&self.path);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.clear();
    }
}

fn remove(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!("{}: cannot be removed: {error}", folder.display());
        }
        _ => {}
    }
}

/// The folder of a dossier, and how names of ours begin there.
fn place(dossier: &Path) -> io::Result<(PathBuf, String)> {
    let real = fs::canonicalize(dossier)?;
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let start = format!(".{name}.adding-");
    Ok((real.parent().unwrap_or(&real).to_owned(), start))
}

/// Removes what programs left beside the dossier that were stopped while they added to it.
pub(crate) fn sweep(dossier: &Path) {
    let left = || -> io::Result<Vec<PathBuf>> {
        let (parent, start) = place(dossier)?;
        let mut left = Vec::new();
        for entry in fs::read_dir(parent)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(&start) && entry.file_type()?.is_dir() {
                left.push(entry.path());
            }
        }
        Ok(left)
    };
    for path in left().unwrap_or_default() {
        if is_abandoned(&path).unwrap_or(false) {
            tracing::info!("{}: left by a stopped program", path.display());
            remove(&path);
        }
    }
}

/// Whether a folder is ours, and nobody works in it.
fn is_abandoned(folder: &Path) -> io::Result<bool> {
    let lock = folder.join(LOCK);
    if !lock.symlink_metadata()?.is_file() {
        return Ok(false);
    }
    let mut lock = File::open(lock)?;
    if lock.try_lock().is_err() {
        return Ok(false);
    }
    let mut mark = Vec::new();
    (&mut lock)
        .take(MARK.len() as u64 + 1)
        .read_to_end(&mut mark)?;
    Ok(mark == MARK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ours_and_abandoned_is_swept() {
        let place = tempfile::tempdir().unwrap();
        let dossier = place.path().join("a.db");
        fs::write(&dossier, b"").unwrap();
        let alive = Folder::beside(&dossier).unwrap();
        let dead = Folder::beside(&dossier).unwrap();
        fs::write(dead.copy(), b"half").unwrap();
        let left = dead.path.clone();
        // As a kill leaves it: the lock is gone, the folder is not.
        dead._lock.unlock().unwrap();
        let foreign = place.path().join(".a.db.adding-notes");
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join(LOCK), b"mine").unwrap();
        let other = place.path().join(".b.db.adding-1-0");
        fs::create_dir(&other).unwrap();
        sweep(&dossier);
        assert!(alive.path.is_dir() && foreign.is_dir() && other.is_dir());
        assert!(!left.exists());
        let path = alive.path.clone();
        drop(alive);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_looks_in() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let dossier = place.path().join("a.db");
        fs::write(&dossier, b"").unwrap();
        let folder = Folder::beside(&dossier).unwrap();
        let mode = fs::metadata(&folder.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
