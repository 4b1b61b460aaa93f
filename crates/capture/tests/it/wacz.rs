//! WACZ and other ZIP files.

use restated_capture::Limits;
use zip::CompressionMethod::{Deflated, Stored};

use crate::make::*;

#[test]
fn the_warc_files_in_a_wacz_are_read_in_order_of_name() {
    let (a, b) = (warc_gz(&[response(1), response(2)]), response(3));
    let bytes = zip(
        &[
            ("datapackage.json", b"{}"),
            ("archive/b.warc", &b),
            ("archive/a.warc.gz", &a),
            ("indexes/index.cdx", b"x"),
            ("pages/pages.jsonl", b"{}"),
        ],
        Stored,
    );
    let got = read("pile/site.wacz", &bytes);
    assert!(got.skipped.is_empty(), "{:?}", got.reasons());
    let expected: Vec<_> = [("a.warc.gz", 1), ("a.warc.gz", 2), ("b.warc", 3)]
        .map(|(file, n)| format!("pile/site.wacz#archive/{file}#{}", id(n)))
        .to_vec();
    assert_eq!(got.paths(), expected);
    assert_eq!(text(&got.captures[2]), page(3));
}

#[test]
fn names_that_lead_out_are_refused_and_named() {
    let warc = response(1);
    let names = [
        "../evil.warc",
        "archive/../../evil.warc",
        "/etc/evil.warc",
        "C:\\evil.warc",
        "archive\\..\\..\\e.warc",
    ];
    let mut entries: Vec<(&str, &[u8])> = names.iter().map(|n| (*n, warc.as_slice())).collect();
    entries.push(("archive/good.warc", &warc));
    let got = read("a.wacz", &zip(&entries, Deflated));
    assert_eq!(got.captures.len(), 1, "{:?}", got.reasons());
    assert_eq!(got.skipped.len(), names.len(), "{:?}", got.reasons());
    for reason in got.reasons() {
        assert!(
            reason.ends_with("its name leads out of the archive: refused"),
            "{reason}"
        );
        assert!(reason.contains('#') && reason.contains(".warc"), "{reason}");
    }
}

#[test]
fn a_zip_bomb_is_refused_and_the_rest_is_read() {
    let zeros = vec![0; 8 << 20];
    let warc = response(1);
    let bomb = [response(2), record("resource", 3, "text/plain", &zeros)].concat();
    let bytes = zip(
        &[("archive/a-bomb.warc", &bomb), ("archive/b.warc", &warc)],
        Deflated,
    );
    let limits = Limits {
        expansion: 100,
        ..Limits::default()
    };
    let got = read_with("a.wacz", &bytes, &limits);
    let expected = [
        format!("a.wacz#archive/a-bomb.warc#{}", id(2)),
        format!("a.wacz#archive/b.warc#{}", id(1)),
    ];
    assert_eq!(got.paths(), expected);
    assert_eq!(got.skipped.len(), 1, "{:?}", got.reasons());
    assert!(
        got.reasons()[0].contains("expands over 100 times"),
        "{:?}",
        got.reasons()
    );
}

#[test]
fn damaged_and_foreign_zip_files_say_what_to_do() {
    let good = zip(&[("archive/a.warc", &response(1))], Deflated);
    let cut = read("a.wacz", &good[..good.len() - 30]);
    assert!(
        cut.only_reason().contains("damaged ZIP file"),
        "{:?}",
        cut.reasons()
    );

    let pages = zip(&[("a.html", page(1).as_bytes())], Deflated);
    assert!(read("a.zip", &pages).only_reason().contains("unpack it"));

    let office = zip(&[("[Content_Types].xml", b"<x/>")], Deflated);
    assert!(
        read("a.docx", &office)
            .only_reason()
            .contains("Office document")
    );
}

#[test]
fn damaged_bytes_in_an_entry_are_told_with_its_name() {
    let records: Vec<u8> = (1..=200).flat_map(response).collect();
    let mut bytes = zip(&[("archive/a.warc", &records)], Deflated);
    let middle = bytes.len() / 2;
    bytes[middle..middle + 16].fill(0xff);
    let got = read("a.wacz", &bytes);
    assert!(
        !got.captures.is_empty() && got.captures.len() < 200,
        "{}",
        got.captures.len()
    );
    let last = got.reasons().pop().unwrap();
    assert!(last.starts_with("a.wacz#archive/a.warc"), "{last}");
}

#[test]
fn nesting_is_bounded() {
    let bytes = zip(&[("archive/a.warc.gz", &warc_gz(&[response(1)]))], Stored);
    let limits = |nesting| Limits {
        nesting,
        ..Limits::default()
    };
    assert_eq!(read_with("a.wacz", &bytes, &limits(2)).captures.len(), 1);
    let got = read_with("a.wacz", &bytes, &limits(1));
    assert!(
        got.only_reason()
            .contains("over 1 containers in one another"),
        "{:?}",
        got.reasons()
    );

    let mut layers = page(1).into_bytes();
    for _ in 0..4 {
        layers = gzip(&layers);
    }
    assert_eq!(read("a.html.gz", &layers).captures.len(), 1);
    let refused = read("a.html.gz", &gzip(&gzip(&layers)));
    assert!(
        refused.only_reason().contains("over 4 containers"),
        "{:?}",
        refused.reasons()
    );
}
