//! Pages saved as MHTML.

use restated_capture::Format;

use crate::make::*;

const HEAD: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/ferry\r\n\
    Subject: =?utf-8?Q?Ferry=20lost=20=E2=80=93=20Courier?=\r\nDate: Tue, 4 Mar 2031 12:00:00 +0200\r\n\
    MIME-Version: 1.0\r\n";

fn related(params: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = format!(
        "{HEAD}Content-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--=_b 1\"{params}\r\n\r\npreamble\r\n"
    );
    for (headers, body) in parts {
        out += &format!("----=_b 1\r\n{headers}\r\n\r\n{body}\r\n");
    }
    out += "----=_b 1--\r\n";
    out.into_bytes()
}

#[test]
fn the_root_page_is_taken_with_address_time_and_title() {
    let page = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://courier.example/ferry?id=1";
    let bytes = related(
        "",
        &[
            (
                page,
                "<p class=3D\"a\">Caf=C3=A9 fer=\r\nry</p>\r\n--no boundary",
            ),
            (
                "Content-Type: image/png\r\nContent-Transfer-Encoding: base64",
                "iVBORw0KGgo=",
            ),
            ("Content-Type: text/html", "<p>A frame</p>"),
        ],
    );
    for name in ["ferry.mhtml", "ferry"] {
        let got = read(name, &bytes);
        let capture = got.only();
        assert_eq!(
            text(capture),
            "<p class=\"a\">Café ferry</p>\r\n--no boundary"
        );
        assert_eq!(capture.format, Format::Html);
        assert_eq!(capture.charset.as_deref(), Some("utf-8"));
        assert_eq!(capture.place.path, format!("{name}#0"));
        assert_eq!(
            capture.place.url.as_deref(),
            Some("https://courier.example/ferry?id=1")
        );
        assert_eq!(
            capture.place.captured_at.as_deref(),
            Some("2031-03-04T10:00:00Z")
        );
        assert_eq!(
            capture.place.declared.title.as_deref(),
            Some("Ferry lost – Courier")
        );
    }
}

#[test]
fn the_start_parameter_names_the_root() {
    let frame = (
        "Content-Type: text/html\r\nContent-ID: <frame@x>",
        "<p>A frame</p>",
    );
    let root = (
        "Content-Type: text/html\r\nContent-ID: <root@x>\r\nContent-Transfer-Encoding: base64",
        "PHA+VGhlIGZl\r\ncnJ5PC9wPg==",
    );
    let got = read("a.mht", &related("; start=\"<root@x>\"", &[frame, root]));
    assert_eq!(text(got.only()), "<p>The ferry</p>");
    assert_eq!(got.only().place.path, "a.mht#1");
    assert_eq!(
        got.only().place.url.as_deref(),
        Some("https://courier.example/ferry")
    );

    let missing = read("a.mht", &related("; start=\"<none@x>\"", &[frame, root]));
    assert_eq!(text(missing.only()), "<p>A frame</p>");
}

#[test]
fn multiparts_in_one_another_and_mails() {
    let inner = "--in\r\nContent-Type: text/plain\r\n\r\nWords\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>Words</p>\r\n--in--\r\n";
    let bytes = related(
        "",
        &[("Content-Type: multipart/alternative; boundary=in", inner)],
    );
    assert_eq!(text(read("mail.eml", &bytes).only()), "<p>Words</p>");

    let plain = related(
        "",
        &[
            ("Content-Type: text/plain", "Only words"),
            ("Content-Type: image/gif", "GIF89a"),
        ],
    );
    let got = read("mail.eml", &plain);
    assert_eq!(
        (got.only().format, text(got.only())),
        (Format::Text, "Only words")
    );
}

#[test]
fn without_multipart_the_file_is_the_page() {
    let bytes = format!("{HEAD}Content-Type: text/html\r\n\r\n<p>The ferry</p>\r\n");
    assert_eq!(
        text(read("a.mhtml", bytes.as_bytes()).only()),
        "<p>The ferry</p>\r\n"
    );
}

#[test]
fn broken_files_say_what_is_wrong() {
    let none = related("", &[("Content-Type: image/png", "x")]);
    assert_eq!(
        read("a.mhtml", &none).only_reason(),
        "MHTML without an HTML part"
    );
    let headers_only = format!("{HEAD}Content-Type: multipart/related; boundary=x");
    assert_eq!(
        read("a.mhtml", headers_only.as_bytes()).only_reason(),
        "MHTML without an HTML part"
    );

    let mut deep = HEAD.to_owned();
    for n in 0..50 {
        deep += &format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n");
    }
    let got = read("a.mhtml", deep.as_bytes());
    assert_eq!(
        got.only_reason(),
        "over 4 multiparts in one another: refused"
    );
}

#[test]
fn a_picture_larger_than_any_capture_is_passed_over() {
    let picture = format!("{}\r\n", "iVBORw0KGgo=".repeat(20_000));
    let picture = (
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64",
        picture.as_str(),
    );
    let bytes = related(
        "",
        &[picture, ("Content-Type: text/html", "<p>The ferry</p>")],
    );
    let got = read_with("a.mhtml", &bytes, &small(1000));
    assert_eq!(text(got.only()), "<p>The ferry</p>");
    assert_eq!(got.only().place.path, "a.mhtml#1");
}
