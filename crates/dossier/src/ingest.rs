//! The first step of a build: what the pile holds is stored, once.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{PoisonError, RwLock};
use std::thread;

use restated_capture::{Capture, CaptureId, Found, Input, Limits, ReadError, Skipped};
use rusqlite::{OptionalExtension, params};

use crate::build::{Batch, BuildReport};
use crate::error::{Fault, Outcome};
use crate::fields::word;
use crate::load::Found as FoundAt;
use crate::pipeline::{self, Desk};
use crate::{Dossier, Progress, Stage, Stages, insert, own};

/// Captures that the reader may be ahead.
const READ_AHEAD: usize = 4;

/// Reads the pile into the file.
pub(crate) fn run(
    dossier: &Dossier,
    inputs: &[Input],
    limits: &Limits,
    threads: usize,
    stages: &dyn Stages,
    progress: &dyn Progress,
    report: &mut BuildReport,
) -> Outcome<()> {
    progress.stage(Stage::Reading, None);
    let known = RwLock::new(known(dossier)?);
    let (send, found) = sync_channel(READ_AHEAD);
    let own = own::files(&dossier.path);
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .name("restated-reader".to_owned())
            .spawn_scoped(scope, move || read(stages, inputs, limits, &own, &send))
            .map_err(Fault::Thread)?;
        let mut desk = Shelf {
            dossier,
            progress,
            report,
            known: &known,
            found,
            batch: Batch::begin(dossier)?,
            skips_read: BTreeSet::new(),
            skips_overtaken: BTreeSet::new(),
        };
        let stored = pipeline::run(threads, &mut desk, |found| prepare(found, &known))
            .and_then(|()| desk.drop_overtaken_skips())
            .and_then(|()| desk.batch.commit());
        // Ends the reader, should it still be reading.
        drop(desk);
        let read = match reader.join() {
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        stored?;
        Ok(read?)
    })
}

fn read(
    stages: &dyn Stages,
    inputs: &[Input],
    limits: &Limits,
    own: &[PathBuf],
    send: &SyncSender<Found>,
) -> Result<(), ReadError> {
    stages.read(inputs, own, limits, &mut |found| send.send(found).is_ok())
}

/// Ids of the captures whose bytes are stored.
fn known(dossier: &Dossier) -> Outcome<HashSet<CaptureId>> {
    let mut statement = dossier.conn.prepare("SELECT capture FROM payloads")?;
    let mut rows = statement.query([])?;
    let mut known = HashSet::new();
    while let Some(row) = rows.next()? {
        // An id that is none cannot be found again; `verify` will tell.
        if let Ok(id) = row.get::<_, String>(0)?.parse() {
            known.insert(id);
        }
    }
    Ok(known)
}

/// What was found, made ready for the file.
enum Ready {
    Capture {
        id: CaptureId,
        size: usize,
        found: Box<FoundAt>,
        packed: Option<(&'static str, Vec<u8>)>,
    },
    Skipped(Skipped),
}

fn prepare(found: Found, known: &RwLock<HashSet<CaptureId>>) -> Ready {
    match found {
        Found::Skipped(skipped) => Ready::Skipped(skipped),
        Found::Capture(capture) => {
            let Capture {
                id,
                bytes,
                format,
                media_type,
                charset,
                place,
            } = capture;
            let size = bytes.len();
            let stored = known
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&id);
            Ready::Capture {
                id,
                size,
                found: Box::new(FoundAt {
                    place,
                    media_type,
                    format: word(&format),
                    charset,
                }),
                packed: (!stored).then(|| insert::pack(bytes)),
            }
        }
    }
}

struct Shelf<'a> {
    dossier: &'a Dossier,
    progress: &'a dyn Progress,
    report: &'a mut BuildReport,
    known: &'a RwLock<HashSet<CaptureId>>,
    found: Receiver<Found>,
    batch: Batch<'a>,
    /// Rows of `skipped` that this build came upon.
    skips_read: BTreeSet<i64>,
    /// Rows of `skipped` at whose path this build found a capture.
    skips_overtaken: BTreeSet<i64>,
}

impl Desk for Shelf<'_> {
    type Job = Found;
    type Done = Ready;

    fn next(&mut self) -> Outcome<Option<(Found, usize)>> {
        Ok(self.found.recv().ok().map(|found| {
            let weight = match &found {
                Found::Capture(capture) => capture.bytes.len(),
                Found::Skipped(_) => 0,
            };
            (found, weight)
        }))
    }

    fn take(&mut self, ready: Ready) -> Outcome<()> {
        match ready {
            Ready::Capture {
                id,
                size,
                found,
                packed,
            } => self.shelve(id, size, &found, packed),
            Ready::Skipped(skipped) => self.note(&skipped),
        }
    }
}

impl Shelf<'_> {
    fn shelve(
        &mut self,
        id: CaptureId,
        size: usize,
        found: &FoundAt,
        packed: Option<(&'static str, Vec<u8>)>,
    ) -> Outcome<()> {
        let conn = &self.dossier.conn;
        self.report.found += 1;
        self.progress.read(&found.place.path, size as u64);
        let capture = id.to_string();
        let mut weight = 0;
        if let Some((encoding, data)) = packed {
            self.batch.changing()?;
            insert::capture(conn, &capture, size, encoding, &data)?;
            weight = data.len();
            if self
                .known
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(id)
            {
                self.report.new += 1;
            }
        }
        if insert::place(conn, &capture, found)? {
            self.batch.changing()?;
        }
        let mut noted = conn.prepare_cached("SELECT id FROM skipped WHERE path = ?1")?;
        for row in noted.query_map([&found.place.path], |row| row.get(0))? {
            self.skips_overtaken.insert(row?);
        }
        self.batch.wrote(weight)
    }

    fn note(&mut self, skipped: &Skipped) -> Outcome<()> {
        let conn = &self.dossier.conn;
        self.report.skipped += 1;
        self.progress.skipped(&skipped.path, &skipped.reason);
        let Skipped {
            path,
            url,
            media_type,
            bytes,
            id,
            reason,
        } = skipped;
        let bytes = bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
        let values = params![path, url, media_type, bytes, id, reason];
        let sql = "SELECT id FROM skipped WHERE path = ?1 AND url IS ?2 AND media_type IS ?3
                   AND bytes IS ?4 AND hash IS ?5 AND reason = ?6";
        let there = conn
            .prepare_cached(sql)?
            .query_row(values, |row| row.get(0))
            .optional()?;
        let row = match there {
            Some(row) => row,
            None => {
                self.batch.changing()?;
                let sql = "INSERT INTO skipped (path, url, media_type, bytes, hash, reason)
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
                conn.prepare_cached(sql)?.execute(values)?;
                conn.last_insert_rowid()
            }
        };
        self.skips_read.insert(row);
        self.batch.wrote(0)
    }

    /// What an earlier build could not read and this one could is no longer skipped.
    fn drop_overtaken_skips(&mut self) -> Outcome<()> {
        for row in self.skips_overtaken.difference(&self.skips_read) {
            self.batch.changing()?;
            self.dossier
                .conn
                .execute("DELETE FROM skipped WHERE id = ?1", [row])?;
        }
        Ok(())
    }
}
