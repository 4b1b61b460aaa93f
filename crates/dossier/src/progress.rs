//! Telling whoever waits how a build gets on.

/// The steps of a build, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The dossier is copied, where others read it while captures are added.
    Copying,
    /// The pile is read and stored; how much there is shows only at the end.
    Reading,
    /// New captures are read as articles, and claims in them.
    Analysing,
    /// Articles are compared: families, questions.
    Comparing,
    /// The file is tidied up.
    Finishing,
}

/// Hears how a build gets on. All calls come from one thread.
pub trait Progress: Sync {
    /// A stage begins; `total` captures await it, where that is known.
    fn stage(&self, _stage: Stage, _total: Option<u64>) {}
    /// A capture of `bytes` bytes was found at `path`.
    fn read(&self, _path: &str, _bytes: u64) {}
    /// The capture at `path` was analysed.
    fn analysed(&self, _path: &str) {}
    /// Something at `path` was not read, or gave no article.
    fn skipped(&self, _path: &str, _reason: &str) {}
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
