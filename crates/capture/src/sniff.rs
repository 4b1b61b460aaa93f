//! What kind of thing a stream is: by its first bytes, then by its name.

use crate::headers::{Headers, MediaType, block_end};
use crate::unpack::is_zstd;

/// How many bytes [`kind`] wants to see.
pub(crate) const HEAD: usize = 16 << 10;

/// What a stream holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Gzip,
    Zstd,
    Zip,
    Warc,
    Mhtml,
    Feed,
    /// A JSON object at the start: JSON Lines, a JSON Feed, or one article.
    Json,
    Html(&'static str),
    Text(&'static str),
    /// Not to be read: media type and reason.
    Refused(&'static str, String),
}

/// Signatures of what is not read: offset, bytes, media type, what it is, and
/// what to do about it.
#[rustfmt::skip]
const SIGNATURES: &[(usize, &[u8], &str, &str)] = &[
    (0, b"%PDF-", "application/pdf", "not read: PDF (save its text as .txt and give that)"),
    (0, b"{\\rtf", "application/rtf", "not read: RTF (save it as text)"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "not read: old Office document (save it as text or HTML)"),
    (0, b"bplist00", "application/x-webarchive", "not read: Safari web archive or property list (save the page as HTML)"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3", "not read: SQLite database"),
    (0, b"BZh", "application/x-bzip2", "not read: bzip2 (decompress it, or repack it with gzip or zstd)"),
    (0, b"\xfd7zXZ\0", "application/x-xz", "not read: xz (decompress it, or repack it with gzip or zstd)"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "not read: 7z archive (unpack it and give the folder)"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar", "not read: RAR archive (unpack it and give the folder)"),
    (257, b"ustar", "application/x-tar", "not read: tar archive (unpack it and give the folder)"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "not text: image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg", "not text: image/jpeg"),
    (0, b"GIF87a", "image/gif", "not text: image/gif"),
    (0, b"GIF89a", "image/gif", "not text: image/gif"),
    (8, b"WEBP", "image/webp", "not text: image/webp"),
    (8, b"WAVE", "audio/wav", "not text: audio/wav"),
    (8, b"AVI ", "video/x-msvideo", "not text: video/x-msvideo"),
    (4, b"ftypavif", "image/avif", "not text: image/avif"),
    (4, b"ftyphei", "image/heic", "not text: image/heic"),
    (4, b"ftyp", "video/mp4", "not text: video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm", "not text: video/webm"),
    (0, b"OggS", "audio/ogg", "not text: audio/ogg"),
    (0, b"ID3", "audio/mpeg", "not text: audio/mpeg"),
    (0, b"fLaC", "audio/flac", "not text: audio/flac"),
    (0, b"wOFF", "font/woff", "not text: font/woff"),
    (0, b"wOF2", "font/woff2", "not text: font/woff2"),
    (0, b"\x7fELF", "application/x-executable", "not text: a program"),
];

/// Names of text that is no article, with its media type.
#[rustfmt::skip]
const OTHER_TEXT: &[(&str, &str)] = &[
    ("css", "text/css"), ("js", "text/javascript"), ("mjs", "text/javascript"), ("map", "application/json"),
    ("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("svg", "image/svg+xml"), ("ics", "text/calendar"),
    ("vtt", "text/vtt"), ("srt", "application/x-subrip"), ("cdx", "application/x-cdx"), ("cdxj", "application/x-cdx"),
    ("yaml", "application/yaml"), ("yml", "application/yaml"), ("toml", "application/toml"), ("json", "application/json"),
    ("ini", "text/plain"), ("py", "text/x-python"), ("sh", "text/x-shellscript"), ("sql", "application/sql"),
    ("tex", "text/x-tex"), ("bib", "text/x-bibtex"), ("eps", "application/postscript"), ("ps", "application/postscript"),
];

/// Elements that only a page starts with, whatever its name.
const PAGE_STARTS: &[&str] = &["!doctype", "html", "head", "body", "meta", "title"];

/// Elements that a fragment of a page may start with.
#[rustfmt::skip]
const FRAGMENT_STARTS: &[&str] = &[
    "a", "abbr", "article", "aside", "b", "base", "blockquote", "br", "center", "dd", "div", "dl", "em", "figure",
    "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "li", "link",
    "main", "nav", "noscript", "ol", "p", "pre", "script", "section", "span", "strong", "style", "table", "tbody",
    "td", "time", "tr", "ul",
];

/// The kind of a stream that starts with `head` (up to [`HEAD`] bytes) and whose
/// file name ends in `extension` (lower case, may be empty).
pub(crate) fn kind(head: &[u8], extension: &str) -> Kind {
    if head.starts_with(&[0x1f, 0x8b]) {
        return Kind::Gzip;
    }
    if is_zstd(head) {
        return Kind::Zstd;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    for (offset, magic, media, reason) in SIGNATURES {
        if head.get(*offset..).is_some_and(|h| h.starts_with(magic)) {
            return Kind::Refused(media, (*reason).to_owned());
        }
    }
    let text = project(head);
    let text = text.trim_start();
    if text.starts_with("%PDF-") {
        return kind(b"%PDF-", "");
    }
    if text.starts_with("WARC/1.") || text.starts_with("WARC/0.") {
        return Kind::Warc;
    }
    if text.starts_with('{') && json_object(text) {
        return Kind::Json;
    }
    if json_array(text, extension) {
        let reason =
            "not read: a JSON array (write one object a line, for example with jq -c '.[]')";
        return Kind::Refused("application/json", reason.to_owned());
    }
    if let Some(kind) = markup(text, extension) {
        return kind;
    }
    if is_message(text, extension) {
        return Kind::Mhtml;
    }
    by_name(text, extension)
}

/// `head` as text to look at: byte order mark dropped, UTF-16 narrowed; bytes
/// beyond ASCII stand for themselves.
fn project(head: &[u8]) -> String {
    let narrow = |units: &[u8], at: usize| -> String {
        units
            .chunks_exact(2)
            .filter_map(|u| u.get(at))
            .map(|b| char::from(*b))
            .collect()
    };
    match head {
        [0xff, 0xfe, rest @ ..] => narrow(rest, 0),
        [0xfe, 0xff, rest @ ..] => narrow(rest, 1),
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.iter().map(|b| char::from(*b)).collect(),
        _ => head.iter().map(|b| char::from(*b)).collect(),
    }
}

fn json_object(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default().trim_start();
    rest.is_empty() || rest.starts_with(['"', '}'])
}

fn json_array(text: &str, extension: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else {
        return false;
    };
    matches!(extension, "json" | "jsonl" | "ndjson") || rest.trim_start().starts_with("{\"")
}

/// The kind by the first element, past comments, declarations and doctype.
fn markup(text: &str, extension: &str) -> Option<Kind> {
    let mut rest = text;
    let mut doctype = None;
    let name = loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<!--") {
            // A comment longer than what is looked at: the name decides.
            rest = after.split_once("-->")?.1;
        } else if let Some(after) = rest.strip_prefix("<?") {
            rest = after.split_once('>')?.1;
        } else if rest
            .get(..9)
            .is_some_and(|r| r.eq_ignore_ascii_case("<!doctype"))
        {
            let (inside, after) = rest.split_once('>')?;
            doctype = Some(
                inside
                    .get(9..)
                    .unwrap_or_default()
                    .trim()
                    .to_ascii_lowercase(),
            );
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-'));
            break after
                .split(ends)
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
        } else {
            break String::new();
        }
    };
    if doctype.is_some_and(|d| d.starts_with("html")) {
        return Some(html(extension));
    }
    match name.as_str() {
        "rss" | "feed" | "rdf:rdf" | "atom:feed" => return Some(Kind::Feed),
        "svg" => {
            return Some(Kind::Refused(
                "image/svg+xml",
                "not text: image/svg+xml".to_owned(),
            ));
        }
        _ => {}
    }
    if PAGE_STARTS.contains(&name.as_str()) {
        return Some(html(extension));
    }
    let plain = matches!(extension, "txt" | "md" | "markdown" | "text");
    if !plain && FRAGMENT_STARTS.contains(&name.as_str()) {
        return Some(html(extension));
    }
    let is_page = matches!(extension, "html" | "htm" | "xhtml" | "xht" | "shtml");
    if !name.is_empty() && !is_page && !plain && text.starts_with("<?xml") {
        let reason = format!("not read: XML of kind <{name}> (only feeds and XHTML are read)");
        return Some(Kind::Refused("application/xml", reason));
    }
    None
}

fn html(extension: &str) -> Kind {
    Kind::Html(match extension {
        "xhtml" | "xht" => "application/xhtml+xml",
        _ => "text/html",
    })
}

/// Whether `text` starts as a saved page in MIME form (or a mail with a page in it).
fn is_message(text: &str, extension: &str) -> bool {
    let block = match block_end(text.as_bytes()) {
        Some((end, _)) => text.get(..end),
        None => Some(text),
    };
    let block = block.unwrap_or_default();
    let header = |line: &str| {
        let named = line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic())
        });
        named || line.starts_with([' ', '\t'])
    };
    let mut lines = block.lines().peekable();
    if lines.peek().is_none() || !lines.all(header) {
        return false;
    }
    let headers = Headers::parse(block.as_bytes());
    let media = MediaType::parse(headers.get("content-type").unwrap_or_default()).essence;
    let named = matches!(extension, "mhtml" | "mht" | "eml");
    (headers.get("mime-version").is_some() || named)
        && (media.starts_with("multipart/") || media == "text/html")
}

fn by_name(text: &str, extension: &str) -> Kind {
    if let Some((_, media)) = OTHER_TEXT.iter().find(|(e, _)| *e == extension) {
        return Kind::Refused(media, format!("not an article's text: .{extension}"));
    }
    match extension {
        "html" | "htm" | "xhtml" | "xht" | "shtml" => html(extension),
        "md" | "markdown" => Kind::Text("text/markdown"),
        "jsonl" | "ndjson" if !text.is_empty() => Kind::Json,
        "warc" if !text.is_empty() => Kind::Warc,
        "mhtml" | "mht" if !text.is_empty() => Kind::Mhtml,
        "txt" | "text" => Kind::Text("text/plain"),
        "rss" | "atom" | "xml" if !text.is_empty() => Kind::Refused(
            "application/xml",
            "not read: XML of an unknown kind".to_owned(),
        ),
        // No name to go by: a page may still have words before its first tag.
        _ => {
            let start = text.get(..1024).unwrap_or(text).to_ascii_lowercase();
            match start.contains("<html")
                || start.contains("<body")
                || start.contains("<!doctype html")
            {
                true => html(extension),
                false => Kind::Text("text/plain"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn content_first_then_name() {
        let refused = |kind: &Kind| matches!(kind, Kind::Refused(..));
        let html = Kind::Html("text/html");
        let plain = Kind::Text("text/plain");
        for (head, extension, expected) in [
            (&b"\x1f\x8b\x08"[..], "txt", Kind::Gzip),
            (b"PK\x03\x04", "html", Kind::Zip),
            (b"WARC/1.1\r\n", "txt", Kind::Warc),
            (b"<!DOCTYPE html><p>", "txt", html.clone()),
            (b"\n<html lang=en>", "warc", html.clone()),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "", html.clone()),
            (b"<!-- saved from url=(0020)https://x.example/ -->\n<html>", "", html.clone()),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "xhtml", Kind::Html("application/xhtml+xml")),
            (b"<p>A fragment</p>", "", html.clone()),
            (b"<p align=center>A read-me</p>", "md", Kind::Text("text/markdown")),
            (b"Words with no tags", "html", html.clone()),
            (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "html", Kind::Feed),
            (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", Kind::Feed),
            (b"{\"id\": 1}", "txt", Kind::Json),
            (b"{\n  \"version\": \"https://jsonfeed.org/version/1.1\"", "", Kind::Json),
            (b"{{Infobox}}", "txt", plain.clone()),
            (b"[1] A footnote", "txt", plain.clone()),
            (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "", Kind::Mhtml),
            (b"From: our correspondent\n\nText", "txt", plain.clone()),
            (b"Words", "", plain.clone()),
            (b"", "html", html.clone()),
            (b"", "jsonl", plain.clone()),
        ] {
            assert_eq!(kind(head, extension), expected, "{:?} {extension}", String::from_utf8_lossy(head));
        }
        for (head, extension) in [
            (&b"%PDF-1.7"[..], "txt"), (b"\n%PDF-1.4", ""), (b"[{\"id\":1}]", ""), (b"a { color: red }", "css"),
            (b"<?xml version='1.0'?><nitf>", "xml"), (b"\x89PNG\r\n\x1a\n", "html"), (b"<svg xmlns=''>", ""),
        ] {
            assert!(refused(&kind(head, extension)), "{:?}", String::from_utf8_lossy(head));
        }
    }
}
