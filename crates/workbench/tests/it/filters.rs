//! Stories as they are asked for.

use axum::http::StatusCode;
use serde_json::Value;

use crate::sending::{Desk, FERRY};

/// Several stories, of which some have each remark and some do not.
fn desk() -> Desk {
    let desk = Desk::new();
    let other = "The Vell Post\n\nÄrzte in Vell count 40 cases of fever\n\nBy Nora Tannick\n\n\
        VELL — Forty people were ill with fever in Vell, the doctor Ludo Marrin said.\n";
    let copy = FERRY
        .replace("Marl Courier", "Sund Gazette")
        .replace("Three", "Four");
    let files: [(&str, &[u8]); 3] = [
        ("ferry.txt", FERRY.as_bytes()),
        ("copy.txt", copy.as_bytes()),
        ("fever.txt", other.as_bytes()),
    ];
    desk.send(&files);
    assert_eq!(desk.outcome()["new"], 3);
    desk
}

impl Desk {
    fn stories(&self, asked: &str) -> Vec<Value> {
        let answer = self.get(&format!("/stories.json?{asked}")).json();
        let stories = answer["stories"].as_array().unwrap().clone();
        assert_eq!(answer["paging"]["all"], stories.len(), "{asked}");
        stories
    }

    fn titles(&self, asked: &str) -> Vec<String> {
        titles(&self.stories(asked), |_| true)
    }
}

/// The titles of those `stories` for which `fits` holds.
fn titles(stories: &[Value], fits: impl Fn(&Value) -> bool) -> Vec<String> {
    let found = stories.iter().filter(|story| fits(story));
    found
        .map(|story| story["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn stories_are_narrowed_to_what_is_asked_for() {
    let desk = desk();
    let all = desk.stories("");
    assert!(all.len() >= 3, "{all:#?}");
    // A filter finds what the list itself says.
    let mut narrowed = Vec::new();
    for badge in ["conflict", "updated", "single_origin", "undated"] {
        let has = |story: &Value| story["badges"].as_array().unwrap().contains(&badge.into());
        let found = desk.titles(&format!("{badge}=true"));
        assert_eq!(found, titles(&all, has), "{badge}");
        assert_eq!(desk.stories(&format!("{badge}=")).len(), all.len());
        if !found.is_empty() && found.len() < all.len() {
            narrowed.push(badge);
        }
    }
    assert!(narrowed.len() >= 2, "{narrowed:?}: {all:#?}");
    let titled = |part: &str| {
        titles(&all, |story| {
            story["title"].as_str().unwrap().contains(part)
        })
    };
    assert_eq!(titled("aground").len(), 1);
    for (asked, part) in [
        ("words=AGROUND", "aground"),
        ("words=lindholt+ferry", "aground"),
        ("words=%C3%A4rzte", "Ärzte"),
        ("words=%25", "%"),
        ("words='", "'"),
        ("words=ferry+nowhere", "nowhere"),
        ("from=2034-06-04&to=2034-06-04", "aground"),
        ("from=2034-06", "aground"),
        ("from=2035", "nowhere"),
        ("to=2033-12", "nowhere"),
        ("conflict=true&words=ärzte", "nowhere"),
    ] {
        let asked = asked.replace('ä', "%C3%A4");
        assert_eq!(desk.titles(&asked), titled(part), "{asked}");
    }
    assert!(!desk.titles("to=2034-05").is_empty());
    let wrong = desk.get("/?from=yesterday");
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.text().contains("2033-09-13"), "it says how");
}

#[test]
fn a_filter_is_said_and_kept() {
    let desk = Desk::new();
    let html = desk.get("/?words=weir&conflict=true&sort=latest");
    let html = html.text();
    assert!(html.contains("value=\"weir\"") && html.contains("checked"));
    assert!(html.contains("href=\"/stories.csv?sort=latest&#38;words=weir&#38;conflict=true\""));
    assert!(html.contains("Show all"));
    assert!(!desk.get("/").text().contains("Show all"));
    let table = desk.get("/stories.csv?words=nowhere");
    assert_eq!(table.text().lines().count(), 1);
}
