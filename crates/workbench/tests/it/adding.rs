//! Captures that are sent: they come in whole or not at all, and nobody who reads notices before.

use std::fs;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_TYPE, IF_NONE_MATCH, ORIGIN};
use restated_dossier::Dossier;
use restated_workbench::{Options, router};

use crate::desk::options;
use crate::sending::{Desk, FERRY, asking, form, serve};

#[test]
fn what_is_sent_is_on_the_pages() {
    let desk = Desk::new();
    assert!(
        desk.get("/")
            .text()
            .contains("enctype=\"multipart/form-data\"")
    );
    assert_eq!(
        desk.get("/search.json?q=Attervik").json()["articles"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    let tag = desk.get("/log").header("etag").to_owned();
    let sent = desk.send(&[("ferry.txt", FERRY.as_bytes()), ("empty.html", b"")]);
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, "/adding?reload=true")
    );
    let outcome = desk.outcome();
    assert_eq!(outcome["phase"], "done", "{outcome:#}");
    assert_eq!((&outcome["found"], &outcome["new"]), (&1.into(), &1.into()));
    assert_eq!(outcome["skipped"][0]["path"], "empty.html");
    assert_eq!(outcome["skipped"][0]["reason"], "empty");
    let article = outcome["articles"][0]["id"].as_str().unwrap();
    let told = desk.get("/adding?reload=true");
    assert_eq!(told.header("cache-control"), "no-store");
    assert!(
        told.text()
            .contains(&format!("href=\"/article/{article}\""))
    );
    assert_eq!(told.header("refresh"), "", "it is done");
    let page = desk.get(&format!("/article/{article}"));
    assert!(page.text().contains("Jon Attervik"));
    let known = desk.ask(
        asking("/log")
            .header(IF_NONE_MATCH, tag)
            .body(Body::empty())
            .unwrap(),
    );
    assert_eq!(known.status, StatusCode::OK, "the log has changed");
    let log = desk.get("/log.json").json();
    let paths: Vec<&str> = log["captures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert!(paths.contains(&"ferry.txt"), "{paths:?}");
    assert_eq!(desk.beside(), [""; 0]);
    // Once more: nothing is new.
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    assert_eq!(desk.outcome()["new"], 0);
    let verified = Dossier::create_or_open(desk.dossier()).unwrap().verify();
    assert_eq!(verified.unwrap(), []);
}

#[test]
fn names_that_come_with_files_are_only_names() {
    let desk = Desk::new();
    let long = format!("{}.txt", "n".repeat(3000));
    let texts: Vec<String> = (0..5)
        .map(|at| FERRY.replace("84", &(84 + at).to_string()))
        .collect();
    let names = [
        "../../x.txt",
        "/etc/cron.d/x.txt",
        "C:\\x.txt",
        "\u{202e}txt.lmth",
        &long,
    ];
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    assert_eq!(desk.send(&files).status, StatusCode::SEE_OTHER);
    let outcome = desk.outcome();
    assert_eq!(outcome["new"], 5, "{outcome:#}");
    let labels: Vec<&str> = outcome["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    assert_eq!(labels[..4], ["x.txt", "x (2).txt", "x (3).txt", "txt.lmth"]);
    assert!(
        labels[4].ends_with("….txt") || labels[4].len() < 200,
        "{labels:?}"
    );
    assert_eq!(desk.beside(), [""; 0]);
    assert!(!desk.folder.path().parent().unwrap().join("x.txt").exists());
    // What HTTP does not allow in a header is no form at all.
    let refused = desk.send(&[("a\0b.txt", FERRY.as_bytes())]);
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.beside(), [""; 0]);
}

#[test]
fn more_than_is_taken_is_refused_whole() {
    let desk = Desk::with(Some(1000));
    let before = fs::read(desk.dossier()).unwrap();
    let text = [b'x'; 600];
    let large = desk.send(&[("large.txt", &[b'x'; 1001])]);
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.text().contains("larger than 1000 bytes"));
    assert!(large.text().contains("restated build FILE -o DOSSIER"));
    let many = desk.send(&[("a.txt", &text), ("b.txt", &text)]);
    assert_eq!(many.status, StatusCode::PAYLOAD_TOO_LARGE);
    let announced = form(
        asking("/captures").header("content-length", "9999999"),
        &[("a.txt", &text)],
    );
    assert_eq!(desk.ask(announced).status, StatusCode::PAYLOAD_TOO_LARGE);
    let asked = form(
        asking("/captures").header(ACCEPT, "application/json"),
        &[("a.txt", &[b'x'; 2000])],
    );
    let problem = desk.ask(asked);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert_eq!(problem.json()["status"], 413);
    assert_eq!(desk.send(&[]).status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.send(&[("", b"")]).status, StatusCode::BAD_REQUEST);
    let cut = asking("/captures")
        .method("POST")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=here")
        .body(Body::from("--here\r\nContent-Disposition: form-data; name=\"captures\"; filename=\"a.txt\"\r\n\r\nhalf"));
    assert_eq!(desk.ask(cut.unwrap()).status, StatusCode::BAD_REQUEST);
    assert_eq!(
        desk.get("/adding.json").json()["additions"],
        serde_json::json!([])
    );
    assert_eq!(desk.beside(), [""; 0]);
    assert!(fs::read(desk.dossier()).unwrap() == before);
}

#[test]
fn a_form_without_an_end_is_not_kept_in_memory() {
    let desk = Desk::new();
    let head = "--here\r\nContent-Disposition: form-data; name=\"captures\"; x=\"";
    let endless = std::iter::once(head.to_owned()).chain(std::iter::repeat("a".repeat(1 << 20)));
    // Without an end of its own: were it read on, the test would not come to its end either.
    let body = Body::from_stream(futures_util::stream::iter(
        endless.map(Ok::<_, std::io::Error>),
    ));
    let request = asking("/captures")
        .method("POST")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=here")
        .body(body);
    assert_eq!(desk.ask(request.unwrap()).status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.beside(), [""; 0]);
}

#[test]
fn nobody_else_can_send() {
    let desk = Desk::new();
    let file: &[(&str, &[u8])] = &[("ferry.txt", FERRY.as_bytes())];
    for (name, value) in [
        (ORIGIN.as_str(), "http://evil.example"),
        (ORIGIN.as_str(), "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let request = form(asking("/captures").header(name, value), file);
        assert_eq!(
            desk.ask(request).status,
            StatusCode::FORBIDDEN,
            "{name}: {value}"
        );
    }
    let off = Desk::with(Some(0));
    assert_eq!(off.send(file).status, StatusCode::FORBIDDEN);
    assert!(!off.get("/").text().contains("multipart"));
    let locked = router(&Options {
        dossier: desk.dossier(),
        token: Some("s3cret".to_owned()),
        ..options()
    })
    .unwrap();
    let locked = Desk {
        folder: tempfile::tempdir().unwrap(),
        server: locked,
    };
    assert_eq!(locked.send(file).status, StatusCode::FORBIDDEN);
    let known = asking("/captures").header("authorization", "Bearer s3cret");
    assert_eq!(locked.ask(form(known, file)).status, StatusCode::SEE_OTHER);
    assert_eq!(locked.outcome_with("s3cret")["phase"], "done");
}

#[test]
fn a_broken_file_costs_itself_alone() {
    let desk = Desk::new();
    desk.send(&[
        (
            "broken.warc.gz",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03not gzip at all",
        ),
        ("ferry.txt", FERRY.as_bytes()),
    ]);
    let outcome = desk.outcome();
    assert_eq!(outcome["new"], 1, "{outcome:#}");
    let skipped = outcome["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1, "{outcome:#}");
    assert_eq!(skipped[0]["path"], "broken.warc.gz");
    let log = desk.get("/log.json");
    assert!(log.text().contains("broken.warc.gz"));
}

#[test]
fn who_reads_meanwhile_reads_the_old_or_the_new_one() {
    let desk = Desk::new();
    let reader = Dossier::open(desk.dossier()).unwrap();
    let articles = || reader.number("SELECT count(*) FROM articles").unwrap();
    let before = articles();
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    let mut seen = Vec::new();
    loop {
        let home = desk.get("/stories.json");
        assert_eq!(home.status, StatusCode::OK, "{}", home.text());
        seen.push(home.json()["articles"].as_i64().unwrap());
        assert_eq!(articles(), before, "a file that is open stays as it was");
        let told = desk.get("/adding?reload=true");
        if told.header("refresh").is_empty() {
            break;
        }
        assert!(told.text().contains("data-busy=\"true\""));
        assert_eq!(desk.get("/adding").header("refresh"), "");
    }
    assert_eq!(desk.outcome()["phase"], "done");
    assert!(
        seen.iter().all(|n| *n == before || *n == before + 1),
        "{seen:?}"
    );
    assert_eq!(desk.get("/stories.json").json()["articles"], before + 1);
}

#[test]
fn decisions_are_neither_lost_nor_refused() {
    let desk = Desk::new();
    let claim = {
        let dossier = Dossier::open(desk.dossier()).unwrap();
        let ids: Vec<String> = dossier
            .rows("SELECT id FROM claims", [], |row| row.get(0))
            .unwrap();
        ids
    };
    let decide = |claim: &str| {
        let said = format!("kind=accept&claim={claim}&author=Ada&back=%2Freview");
        let request = asking("/decide")
            .method("POST")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(said));
        desk.ask(request.unwrap()).status
    };
    assert_eq!(decide(&claim[0]), StatusCode::SEE_OTHER);
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    // It waits until the captures are in; a longer wait is refused in so many words.
    let during = decide(&claim[1]);
    assert!(
        [StatusCode::SEE_OTHER, StatusCode::SERVICE_UNAVAILABLE].contains(&during),
        "{during}"
    );
    assert_eq!(desk.outcome()["phase"], "done");
    assert_eq!(decide(&claim[2]), StatusCode::SEE_OTHER);
    let dossier = Dossier::open(desk.dossier()).unwrap();
    let noted = dossier.decisions().unwrap().len();
    assert_eq!(
        noted,
        if during == StatusCode::SEE_OTHER {
            3
        } else {
            2
        }
    );
    assert_eq!(
        dossier
            .number("SELECT count(*) FROM captures WHERE skipped IS NULL")
            .unwrap(),
        5
    );
}

#[test]
fn another_writer_is_told_and_nothing_is_lost() {
    let desk = Desk::new();
    let other = rusqlite::Connection::open(desk.dossier()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let before = fs::read(desk.dossier()).unwrap();
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    let outcome = desk.outcome();
    assert_eq!(outcome["phase"], "failed", "{outcome:#}");
    assert!(outcome["why"].as_str().unwrap().contains("Another program"));
    assert!(fs::read(desk.dossier()).unwrap() == before);
    assert_eq!(desk.beside(), [""; 0]);
    other.execute_batch("ROLLBACK").unwrap();
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    assert_eq!(desk.outcome()["phase"], "done");
    // What was open all the while is another file now, and writing into it is refused.
    let error = other
        .execute("INSERT INTO settings VALUES ('x', 'y')", [])
        .unwrap_err();
    assert!(error.to_string().contains("readonly"), "{error}");
}

#[test]
fn a_log_of_another_program_is_no_hindrance() {
    let desk = Desk::new();
    let other = rusqlite::Connection::open(desk.dossier()).unwrap();
    other
        .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        .unwrap();
    drop(other);
    // The server reads it, and has the log open from then on.
    assert_eq!(desk.get("/").status, StatusCode::OK);
    desk.send(&[("ferry.txt", FERRY.as_bytes())]);
    assert_eq!(desk.outcome()["phase"], "done", "{:#}", desk.outcome());
    assert_eq!(desk.beside(), [""; 0]);
}

#[test]
fn what_was_sent_together_and_apart_is_the_same_dossier() {
    let export = |desk: &Desk| desk.get("/dossier.json").body;
    let (one, two) = (Desk::new(), Desk::new());
    let later = FERRY.replace("Three", "Four").replace("June 4", "June 5");
    one.send(&[("a.txt", FERRY.as_bytes()), ("b.txt", later.as_bytes())]);
    two.send(&[("b.txt", later.as_bytes())]);
    // The second waits for the first.
    two.send(&[("a.txt", FERRY.as_bytes())]);
    assert_eq!(one.outcome()["new"], 2);
    assert_eq!(two.outcome()["new"], 1);
    assert!(export(&one) == export(&two));
}

#[test]
fn what_a_stopped_program_left_is_cleared_away() {
    let desk = Desk::new();
    let left = desk.folder.path().join(".desk.db.adding-1-0");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("copy.db"), b"half of a copy").unwrap();
    fs::write(left.join("copy.db-wal"), b"half of a log").unwrap();
    let _unmarked = serve(&desk.dossier(), None);
    assert!(left.exists(), "it may be somebody's");
    fs::write(
        left.join("lock"),
        "restated adds captures here; it is removed when that is done\n",
    )
    .unwrap();
    let before = fs::read(desk.dossier()).unwrap();
    let _server = serve(&desk.dossier(), None);
    assert_eq!(desk.beside(), [""; 0]);
    assert!(fs::read(desk.dossier()).unwrap() == before);
}
