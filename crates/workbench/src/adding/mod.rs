//! Captures that people send, on their way into the dossier.
//!
//! What is sent lies in a [`folder`] beside the dossier, under numbers; the name that came with it
//! is a [`label`]. One addition after the other is worked in by a thread ([`work`]): into a copy of
//! the dossier, which takes its place when it is whole (`Dossier::build_aside`).

mod bounds;
mod folder;
mod label;
mod told;
mod work;

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::pool::Pool;
pub(crate) use bounds::{Bounds, size};
use folder::Folder;
pub(crate) use told::{Addition, Phase};

/// Additions that may wait or be received at a time: each holds files on the disk.
const WAITING: usize = 8;
/// Additions that are remembered when they are done.
const REMEMBERED: usize = 20;

/// Everything that was sent to one dossier since the program was started.
pub(crate) struct Adding {
    pool: Arc<Pool>,
    /// `None`: nothing may be sent.
    bounds: Option<Bounds>,
    /// Held by whoever writes into the dossier: decisions are worked in one by one, and not while
    /// captures are.
    writer: Arc<Mutex<()>>,
    state: Mutex<State>,
    /// Told when an addition is done.
    quiet: Condvar,
}

#[derive(Default)]
struct State {
    /// First to last.
    additions: VecDeque<Addition>,
    queue: VecDeque<Job>,
    sent: u64,
    /// Whether a thread works the queue off.
    worked: bool,
    /// Where it does.
    worked_in: Option<Arc<Folder>>,
}

/// Files that wait to be worked in.
struct Job {
    number: u64,
    folder: Arc<Folder>,
    /// Where each is, and what it is called.
    files: Vec<(PathBuf, String)>,
}

/// Why nothing more can be sent.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Too many wait.
    Later,
    /// There is no place for it on the disk.
    Disk(io::Error),
}

impl Adding {
    /// For the dossier of `pool`; what an earlier run was stopped at is cleared away.
    pub(crate) fn new(pool: Arc<Pool>, limit: Option<u64>, writer: Arc<Mutex<()>>) -> Self {
        folder::sweep(pool.path());
        Self {
            pool,
            bounds: Bounds::of(limit),
            writer,
            state: Mutex::default(),
            quiet: Condvar::new(),
        }
    }

    /// How much may be sent; `None` where nothing may be.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    /// Every addition, last first.
    pub(crate) fn additions(&self) -> Vec<Addition> {
        self.state().additions.iter().rev().cloned().collect()
    }

    /// Begins to receive an addition.
    pub(crate) fn receive(self: &Arc<Self>) -> Result<Incoming, Refused> {
        let folder = Folder::beside(self.pool.path()).map_err(Refused::Disk)?;
        let mut state = self.state();
        let open = state.additions.iter().filter(|one| !one.phase.is_over());
        if open.count() >= WAITING {
            return Err(Refused::Later);
        }
        state.sent += 1;
        let number = state.sent;
        state.additions.push_back(Addition::new(number));
        while state.additions.len() > REMEMBERED && state.additions[0].phase.is_over() {
            state.additions.pop_front();
        }
        Ok(Incoming {
            adding: Arc::clone(self),
            number,
            folder: Some(folder),
            files: Vec::new(),
            labels: BTreeSet::new(),
        })
    }

    /// Whether the dossier can be written, or can within `patience`.
    pub(crate) fn is_quiet_within(&self, patience: Duration) -> bool {
        let waited = self
            .quiet
            .wait_timeout_while(self.state(), patience, |state| state.worked);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !state.worked
    }

    /// Forgets what waits, and clears away its files: the program ends.
    pub(crate) fn end(&self) {
        let mut state = self.state();
        state.queue.clear();
        // The thread that works there ends with the program.
        if let Some(folder) = &state.worked_in {
            folder.clear();
        }
    }

    fn submit(self: &Arc<Self>, job: Job) -> io::Result<()> {
        let mut state = self.state();
        if !state.worked {
            let adding = Arc::clone(self);
            std::thread::Builder::new()
                .name("restated-adding".to_owned())
                .spawn(move || work::off(&adding))?;
            state.worked = true;
        }
        state.tell(job.number, |addition| addition.phase = Phase::Waiting);
        state.queue.push_back(job);
        Ok(())
    }

    /// The next that waits; `None` where the thread can go.
    fn next(&self) -> Option<Job> {
        let mut state = self.state();
        let job = state.queue.pop_front();
        state.worked_in = job.as_ref().map(|job| Arc::clone(&job.folder));
        if job.is_none() {
            state.worked = false;
            self.quiet.notify_all();
        }
        job
    }

    fn forget(&self, number: u64) {
        self.state().additions.retain(|one| one.number != number);
    }

    /// Notes how an addition gets on.
    fn tell(&self, number: u64, change: impl FnOnce(&mut Addition)) {
        self.state().tell(number, change);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn tell(&mut self, number: u64, change: impl FnOnce(&mut Addition)) {
        let found = self.additions.iter_mut().find(|one| one.number == number);
        if let Some(addition) = found {
            change(addition);
        }
    }
}

/// An addition that is being received. Dropped before its end it was never sent: whoever sent it
/// has gone, or it is refused.
pub(crate) struct Incoming {
    adding: Arc<Adding>,
    number: u64,
    /// Gone when it was handed on.
    folder: Option<Folder>,
    files: Vec<(PathBuf, String)>,
    labels: BTreeSet<String>,
}

impl Incoming {
    /// Where the next file is to be written, which came under `name`.
    pub(crate) fn file(&mut self, name: &str) -> PathBuf {
        let number = self.files.len() + 1;
        let label = label::safe(name).unwrap_or_else(|| format!("file {number}"));
        let label = label::unique(label, &self.labels);
        self.labels.insert(label.clone());
        let path = self
            .folder
            .as_ref()
            .map(|folder| folder.file(number))
            .unwrap_or_default();
        self.files.push((path.clone(), label.clone()));
        self.adding.tell(self.number, |addition| {
            addition.files.push(label);
        });
        path
    }

    /// How many files came.
    pub(crate) fn files(&self) -> usize {
        self.files.len()
    }

    /// Notes that so many bytes came.
    pub(crate) fn took(&self, bytes: u64) {
        self.adding
            .tell(self.number, |addition| addition.bytes += bytes);
    }

    /// All is here: it waits for its turn.
    pub(crate) fn finish(mut self) -> io::Result<u64> {
        let Some(folder) = self.folder.take() else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let job = Job {
            number: self.number,
            folder: Arc::new(folder),
            files: std::mem::take(&mut self.files),
        };
        let submitted = self.adding.submit(job);
        if submitted.is_err() {
            self.adding.forget(self.number);
        }
        submitted.map(|()| self.number)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.folder.take().is_some() {
            self.adding.forget(self.number);
        }
    }
}
