//! The sample pile against what is expected of it, written by hand.

use std::path::Path;

use serde_json::Value;

use crate::harness::{build_and_export, folder, pile};

fn expected() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/expected.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("it is JSON")
}

/// Text with straight quotes and plain spaces, as a person would type it.
fn plain(text: &str) -> String {
    let straight = text
        .replace(['’', '‘'], "'")
        .replace(['“', '”'], "\"")
        .replace(['–', '—'], "-");
    straight
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Every capture that ought to be an article, with the article read from it.
fn articles(export: &Value) -> Vec<(Value, Value)> {
    let captures = export["captures"].as_array().unwrap();
    let expected = expected();
    expected["captures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gold| {
            let file = gold["file"].as_str().unwrap();
            let named = |path: &Value| {
                path.as_str()
                    .is_some_and(|path| path.rsplit('/').next() == Some(file))
            };
            let capture = captures
                .iter()
                .find(|c| {
                    named(&c["path"])
                        || c["places"]
                            .as_array()
                            .is_some_and(|p| p.iter().any(|p| named(&p["path"]) || named(p)))
                })
                .unwrap_or_else(|| panic!("{file} was not captured"));
            let article = export["articles"]
                .as_array()
                .unwrap()
                .iter()
                .find(|a| a["capture"] == capture["id"]);
            (
                gold.clone(),
                article
                    .unwrap_or_else(|| panic!("{file} gave no article: {capture}"))
                    .clone(),
            )
        })
        .collect()
}

#[test]
fn articles_begin_and_end_where_they_should_and_hold_no_furniture() {
    let folder = folder();
    let export = build_and_export(folder.path(), &[&pile()]);
    let mut wrong = Vec::new();
    for (gold, article) in articles(&export) {
        let file = gold["file"].as_str().unwrap();
        let text = plain(article["text"].as_str().unwrap());
        let first = plain(gold["first_words"].as_str().unwrap());
        if !text.chars().take(400).collect::<String>().contains(&first) {
            wrong.push(format!(
                "{file} does not begin with {first:?}: {}",
                text.chars().take(120).collect::<String>()
            ));
        }
        let last = plain(gold["last_words"].as_str().unwrap());
        if !text.ends_with(&last) {
            let tail: String = text
                .chars()
                .rev()
                .take(120)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            wrong.push(format!("{file} does not end with {last:?}: {tail}"));
        }
        for furniture in gold["must_not"].as_array().unwrap() {
            if text.contains(&plain(furniture.as_str().unwrap())) {
                wrong.push(format!("{file} holds {furniture}"));
            }
        }
        for once in gold["once"].as_array().into_iter().flatten() {
            let count = text.matches(&plain(once.as_str().unwrap())).count();
            if count != 1 {
                wrong.push(format!("{file} holds {once} {count} times"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_outlets_and_dates_are_those_of_the_page() {
    let folder = folder();
    let export = build_and_export(folder.path(), &[&pile()]);
    let mut wrong = Vec::new();
    for (gold, article) in articles(&export) {
        for (field, got) in [
            ("title", &article["title"]),
            ("outlet", &article["outlet"]),
            ("published", &article["published"]["edtf"]),
            ("language", &article["language"]),
        ] {
            if gold.get(field).is_some_and(|gold| gold != got) {
                wrong.push(format!(
                    "{}: {field} is {}, got {got}",
                    gold["file"], gold[field]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_article_is_listed_with_its_reason() {
    let folder = folder();
    let export = build_and_export(folder.path(), &[&pile()]);
    let expected = expected();
    for file in expected["not_articles"]
        .as_array()
        .expect("the samples hold some")
    {
        let file = file["file"].as_str().or(file.as_str()).unwrap();
        let captures = export["captures"].as_array().unwrap();
        let capture = captures
            .iter()
            .find(|c| c["path"].as_str().unwrap().ends_with(file))
            .expect("it is listed");
        assert!(
            capture["article"].is_null() && capture["skipped"].is_string(),
            "{capture}"
        );
    }
}
