//! HTTP responses as crawlers stored them: status, headers, and the body with
//! transfer and content coding undone.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::Limits;
use crate::headers::{Headers, block_end};
use crate::stream::Buffered;
use crate::text;
use crate::trouble;
use crate::unpack::{EXPANSION_FLOOR, Gzip, Zstd, codec_error, is_zstd};

/// Largest status line and header block.
pub(crate) const HEAD_MAX: u64 = 256 << 10;

/// A response without its body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// `200`
    pub(crate) status: u16,
    pub(crate) headers: Headers,
}

/// Splits a stored response into head and stored body.
pub(crate) fn split(response: &[u8]) -> Result<(Head, &[u8]), String> {
    let broken = || "its HTTP status line is broken".to_owned();
    let line_end = memchr::memchr(b'\n', response).ok_or_else(broken)?;
    let (line, rest) = response.split_at(line_end + 1);
    let line = String::from_utf8_lossy(line.get(..1024).unwrap_or(line));
    let mut words = line.split_ascii_whitespace();
    let protocol = words.next().ok_or_else(broken)?;
    if !protocol.to_ascii_uppercase().starts_with("HTTP") && protocol != "ICY" {
        return Err(broken());
    }
    let status = words.next().and_then(|s| s.parse().ok());
    let status = status.ok_or_else(broken)?;
    let (block, start) = block_end(rest).ok_or("its HTTP headers do not end")?;
    let (block, body) = (rest.get(..block), rest.get(start..));
    if start as u64 > HEAD_MAX {
        return Err(format!(
            "its HTTP headers are over {}",
            trouble::size(HEAD_MAX)
        ));
    }
    let head = Head {
        status,
        headers: Headers::parse(block.unwrap_or_default()),
    };
    Ok((head, body.unwrap_or_default()))
}

/// The payload: `stored` with transfer and content codings undone.
///
/// Crawlers often keep the headers but store the body decoded; a body that does
/// not carry its coding's signature is taken as it is.
pub(crate) fn payload(
    headers: &Headers,
    stored: &[u8],
    limits: &Limits,
) -> Result<Vec<u8>, String> {
    let mut body = stored.to_vec();
    let listed = |name| -> Vec<String> {
        headers
            .all(name)
            .flat_map(|v| v.split(','))
            .map(|c| c.trim().to_ascii_lowercase())
            .filter(|c| !c.is_empty())
            .collect()
    };
    let transfer = listed("transfer-encoding");
    let content = listed("content-encoding");
    let layers = transfer.len() + content.len();
    if layers as u64 > u64::from(limits.nesting).max(1) {
        return Err(format!(
            "{layers} codings on one body, more than {}: refused (raise --max-nesting to read it)",
            limits.nesting
        ));
    }
    // The coding applied last is listed last, and transfer comes after content.
    for coding in transfer.iter().rev().chain(content.iter().rev()) {
        body = decode(coding, body, limits)?;
    }
    if body.len() as u64 > limits.capture_bytes {
        return Err(trouble::too_large(
            limits.capture_bytes,
            Some(body.len() as u64),
        ));
    }
    Ok(body)
}

fn decode(coding: &str, body: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, String> {
    match coding {
        "identity" | "none" | "binary" | "8bit" => Ok(body),
        "chunked" => dechunk(body),
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            let gzip = Gzip::new(Buffered::over(body.as_slice()), limits.expansion);
            bounded("gzip", gzip, body.len(), limits)
        }
        "zstd" if is_zstd(&body) => {
            let zstd = Zstd::new(Buffered::over(body.as_slice()), limits.expansion);
            bounded("zstd", zstd, body.len(), limits)
        }
        "deflate" => {
            let zlib = matches!(body.as_slice(), &[a, b, ..]
                if a & 0x0f == 8 && (u16::from(a) << 8 | u16::from(b)) % 31 == 0);
            let decoded = match zlib {
                true => bounded(
                    "deflate",
                    ZlibDecoder::new(body.as_slice()),
                    body.len(),
                    limits,
                ),
                false => bounded(
                    "deflate",
                    DeflateDecoder::new(body.as_slice()),
                    body.len(),
                    limits,
                ),
            };
            or_as_stored(decoded, body)
        }
        "br" => {
            let brotli = brotli::Decompressor::new(body.as_slice(), 8 << 10);
            let decoded = bounded("brotli", brotli, body.len(), limits);
            or_as_stored(decoded, body)
        }
        _ if text::binary(&body).is_none() => Ok(body),
        "gzip" | "x-gzip" | "zstd" => Err(format!("its body is not {coding}, as its header says")),
        _ => Err(format!("its coding {coding:?} is not known")),
    }
}

/// Bodies stored decoded have no signature to tell them by where the coding has
/// none; then what does not decode, but reads as text, is taken as it is.
fn or_as_stored(decoded: Result<Vec<u8>, String>, stored: Vec<u8>) -> Result<Vec<u8>, String> {
    match decoded {
        Err(_) if text::binary(&stored).is_none() => Ok(stored),
        decoded => decoded,
    }
}

/// All of `reader`, unless it is more than one capture may have.
fn bounded(
    codec: &'static str,
    reader: impl Read,
    stored: usize,
    limits: &Limits,
) -> Result<Vec<u8>, String> {
    let ratio = (stored as u64).saturating_mul(limits.expansion);
    let bound = limits.capture_bytes.min(ratio.max(EXPANSION_FLOOR));
    let mut out = Vec::new();
    let done = reader.take(bound.saturating_add(1)).read_to_end(&mut out);
    if out.len() as u64 > bound {
        return Err(match bound == limits.capture_bytes {
            true => trouble::too_large(bound, None),
            false => trouble::Trouble::Expands {
                codec,
                ratio: limits.expansion,
            }
            .to_string(),
        });
    }
    match done {
        Ok(_) => Ok(out),
        // A complete body with bytes after it: browsers show it too.
        Err(e) if trouble::is_trailing(&e) && !out.is_empty() => Ok(out),
        Err(e) => Err(trouble::reason(&codec_error(codec, e))),
    }
}

/// Undoes chunked transfer coding.
fn dechunk(body: Vec<u8>) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut rest = body.as_slice();
    let mut first = true;
    while !rest.is_empty() {
        let Some((size, after)) = chunk_size(rest) else {
            return match first {
                // Stored without its chunk marks.
                true => Ok(body),
                false => Err(format!(
                    "chunked body is broken after {}",
                    trouble::size(out.len() as u64)
                )),
            };
        };
        first = false;
        if size == 0 {
            break;
        }
        let chunk = usize::try_from(size)
            .ok()
            .and_then(|n| after.split_at_checked(n));
        let Some((chunk, after)) = chunk else {
            return Err(format!(
                "chunked body ends early after {}",
                trouble::size(out.len() as u64)
            ));
        };
        out.extend_from_slice(chunk);
        rest = after
            .strip_prefix(b"\r\n")
            .or_else(|| after.strip_prefix(b"\n"))
            .unwrap_or(after);
    }
    Ok(out)
}

/// A chunk's size and what follows its size line.
fn chunk_size(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let head = bytes.get(..256).unwrap_or(bytes);
    let end = memchr::memchr(b'\n', head)?;
    let line = str::from_utf8(head.get(..end)?).ok()?;
    let digits = line.split(';').next()?.trim();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let size = u64::from_str_radix(digits, 16).ok()?;
    Some((size, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undo(headers: &str, body: &[u8]) -> Result<String, String> {
        let headers = Headers::parse(headers.as_bytes());
        let out = payload(&headers, body, &Limits::default())?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn a_response_is_split_whatever_its_line_ends() {
        for text in [
            "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody",
            "HTTP/2 200\nA: b\n\nbody",
        ] {
            let (head, body) = split(text.as_bytes()).unwrap();
            assert_eq!((head.status, head.headers.get("a")), (200, Some("b")));
            assert_eq!(body, b"body");
        }
        assert!(split(b"HTTP/1.1 200 OK\r\nA: b").is_err());
        assert!(split(b"<html>\n\n").is_err());
        assert!(split(b"").is_err());
    }

    #[test]
    fn chunks() {
        let chunked = "Transfer-Encoding: chunked";
        assert_eq!(
            undo(chunked, b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n").unwrap(),
            "Wikipedia"
        );
        assert_eq!(undo(chunked, b"4\r\nWiki\r\n").unwrap(), "Wiki");
        assert_eq!(
            undo(chunked, b"<p>stored decoded</p>\n").unwrap(),
            "<p>stored decoded</p>\n"
        );
        assert!(
            undo(chunked, b"9\r\nWiki")
                .unwrap_err()
                .contains("ends early after 0 bytes")
        );
        assert!(
            undo(chunked, b"4\r\nWikiX\r\n")
                .unwrap_err()
                .contains("broken after 4 bytes")
        );
        assert!(
            undo(chunked, b"ffffffffffffffff\r\nx")
                .unwrap_err()
                .contains("ends early")
        );
    }

    #[test]
    fn bodies_stored_decoded_are_taken_as_they_are() {
        for coding in ["gzip", "deflate", "br", "zstd", "utf-8"] {
            let header = format!("Content-Encoding: {coding}");
            let page = b"<p>The mill stood at the river for a hundred years.</p>";
            assert_eq!(undo(&header, page).unwrap().as_bytes(), page, "{coding}");
        }
        let error = undo("Content-Encoding: lz9", b"\x00\x01\x02\x03\x04").unwrap_err();
        assert!(error.contains("lz9"), "{error}");
        let error = undo("Content-Encoding: gzip", b"\x00\x01\x02\x03\x04").unwrap_err();
        assert_eq!(error, "its body is not gzip, as its header says");
    }

    #[test]
    fn codings_upon_codings_are_refused() {
        let error = undo("Content-Encoding: gzip,gzip,gzip,gzip,gzip", b"x").unwrap_err();
        assert!(error.contains("5 codings"), "{error}");
    }
}
