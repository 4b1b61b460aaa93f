//! The engine of crate `language`, as commands use it.

use std::path::Path;
use std::sync::Arc;

use restated_language::{Annotated, Labels, TokenData};

/// An opened model.
pub(crate) struct Engine;

impl Engine {
    /// The model at `path`, or the one that comes with the program.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        match path {
            None => Ok(Self),
            Some(path) => anyhow::bail!("{}: the engine is not there yet", path.display()),
        }
    }

    /// A worker with scratch memory of its own, one a thread.
    pub(crate) fn worker(&self) -> Worker<'_> {
        Worker(self)
    }
}

/// Annotates one text after the other.
pub(crate) struct Worker<'m>(#[expect(dead_code, reason = "the engine is to come")] &'m Engine);

impl Worker<'_> {
    /// Until the engine is there: sentences, each as one token.
    pub(crate) fn annotate<'t>(&mut self, text: &'t str) -> Annotated<'t> {
        let sentences = restated_language::sentences(text);
        let token = |(at, sentence): (usize, &std::ops::Range<usize>)| TokenData {
            start: sentence.start as u32,
            end: sentence.end as u32,
            head: at as u32,
            ..TokenData::default()
        };
        Annotated {
            text,
            tokens: sentences.iter().enumerate().map(token).collect(),
            sentences: (0..sentences.len()).map(|at| at..at + 1).collect(),
            entities: Vec::new(),
            labels: Arc::new(Labels::default()),
        }
    }
}
