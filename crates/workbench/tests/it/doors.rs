//! Who may ask, and how.

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, IF_NONE_MATCH, ORIGIN};
use axum::http::{Method, Request, StatusCode};
use restated_workbench::{Error, Options, router};

use crate::desk::{asking, get, options, send};

fn empty(request: axum::http::request::Builder) -> Request<Body> {
    request.body(Body::empty()).unwrap()
}

#[test]
fn a_foreign_name_is_refused() {
    for host in [
        "evil.example",
        "evil.example:8420",
        "127.0.0.1.evil.example",
        "",
    ] {
        let request = empty(Request::builder().uri("/").header(HOST, host));
        assert_eq!(
            send(&options(), request).status,
            StatusCode::FORBIDDEN,
            "{host}"
        );
    }
    let named = Options {
        hosts: vec!["Desk.Example".to_owned()],
        ..options()
    };
    for host in ["desk.example", "localhost:1", "[::1]:8420", "127.0.0.1"] {
        let request = empty(Request::builder().uri("/").header(HOST, host));
        assert_eq!(send(&named, request).status, StatusCode::OK, "{host}");
    }
}

#[test]
fn another_sites_page_changes_nothing() {
    let post = |origin: Option<&str>| {
        let request = asking("/").method(Method::POST);
        let request = match origin {
            Some(origin) => request.header(ORIGIN, origin),
            None => request,
        };
        send(&options(), empty(request)).status
    };
    assert_eq!(post(Some("http://evil.example")), StatusCode::FORBIDDEN);
    assert_eq!(post(Some("null")), StatusCode::FORBIDDEN);
    // From here it gets as far as the page, which takes no such request.
    assert_eq!(
        post(Some("http://127.0.0.1:8420")),
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert_eq!(post(None), StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_token_is_asked_for_where_there_is_one() {
    let locked = Options {
        token: Some("s3cret/+".to_owned()),
        ..options()
    };
    let answer = |request| send(&locked, empty(request));
    assert_eq!(answer(asking("/")).status, StatusCode::FORBIDDEN);
    assert_eq!(
        answer(asking("/?token=wrong")).status,
        StatusCode::FORBIDDEN
    );
    let bearer = |token| asking("/").header(AUTHORIZATION, format!("Bearer {token}"));
    assert_eq!(answer(bearer("s3cret/+")).status, StatusCode::OK);
    assert_eq!(answer(bearer("s3cret/")).status, StatusCode::FORBIDDEN);
    let led = answer(asking("/sources?page=2&token=s3cret%2F%2B"));
    assert_eq!(
        (led.status, led.location()),
        (StatusCode::SEE_OTHER, "/sources?page=2")
    );
    let cookie = led
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    assert!(
        led.header("set-cookie")
            .contains("HttpOnly; SameSite=Strict")
    );
    assert_eq!(
        answer(asking("/").header(COOKIE, cookie)).status,
        StatusCode::OK
    );
}

#[test]
fn nobody_is_let_in_from_elsewhere_without_a_token() {
    let open = Options {
        address: ([0, 0, 0, 0], 8420).into(),
        ..options()
    };
    assert!(matches!(router(&open), Err(Error::Open(_))));
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let first = get("/sources");
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty());
    let again = |known: &str| {
        send(
            &options(),
            empty(asking("/sources").header(IF_NONE_MATCH, known)),
        )
    };
    let same = again(&format!("\"other\", W/{tag}"));
    assert_eq!(
        (same.status, same.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(again("\"other\"").status, StatusCode::OK);
}

#[test]
fn refusals_are_in_the_form_of_what_was_asked() {
    let elsewhere = |address| {
        let request = Request::builder().uri(address).header(HOST, "evil.example");
        send(&options(), empty(request))
    };
    let of_page = elsewhere("/");
    assert_eq!(of_page.status, StatusCode::FORBIDDEN);
    assert!(of_page.header("content-type").starts_with("text/html"));
    for answer in [
        elsewhere("/mcp"),
        elsewhere("/api/claims"),
        get("/api/nothing"),
        get("/api/claims?limit=many"),
        get("/api/claims?story=s1&article=a1"),
        get("/story/s0.json"),
        get("/sources.json?page=-1"),
        get("/source/e0.csv"),
    ] {
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{}",
            answer.text()
        );
        let problem = answer.json();
        assert_eq!(problem["status"], answer.status.as_u16());
        for said in ["title", "detail"] {
            assert!(!problem[said].as_str().unwrap().is_empty());
        }
    }
    let unread = get("/?page=first");
    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    assert!(unread.text().contains("The question cannot be read"));
    let posted = send(
        &options(),
        empty(asking("/api/claims").method(Method::POST)),
    );
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(posted.header("allow"), "GET,HEAD");
}

#[test]
fn what_is_not_there_is_said_to_be_missing() {
    for address in [
        "/nowhere",
        "/article/a0",
        "/article/a0.json",
        "/article/a0/capture",
        "/article/a0/beside/a1",
        "/source/e0",
        "/source/e0.csv",
        "/claim/c0",
        "/claim/c0.json",
        "/story/s0",
        "/question/q0",
        "/article/%3Cscript%3E",
        "/assets/0/..%2f..%2fCargo.toml",
    ] {
        let answer = get(address);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!answer.text().contains("<script>"), "{address}");
    }
}
