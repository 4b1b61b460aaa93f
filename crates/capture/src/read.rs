//! From paths to captures: which reader reads what.

use std::io::{self, BufRead, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use crate::pile::{At, Candidate, Flow, Pile, Stopped, place, skipped};
use crate::sniff::{self, Kind};
use crate::stream::Buffered;
use crate::unpack::{Gzip, Zstd};
use crate::{CaptureId, Format, Found, Limits, Skipped};
use crate::{feed, jsonl, mhtml, saved, trouble, wacz, walk, warc};

/// Where to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder (read recursively, names in byte order).
    Path(PathBuf),
    /// Standard input; its kind is found by looking at it.
    Stdin,
    /// A file under another name than its own, which is shown instead of its path, and whose
    /// extension counts: somebody sent it, and it is kept under a name that means nothing.
    Named {
        /// Where it is.
        path: PathBuf,
        /// What it is called.
        name: String,
    },
}

impl Input {
    /// What is to be there on disk.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) | Self::Named { path, .. } => Some(path),
            Self::Stdin => None,
        }
    }
}

/// Why reading stopped altogether. Everything smaller becomes `Found::Skipped`.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// An input named by the user does not exist.
    #[error("{0}: no such file or folder")]
    NoSuchInput(String),
    /// The sink asked to stop.
    #[error("stopped")]
    Stopped,
}

impl From<Stopped> for ReadError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Reads `inputs` and hands everything found to `sink`, which returns `false`
/// to stop.
///
/// The same inputs give the same sequence. Inputs that are not there are told
/// before anything is read; whatever else goes wrong becomes a [`Skipped`].
pub fn read(
    inputs: &[Input],
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ReadError> {
    read_except(inputs, &[], limits, sink)
}

/// [`read`] without the files at `except`, real paths as [`std::fs::canonicalize`] gives
/// them: they are not even opened. A program that holds a lock on a file which lies
/// in the pile would lose it by opening and closing the file once more.
pub fn read_except(
    inputs: &[Input],
    except: &[PathBuf],
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ReadError> {
    check(inputs)?;
    let mut pile = Pile::new(limits, except, sink);
    for input in inputs {
        match input {
            Input::Path(path) => walk::input(&mut pile, path)?,
            Input::Named { path, name } => walk::named(&mut pile, path, name)?,
            Input::Stdin => {
                let at = At {
                    path: "stdin".to_owned(),
                    ..At::default()
                };
                stream(&mut pile, &at, Buffered::over(io::stdin().lock()))?;
            }
        }
    }
    Ok(())
}

/// Whether the inputs that the user named are there at all; [`read`] checks it too,
/// before anything is read.
pub fn check(inputs: &[Input]) -> Result<(), ReadError> {
    for input in inputs {
        if let Some(path) = input.path() {
            match path.symlink_metadata() {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    return Err(ReadError::NoSuchInput(path.display().to_string()));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Reads one file that is held in memory, as [`read`] reads one on disk.
///
/// `name` is its path as it shall be shown; its extension counts where the
/// bytes do not show what they are.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ReadError> {
    let mut pile = Pile::new(limits, &[], sink);
    let at = At {
        stored: Some(bytes.len() as u64),
        ..At::named(name)
    };
    Ok(seekable(&mut pile, &at, Cursor::new(bytes))?)
}

/// Reads one stream of which nothing is known but what it holds; `name` as in
/// [`read_bytes`].
pub fn read_stream(
    name: &str,
    reader: impl Read,
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ReadError> {
    let mut pile = Pile::new(limits, &[], sink);
    Ok(stream(&mut pile, &At::named(name), Buffered::over(reader))?)
}

/// Reads a file: in place where its kind needs to jump about, else as a stream.
pub(crate) fn seekable(pile: &mut Pile<'_>, at: &At, mut file: impl Read + Seek) -> Flow {
    let mut head = Vec::new();
    let seen = (&mut file).take(sniff::HEAD as u64).read_to_end(&mut head);
    if let Err(e) = seen.and_then(|_| file.rewind()) {
        return pile.skip_at(at, trouble::reason(&e));
    }
    match sniff::kind(&head, &at.extension()) {
        Kind::Zip => wacz::read(pile, at, file),
        _ => stream(pile, at, Buffered::over(file)),
    }
}

/// Reads a stream of any kind.
pub(crate) fn stream(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    let kind = sniff::kind(src.peek(sniff::HEAD), &at.extension());
    match kind {
        Kind::Gzip => {
            let ratio = pile.limits.expansion;
            unpacked(pile, at, "gz", Buffered::new(Gzip::new(src, ratio)))
        }
        Kind::Zstd => {
            let ratio = pile.limits.expansion;
            unpacked(pile, at, "zst", Buffered::new(Zstd::new(src, ratio)))
        }
        Kind::Zip => match whole(&mut src, pile.limits.capture_bytes) {
            Ok(bytes) => wacz::read(pile, at, Cursor::new(bytes)),
            Err(WholeError::TooLarge) => {
                let limit = trouble::size(pile.limits.capture_bytes);
                let reason = format!(
                    "a ZIP file over {limit} that does not stand on disk by itself: save it as a file and give that"
                );
                pile.skip_at(at, reason)
            }
            Err(WholeError::Io(e)) => pile.skip_at(at, trouble::reason(&e)),
        },
        Kind::Warc => container(pile, at, src, warc::read),
        Kind::Mhtml => container(pile, at, src, mhtml::read),
        Kind::Feed => container(pile, at, src, feed::read),
        Kind::Json => container(pile, at, src, jsonl::read),
        Kind::Html(media_type) => single(pile, at, src, Format::Html, media_type),
        Kind::Text(media_type) => single(pile, at, src, Format::Text, media_type),
        Kind::Refused(media_type, reason) => {
            let bytes = whole(&mut src, pile.limits.capture_bytes);
            pile.skip(Skipped {
                media_type: Some(media_type.to_owned()),
                bytes: at.stored,
                id: bytes.ok().map(|b| CaptureId::of(&b).to_string()),
                ..skipped(at.path.as_str(), reason)
            })
        }
    }
}

/// What came out of a compressed stream.
fn unpacked(pile: &mut Pile<'_>, at: &At, suffix: &str, src: Buffered<'_>) -> Flow {
    let mut inside = at.clone();
    if let Some((stem, end)) = at.name.rsplit_once('.')
        && (end.eq_ignore_ascii_case(suffix) || matches!(end, "gzip" | "zstd"))
    {
        inside.name = stem.to_owned();
    }
    // `crawl.warc.gz` is one container; gzip in gzip is one in another.
    inside.level += u32::from(at.unpacked);
    inside.unpacked = true;
    match pile.may_enter(&inside, inside.level)? {
        true => stream(pile, &inside, src),
        false => Ok(()),
    }
}

fn container(
    pile: &mut Pile<'_>,
    at: &At,
    src: Buffered<'_>,
    reader: fn(&mut Pile<'_>, &At, Buffered<'_>) -> Flow,
) -> Flow {
    let inside = At {
        level: at.level + 1,
        ..at.clone()
    };
    match pile.may_enter(at, inside.level)? {
        true => reader(pile, &inside, src),
        false => Ok(()),
    }
}

/// A page or text that stands by itself.
fn single(
    pile: &mut Pile<'_>,
    at: &At,
    mut src: Buffered<'_>,
    format: Format,
    media_type: &str,
) -> Flow {
    match whole(&mut src, pile.limits.capture_bytes) {
        Ok(bytes) => {
            let saved = match format {
                Format::Html => saved::note(&bytes),
                _ => saved::Note::default(),
            };
            pile.offer(Candidate {
                bytes,
                format,
                media_type: media_type.to_owned(),
                charset: None,
                place: place(at.path.clone(), saved.url, saved.captured_at),
            })
        }
        Err(WholeError::TooLarge) => {
            let found = at.stored.filter(|_| !at.unpacked);
            let reason = trouble::too_large(pile.limits.capture_bytes, found);
            pile.skip(Skipped {
                media_type: Some(media_type.to_owned()),
                bytes: at.stored,
                ..skipped(at.path.as_str(), reason)
            })
        }
        Err(WholeError::Io(e)) => pile.skip_at(at, trouble::reason(&e)),
    }
}

/// Why a stream could not be held whole.
pub(crate) enum WholeError {
    /// It is over the limit; the stream stands right after the limit.
    TooLarge,
    Io(io::Error),
}

/// All that is left of `src`, if that is at most `limit` bytes.
pub(crate) fn whole(src: &mut Buffered<'_>, limit: u64) -> Result<Vec<u8>, WholeError> {
    let mut bytes = Vec::new();
    match src.body(limit, &mut bytes) {
        Ok(_) => {}
        // The compressed stream was complete; what follows it is none of it.
        Err(e) if trouble::is_trailing(&e) && !bytes.is_empty() => return Ok(bytes),
        Err(e) => return Err(WholeError::Io(e)),
    }
    match src.fill_buf() {
        Ok([]) => Ok(bytes),
        Ok(_) => Err(WholeError::TooLarge),
        Err(e) if trouble::is_trailing(&e) => Ok(bytes),
        Err(e) => Err(WholeError::Io(e)),
    }
}
