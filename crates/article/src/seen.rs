//! All the text of a capture, the article and what stands around it.

use restated_capture::{Capture, Format};

use crate::source::{Page, SpanMap, decode};
use crate::{markdown, ready};

/// What a reader of a capture sees, whether or not it is of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// A line for each piece that stands alone.
    pub text: String,
    /// From byte ranges of `text` to byte ranges of the capture.
    pub map: SpanMap,
}

/// The text of `capture` before anything is taken away; empty where it cannot be read.
pub fn seen(capture: &Capture) -> Seen {
    if capture.format == Format::ReadyArticle {
        let (text, map) = ready::text(capture).unwrap_or_default();
        return Seen { text, map };
    }
    let decoded = decode(&capture.bytes, capture.charset.as_deref());
    let (text, map) = match capture.format {
        Format::Html => {
            let page = Page::read(&decoded.text);
            (page.plain().to_owned(), page.map().through(&decoded.map))
        }
        _ if capture.media_type == "text/markdown" => {
            let (text, map) = markdown::rendered(&decoded.text);
            (text, map.through(&decoded.map))
        }
        _ => (decoded.text, decoded.map),
    };
    Seen { text, map }
}
