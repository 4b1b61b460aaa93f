//! What holds for all input.

use proptest::collection::vec;
use proptest::prelude::*;
use zip::CompressionMethod::Deflated;

use crate::make::*;
use crate::warc::chunked;

/// Names that lead to every reader when the bytes do not decide.
const NAMES: &[&str] = &[
    "a.warc",
    "a.warc.gz",
    "a.warc.zst",
    "a.wacz",
    "a.mhtml",
    "a.jsonl",
    "feed.xml",
    "a.html",
    "a.txt",
    "a",
];

/// Valid files of every kind, to be damaged.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let records: Vec<_> = (1..=3).map(response).collect();
    let mhtml = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=A9</p>\r\n--b--\r\n";
    let feed = "<rss><channel><title>C</title><item><guid>1</guid><content:encoded><![CDATA[<p>x</p>]]></content:encoded></item>\
        <item><guid>2</guid><description>y &amp; z</description></item></channel></rss>";
    let packed = http(
        "200 OK",
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        &chunked(&gzip(b"<p>x</p>"), 7),
    );
    vec![
        ("a.warc", records.concat()),
        ("a.warc", record("response", 1, "application/http", &packed)),
        ("a.warc.gz", warc_gz(&records)),
        ("a.warc.zst", records.iter().flat_map(|r| zstd(r)).collect()),
        ("a.wacz", zip(&[("archive/a.warc.gz", &warc_gz(&records)), ("archive/b.warc", &records[0])], Deflated)),
        ("a.mhtml", mhtml.as_bytes().to_vec()),
        ("feed.xml", feed.as_bytes().to_vec()),
        ("a.jsonl", b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"html\":\"<p>b</p>\"}\n{\"title\":\"t\",\"text\":\"c\"}\n".to_vec()),
        ("a.json", b"{\n\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"x\"}]}".to_vec()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_give_something_and_never_a_panic(bytes in vec(any::<u8>(), 0..2000)) {
        for name in NAMES {
            let got = read(name, &bytes);
            prop_assert!(!got.captures.is_empty() || !got.skipped.is_empty(), "{} was lost", name);
        }
    }

    #[test]
    fn damaged_files_never_panic_and_are_never_lost(
        which in 0..9_usize,
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        limit in prop_oneof![Just(20_u64), Just(1 << 20)],
    ) {
        let (name, mut bytes) = seeds().swap_remove(which);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 2).saturating_add(1));
        let got = read_with(name, &bytes, &small(limit));
        prop_assert!(got.captures.iter().all(|c| c.bytes.len() as u64 <= limit));
        let all_about_others = got.captures.is_empty() && got.skipped.is_empty();
        prop_assert!(!all_about_others || name.contains("warc") || name.contains("wacz"));
        prop_assert_eq!(got, read_with(name, &bytes, &small(limit)));
    }

    #[test]
    fn codings_are_undone(body in vec(any::<u8>(), 0..5000), size in 1..300_usize, coding in 0..5_usize, is_chunked: bool) {
        // Text, so that nothing is refused; its bytes are what is compared.
        let body: Vec<u8> = body.iter().map(|b| b'a' + b % 26).chain([b'.']).collect();
        let mut stored = match coding {
            0 => gzip(&body),
            1 => zstd(&body),
            2 => {
                let mut out = Vec::new();
                let params = brotli::enc::BrotliEncoderParams { quality: 3, ..Default::default() };
                brotli::BrotliCompress(&mut body.as_slice(), &mut out, &params).unwrap();
                out
            }
            3 => {
                let mut out = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
                std::io::Write::write_all(&mut out, &body).unwrap();
                out.finish().unwrap()
            }
            _ => body.clone(),
        };
        let name = ["gzip", "zstd", "br", "deflate", "identity"][coding];
        let mut headers = format!("Content-Type: text/plain\r\nContent-Encoding: {name}\r\n");
        if is_chunked {
            stored = chunked(&stored, size);
            headers += "Transfer-Encoding: chunked\r\n";
        }
        let got = read("a.warc", &record("response", 1, "application/http", &http("200 OK", &headers, &stored)));
        prop_assert_eq!(&got.only().bytes, &body);
    }

    #[test]
    fn a_warc_cut_anywhere_keeps_all_whole_records(cut in any::<prop::sample::Index>()) {
        let records: Vec<_> = (1..=8).map(response).collect();
        let members: Vec<_> = records.iter().map(|r| gzip(r)).collect();
        let bytes = members.concat();
        let cut = cut.index(bytes.len());
        let mut end = 0;
        let whole = members.iter().take_while(|m| { end += m.len(); end <= cut }).count();
        let got = read("a.warc.gz", &bytes[..cut]);
        // A record's last bytes are its empty lines: it may be there already.
        prop_assert!(got.captures.len() == whole || got.captures.len() == whole + 1);
        for (capture, n) in got.captures.iter().zip(1..) {
            prop_assert_eq!(text(capture), page(n));
        }
    }
}
