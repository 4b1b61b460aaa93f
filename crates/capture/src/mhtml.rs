//! MHTML: a page saved as one MIME file (and mails with a page in them). Only
//! the page itself is held; pictures and styles are passed over.

use std::io;

use crate::headers::{Headers, MediaType};
use crate::pile::{At, Candidate, Flow, Pile, Records, filled};
use crate::stream::{Buffered, Line};
use crate::{Declared, Format, Place};
use crate::{place, transfer, trouble, when};

/// Largest header block.
const HEADERS_MAX: usize = 256 << 10;

/// How much of a long line is looked at in one go.
const PIECE: usize = 64 << 10;

/// A part of the file that may be the page.
struct Part {
    number: u64,
    format: Format,
    headers: Headers,
    media: MediaType,
    body: Vec<u8>,
    /// Its body is larger than a capture may be.
    over: bool,
}

/// Reads the page of the file.
pub(crate) fn read(pile: &mut Pile<'_>, at: &At, mut src: Buffered<'_>) -> Flow {
    let mut failed = None;
    let mut file = File {
        headers: Headers::default(),
        page: None,
        parts: 0,
    };
    if let Err(stop) = file.read(&mut src, pile) {
        failed = Some(stop);
    }
    let File { headers, page, .. } = file;
    let Some(part) = page else {
        let reason = failed.unwrap_or_else(|| "MHTML without an HTML part".to_owned());
        return pile.skip_at(at, reason);
    };
    if let Some(reason) = failed {
        return pile.skip_at(at, reason);
    }
    if part.over {
        return pile.skip_at(at, trouble::too_large(pile.limits.capture_bytes, None));
    }
    let coding = part
        .headers
        .get("content-transfer-encoding")
        .unwrap_or_default();
    let bytes = match coding.to_ascii_lowercase().as_str() {
        "quoted-printable" => transfer::quoted_printable(&part.body),
        "base64" => transfer::base64(&part.body),
        _ => part.body,
    };
    let url = part
        .headers
        .get("content-location")
        .filter(|u| u.contains("://"));
    let url = url.or_else(|| headers.get("snapshot-content-location"));
    let declared = Declared {
        title: headers
            .get("subject")
            .map(transfer::encoded_words)
            .as_deref()
            .and_then(filled),
        ..Declared::default()
    };
    pile.offer(Candidate {
        format: part.format,
        media_type: part.media.essence.clone(),
        charset: part.media.charset(),
        place: Place {
            path: place::inside(&at.path, None, part.number),
            url: url.and_then(filled),
            captured_at: headers.get("date").and_then(when::utc),
            declared,
        },
        bytes,
    })
}

/// The file as far as it is read.
struct File {
    headers: Headers,
    page: Option<Part>,
    parts: u64,
}

/// What ended a part.
enum Boundary {
    /// Another part of the container at this index follows.
    Next(usize),
    /// The container at this index is closed.
    Close(usize),
    End,
}

impl File {
    /// Reads up to the root page, or to the end to find one.
    fn read(&mut self, src: &mut Buffered<'_>, pile: &Pile<'_>) -> Result<(), String> {
        let stored_max = pile
            .limits
            .capture_bytes
            .saturating_mul(3)
            .saturating_add(1 << 20);
        let mut records = Records::new(&pile.limits);
        // Delimiters of the multiparts around, outermost first.
        let mut open: Vec<Vec<u8>> = Vec::new();
        self.headers = headers(src)?;
        let top = media_of(&self.headers);
        let root = top.param("start").map(bare);
        let mut current = self.headers.clone();
        loop {
            let media = media_of(&current);
            let boundary = media
                .param("boundary")
                .filter(|_| media.essence.starts_with("multipart/"));
            if let Some(boundary) = boundary {
                if open.len() as u64 >= u64::from(pile.limits.nesting) {
                    return Err(format!(
                        "over {} multiparts in one another: refused",
                        pile.limits.nesting
                    ));
                }
                open.push([b"--", boundary.as_bytes()].concat());
            } else {
                records.next()?;
            }
            let is_root = root.is_some() && current.get("content-id").map(bare) == root;
            let wanted = boundary.is_none() && self.wants(&media, is_root);
            let (body, over, ended) =
                part(src, &open, wanted.then_some(stored_max)).map_err(|e| trouble::reason(&e))?;
            if boundary.is_none() {
                if wanted {
                    self.page = Some(Part {
                        number: self.parts,
                        format: if media.essence == "text/plain" {
                            Format::Text
                        } else {
                            Format::Html
                        },
                        headers: current,
                        media: media.clone(),
                        body,
                        over,
                    });
                }
                self.parts += 1;
                let html = self.page.as_ref().is_some_and(|p| p.format == Format::Html);
                if html && (is_root || root.is_none()) {
                    return Ok(());
                }
            }
            match self.on(src, &mut open, ended)? {
                Some(next) => current = next,
                None => return Ok(()),
            }
        }
    }

    /// Headers of the next part after `ended`; `None` at the end.
    fn on(
        &self,
        src: &mut Buffered<'_>,
        open: &mut Vec<Vec<u8>>,
        mut ended: Boundary,
    ) -> Result<Option<Headers>, String> {
        loop {
            match ended {
                Boundary::Next(index) => {
                    open.truncate(index + 1);
                    return headers(src).map(Some);
                }
                Boundary::Close(index) => {
                    open.truncate(index);
                    if open.is_empty() {
                        return Ok(None);
                    }
                }
                Boundary::End => return Ok(None),
            }
            ended = part(src, open, None).map_err(|e| trouble::reason(&e))?.2;
        }
    }

    /// Whether this part is, as far as is known, the page: the named root, else
    /// the first HTML, else the first text.
    fn wants(&self, media: &MediaType, is_root: bool) -> bool {
        let have = self.page.as_ref().map(|p| p.format);
        match media.essence.as_str() {
            "text/html" | "application/xhtml+xml" => is_root || have != Some(Format::Html),
            "text/plain" => have.is_none(),
            _ => false,
        }
    }
}

fn media_of(headers: &Headers) -> MediaType {
    MediaType::parse(headers.get("content-type").unwrap_or("text/plain"))
}

/// A content id without its brackets.
fn bare(id: &str) -> String {
    id.trim().trim_matches(['<', '>']).to_owned()
}

/// Reads a header block up to its empty line.
fn headers(src: &mut Buffered<'_>) -> Result<Headers, String> {
    let mut block = Vec::new();
    loop {
        let before = block.len();
        let room = HEADERS_MAX.saturating_sub(before);
        match src
            .line(&mut block, room)
            .map_err(|e| trouble::reason(&e))?
        {
            Line::End => break,
            Line::Part => return Err("its MIME headers do not end".to_owned()),
            Line::Whole => {}
        }
        let line = block.get(before..).unwrap_or_default();
        // Empty lines before the first header are no end.
        if line.trim_ascii().is_empty() && before > 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            block.clear();
            if src.peek(1).is_empty() {
                break;
            }
        }
    }
    Ok(Headers::parse(&block))
}

/// Reads a part's body up to a delimiter of `open`; holds it if `keep` says how
/// much of it at most.
fn part(
    src: &mut Buffered<'_>,
    open: &[Vec<u8>],
    keep: Option<u64>,
) -> io::Result<(Vec<u8>, bool, Boundary)> {
    let mut body = Vec::new();
    let mut over = false;
    let mut at_line_start = true;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let line = src.line(&mut piece, PIECE)?;
        if line == Line::End {
            return Ok((body, over, Boundary::End));
        }
        if at_line_start && let Some(boundary) = delimiter(&piece, open) {
            // The line end before a delimiter belongs to it.
            let end = [b"\r\n".as_slice(), b"\n"]
                .into_iter()
                .find(|end| body.ends_with(end));
            body.truncate(body.len() - end.map_or(0, <[u8]>::len));
            return Ok((body, over, boundary));
        }
        at_line_start = line == Line::Whole;
        match keep {
            Some(max) if body.len() as u64 + piece.len() as u64 <= max => {
                body.extend_from_slice(&piece)
            }
            Some(_) => over = true,
            None => {}
        }
    }
}

/// The delimiter that `line` is, of the innermost multipart it fits.
fn delimiter(line: &[u8], open: &[Vec<u8>]) -> Option<Boundary> {
    if !line.starts_with(b"--") {
        return None;
    }
    let line = line.trim_ascii_end();
    for (index, mark) in open.iter().enumerate().rev() {
        match line.strip_prefix(mark.as_slice()) {
            Some(b"") => return Some(Boundary::Next(index)),
            Some(b"--") => return Some(Boundary::Close(index)),
            _ => {}
        }
    }
    None
}
