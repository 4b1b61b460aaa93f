//! Inputs made for the tests, and readings of them.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use restated_capture::{Capture, Found, Limits, Skipped, read_bytes};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a reading gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Got {
    pub(crate) captures: Vec<Capture>,
    pub(crate) skipped: Vec<Skipped>,
}

impl Got {
    pub(crate) fn add(&mut self, found: Found) {
        match found {
            Found::Capture(c) => self.captures.push(c),
            Found::Skipped(s) => self.skipped.push(s),
        }
    }

    /// Paths of the captures, in order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.captures
            .iter()
            .map(|c| c.place.path.as_str())
            .collect()
    }

    /// `path: reason` of everything skipped, in order.
    pub(crate) fn reasons(&self) -> Vec<String> {
        self.skipped
            .iter()
            .map(|s| format!("{}: {}", s.path, s.reason))
            .collect()
    }

    /// The only capture there is, with nothing skipped.
    #[track_caller]
    pub(crate) fn only(&self) -> &Capture {
        assert_eq!(self.reasons(), Vec::<String>::new());
        assert_eq!(self.captures.len(), 1, "{:?}", self.paths());
        &self.captures[0]
    }

    /// The only thing skipped, with no capture.
    #[track_caller]
    pub(crate) fn only_reason(&self) -> &str {
        assert_eq!(self.paths(), Vec::<&str>::new());
        assert_eq!(self.skipped.len(), 1, "{:?}", self.reasons());
        &self.skipped[0].reason
    }
}

pub(crate) fn read_with(name: &str, bytes: &[u8], limits: &Limits) -> Got {
    let mut got = Got::default();
    let mut sink = |found| {
        got.add(found);
        true
    };
    read_bytes(name, bytes, limits, &mut sink).expect("the sink never stops");
    got
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Got {
    read_with(name, bytes, &Limits::default())
}

pub(crate) fn small(capture_bytes: u64) -> Limits {
    Limits {
        capture_bytes,
        ..Limits::default()
    }
}

pub(crate) fn text(capture: &Capture) -> &str {
    std::str::from_utf8(&capture.bytes).expect("UTF-8")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

pub(crate) fn page(n: usize) -> String {
    format!("<!doctype html><title>Ferry {n}</title><p>The ferry {n} left Port Ambel at noon.</p>")
}

pub(crate) fn id(n: usize) -> String {
    format!("<urn:uuid:00000000-0000-4000-8000-{n:012}>")
}

/// A WARC record of any type.
pub(crate) fn record(kind: &str, n: usize, media_type: &str, body: &[u8]) -> Vec<u8> {
    let id = id(n);
    let length = body.len();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Target-URI: https://courier.example/{n}\r\n\
         WARC-Date: 2031-03-0{}T10:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n",
        n % 9 + 1
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// An HTTP response with these header lines (each ending in CRLF).
pub(crate) fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 {status}\r\n{headers}\r\n").as_bytes(),
        body,
    ]
    .concat()
}

/// A response record with a page.
pub(crate) fn response(n: usize) -> Vec<u8> {
    let headers = "Content-Type: text/html; charset=UTF-8\r\n";
    let body = http("200 OK", headers, page(n).as_bytes());
    record("response", n, "application/http; msgtype=response", &body)
}

/// A `.warc.gz` with one member for each record.
pub(crate) fn warc_gz(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|r| gzip(r)).collect()
}

pub(crate) fn zip(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
