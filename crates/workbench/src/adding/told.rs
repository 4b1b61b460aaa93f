//! What is told of an addition.

use serde::Serialize;

/// Things that were skipped which are kept of one addition; of the others how many they are.
const SKIPS: usize = 200;

/// Files that came together.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Addition {
    /// From 1, since the program was started.
    pub(crate) number: u64,
    /// What the files are called.
    pub(crate) files: Vec<String>,
    /// Bytes that came.
    pub(crate) bytes: u64,
    #[serde(flatten)]
    pub(crate) phase: Phase,
    /// What was not read, or gave no article, as far as it went.
    pub(crate) skipped: Vec<Skip>,
    /// How many these are, with those that are not listed.
    pub(crate) skips: u64,
}

/// How far it is.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub(crate) enum Phase {
    /// It comes in.
    Receiving,
    /// It waits for another.
    Waiting,
    /// It is worked in.
    Working(Working),
    /// It is in the dossier.
    Done(Outcome),
    /// It is not, and nothing changed.
    Failed {
        /// Why, and what to do.
        why: String,
    },
}

impl Phase {
    pub(crate) fn is_over(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed { .. })
    }
}

/// How far the work is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Working {
    /// What is done, in a word.
    pub(crate) stage: &'static str,
    /// Captures that are done.
    pub(crate) done: u64,
    /// Of so many, where that is known.
    pub(crate) total: Option<u64>,
    /// The last of them.
    pub(crate) last: String,
}

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Outcome {
    /// Captures that were found in the files.
    pub(crate) found: u64,
    /// Those of them that the dossier did not have.
    pub(crate) new: u64,
    /// Their place in the table of captures: after the first, up to the second.
    #[serde(skip)]
    pub(crate) rows: (i64, i64),
}

/// Something that was not read, or gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Skip {
    pub(crate) path: String,
    pub(crate) reason: String,
}

impl Addition {
    pub(crate) fn new(number: u64) -> Self {
        Self {
            number,
            files: Vec::new(),
            bytes: 0,
            phase: Phase::Receiving,
            skipped: Vec::new(),
            skips: 0,
        }
    }

    pub(crate) fn skip(&mut self, path: &str, reason: &str) {
        self.skips += 1;
        if self.skipped.len() < SKIPS {
            self.skipped.push(Skip {
                path: path.to_owned(),
                reason: reason.to_owned(),
            });
        }
    }

    /// Changes how far the work is, where it is on.
    pub(crate) fn working(&mut self, change: impl FnOnce(&mut Working)) {
        if let Phase::Working(working) = &mut self.phase {
            change(working);
        }
    }
}
