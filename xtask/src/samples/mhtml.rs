//! MHTML as a browser saves it: one HTML part in quoted-printable, then pictures.

use anyhow::Result;

use super::Read;
use super::recipe::Mhtml;

const BOUNDARY: &str = "----MultipartBoundary--mornavey0000000000000000000000000001----";

/// Writes the saved page.
pub(super) fn write(page: &Mhtml, read: Read) -> Result<Vec<u8>> {
    let Mhtml {
        url, subject, date, ..
    } = page;
    let mut out = format!(
        "From: <Saved by restated>\r\nSnapshot-Content-Location: {url}\r\nSubject: {subject}\r\n\
         Date: {date}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
         \tboundary=\"{BOUNDARY}\"\r\n\r\n"
    );
    out.push_str(&part("text/html", "quoted-printable", url));
    out.push_str(&quoted_printable(&read(&page.source)?));
    for image in &page.images {
        out.push_str(&part(&image.media_type, "base64", &image.url));
        out.push_str(&base64_lines(&read(&image.source)?));
    }
    out.push_str(&format!("\r\n--{BOUNDARY}--\r\n"));
    Ok(out.into_bytes())
}

fn part(media_type: &str, coding: &str, url: &str) -> String {
    format!(
        "\r\n--{BOUNDARY}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: {coding}\r\n\
         Content-Location: {url}\r\n\r\n"
    )
}

/// RFC 2045, lines of at most 76 characters.
fn quoted_printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    for line in bytes.split(|&b| b == b'\n') {
        let mut width = 0;
        for (at, &byte) in line.iter().enumerate() {
            let last = at + 1 == line.len();
            let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (byte == b' ' && !last);
            let code = if plain {
                char::from(byte).to_string()
            } else {
                format!("={byte:02X}")
            };
            if width + code.len() > 75 {
                out.push_str("=\r\n");
                width = 0;
            }
            width += code.len();
            out.push_str(&code);
        }
        out.push_str("\r\n");
    }
    // The split leaves one empty line after the last line feed.
    out.truncate(out.len().saturating_sub(2));
    out
}

/// Base64 in lines of 76 characters.
fn base64_lines(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let at = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for i in 0..4 {
                let six = (bits >> (18 - 6 * i)) as usize & 63;
                out.push(if i > three.len() {
                    '='
                } else {
                    char::from(ALPHABET[six])
                });
            }
        }
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_escapes_breaks_and_keeps_line_ends() {
        assert_eq!(
            quoted_printable("a=é \nb\n".as_bytes()),
            "a=3D=C3=A9=20\r\nb\r\n"
        );
        let long = quoted_printable("x".repeat(160).as_bytes());
        assert!(long.lines().all(|l| l.len() <= 76), "{long}");
        assert_eq!(long.replace("=\r\n", ""), "x".repeat(160));
    }

    #[test]
    fn base64_pads() {
        assert_eq!(base64_lines(b"Man"), "TWFu\r\n");
        assert_eq!(base64_lines(b"Ma"), "TWE=\r\n");
        assert_eq!(base64_lines(b"M"), "TQ==\r\n");
    }
}
