//! HTTP messages as a crawler records them.

use super::gzip;
use super::recipe::{Coding, Response};

/// The request for `response`.
pub(super) fn request(response: &Response) -> Vec<u8> {
    let rest = response
        .url
        .split_once("://")
        .map_or(response.url.as_str(), |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n").into_bytes()
}

/// A response as it came over the wire.
pub(super) struct Message {
    /// Status line, headers and body.
    pub(super) bytes: Vec<u8>,
    /// The body before transfer coding.
    pub(super) payload: Vec<u8>,
}

/// `response` carrying `body`.
pub(super) fn response(response: &Response, body: &[u8]) -> Message {
    let status = response.status.as_deref().unwrap_or("200 OK");
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\n",
        response.media_type
    );
    let payload = match response.coding {
        Coding::Identity => body.to_vec(),
        Coding::Gzip | Coding::GzipChunked => {
            head.push_str("Content-Encoding: gzip\r\n");
            gzip::member(body)
        }
    };
    let sent = match response.coding {
        Coding::GzipChunked => {
            head.push_str("Transfer-Encoding: chunked\r\n");
            chunked(&payload)
        }
        Coding::Identity | Coding::Gzip => {
            head.push_str(&format!("Content-Length: {}\r\n", payload.len()));
            payload.clone()
        }
    };
    head.push_str("Connection: close\r\n\r\n");
    Message {
        bytes: [head.into_bytes(), sent].concat(),
        payload,
    }
}

/// Small chunks, so that chunk ends fall inside the gzip header and trailer.
fn chunked(payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in payload.chunks(509) {
        out.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
    }
    out.extend(b"0\r\n\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_carry_their_length_in_hexadecimal() {
        let out = chunked(&[b'x'; 600]);
        assert!(out.starts_with(b"1fd\r\nxxx"));
        assert!(out.ends_with(b"x\r\n0\r\n\r\n"));
        assert_eq!(
            out.len(),
            600 + "1fd\r\n\r\n".len() + "5b\r\n\r\n".len() + "0\r\n\r\n".len()
        );
    }
}
