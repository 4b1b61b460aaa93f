//! JSON Lines.

use restated_capture::{CaptureId, Format};

use crate::make::*;

#[test]
fn pages_texts_and_ready_articles() {
    let ready = r#"{"id":"w-3","url":"https://herald.example/3","title":"Ferry lost","text":"The ferry sank.","published":"2031-03-04","outlet":"Herald","byline":["Ada Quill","B. Rook"],"language":"en"}"#;
    let lines = [
        r#"{"id":"p-1","url":"https://courier.example/1","html":"<p>Caf\u00e9</p>","captured_at":"2031-03-04T12:00:00+02:00","title":"From the list","charset":"windows-1252"}"#,
        r#"{"id":2,"text":"Plain words.","url":null}"#,
        ready,
        "",
        r#"{"text":"No id here."}"#,
    ];
    let got = read("pile/pages.jsonl", lines.join("\r\n").as_bytes());
    assert!(got.skipped.is_empty(), "{:?}", got.reasons());
    assert_eq!(
        got.paths(),
        [
            "pile/pages.jsonl#p-1",
            "pile/pages.jsonl#2",
            "pile/pages.jsonl#w-3",
            "pile/pages.jsonl#5"
        ]
    );
    let [html, plain, article, _] = &got.captures[..] else {
        panic!("{:?}", got.paths())
    };

    assert_eq!((html.format, text(html)), (Format::Html, "<p>Café</p>"));
    assert_eq!(html.charset.as_deref(), Some("utf-8"));
    assert_eq!(html.place.url.as_deref(), Some("https://courier.example/1"));
    assert_eq!(
        html.place.captured_at.as_deref(),
        Some("2031-03-04T10:00:00Z")
    );
    assert_eq!(html.place.declared.title.as_deref(), Some("From the list"));

    assert_eq!((plain.format, text(plain)), (Format::Text, "Plain words."));

    assert_eq!(
        (article.format, text(article)),
        (Format::ReadyArticle, ready)
    );
    assert_eq!(article.media_type, "application/json");
    assert_eq!(article.place.declared.byline, ["Ada Quill", "B. Rook"]);
    assert_eq!(article.place.declared.outlet.as_deref(), Some("Herald"));
}

#[test]
fn the_same_wire_text_at_two_outlets_is_two_captures() {
    let line = |outlet: &str| {
        format!(r#"{{"id":"{outlet}","title":"T","text":"Same words.","outlet":"{outlet}"}}"#)
    };
    let got = read(
        "a.jsonl",
        format!("{}\n{}\n", line("Herald"), line("Courier")).as_bytes(),
    );
    assert_ne!(got.captures[0].id, got.captures[1].id);
    assert_eq!(got.captures[0].id, CaptureId::of(line("Herald").as_bytes()));
}

#[test]
fn bad_lines_cost_themselves_only() {
    let lines = "{\"id\":1,\"text\":\"a\"}\nnot json\n{\"id\":2\n\n{\"id\":3,\"text\":\"b\"}\n[1]\n{\"id\":4,\"n\":1}\n{\"id\":5,\"text\":\"\"}\n{\"id\":6,\"title\":\"t\",\"text\":\" \"}";
    let got = read("a.jsonl", lines.as_bytes());
    assert_eq!(got.paths(), ["a.jsonl#1", "a.jsonl#3"]);
    assert_eq!(
        got.reasons(),
        [
            "a.jsonl#2: lines 2 to 3: not JSON (expected ident at column 2), and the like",
            "a.jsonl#6: line 6: not a JSON object",
            "a.jsonl#4: it has neither an \"html\" nor a \"text\" string",
            "a.jsonl#5: empty",
            "a.jsonl#6: empty",
        ]
    );
}

#[test]
fn one_object_over_several_lines_is_one_record() {
    let article = "{\n  \"id\": \"x\",\n  \"title\": \"T\",\n  \"text\": \"Words.\"\n}\n";
    let got = read("article.json", article.as_bytes());
    assert_eq!(got.only().place.path, "article.json#x");
    assert_eq!(text(got.only()), article.trim());

    let settings = read("settings.json", b"{\n  \"colour\": \"red\"\n}");
    assert!(
        settings.only_reason().contains("neither an \"html\""),
        "{:?}",
        settings.reasons()
    );
    let cut = read("a.json", b"{\n \"text\": \"cut");
    let lines = "lines 1 to 2: not JSON (EOF while parsing an object at column 1), and the like";
    assert_eq!(cut.only_reason(), lines);
}

#[test]
fn a_first_line_that_is_cut_costs_itself_only() {
    for blank in ["", "\n\n"] {
        let got = read(
            "a.jsonl",
            format!("{blank}{{\"id\":1,\n{{\"id\":2,\"text\":\"b\"}}\n").as_bytes(),
        );
        assert_eq!(got.paths(), ["a.jsonl#2"]);
        assert!(
            got.reasons()[0].contains("not JSON (EOF"),
            "{:?}",
            got.reasons()
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    let got = read(
        "a.jsonl",
        b"\xef\xbb\xbf{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}",
    );
    assert_eq!(got.paths(), ["a.jsonl#1", "a.jsonl#2"]);
}

#[test]
fn invalid_utf8_in_a_line_is_told() {
    let got = read(
        "a.jsonl",
        b"{\"id\":1,\"text\":\"caf\xe9\"}\n{\"id\":2,\"text\":\"b\"}",
    );
    assert_eq!(got.paths(), ["a.jsonl#2"]);
    assert!(
        got.reasons()[0].contains("line 1: not JSON"),
        "{:?}",
        got.reasons()
    );
}
