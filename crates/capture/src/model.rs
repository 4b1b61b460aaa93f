//! What reading a pile gives: captures, and what was skipped.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 of a capture's bytes; displayed and parsed as `sha256:` + 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaptureId(pub [u8; 32]);

impl CaptureId {
    /// The id of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 64 hex digits without the `sha256:` prefix.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl fmt::Display for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl fmt::Debug for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A string that is not `sha256:` and 64 lowercase hex digits.
#[derive(Debug, thiserror::Error)]
#[error("not a capture id (sha256: and 64 hex digits): {0:?}")]
pub struct ParseCaptureIdError(String);

impl FromStr for CaptureId {
    type Err = ParseCaptureIdError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fail = || ParseCaptureIdError(s.to_owned());
        let hex = s.strip_prefix("sha256:").ok_or_else(fail)?;
        if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(fail());
        }
        let mut id = [0; 32];
        for (byte, pair) in id.iter_mut().zip(hex.as_bytes().chunks(2)) {
            let pair = str::from_utf8(pair).map_err(|_| fail())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| fail())?;
        }
        Ok(Self(id))
    }
}

/// How a capture's bytes are to be read as an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// An HTML or XHTML page (or the HTML content of a feed entry).
    Html,
    /// Plain text or Markdown, often saved from a page.
    Text,
    /// One JSON object `{"id","url","title","text","published","outlet",…}`
    /// whose `text` is already the article's main text.
    ReadyArticle,
}

/// What the container says about a capture (a feed entry's title, say). The
/// page's own metadata goes first; this fills gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// Title of the entry.
    pub title: Option<String>,
    /// Authors, one name each.
    pub byline: Vec<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Date as written there (RFC 3339, RFC 2822, …).
    pub published: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

/// Where a capture was found. The same bytes found twice are one capture with
/// two places.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Path as the user gave it, `/`-separated, without leading `./`, `../` or
    /// `/`; of an absolute path only what is named last, and what lies below.
    /// Standard input is `stdin`; a file that somebody sent is its name. Inside a container the record follows a `#`:
    /// `pile/crawl.warc.gz#<urn:uuid:…>`, `pile/page.mhtml#0` (part number from
    /// 0), `pile/feed.xml#<entry id>`, `pile/pages.jsonl#12` (number of the
    /// line, entry or record from 1 where it has no id); in a WACZ there are two:
    /// `pile/site.wacz#archive/data.warc.gz#<urn:uuid:…>`.
    pub path: String,
    /// URL it was fetched from, where recorded.
    pub url: Option<String>,
    /// Capture time as RFC 3339 in UTC, where recorded. Not a publication time.
    pub captured_at: Option<String>,
    /// What the container declares about it.
    pub declared: Declared,
}

/// Bytes saved from the world and how they came here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Hash of `bytes`.
    pub id: CaptureId,
    /// Payload after transfer and content decoding.
    pub bytes: Vec<u8>,
    /// How to read the bytes.
    pub format: Format,
    /// Media type without parameters, lowercase: `text/html`.
    pub media_type: String,
    /// Charset label of the transport (HTTP or MIME header), if any.
    pub charset: Option<String>,
    /// Where it was found.
    pub place: Place,
}

/// Something in the pile that did not become a capture, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Skipped {
    /// As in [`Place::path`].
    pub path: String,
    /// URL, where recorded.
    pub url: Option<String>,
    /// Media type, where known.
    pub media_type: Option<String>,
    /// Size in bytes as stored, where known.
    pub bytes: Option<u64>,
    /// `sha256:…` of the stored bytes, where they could be read and hashed.
    pub id: Option<String>,
    /// Why, in a few words a person understands: `empty`, `not text: image/png`,
    /// `over 32 MiB`, `gzip stream ends early after 12 records`.
    pub reason: String,
}

/// One thing found while reading a pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A capture to analyse.
    Capture(Capture),
    /// Something that was not read, or not read to its end.
    Skipped(Skipped),
}
