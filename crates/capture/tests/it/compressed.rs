//! Single pages and texts in gzip and zstd.

use crate::make::*;

#[test]
fn compressed_pages_are_pages() {
    for (name, bytes) in [
        ("a.html.gz", gzip(page(1).as_bytes())),
        ("a.html.zst", zstd(page(1).as_bytes())),
        ("a.gz", gzip(page(1).as_bytes())),
        ("misnamed.txt", zstd(page(1).as_bytes())),
    ] {
        let got = read(name, &bytes);
        assert_eq!(text(got.only()), page(1), "{name}");
        assert_eq!(got.only().place.path, name);
    }
}

#[test]
fn the_name_inside_decides_what_the_bytes_do_not() {
    let got = read("a.md.gz", &gzip(b"# The ferry"));
    assert_eq!(got.only().media_type, "text/markdown");
    assert!(
        read("a.css.gz", &gzip(b"p{}"))
            .only_reason()
            .contains(".css")
    );
}

#[test]
fn members_and_frames_are_joined() {
    let two = [gzip(b"The ferry "), gzip(b"left.")].concat();
    assert_eq!(text(read("a.txt.gz", &two).only()), "The ferry left.");
    let two = [zstd(b"The ferry "), zstd(b"left.")].concat();
    assert_eq!(text(read("a.txt.zst", &two).only()), "The ferry left.");
    let padded = [gzip(b"The ferry."), vec![0; 512]].concat();
    assert_eq!(text(read("a.txt.gz", &padded).only()), "The ferry.");
    let followed = [gzip(b"The ferry."), b"tail".to_vec()].concat();
    assert_eq!(text(read("a.txt.gz", &followed).only()), "The ferry.");
}

#[test]
fn what_is_cut_or_damaged_is_told() {
    let page = page(1).repeat(50);
    let (gz, zst) = (gzip(page.as_bytes()), zstd(page.as_bytes()));
    assert_eq!(
        read("a.html.gz", &gz[..gz.len() / 2]).only_reason(),
        "gzip stream ends early"
    );
    assert_eq!(
        read("a.html.gz", &gz[..gz.len() - 1]).only_reason(),
        "gzip stream ends early"
    );
    assert_eq!(
        read("a.html.zst", &zst[..zst.len() - 1]).only_reason(),
        "zstd stream ends early"
    );
    assert_eq!(
        read("a.html.gz", &gz[..5]).only_reason(),
        "gzip stream ends early"
    );
    let mut bad = gz.clone();
    let last = bad.len() - 6;
    bad[last] ^= 0x55;
    assert!(
        read("a.html.gz", &bad)
            .only_reason()
            .starts_with("gzip stream is damaged")
    );
}

#[test]
fn truncated_lines_keep_those_before() {
    let lines: String = (1..=500)
        .map(|n| format!("{{\"id\":{n},\"text\":\"Ferry {}\"}}\n", n * 7919))
        .collect();
    let gz = gzip(lines.as_bytes());
    let got = read("a.jsonl.gz", &gz[..gz.len() - 100]);
    assert!(got.captures.len() > 100, "{}", got.captures.len());
    let expected = format!(
        "a.jsonl.gz: gzip stream ends early after {} records",
        got.captures.len()
    );
    assert_eq!(got.reasons(), [expected]);
}
