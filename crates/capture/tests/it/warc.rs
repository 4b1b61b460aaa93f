//! WARC files: records, payload codings, and what is broken in them.

use std::io::{self, Read, Write};

use restated_capture::{CaptureId, Format, Found};

use crate::make::*;

#[test]
fn a_response_becomes_a_capture_with_all_that_is_known() {
    let got = read("pile/crawl.warc.gz", &warc_gz(&[response(7)]));
    let capture = got.only();
    assert_eq!(text(capture), page(7));
    assert_eq!(capture.id, CaptureId::of(page(7).as_bytes()));
    assert_eq!(capture.format, Format::Html);
    assert_eq!(capture.media_type, "text/html");
    assert_eq!(capture.charset.as_deref(), Some("UTF-8"));
    assert_eq!(capture.place.path, format!("pile/crawl.warc.gz#{}", id(7)));
    assert_eq!(
        capture.place.url.as_deref(),
        Some("https://courier.example/7")
    );
    assert_eq!(
        capture.place.captured_at.as_deref(),
        Some("2031-03-08T10:00:00Z")
    );
}

#[test]
fn the_same_records_in_any_wrapping_give_the_same() {
    let records: Vec<_> = (1..=9).map(response).collect();
    let plain = records.concat();
    let frames: Vec<u8> = records.iter().flat_map(|r| zstd(r)).collect();
    let expected: Vec<_> = (1..=9).map(|n| CaptureId::of(page(n).as_bytes())).collect();
    for (name, bytes) in [
        ("a.warc", plain.clone()),
        ("a.warc.gz", warc_gz(&records)),
        ("one-member.warc.gz", gzip(&plain)),
        ("a.warc.zst", frames),
        ("no-extension", warc_gz(&records)),
        ("wrong.html", plain),
    ] {
        let got = read(name, &bytes);
        let ids: Vec<_> = got.captures.iter().map(|c| c.id).collect();
        assert_eq!(ids, expected, "{name}");
        assert!(got.skipped.is_empty(), "{name}: {:?}", got.reasons());
    }
}

#[test]
fn a_zstd_dictionary_frame_is_used() {
    let records: Vec<_> = (1..=40).map(response).collect();
    let dictionary = response(1);
    let stored = [dictionary.clone(), zstd(&dictionary)];
    for dictionary_frame in stored {
        let length = u32::try_from(dictionary_frame.len()).unwrap();
        let mut file = [
            &b"\x5d\x2a\x4d\x18"[..],
            &length.to_le_bytes(),
            &dictionary_frame,
        ]
        .concat();
        for record in &records {
            let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &dictionary).unwrap();
            encoder.write_all(record).unwrap();
            file.extend(encoder.finish().unwrap());
        }
        let got = read("a.warc.zst", &file);
        assert_eq!(got.captures.len(), 40, "{:?}", got.reasons());
        assert!(got.skipped.is_empty());
    }
}

#[test]
fn many_chunked_and_gzipped_bodies_are_all_decoded() {
    let headers =
        "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
    let records: Vec<_> = (1..=50)
        .map(|n| {
            let body = chunked(&gzip(page(n).as_bytes()), 20);
            record(
                "response",
                n,
                "application/http",
                &http("200 OK", headers, &body),
            )
        })
        .collect();
    let got = read("a.warc.gz", &warc_gz(&records));
    let texts: Vec<_> = got.captures.iter().map(|c| text(c).to_owned()).collect();
    assert_eq!(texts, (1..=50).map(page).collect::<Vec<_>>());
}

pub(crate) fn chunked(bytes: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(size) {
        write!(out, "{:x};ext=1\r\n", chunk.len()).unwrap();
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\nTrailer: x\r\n\r\n");
    out
}

#[test]
fn record_types_and_answers_that_are_no_pages() {
    let html = "Content-Type: text/html\r\n";
    let records = [
        record(
            "warcinfo",
            1,
            "application/warc-fields",
            b"software: loom/1",
        ),
        record("request", 2, "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", 3, "application/warc-fields", b"via: x"),
        record("resource", 4, "text/plain", b"A note on the ferry."),
        record("conversion", 5, "text/plain; charset=utf-8", b"Ferry text."),
        record("revisit", 6, "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
        record(
            "response",
            7,
            "application/http",
            &http("404 Not Found", html, b"<p>Gone</p>"),
        ),
        record(
            "response",
            8,
            "application/http",
            &http("301 Moved", "Location: /x\r\n", b""),
        ),
        record(
            "response",
            9,
            "application/http",
            &http(
                "200 OK",
                "Content-Type: image/png\r\n",
                b"\x89PNG\r\n\x1a\n",
            ),
        ),
        record(
            "response",
            10,
            "application/http",
            &http("200 OK", "Content-Type: text/css\r\n", b"p{}"),
        ),
        record(
            "response",
            11,
            "application/http",
            &http("200 OK", html, b""),
        ),
        record(
            "response",
            12,
            "application/http",
            &http("206 Partial", html, b"<p>ha"),
        ),
        record(
            "response",
            13,
            "application/http",
            &http("200 OK", "", page(13).as_bytes()),
        ),
        record("continuation", 14, "application/http", b"rest"),
        record(
            "response",
            15,
            "text/dns",
            b"20310301\ncourier.example. 60 IN A 192.0.2.1",
        ),
        record(
            "resource",
            16,
            "application/octet-stream",
            b"\x00\x01\x02\x03\x04\x05\x06\x07",
        ),
    ];
    let got = read("a.warc", &records.concat());
    let paths: Vec<_> = [4, 5, 13].map(|n| format!("a.warc#{}", id(n))).to_vec();
    assert_eq!(got.paths(), paths);
    assert_eq!(got.captures[0].format, Format::Text);
    assert_eq!(got.captures[2].format, Format::Html);
    let reasons: Vec<_> = got.skipped.iter().map(|s| s.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "revisit: no payload of its own, the same bytes as an earlier capture of the same address",
            "HTTP status 404",
            "redirect (HTTP status 301) to /x",
            "not text: image/png",
            "not an article's text: text/css",
            "empty",
            "HTTP status 206: only a part of the page",
            "a later segment of a record: segments are not joined",
            "not an article's text: text/dns",
            "not text: binary data",
        ]
    );
    assert_eq!(
        got.skipped[1].url.as_deref(),
        Some("https://courier.example/7")
    );
    assert_eq!(got.skipped[3].media_type.as_deref(), Some("image/png"));
}

#[test]
fn a_truncated_gzip_stream_keeps_its_records() {
    let whole = warc_gz(&(1..=13).map(response).collect::<Vec<_>>());
    let got = read("pile/a.warc.gz", &whole[..whole.len() - 40]);
    assert_eq!(got.captures.len(), 12);
    assert_eq!(
        got.reasons(),
        ["pile/a.warc.gz: gzip stream ends early after 12 records"]
    );
}

#[test]
fn a_damaged_member_costs_its_record_only() {
    let mut members: Vec<_> = (1..=6).map(|n| gzip(&response(n))).collect();
    let middle = members[2].len() / 2;
    members[2][middle..middle + 8].fill(0xff);
    let got = read("a.warc.gz", &members.concat());
    let ids: Vec<_> = [1, 2, 4, 5, 6]
        .map(|n| format!("a.warc.gz#{}", id(n)))
        .to_vec();
    assert_eq!(got.paths(), ids);
    assert_eq!(got.skipped.len(), 1, "{:?}", got.reasons());
    assert!(
        got.skipped[0].reason.contains("gzip stream is damaged"),
        "{:?}",
        got.reasons()
    );
    assert!(
        got.skipped[0].reason.ends_with("after 2 records"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn a_damaged_zstd_frame_costs_its_record_only() {
    let mut frames: Vec<_> = (1..=4).map(|n| zstd(&response(n))).collect();
    let end = frames[1].len();
    frames[1].truncate(end / 2);
    let got = read("a.warc.zst", &frames.concat());
    assert!(got.captures.len() >= 2, "{:?}", got.paths());
    assert_eq!(got.paths()[0], format!("a.warc.zst#{}", id(1)));
    assert_eq!(
        got.paths().last().copied(),
        Some(format!("a.warc.zst#{}", id(4)).as_str())
    );
    assert!(
        got.reasons()[0].contains("zstd stream is damaged"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn after_a_broken_header_reading_goes_on_at_the_next_record() {
    let broken = |from: &str, to: &str| {
        let record = String::from_utf8(response(2)).unwrap();
        assert!(record.contains(from));
        record.replacen(from, to, 1).into_bytes()
    };
    let length = response(2).len();
    for (what, record, reason) in [
        (
            "version",
            broken("WARC/1.1", "WXRC/1.1"),
            "that are no WARC record after 1 record; reading went on",
        ),
        (
            "no length",
            broken("Content-Length", "Content-Girth"),
            "no valid Content-Length",
        ),
        (
            "bad length",
            broken("Content-Length: ", "Content-Length: -"),
            "no valid Content-Length",
        ),
        (
            "too long",
            broken("Content-Length: 1", "Content-Length: 2"),
            "reaches into the next record",
        ),
        (
            "too short",
            broken("Content-Length: 1", "Content-Length: "),
            "does not lead to the next record",
        ),
        (
            "huge",
            broken("Content-Length: ", "Content-Length: 99999999999999"),
            "is larger than the file",
        ),
        ("noise", vec![b'x'; length], "that are no WARC record"),
    ] {
        for packed in [false, true] {
            let records = [response(1), record.clone(), response(3)];
            let (name, bytes) = match packed {
                true => ("a.warc.gz", warc_gz(&records)),
                false => ("a.warc", records.concat()),
            };
            let got = read(name, &bytes);
            assert_eq!(
                got.captures.len(),
                2,
                "{what} in {name}: {:?}",
                got.reasons()
            );
            assert_eq!(text(&got.captures[0]), page(1), "{what}");
            assert_eq!(text(got.captures.last().unwrap()), page(3), "{what}");
            assert_eq!(
                got.skipped.len(),
                1,
                "{what} in {name}: {:?}",
                got.reasons()
            );
            assert!(
                got.skipped[0].reason.contains(reason),
                "{what} in {name}: {:?}",
                got.reasons()
            );
        }
    }
}

#[test]
fn a_file_cut_in_a_record_says_where() {
    let bytes = [response(1), response(2)].concat();
    let got = read("a.warc", &bytes[..bytes.len() - 30]);
    assert_eq!(got.captures.len(), 1);
    assert!(
        got.reasons()[0].contains("the file ends after"),
        "{:?}",
        got.reasons()
    );

    let header_only = [response(1), b"WARC/1.1\r\nWARC-Type: resp".to_vec()].concat();
    let got = read("a.warc", &header_only);
    assert_eq!(got.captures.len(), 1);
    assert!(
        got.reasons()[0].contains("header does not end"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn noise_after_the_last_record_is_told() {
    let bytes = [response(1), b"\x01\x02noise\nand more".to_vec()].concat();
    let got = read("a.warc", &bytes);
    assert_eq!(got.captures.len(), 1);
    assert!(
        got.reasons()[0].ends_with("nothing more was found"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn a_large_warc_is_held_one_record_at_a_time() {
    // Records are made as they are asked for: what is asked for beyond the
    // record handed over is all that reading ahead can hold.
    struct Lazy<'a> {
        made: &'a std::cell::Cell<u64>,
        next: usize,
        rest: io::Cursor<Vec<u8>>,
    }
    impl Read for Lazy<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            if self.rest.position() == self.rest.get_ref().len() as u64 {
                if self.next == 20_000 {
                    return Ok(0);
                }
                self.next += 1;
                self.rest = io::Cursor::new(response(self.next));
            }
            let n = self.rest.read(buf)?;
            self.made.set(self.made.get() + n as u64);
            Ok(n)
        }
    }
    let made = std::cell::Cell::new(0);
    let lazy = Lazy {
        made: &made,
        next: 0,
        rest: io::Cursor::default(),
    };
    let (mut captures, mut handed_over, mut most_ahead) = (0, 0, 0);
    restated_capture::read_stream("lazy.warc", lazy, &small(1 << 20), &mut |found| {
        assert!(matches!(found, Found::Capture(_)), "{found:?}");
        captures += 1;
        handed_over += response(captures).len() as u64;
        most_ahead = most_ahead.max(made.get() - handed_over);
        true
    })
    .unwrap();
    assert_eq!(captures, 20_000);
    assert_eq!(made.get(), handed_over);
    assert!(made.get() > 5 << 20, "{}", made.get());
    assert!(
        most_ahead < 256 << 10,
        "{most_ahead} bytes were held at once"
    );
}

#[test]
fn a_file_of_wrong_lengths_is_not_read_over_and_over() {
    // Each record claims almost all of the file; read anew after each, that
    // would be twenty thousand times several megabytes.
    let padding = "x".repeat(200);
    let record = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5000000\r\nX: {padding}\r\n\r\nwords\r\n\r\n"
    );
    let got = read("a.warc", record.repeat(20_000).as_bytes());
    assert!(got.captures.is_empty());
    assert!(got.skipped.len() > 10, "{}", got.skipped.len());
    assert!(got.skipped.len() < 2_000, "{}", got.skipped.len());
    assert!(
        got.reasons()[0].contains("reaches into the next record"),
        "{:?}",
        got.reasons()[0]
    );
}

#[test]
fn what_crawlers_write_for_themselves_is_no_page() {
    let at = |n: usize, url: &str| {
        let body = http("200 OK", "Content-Type: text/plain\r\n", b"some words");
        let record = String::from_utf8(record("response", n, "application/http", &body)).unwrap();
        record.replace(&format!("https://courier.example/{n}"), url)
    };
    let records = [
        at(1, "metadata://gnu.org/software/wget/warc/wget.log"),
        at(2, "urn:text:https://courier.example/ferry"),
        at(3, "<https://courier.example/robots.txt>"),
        at(4, "https://courier.example/ferry.txt"),
    ];
    let got = read("a.warc", records.concat().as_bytes());
    assert_eq!(got.paths(), [format!("a.warc#{}", id(4))]);
    let reasons: Vec<_> = got.skipped.iter().map(|s| s.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "the crawler's own notes",
            "text that the crawler made of a page: the page itself is read",
            "rules for crawlers (robots.txt)",
        ]
    );
}
