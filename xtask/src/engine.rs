//! The engine of crate `language`, as the chores that measure it use it.

use std::path::Path;

use restated_language::Annotated;

/// An opened model.
pub(crate) struct Engine;

impl Engine {
    pub(crate) fn open(_model: &Path) -> anyhow::Result<Self> {
        anyhow::bail!("the engine is not there yet")
    }

    pub(crate) fn from_bytes(_model: &[u8]) -> anyhow::Result<Self> {
        anyhow::bail!("the engine is not there yet")
    }

    /// A worker with scratch memory of its own, one a thread.
    pub(crate) fn worker(&self) -> Worker<'_> {
        Worker(self)
    }
}

/// Annotates one text after the other.
pub(crate) struct Worker<'m>(#[allow(dead_code, reason = "the engine is to come")] &'m Engine);

impl Worker<'_> {
    /// As in production: the splitter says where sentences end.
    pub(crate) fn annotate<'t>(&mut self, _text: &'t str) -> Annotated<'t> {
        unreachable!("no engine can be opened")
    }

    /// As the pipeline's makers would run it.
    pub(crate) fn annotate_as_trained<'t>(&mut self, _text: &'t str) -> Annotated<'t> {
        unreachable!("no engine can be opened")
    }
}
