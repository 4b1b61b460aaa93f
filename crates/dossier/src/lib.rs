//! The dossier: one SQLite file that holds captures, articles, claims and what
//! they show together.
//!
//! [`Dossier::build`] reads a pile into the file in three steps, each of which
//! finds out from the file what is still to be done: captures are stored
//! (`ingest`), every capture whose result is missing or out of date is read
//! (`analyse`), and the articles are compared (`pile`). [`Dossier::verify`]
//! re-checks what a dossier promises, [`export`] and [`report`] show it.
//!
//! Invariants:
//! - The same captures give the same JSON export, byte for byte, whatever their
//!   order, the number of threads, the number of builds, and however often a
//!   build was killed on the way.
//! - Offsets of text are Unicode scalar values in the file and in exports, bytes
//!   in the types of the other crates; [`Offsets`] alone converts.
//! - A file that restated did not write is never changed.

mod analyse;
mod aside;
mod build;
mod credits;
mod derivations;
mod entities;
mod entries;
mod error;
pub mod export;
mod fields;
mod findings;
mod grouping;
mod ids;
mod ingest;
mod insert;
mod load;
mod looked_up;
mod material;
mod offsets;
mod own;
mod pile;
mod pipeline;
mod progress;
pub mod records;
pub mod report;
pub mod review;
mod stages;
mod store;
mod surroundings;
mod tallies;
mod texts;
mod todo;
mod verify;
mod wording;
pub mod words;

pub use aside::Added;
pub use build::{BuildReport, Options};
pub use error::Error;
pub use offsets::Offsets;
pub use progress::{Progress, Silent, Stage};
pub use stages::{Released, Stages};
pub use store::{Dossier, VERSION};
pub use surroundings::{Around, Surroundings};
pub use verify::Violation;
