//! Captures that would like to be pages.

use crate::desk::{self, get, page, tags};
use crate::report::report;

#[test]
fn markup_of_a_capture_is_text() {
    let wire = desk::wire();
    let html = page(&format!("/article/{wire}"));
    // What stands escaped in the capture is shown as it is read there.
    assert!(html.contains("&#60;svg/onload=alert("));
    // What turns the direction of writing is seen, and so is what rings.
    assert!(html.contains("‹U+202E› txet desrever‹U+202C›␇"));
    for cannot in [
        "<svg",
        "<img",
        "<iframe",
        "<style",
        "evil.example/x.css",
        "alert(4)",
    ] {
        assert!(!html.contains(cannot), "{cannot}");
    }
    let title = html
        .split("<title>")
        .nth(1)
        .and_then(|rest| rest.split("</title>").next());
    assert!(title.is_some_and(|title| title.contains("Weir at Oststeg gives way")));
    let around = html.split("Everything else on the page").nth(1).unwrap();
    assert!(around.contains("Weather") && around.contains("All rights reserved"));
    assert!(
        !around.contains("At least 14 people"),
        "the main text is not around itself"
    );
}

#[test]
fn markup_of_a_capture_is_text_in_the_report() {
    let html = report(false, false);
    assert!(html.contains("&#60;svg/onload=alert(5)&#62;"));
    assert!(html.contains("Weir at Oststeg gives way &#60;/title&#62;&#60;script&#62;alert(1)"));
    assert!(html.contains("OSTSTEG‹U+202E›‹U+202C› — "));
    for cannot in [
        "<img",
        "<iframe",
        "<script",
        "evil.example/x.css",
        "alert(4)",
    ] {
        assert!(!html.contains(cannot), "{cannot}");
    }
    let titles = html.matches("<title>").count();
    let drawings = html.matches("<svg ").count();
    assert!(
        drawings > 0 && titles > drawings,
        "drawings have titles too"
    );
    let head = html.split("</head>").next().unwrap();
    assert_eq!(head.matches("<title>").count(), 1);
    assert!(
        head.contains(" · restated</title>\n<link rel=\"icon\""),
        "{head}"
    );
}

#[test]
fn what_is_copied_is_the_words_themselves() {
    let wire = desk::wire();
    let html = page(&format!("/article/{wire}"));
    assert!(
        html.contains("OSTSTEG\\u202e\\u202c — "),
        "escaped as JSON does"
    );
    let data = get(&format!("/article/{wire}.json")).json();
    let raw = data.to_string();
    assert!(raw.contains('\u{202e}'), "as data it is what it is");
    let copies = html.split("<pre class=\"copy\" tabindex=\"0\">").skip(1);
    for copy in copies.map(|rest| rest.split("</pre>").next().unwrap()) {
        let json = copy
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&");
        let target: serde_json::Value = serde_json::from_str(&json).unwrap();
        let exact = target["selector"][0]["exact"].to_string();
        assert!(raw.contains(&format!("\"exact\":{exact}")), "{exact}");
    }
}

#[test]
fn the_title_cannot_end_itself() {
    // The title has markup in words; wherever a page shows it, it is one piece of text.
    let stored = desk::one("SELECT title FROM articles WHERE title LIKE 'Weir at%'");
    let wire = desk::wire();
    let html = page(&format!("/article/{wire}"));
    let escaped = stored.replace('<', "&#60;").replace('>', "&#62;");
    assert!(
        html.contains(&format!("<title>{escaped} · restated</title>")),
        "{stored}"
    );
}

#[test]
fn bytes_are_handed_out_and_never_shown() {
    let wire = desk::wire();
    let answer = get(&format!("/article/{wire}/capture"));
    assert_eq!(answer.body, desk::WIRE.as_bytes());
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    let name = answer.header("content-disposition");
    let hash =
        desk::one("SELECT replace(capture, ':', '') FROM articles WHERE title LIKE 'Weir at%'");
    assert_eq!(name, format!("attachment; filename=\"{hash}.capture\""));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
}

#[test]
fn what_is_sought_comes_back_as_text() {
    let html = page("/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE");
    assert_eq!(
        tags(&html)
            .iter()
            .filter(|tag| tag.name == "script")
            .count(),
        1
    );
    assert!(html.contains("&#34;&#62;&#60;script&#62;alert(1)"));
    assert!(!html.contains('\u{202e}'));
}
