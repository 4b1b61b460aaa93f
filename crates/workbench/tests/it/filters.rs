//! Stories as they are asked for.

use axum::http::StatusCode;
use serde_json::Value;

use crate::desk::{get, page};

fn stories(asked: &str) -> Vec<Value> {
    let answer = get(&format!("/stories.json?{asked}")).json();
    let stories = answer["stories"].as_array().unwrap().clone();
    assert_eq!(answer["paging"]["all"], stories.len(), "{asked}");
    stories
}

fn ids(stories: &[Value]) -> Vec<&str> {
    stories
        .iter()
        .map(|story| story["id"].as_str().unwrap())
        .collect()
}

/// Of `all`, those for which `fits` holds.
fn fitting<'s>(all: &'s [Value], fits: impl Fn(&Value) -> bool) -> Vec<&'s str> {
    let found: Vec<&Value> = all.iter().filter(|story| fits(story)).collect();
    found
        .iter()
        .map(|story| story["id"].as_str().unwrap())
        .collect()
}

#[test]
fn remarks_are_filtered_as_they_are_shown() {
    let all = stories("");
    let mut narrowed = 0;
    for badge in ["conflict", "updated", "single_origin", "undated"] {
        let has = |story: &Value| story["badges"].as_array().unwrap().contains(&badge.into());
        let found = stories(&format!("{badge}=true"));
        assert_eq!(ids(&found), fitting(&all, has), "{badge}");
        narrowed += usize::from(!found.is_empty() && found.len() < all.len());
        assert_eq!(stories(&format!("{badge}=")).len(), all.len());
    }
    assert!(narrowed > 0, "no remark tells the samples apart: {all:#?}");
}

#[test]
fn titles_and_days_are_filtered() {
    let all = stories("");
    let titled = |word: &str| {
        fitting(&all, |story| {
            story["title"]
                .as_str()
                .unwrap()
                .to_lowercase()
                .contains(word)
        })
    };
    assert_eq!(ids(&stories("words=WEIR")), titled("weir"));
    assert_eq!(ids(&stories("words=weir+oststeg")), titled("weir"));
    assert_eq!(stories("words=weir+nowhere").len(), 0);
    assert_eq!(stories("words=%25").len(), 0, "a sign of SQL is a sign");
    assert_eq!(stories("words='").len(), 0);
    let weir = titled("weir");
    for (asked, found) in [
        ("from=2034-05-02&to=2034-05-02", true),
        ("from=2034-05&to=2034-05", true),
        ("to=2034", true),
        ("to=2034-05-01", false),
        ("from=2035", false),
    ] {
        assert_eq!(ids(&stories(asked)).contains(&weir[0]), found, "{asked}");
    }
    assert_eq!(get("/?from=yesterday").status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_filter_is_said_and_kept() {
    let html = page("/?words=weir&conflict=true&sort=latest");
    assert!(html.contains("value=\"weir\"") && html.contains("checked"));
    assert!(html.contains("href=\"/stories.csv?sort=latest&#38;words=weir&#38;conflict=true\""));
    assert!(html.contains("Show all"));
    assert!(!page("/").contains("Show all"));
    let table = get("/stories.csv?words=nowhere");
    assert_eq!(table.text().lines().count(), 1);
}
