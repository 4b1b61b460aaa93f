//! The thread that works additions in, one after the other.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;
use std::thread::available_parallelism;

use restated_capture::{Input, Limits};
use restated_dossier::{Added, Dossier, Error, Options, Progress, Stage};

use super::told::{Outcome, Phase, Working};
use super::{Adding, Job};

/// How often the dossier is asked for, each time for some seconds, when somebody else writes.
const ATTEMPTS: usize = 5;

/// Works off what waits.
pub(super) fn off(adding: &Adding) {
    while let Some(job) = adding.next() {
        let number = job.number;
        adding.tell(number, |addition| {
            addition.phase = Phase::Working(Working::default());
        });
        // A fault of ours is told where it is looked for, and the next is worked in all the same.
        let added = catch_unwind(AssertUnwindSafe(|| add(adding, job)));
        let phase = match added {
            Ok(Ok(added)) => Phase::Done(Outcome {
                found: added.report.found,
                new: added.report.new,
                rows: (added.last_before, added.last),
            }),
            Ok(Err(error)) => {
                tracing::error!("captures were not added: {error}");
                Phase::Failed {
                    why: explained(&error),
                }
            }
            Err(_) => Phase::Failed {
                why: "restated failed at this, which is a fault of the program; please report it. \
                      Nothing was added."
                    .to_owned(),
            },
        };
        adding.tell(number, |addition| addition.phase = phase);
    }
}

/// Works one in. Its files and what is left of the copy go in any case.
fn add(adding: &Adding, job: Job) -> Result<Added, Error> {
    let Job {
        number,
        folder,
        files,
    } = job;
    let inputs: Vec<Input> = files
        .into_iter()
        .map(|(path, name)| Input::Named { path, name })
        .collect();
    // Readers want a core too.
    let cores = available_parallelism().map_or(1, NonZero::get);
    let options = Options {
        threads: NonZero::new(cores - 1),
    };
    let teller = Teller { adding, number };
    // Decisions that wait to be worked in are first; none is refused for want of patience.
    let _writer = adding.writer.lock().unwrap_or_else(PoisonError::into_inner);
    let mut attempt = 1;
    loop {
        adding.pool.release();
        let added = Dossier::build_aside(
            adding.pool.path(),
            &folder.copy(),
            &inputs,
            &Limits::default(),
            options,
            &teller,
        );
        match added {
            Err(Error::InUse(_)) if attempt < ATTEMPTS && !folder.copy().exists() => attempt += 1,
            added => return added,
        }
    }
}

fn explained(error: &Error) -> String {
    match error {
        Error::Full(_) => {
            "The disk is full: there must be room for the files and for a copy of the dossier. \
             Nothing was added; free some space and send them again."
                .to_owned()
        }
        Error::InUse(_) => {
            "Another program writes into the dossier. Nothing was added; send the files again \
             when it is done."
                .to_owned()
        }
        Error::NoPermission { .. } => {
            "The dossier, or the folder that it is in, cannot be written. Nothing was added."
                .to_owned()
        }
        error => format!("Nothing was added: {error}"),
    }
}

/// Tells an addition's page how the build gets on.
struct Teller<'a> {
    adding: &'a Adding,
    number: u64,
}

impl Teller<'_> {
    fn one(&self, path: &str) {
        self.adding.tell(self.number, |addition| {
            addition.working(|working| {
                working.done += 1;
                path.clone_into(&mut working.last);
            });
        });
    }
}

impl Progress for Teller<'_> {
    fn stage(&self, stage: Stage, total: Option<u64>) {
        let stage = match stage {
            Stage::Copying => "copying",
            Stage::Reading => "reading",
            Stage::Analysing => "analysing",
            Stage::Comparing => "comparing",
            Stage::Finishing => "finishing",
        };
        self.adding.tell(self.number, |addition| {
            addition.phase = Phase::Working(Working {
                stage,
                total,
                ..Working::default()
            });
        });
    }

    fn read(&self, path: &str, _bytes: u64) {
        self.one(path);
    }

    fn analysed(&self, path: &str) {
        self.one(path);
    }

    fn skipped(&self, path: &str, reason: &str) {
        self.adding
            .tell(self.number, |addition| addition.skip(path, reason));
    }
}
