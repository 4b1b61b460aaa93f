//! What reading one capture gives.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::SpanMap;

/// A date and where on the page it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// Extended Date/Time Format, level 0: `2031-03-04`, `2031-03`, or with a time
    /// `2031-03-04T18:40:00Z`. Exports show the day.
    pub edtf: String,
    /// `json-ld`, `meta`, `time`, `dateline`, `url`, `feed`, `text`, …
    pub from: String,
}

/// A paragraph that stands a second time in the capture. The text keeps it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// The kept paragraph, as a byte range of the article's text.
    pub kept: Range<usize>,
    /// The second place, as a byte range of the capture's bytes.
    pub bytes: Range<usize>,
}

/// An outlet that the text itself names as its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upstream {
    /// Name as written: `Meridian Press`.
    pub name: String,
    /// The words that name it, as a byte range of the article's text; `None`
    /// where the words stand outside the main text (a credit line, a paywall notice).
    pub span: Option<Range<usize>>,
    /// The words themselves.
    pub words: String,
    /// The same words as a byte range of the capture's bytes.
    pub bytes: Option<Range<usize>>,
}

/// What a reader came for in one capture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Headline, without kicker and site suffix.
    pub title: Option<String>,
    /// Authors, one name each, without "By".
    pub byline: Vec<String>,
    /// Who publishes the article.
    pub outlet: Option<String>,
    /// When it was published; never guessed.
    pub published: Option<Dated>,
    /// When it was last changed, where it says so.
    pub modified: Option<Dated>,
    /// BCP 47 tag, usually two letters.
    pub language: Option<String>,
    /// URL by which the page calls itself.
    pub canonical_url: Option<String>,
    /// Main text: paragraphs joined by `\n`.
    pub text: String,
    /// From byte ranges of `text` to byte ranges of the capture.
    pub map: SpanMap,
    /// Paragraphs said twice.
    pub repeats: Vec<Repeat>,
    /// Outlets named as origin.
    pub upstreams: Vec<Upstream>,
}

/// Something worth telling about one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue(
    /// One sentence: what was wrong, and what was done about it.
    pub String,
);
