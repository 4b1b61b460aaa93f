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
//!
//! The way through: `walk` (disk) and `read` (dispatch by `sniff`) lead a
//! `stream` through `unpack` (gzip, zstd) to one of the readers `warc` (with
//! `http`), `wacz`, `mhtml`, `jsonl`, `feed`, or to a single page or text; all
//! hand over through `pile`.

mod feed;
mod feed_facts;
mod feed_json;
mod feed_xml;
mod headers;
mod http;
mod json_record;
mod jsonl;
mod limits;
mod mhtml;
mod model;
mod pile;
mod place;
mod read;
mod record;
mod saved;
mod sniff;
mod stream;
mod text;
mod transfer;
mod trouble;
mod unpack;
mod wacz;
mod walk;
mod warc;
mod when;

pub use limits::Limits;
pub use model::{Capture, CaptureId, Declared, Format, Found, ParseCaptureIdError, Place, Skipped};
pub use read::{Input, ReadError, check, read, read_bytes, read_except, read_stream};
