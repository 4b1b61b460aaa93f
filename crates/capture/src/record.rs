//! What one WARC record becomes: a capture, an entry skipped, or nothing.

use crate::headers::{Headers, MediaType};
use crate::pile::{Candidate, Flow, Pile, filled, skipped};
use crate::sniff::{self, Kind};
use crate::{CaptureId, Format, Skipped};
use crate::{http, pile, place, trouble, when};

/// A record as stored.
pub(crate) struct Record {
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

/// Records that describe others; not listed.
const ABOUT_OTHERS: &[&str] = &["warcinfo", "request", "metadata"];

/// Media types of articles, and how to read them.
const READ: &[(&str, Format)] = &[
    ("text/html", Format::Html),
    ("application/xhtml+xml", Format::Html),
    ("text/plain", Format::Text),
    ("text/markdown", Format::Text),
];

/// Media types that say nothing; the bytes do.
const UNTOLD: &[&str] = &[
    "",
    "application/octet-stream",
    "application/unknown",
    "text/unknown",
    "unknown/unknown",
];

/// Starts and ends of targets that are the crawler's own, with the reason why
/// they are not read.
const CRAWLERS_OWN: &[(&str, &str, &str)] = &[
    (
        "urn:text",
        "",
        "text that the crawler made of a page: the page itself is read",
    ),
    ("metadata://", "", "the crawler's own notes"),
    ("urn:logs", "", "the crawler's own notes"),
    ("http", "/robots.txt", "rules for crawlers (robots.txt)"),
];

/// What is known of a record besides its body.
struct About {
    path: String,
    url: Option<String>,
    captured_at: Option<String>,
    stored: u64,
}

impl About {
    fn new(container: &str, number: u64, headers: &Headers, stored: u64) -> Self {
        let url = headers
            .get("warc-target-uri")
            .map(|u| u.trim_matches(['<', '>']));
        Self {
            path: place::inside(container, headers.get("warc-record-id"), number),
            url: url.and_then(filled),
            captured_at: headers.get("warc-date").and_then(when::utc),
            stored,
        }
    }

    /// Why the target is no page but the crawler's own, if it is.
    fn crawlers_own(&self) -> Option<&'static str> {
        let url = self.url.as_deref()?;
        let fits =
            |(start, end, _): &&(&str, &str, _)| url.starts_with(start) && url.ends_with(end);
        CRAWLERS_OWN.iter().find(fits).map(|(_, _, reason)| *reason)
    }

    fn skip(self, pile: &mut Pile<'_>, body: &[u8], media_type: &str, reason: String) -> Flow {
        pile.skip(Skipped {
            url: self.url,
            media_type: filled(media_type),
            bytes: Some(self.stored),
            id: (!body.is_empty()).then(|| CaptureId::of(body).to_string()),
            ..skipped(self.path, reason)
        })
    }
}

/// Hands over what record `number` of `container` holds.
pub(crate) fn hand_over(pile: &mut Pile<'_>, container: &str, number: u64, record: Record) -> Flow {
    let Record { headers, body } = record;
    let about = About::new(container, number, &headers, body.len() as u64);
    let kind = headers
        .get("warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if ABOUT_OTHERS.contains(&kind.as_str()) {
        return Ok(());
    }
    let media = MediaType::parse(headers.get("content-type").unwrap_or_default());
    if let Some(reason) = about.crawlers_own() {
        return about.skip(pile, &body, &media.essence, reason.to_owned());
    }
    match kind.as_str() {
        "response" if media.essence == "application/http" || body.starts_with(b"HTTP/") => {
            response(pile, about, &body)
        }
        "response" | "resource" | "conversion" => payload(pile, about, media, body),
        "revisit" => {
            let of = headers
                .get("warc-refers-to-target-uri")
                .unwrap_or("the same address");
            let reason = format!(
                "revisit: no payload of its own, the same bytes as an earlier capture of {of}"
            );
            about.skip(pile, &[], "", reason)
        }
        "continuation" => {
            let reason = "a later segment of a record: segments are not joined";
            about.skip(pile, &body, &media.essence, reason.to_owned())
        }
        other => {
            let reason = format!("WARC record of unknown type {other:?}");
            about.skip(pile, &body, &media.essence, reason)
        }
    }
}

/// Says that record `number` is larger than a capture may be.
pub(crate) fn too_large(
    pile: &mut Pile<'_>,
    container: &str,
    number: u64,
    headers: &Headers,
    size: u64,
) -> Flow {
    let kind = headers
        .get("warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if ABOUT_OTHERS.contains(&kind.as_str()) {
        return Ok(());
    }
    let reason = trouble::too_large(pile.limits.capture_bytes, Some(size));
    About::new(container, number, headers, size).skip(pile, &[], "", reason)
}

/// An HTTP response.
fn response(pile: &mut Pile<'_>, about: About, stored: &[u8]) -> Flow {
    let (head, body) = match http::split(stored) {
        Ok(split) => split,
        Err(reason) => return about.skip(pile, stored, "", reason),
    };
    let media = MediaType::parse(head.headers.get("content-type").unwrap_or_default());
    let refused = match head.status {
        200 | 203 => None,
        206 => Some("HTTP status 206: only a part of the page".to_owned()),
        300..=399 => Some(match head.headers.get("location") {
            Some(to) => format!("redirect (HTTP status {}) to {to}", head.status),
            None => format!("redirect (HTTP status {})", head.status),
        }),
        status => Some(format!("HTTP status {status}")),
    };
    let refused = refused.or_else(|| not_an_article(&media.essence));
    if let Some(reason) = refused {
        return about.skip(pile, body, &media.essence, reason);
    }
    match http::payload(&head.headers, body, &pile.limits) {
        Ok(decoded) => payload(pile, about, media, decoded),
        Err(reason) => about.skip(pile, body, &media.essence, reason),
    }
}

/// Why bytes of this media type are no article, where the type says so.
fn not_an_article(essence: &str) -> Option<String> {
    if UNTOLD.contains(&essence) || READ.iter().any(|(read, _)| *read == essence) {
        return None;
    }
    let text = essence.starts_with("text/");
    let rest = if text {
        "not an article's text"
    } else {
        "not text"
    };
    Some(format!("{rest}: {essence}"))
}

/// A payload free of codings.
fn payload(pile: &mut Pile<'_>, about: About, media: MediaType, bytes: Vec<u8>) -> Flow {
    let essence = media.essence.as_str();
    if let Some(reason) = not_an_article(essence) {
        return about.skip(pile, &bytes, essence, reason);
    }
    let told = READ.iter().find(|(read, _)| *read == essence);
    let (media_type, format) = match told {
        Some((_, format)) => (essence, *format),
        None => match sniff::kind(bytes.get(..sniff::HEAD).unwrap_or(&bytes), "") {
            Kind::Html(found) => (found, Format::Html),
            Kind::Text(found) => (found, Format::Text),
            Kind::Refused(found, reason) => return about.skip(pile, &bytes, found, reason),
            _ => {
                let reason = "not text: a container inside a WARC record".to_owned();
                return about.skip(pile, &bytes, essence, reason);
            }
        },
    };
    pile.offer(Candidate {
        media_type: media_type.to_owned(),
        format,
        charset: media.charset(),
        place: pile::place(about.path, about.url, about.captured_at),
        bytes,
    })
}
