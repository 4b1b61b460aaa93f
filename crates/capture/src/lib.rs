//! Captures: bytes saved from the world, hashed, with where they came from.
//!
//! One call, [`read`], walks files, folders and containers (WARC, WACZ, MHTML,
//! JSON Lines, feeds) and hands every capture, or the reason why something was
//! not read, to a sink. It streams: a container is never held in memory whole.
//!
//! Invariants:
//! - A capture's [`CaptureId`] is the SHA-256 of its `bytes`, nothing else.
//! - `bytes` is the payload after transfer and content decoding, before any
//!   charset decoding.
//! - One bad capture never stops a pile: it becomes a [`Skipped`] entry.

mod limits;
mod model;
mod read;

pub use limits::Limits;
pub use model::{Capture, CaptureId, Declared, Format, Found, ParseCaptureIdError, Place, Skipped};
pub use read::{Input, ReadError, read};
