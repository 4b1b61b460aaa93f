//! `samples/expected.json` must hold together before anything is measured against it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{build, samples_dir};

fn load() -> Value {
    let bytes = fs::read(samples_dir().join("expected.json")).expect("expected.json");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("{key} is a list"))
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is a string in {value}"))
}

fn words<'a>(items: &'a [Value], key: &str) -> BTreeSet<&'a str> {
    let found: BTreeSet<&str> = items.iter().map(|item| word(item, key)).collect();
    assert_eq!(found.len(), items.len(), "{key} twice");
    found
}

#[test]
fn captures_lie_in_the_pile() {
    let expected = load();
    let pile = build(&samples_dir().join("sources")).expect("sources build");
    let mut seen = BTreeSet::new();
    for file in words(list(&expected, "captures"), "file") {
        let outer = file.split('#').next().unwrap_or(file);
        // The page in the WACZ is named by the WARC inside it.
        let held = [outer.to_owned(), outer.replace(".warc.gz", ".wacz")];
        let held = held.iter().find(|name| pile.contains_key(*name));
        seen.insert(
            held.unwrap_or_else(|| panic!("{file} is not in the pile"))
                .clone(),
        );
    }
    assert!(
        pile.keys().eq(&seen),
        "every file of the pile has a capture: {seen:?}"
    );
}

#[test]
fn references_resolve() {
    let expected = load();
    let files = words(list(&expected, "captures"), "file");
    let figures = words(list(&expected, "figures"), "id");
    let statements = words(list(&expected, "statements"), "id");
    for item in list(&expected, "figures")
        .iter()
        .chain(list(&expected, "statements"))
    {
        assert!(files.contains(word(item, "file")), "{item}");
        assert!(
            word(item, "evidence").contains(word(item, "span")),
            "{item}"
        );
    }
    for file in list(&expected, "families")
        .iter()
        .flat_map(|f| f.as_array().expect("a list"))
    {
        assert!(files.contains(file.as_str().expect("a file")), "{file}");
    }
    for edge in list(&expected, "derivations") {
        assert!(files.contains(word(edge, "child")), "{edge}");
        match &edge["parent"] {
            Value::Null => assert!(edge["upstream"].is_string(), "{edge}"),
            parent => assert!(files.contains(parent.as_str().expect("a file")), "{edge}"),
        }
    }
    for question in list(&expected, "questions") {
        let origins = list(question, "origins");
        assert_eq!(
            question["independent_origins"],
            origins.len(),
            "{}",
            question["id"]
        );
        let given: Vec<&Value> = origins
            .iter()
            .flat_map(|o| o.as_array().expect("a list"))
            .collect();
        assert!(
            list(question, "figures").iter().eq(given),
            "{}",
            question["id"]
        );
        for id in list(question, "figures") {
            assert!(figures.contains(id.as_str().expect("an id")), "{id}");
        }
        for pair in list(question, "relations") {
            assert!(
                figures.contains(word(pair, "a")) && figures.contains(word(pair, "b")),
                "{pair}"
            );
        }
    }
    for pair in list(&expected, "drifts")
        .iter()
        .chain(list(&expected, "not_drifts"))
    {
        for id in [word(pair, "from"), word(pair, "to")] {
            assert!(figures.contains(id) || statements.contains(id), "{pair}");
        }
    }
}

#[test]
fn figures_have_the_ends_their_qualifier_asks_for() {
    for figure in list(&load(), "figures") {
        let [best, low, high] = ["best", "low", "high"].map(|key| figure[key].as_f64());
        let right = match word(figure, "qualifier") {
            "exact" => best.is_some() && low == best && high == best,
            "at_least" | "more_than" => best.is_some() && low == best && high.is_none(),
            "at_most" | "less_than" => best.is_some() && low.is_none() && high == best,
            "approx" => best.is_some() && low.is_none() && high.is_none(),
            "range" => best.is_none() && low.zip(high).is_some_and(|(low, high)| low < high),
            "vague" => [best, low, high] == [None; 3],
            _ => false,
        };
        assert!(right, "{figure}");
    }
}
