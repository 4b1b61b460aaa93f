//! The file: made, opened, recognised, closed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::error::{Error, Fault, Outcome};

/// Marks an SQLite file as a dossier (`PRAGMA application_id`): "rsta".
const APPLICATION_ID: i64 = 0x7273_7461;
/// Version of the dossiers that this program reads and writes (`PRAGMA user_version`).
pub const VERSION: i64 = 5;
const SCHEMA: &str = include_str!("schema.sql");

/// How long to wait for another program to let go of the file.
const PATIENCE: Duration = Duration::from_secs(2);

/// KiB of the file that a connection for reading holds.
const CACHE: i64 = 32 << 10;

/// An open dossier.
#[derive(Debug)]
pub struct Dossier {
    pub(crate) conn: Connection,
    pub(crate) path: PathBuf,
}

/// What a file turns out to be.
enum Kind {
    Empty,
    Ours,
}

impl Dossier {
    /// Opens the dossier at `path` for building, or makes an empty one. While it
    /// is open no other program can use it.
    ///
    /// # Errors
    /// If the path cannot hold a dossier, or holds something else (which is left
    /// as it is), or another program uses it.
    pub fn create_or_open(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let exists = path.exists();
        if exists && !path.is_file() {
            return Err(Error::NotAFile(path));
        }
        if exists {
            look_first(&path)?;
        } else if let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
            && !folder.is_dir()
        {
            let folder = folder.to_owned();
            return Err(Error::NoFolder { path, folder });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = match Connection::open_with_flags(&path, flags) {
            Ok(conn) => conn,
            Err(error) => return Err(Fault::Sql(error).at(&path)),
        };
        let dossier = Self { conn, path };
        dossier.prepare_to_write()?;
        Ok(dossier)
    }

    /// Opens the dossier at `path` for reading.
    ///
    /// # Errors
    /// If there is none, or it is something else, or a build holds it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        if !path.exists() {
            return Err(Error::Missing(path));
        }
        if !path.is_file() {
            return Err(Error::NotAFile(path));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&path, flags)
            .and_then(|conn| conn.busy_timeout(PATIENCE).map(|()| conn))
            .and_then(|conn| settle(&conn).map(|()| conn))
            .and_then(|conn| {
                conn.pragma_update(None, "cache_size", -CACHE)
                    .map(|()| conn)
            })
            .map_err(|error| Fault::Sql(error).at(&path))?;
        match recognise(&conn, &path)? {
            Kind::Ours => Ok(Self { conn, path }),
            Kind::Empty => Err(Error::Unfinished(path)),
        }
    }

    /// Opens the dossier at `path` to decide about what it holds ([`Dossier::decide`]). Others can
    /// read it meanwhile.
    ///
    /// # Errors
    /// If there is none, or it is something else, or may not be written, or a build holds it.
    pub fn open_to_review(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let dossier = Self::open(path)?;
        dossier.ensure_complete()?;
        let Self { conn, path } = dossier;
        drop(conn);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let at = |error| Fault::Sql(error).at(&path);
        let conn = Connection::open_with_flags(&path, flags).map_err(at)?;
        conn.busy_timeout(PATIENCE).map_err(at)?;
        settle(&conn).map_err(at)?;
        // Changes that outgrow the cache must not lock readers out before they are committed.
        conn.pragma_update(None, "cache_spill", false).map_err(at)?;
        if conn.is_readonly(rusqlite::MAIN_DB).map_err(at)? {
            return Err(Error::NoPermission {
                path,
                what: "write",
            });
        }
        Ok(Self { conn, path })
    }

    /// Where the dossier is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database, for questions that this crate does not ask.
    pub fn connection(&self) -> &Connection {
        &self.conn
    }

    fn prepare_to_write(&self) -> Result<(), Error> {
        let at = |error| Fault::Sql(error).at(&self.path);
        let conn = &self.conn;
        conn.busy_timeout(PATIENCE).map_err(at)?;
        // One writer, and nobody else: two builds into one file would undo each
        // other's work. Exclusive WAL needs no shared memory either, so it works
        // on network folders.
        conn.pragma_update(None, "locking_mode", "EXCLUSIVE")
            .map_err(at)?;
        let kind = recognise(conn, &self.path)?;
        if conn.is_readonly(rusqlite::MAIN_DB).map_err(at)? {
            return Err(Error::NoPermission {
                path: self.path.clone(),
                what: "write",
            });
        }
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
            .map_err(at)?;
        conn.pragma_update(None, "synchronous", "NORMAL")
            .map_err(at)?;
        conn.pragma_update(None, "cache_size", -65_536)
            .map_err(at)?;
        settle(conn).map_err(at)?;
        // Taking the write lock once shows now, not after an hour of reading, that
        // the file cannot be written or is in use.
        conn.execute_batch("BEGIN IMMEDIATE").map_err(at)?;
        if matches!(kind, Kind::Empty) {
            conn.execute_batch(SCHEMA).map_err(at)?;
            conn.pragma_update(None, "application_id", APPLICATION_ID)
                .map_err(at)?;
            conn.pragma_update(None, "user_version", VERSION)
                .map_err(at)?;
            conn.execute("INSERT INTO settings VALUES ('state', 'building')", [])
                .map_err(at)?;
        }
        conn.execute_batch("COMMIT").map_err(at)
    }

    /// Leaves one file behind: no write-ahead log beside it, and free for others.
    pub(crate) fn tidy(&self) -> Outcome<()> {
        let conn = &self.conn;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        conn.pragma_update(None, "locking_mode", "NORMAL")?;
        // The lock goes with the next access.
        conn.query_row("SELECT count(*) FROM settings", [], |_| Ok(()))?;
        Ok(())
    }

    pub(crate) fn setting(&self, name: &str) -> Outcome<Option<String>> {
        let sql = "SELECT value FROM settings WHERE name = ?1";
        Ok(self
            .conn
            .query_row(sql, [name], |row| row.get(0))
            .optional()?)
    }

    pub(crate) fn set(&self, name: &str, value: &str) -> Outcome<()> {
        let sql =
            "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.conn.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }

    /// Refuses a dossier whose build was stopped half-way.
    ///
    /// # Errors
    /// [`Error::Unfinished`], or if the file is damaged.
    pub fn ensure_complete(&self) -> Result<(), Error> {
        match self
            .setting("state")
            .map_err(|fault| fault.at(&self.path))?
            .as_deref()
        {
            Some("complete") => Ok(()),
            _ => Err(Error::Unfinished(self.path.clone())),
        }
    }
}

/// Refuses a file of another kind before it is opened for writing, which might
/// recover or checkpoint it.
fn look_first(path: &Path) -> Result<(), Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)
        .and_then(|conn| conn.busy_timeout(PATIENCE).map(|()| conn))
        .map_err(|error| Fault::Sql(error).at(path))?;
    match recognise(&conn, path) {
        // Left over from a killed build, readable only after recovery.
        Ok(_) | Err(Error::NoPermission { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Settings of every connection. A dossier may come from anybody: its schema is
/// not to run anything but plain SQL.
fn settle(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(256);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Otherwise every statement with a bound LIMIT is compiled again for each new limit.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", true)
}

fn recognise(conn: &Connection, path: &Path) -> Result<Kind, Error> {
    let number = |sql| {
        conn.query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| Fault::Sql(error).at(path))
    };
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    match (application, version) {
        (APPLICATION_ID, VERSION) => Ok(Kind::Ours),
        (APPLICATION_ID, found) if found > VERSION => Err(Error::Newer {
            path: path.to_owned(),
            found,
            known: VERSION,
        }),
        (APPLICATION_ID, found @ 1..) => Err(Error::Older {
            path: path.to_owned(),
            found,
            known: VERSION,
        }),
        (APPLICATION_ID, found) => Err(Error::Damaged {
            path: path.to_owned(),
            what: format!("there is no dossier version {found}"),
        }),
        // Nothing at all, or what a build leaves that was killed at its first breath.
        (0, 0) if tables == 0 => Ok(Kind::Empty),
        _ => Err(Error::Foreign(path.to_owned())),
    }
}
