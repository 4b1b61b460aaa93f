//! What all readers share: the limits, the sink, and where they stand.

use std::path::PathBuf;

use crate::text;
use crate::trouble;
use crate::{Capture, CaptureId, Declared, Format, Found, Limits, Place, Skipped};

/// The sink wants no more.
#[derive(Debug)]
pub(crate) struct Stopped;

/// Result of everything that hands to the sink.
pub(crate) type Flow = Result<(), Stopped>;

/// Limits and sink of one reading.
pub(crate) struct Pile<'s> {
    pub(crate) limits: Limits,
    /// Real paths of files that are not opened.
    pub(crate) except: &'s [PathBuf],
    pub(crate) sink: &'s mut dyn FnMut(Found) -> bool,
}

impl<'s> Pile<'s> {
    pub(crate) fn new(
        limits: &Limits,
        except: &'s [PathBuf],
        sink: &'s mut dyn FnMut(Found) -> bool,
    ) -> Self {
        Self {
            limits: *limits,
            except,
            sink,
        }
    }
}

/// Where a stream stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct At {
    /// As in [`Place::path`].
    pub(crate) path: String,
    /// Its name, without the ends that compression adds.
    pub(crate) name: String,
    /// Size as stored, where known.
    pub(crate) stored: Option<u64>,
    /// Containers (and compression in compression) around it.
    pub(crate) level: u32,
    /// Whether it came out of a compressed stream directly.
    pub(crate) unpacked: bool,
}

impl At {
    /// At the top, under a name that is its path too.
    pub(crate) fn named(name: &str) -> Self {
        Self {
            path: name.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The extension of the name, in lower case.
    pub(crate) fn extension(&self) -> String {
        match self.name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => {
                extension.to_ascii_lowercase()
            }
            _ => String::new(),
        }
    }
}

/// Bytes that may become a capture.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
    pub(crate) media_type: String,
    pub(crate) charset: Option<String>,
    pub(crate) place: Place,
}

impl Candidate {
    /// UTF-8 from inside a JSON or XML container.
    pub(crate) fn utf8(text: String, format: Format, media_type: &str, place: Place) -> Self {
        Self {
            bytes: text.into_bytes(),
            format,
            media_type: media_type.to_owned(),
            charset: Some("utf-8".to_owned()),
            place,
        }
    }
}

/// An entry for something skipped, to be filled in.
pub(crate) fn skipped(path: impl Into<String>, reason: impl Into<String>) -> Skipped {
    Skipped {
        path: path.into(),
        url: None,
        media_type: None,
        bytes: None,
        id: None,
        reason: reason.into(),
    }
}

impl Pile<'_> {
    /// Hands over one thing found.
    pub(crate) fn give(&mut self, found: Found) -> Flow {
        if (self.sink)(found) {
            Ok(())
        } else {
            Err(Stopped)
        }
    }

    /// Hands over that something was not read.
    pub(crate) fn skip(&mut self, skipped: Skipped) -> Flow {
        tracing::debug!(path = skipped.path, reason = skipped.reason, "skipped");
        self.give(Found::Skipped(skipped))
    }

    /// Hands over that the stream at `at` was not read, or not to its end.
    pub(crate) fn skip_at(&mut self, at: &At, reason: impl Into<String>) -> Flow {
        self.skip(Skipped {
            bytes: at.stored,
            ..skipped(at.path.as_str(), reason)
        })
    }

    /// Hands over a capture, or why these bytes can be none.
    pub(crate) fn offer(&mut self, candidate: Candidate) -> Flow {
        let Candidate {
            bytes,
            format,
            media_type,
            charset,
            place,
        } = candidate;
        let limit = self.limits.capture_bytes;
        let reason = match bytes.len() as u64 > limit {
            true => Some(trouble::too_large(limit, Some(bytes.len() as u64))),
            false => text::unreadable(&bytes, charset.as_deref()),
        };
        let id = CaptureId::of(&bytes);
        match reason {
            Some(reason) => self.skip(Skipped {
                url: place.url,
                media_type: Some(media_type),
                bytes: Some(bytes.len() as u64),
                id: Some(id.to_string()),
                ..skipped(place.path, reason)
            }),
            None => self.give(Found::Capture(Capture {
                id,
                bytes,
                format,
                media_type,
                charset,
                place,
            })),
        }
    }

    /// Whether one more container may be entered at `level`; says so if not.
    pub(crate) fn may_enter(&mut self, at: &At, level: u32) -> Result<bool, Stopped> {
        if level <= self.limits.nesting {
            return Ok(true);
        }
        let reason = format!(
            "over {} containers in one another: refused (raise --max-nesting to read it)",
            self.limits.nesting
        );
        self.skip_at(at, reason)?;
        Ok(false)
    }
}

/// Counts what is taken from one container.
pub(crate) struct Records {
    pub(crate) taken: u64,
    limit: u64,
}

impl Records {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            taken: 0,
            limit: limits.records,
        }
    }

    /// Counts one more. `Err`: the reason why no more are taken.
    pub(crate) fn next(&mut self) -> Result<u64, String> {
        if self.taken >= self.limit {
            return Err(format!(
                "over {} records: the rest is not read (raise --max-records to read it)",
                self.limit
            ));
        }
        self.taken += 1;
        Ok(self.taken)
    }

    /// `after 12 records`
    pub(crate) fn after(&self, what: &str) -> String {
        match self.taken {
            1 => format!("after 1 {}", what.trim_end_matches('s')),
            n => format!("after {n} {what}"),
        }
    }
}

/// `text` trimmed, if anything is left.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A place with nothing declared.
pub(crate) fn place(path: String, url: Option<String>, captured_at: Option<String>) -> Place {
    Place {
        path,
        url,
        captured_at,
        declared: Declared::default(),
    }
}
