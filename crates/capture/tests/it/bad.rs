//! Input that is no article, too large, or hostile.

use restated_capture::{CaptureId, Limits};

use crate::make::*;

#[test]
fn empty_files_of_every_kind_are_empty() {
    for name in [
        "a.html",
        "a.txt",
        "a.warc",
        "a.warc.gz",
        "a.wacz",
        "a.mhtml",
        "a.jsonl",
        "feed.xml",
        "a",
        "a.pdf",
    ] {
        let got = read(name, b"");
        assert_eq!(got.only_reason(), "empty", "{name}");
        assert_eq!(got.skipped[0].bytes, Some(0));
    }
    assert_eq!(
        read("a.txt", b" \n\t ").only_reason(),
        "empty (white space only)"
    );
    assert_eq!(read("a.html.gz", &gzip(b"")).only_reason(), "empty");
}

#[test]
fn what_is_not_text_is_named() {
    let noise: Vec<u8> = (0..9000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8)
        .collect();
    for (name, bytes, reason) in [
        ("a.txt", noise.as_slice(), "not text: binary data"),
        ("a.html", &noise, "not text: binary data"),
        ("a.txt", b"\x89PNG\r\n\x1a\n....", "not text: image/png"),
        (
            "a.txt",
            b"%PDF-1.7 ...",
            "not read: PDF (save its text as .txt and give that)",
        ),
        (
            "a.html",
            b"bplist00....",
            "not read: Safari web archive or property list (save the page as HTML)",
        ),
        ("a.css", b"p { color: red }", "not an article's text: .css"),
        (
            "a.json",
            b"[{\"id\": 1}]",
            "not read: a JSON array (write one object a line, for example with jq -c '.[]')",
        ),
        (
            "a.xml",
            b"<?xml version='1.0'?><nitf/>",
            "not read: XML of kind <nitf> (only feeds and XHTML are read)",
        ),
    ] {
        let got = read(name, bytes);
        assert_eq!(got.only_reason(), reason);
        assert_eq!(got.skipped[0].path, name);
        assert_eq!(got.skipped[0].bytes, Some(bytes.len() as u64));
        assert_eq!(got.skipped[0].id, Some(CaptureId::of(bytes).to_string()));
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_over_the_limit() {
    let line = vec![b'x'; 50_000_000];
    let got = read("pile/long.txt", &line);
    assert_eq!(
        got.reasons(),
        ["pile/long.txt: over 32 MiB (it has 47.6 MiB): raise --max-capture-size to read it"]
    );
    let raised = read_with("pile/long.txt", &line, &small(64 << 20));
    assert_eq!(raised.only().bytes.len(), 50_000_000);
}

#[test]
fn the_limit_is_exact() {
    let text = "a".repeat(1000);
    assert_eq!(
        read_with("a.txt", text.as_bytes(), &small(1000))
            .captures
            .len(),
        1
    );
    assert_eq!(
        read_with("a.txt", text.as_bytes(), &small(999))
            .captures
            .len(),
        0
    );
}

#[test]
fn every_reader_keeps_to_the_capture_size() {
    let long = "word ".repeat(2000);
    let headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let packed = http("200 OK", headers, &gzip(long.as_bytes()));
    let mhtml = format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{long}");
    for (name, bytes) in [
        ("a.txt.gz", gzip(long.as_bytes())),
        (
            "a.warc",
            record("resource", 1, "text/plain", long.as_bytes()),
        ),
        ("b.warc", record("response", 1, "application/http", &packed)),
        ("a.mhtml", mhtml.into_bytes()),
        (
            "a.jsonl",
            format!("{{\"id\":1,\"text\":\"{long}\"}}\n").into_bytes(),
        ),
        (
            "b.jsonl",
            format!("{{\"id\":1,\"title\":\"x\",\"text\":\"{long}\"}}\n").into_bytes(),
        ),
        (
            "feed.xml",
            format!("<rss><channel><item><description>{long}</description></item></channel></rss>")
                .into_bytes(),
        ),
    ] {
        let got = read_with(name, &bytes, &small(5000));
        let reason = got.only_reason();
        assert!(
            reason.starts_with("over 4.8 KiB") && reason.contains("--max-capture-size"),
            "{name}: {reason}"
        );
    }
}

#[test]
fn one_over_the_limit_leaves_the_others() {
    let large = record(
        "resource",
        2,
        "text/plain",
        "word ".repeat(200_000).as_bytes(),
    );
    let got = read_with(
        "a.warc.gz",
        &warc_gz(&[response(1), large, response(3)]),
        &small(10_000),
    );
    assert_eq!(got.captures.len(), 2);
    assert_eq!(got.skipped[0].path, format!("a.warc.gz#{}", id(2)));
    assert_eq!(got.skipped[0].bytes, Some(1_000_000));

    let lines = format!(
        "{{\"id\":1,\"text\":\"a\"}}\n{{\"id\":2,\"text\":\"{}\"}}\n{{\"id\":3,\"text\":\"c\"}}",
        "b".repeat(200_000)
    );
    let got = read_with("a.jsonl", lines.as_bytes(), &small(10_000));
    assert_eq!(got.paths(), ["a.jsonl#1", "a.jsonl#3"]);
    assert!(
        got.reasons()[0].starts_with("a.jsonl#2: over 9.7 KiB"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn bombs_are_refused_and_named_and_the_rest_is_read() {
    let zeros = vec![b'0'; 24 << 20];
    let limits = Limits {
        expansion: 100,
        ..Limits::default()
    };
    for (name, bytes, codec) in [
        ("bomb.txt.gz", gzip(&zeros), "gzip"),
        ("bomb.txt.zst", zstd(&zeros), "zstd"),
    ] {
        let got = read_with(name, &bytes, &limits);
        let reason = got.only_reason();
        assert!(
            reason.starts_with(&format!("{codec} stream expands over 100 times")),
            "{reason}"
        );
        assert!(reason.contains("--max-expansion"), "{reason}");
        assert_eq!(
            read_with(
                name,
                &bytes,
                &Limits {
                    expansion: u64::MAX,
                    ..limits
                }
            )
            .captures
            .len(),
            1
        );
    }

    let bomb = record("resource", 2, "text/plain", &zeros);
    let got = read_with(
        "a.warc.gz",
        &warc_gz(&[response(1), bomb.clone(), response(3)]),
        &limits,
    );
    assert_eq!(got.paths(), [1, 3].map(|n| format!("a.warc.gz#{}", id(n))));
    assert!(
        got.reasons()[0].contains("expands over 100 times"),
        "{:?}",
        got.reasons()
    );

    let frames: Vec<u8> = [response(1), bomb, response(3)]
        .iter()
        .flat_map(|r| zstd(r))
        .collect();
    let got = read_with("a.warc.zst", &frames, &limits);
    assert_eq!(got.captures.len(), 2, "{:?}", got.reasons());
}

#[test]
fn bombs_in_a_payload_are_refused() {
    let zeros = vec![b'0'; 24 << 20];
    let mut brotli = Vec::new();
    brotli::BrotliCompress(
        &mut zeros.as_slice(),
        &mut brotli,
        &brotli::enc::BrotliEncoderParams::default(),
    )
    .unwrap();
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut deflate, &zeros).unwrap();
    let bodies = [
        ("gzip", gzip(&zeros)),
        ("zstd", zstd(&zeros)),
        ("br", brotli),
        ("deflate", deflate.finish().unwrap()),
    ];
    let limits = Limits {
        expansion: 100,
        ..Limits::default()
    };
    for (coding, body) in bodies {
        let headers = format!("Content-Type: text/html\r\nContent-Encoding: {coding}\r\n");
        let bomb = record(
            "response",
            1,
            "application/http",
            &http("200 OK", &headers, &body),
        );
        let got = read_with("a.warc", &[bomb, response(2)].concat(), &limits);
        assert_eq!(got.paths(), [format!("a.warc#{}", id(2))], "{coding}");
        let reason = &got.skipped[0].reason;
        assert!(
            reason.contains("expands over 100 times") || reason.contains("over 32 MiB"),
            "{coding}: {reason}"
        );
    }
}

#[test]
fn records_are_bounded_in_every_container() {
    let limits = Limits {
        records: 3,
        ..Limits::default()
    };
    let lines: String = (1..=5)
        .map(|n| format!("{{\"id\":{n},\"text\":\"t\"}}\n"))
        .collect();
    let items: String = (1..=5)
        .map(|n| format!("<item><guid>{n}</guid><content:encoded>t</content:encoded></item>"))
        .collect();
    for (name, bytes) in [
        ("a.warc", (1..=5).flat_map(response).collect()),
        ("a.jsonl", lines.into_bytes()),
        (
            "feed.xml",
            format!("<rss><channel>{items}</channel></rss>").into_bytes(),
        ),
    ] {
        let got = read_with(name, &bytes, &limits);
        assert_eq!(got.captures.len(), 3, "{name}");
        let expected = "over 3 records: the rest is not read (raise --max-records to read it)";
        assert_eq!(got.reasons(), [format!("{name}: {expected}")]);
    }
}

#[test]
fn a_hundred_thousand_nested_tags_are_bytes_like_any_other() {
    let nested = format!(
        "<!doctype html>{}words{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    assert_eq!(
        read("a.html", nested.as_bytes()).only().bytes,
        nested.as_bytes()
    );

    let feed = format!(
        "<rss><channel><item><guid>1</guid><content:encoded>{}t{}</content:encoded></item></channel></rss>",
        "<b>".repeat(100_000),
        "</b>".repeat(100_000)
    );
    assert_eq!(read("feed.xml", feed.as_bytes()).captures.len(), 1);

    let json = format!(
        "{{\"id\":1,\"text\":{}1{}}}\n{{\"id\":2,\"text\":\"t\"}}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let got = read("a.jsonl", json.as_bytes());
    assert_eq!(got.paths(), ["a.jsonl#2"]);
    assert!(
        got.reasons()[0].contains("line 1: not JSON (recursion limit exceeded"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn invalid_utf8_and_wrong_labels_pass_untouched() {
    let bytes = b"<p>caf\xe9 \xff\xfe \xc3(</p>";
    assert_eq!(read("a.html", bytes).only().bytes, bytes);
    let headers = "Content-Type: text/html; charset=no-such-charset\r\n";
    let got = read(
        "a.warc",
        &record(
            "response",
            1,
            "application/http",
            &http("200 OK", headers, bytes),
        ),
    );
    assert_eq!(got.only().bytes, bytes);
    assert_eq!(got.only().charset.as_deref(), Some("no-such-charset"));
}
