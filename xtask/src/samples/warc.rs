//! WARC 1.1, one gzip member a record.

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::recipe::{Info, Response};
use super::{Read, gzip, http};

/// A WARC file and where its responses lie.
pub(super) struct Warc {
    pub(super) bytes: Vec<u8>,
    /// Offset, compressed length and payload digest of each response, in order.
    pub(super) places: Vec<Located>,
}

/// Where a response lies in the WARC.
pub(super) struct Located {
    pub(super) offset: usize,
    pub(super) length: usize,
    pub(super) payload_digest: String,
}

/// Writes the WARC `file`: its info record, then a response and a request for each of `responses`.
pub(super) fn write(file: &str, info: &Info, responses: &[Response], read: Read) -> Result<Warc> {
    let about = "software: cargo xtask samples\r\nformat: WARC File Format 1.1\r\n";
    let mut bytes = record(
        &[
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", &format!("<{}>", info.id)),
            ("WARC-Date", &info.date),
            ("WARC-Filename", file),
            ("Content-Type", "application/warc-fields"),
        ],
        about.as_bytes(),
    );
    let mut places = Vec::new();
    for response in responses {
        let message = http::response(response, &read(&response.source)?);
        let payload_digest = digest(&message.payload);
        let packed = record(
            &[
                ("WARC-Type", "response"),
                ("WARC-Record-ID", &format!("<{}>", response.id)),
                ("WARC-Warcinfo-ID", &format!("<{}>", info.id)),
                ("WARC-Date", &response.date),
                ("WARC-Target-URI", &response.url),
                ("WARC-Payload-Digest", &payload_digest),
                ("WARC-Block-Digest", &digest(&message.bytes)),
                ("Content-Type", "application/http; msgtype=response"),
            ],
            &message.bytes,
        );
        places.push(Located {
            offset: bytes.len(),
            length: packed.len(),
            payload_digest,
        });
        bytes.extend(packed);
        let asked = http::request(response);
        bytes.extend(record(
            &[
                ("WARC-Type", "request"),
                ("WARC-Record-ID", &format!("<{}>", request_id(&response.id))),
                ("WARC-Concurrent-To", &format!("<{}>", response.id)),
                ("WARC-Date", &response.date),
                ("WARC-Target-URI", &response.url),
                ("Content-Type", "application/http; msgtype=request"),
            ],
            &asked,
        ));
    }
    Ok(Warc { bytes, places })
}

/// One record as a gzip member.
fn record(fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut out = String::from("WARC/1.1\r\n");
    for (name, value) in fields {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    out.push_str(&format!("Content-Length: {}\r\n\r\n", block.len()));
    gzip::member(&[out.as_bytes(), block, b"\r\n\r\n"].concat())
}

fn request_id(response: &str) -> String {
    match response.rsplit_once('-') {
        Some((head, tail)) => format!("{head}-f{}", tail.get(1..).unwrap_or_default()),
        None => format!("{response}-request"),
    }
}

/// `sha256:` and 64 hex digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("sha256:{hex}")
}
