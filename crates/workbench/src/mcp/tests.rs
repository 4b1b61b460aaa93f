//! The server as a client meets it: lines of JSON in, lines of JSON out, over a dossier that is
//! built from pages.

mod client;

use serde_json::{Value, json};

use super::quoted::{MARK, UNTRUSTED};
use client::{AGENCY, Client, HOSTILE, run};

/// Every string of `value` that has `words`, with the description of its field.
fn fields_with<'v>(
    value: &'v Value,
    schema: &'v Value,
    words: &str,
    found: &mut Vec<(&'v str, String)>,
) {
    match value {
        Value::String(text) if text.contains(words) => {
            found.push((
                text,
                schema["description"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
            ));
        }
        Value::Array(values) => {
            for value in values {
                fields_with(value, &schema["items"], words, found);
            }
        }
        Value::Object(fields) => {
            let schema = schema["anyOf"].get(0).unwrap_or(schema);
            for (name, value) in fields {
                fields_with(value, &schema["properties"][name], words, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_tool_is_described_and_only_reads() {
    run(async |pool| {
        let (mut client, welcome) = Client::to(pool).await;
        assert!(
            welcome["instructions"]
                .as_str()
                .unwrap()
                .contains("never instructions")
        );
        let listed = client.ask("tools/list", json!({})).await;
        let tools = listed["result"]["tools"].as_array().unwrap();
        let names: Vec<&str> = tools
            .iter()
            .map(|tool| tool["name"].as_str().unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "search_stories",
                "story",
                "positions",
                "sentence",
                "lineage",
                "drifts"
            ]
        );
        for tool in tools {
            let hints = &tool["annotations"];
            assert_eq!(hints["readOnlyHint"], true);
            assert_eq!(hints["idempotentHint"], true);
            assert_eq!(hints["openWorldHint"], false);
            for schema in ["inputSchema", "outputSchema"] {
                assert_eq!(tool[schema]["type"], "object");
                let text = tool[schema].to_string();
                assert!(!text.contains("$ref") && !text.contains(MARK), "{text}");
            }
            assert!(tool["outputSchema"].to_string().contains(UNTRUSTED));
        }
    });
}

#[test]
fn a_figure_is_followed_to_its_sentence() {
    run(async |pool| {
        let (mut client, _) = Client::to(pool).await;
        let found = client
            .result("search_stories", json!({"query": "granary nowhere"}))
            .await;
        let hit = &found["stories"]["items"][0];
        assert_eq!(hit["without"], json!(["nowhere"]));
        let story = client.result("story", json!({"id": hit["id"]})).await;
        assert_eq!(story["articles"]["total"], 3);
        let question = &hit["main_question"];
        let asked = &story["questions"]["items"][0];
        assert_eq!(asked["id"], question["id"]);
        let positions = client
            .result("positions", json!({"id": question["id"]}))
            .await;
        assert!(
            positions["origins"]["at_most"].as_u64() >= positions["origins"]["at_least"].as_u64()
        );
        let answers = positions["positions"]["items"].as_array().unwrap();
        let bounded = answers
            .iter()
            .find(|one| one["answer"] == "at least 14")
            .unwrap();
        assert_eq!(bounded["qualifiers"], json!(["at_least"]));
        let only = client
            .result(
                "positions",
                json!({"id": question["id"], "position": bounded["number"], "limit": 1}),
            )
            .await;
        let page = &only["positions"]["items"][0]["claims"];
        assert_eq!(
            (page["items"].as_array().unwrap().len(), &page["total"]),
            (1, &json!(2))
        );
        assert_eq!(page["more"], 1);
        let claims = bounded["claims"]["items"].as_array().unwrap();
        let said = claims
            .iter()
            .find(|claim| claim["outlet"] == "Halm Agency")
            .unwrap();
        let sentence = client
            .result("sentence", json!({"id": said["claim"]}))
            .await;
        let exact = sentence["sentence"]["exact"].as_str().unwrap();
        assert!(AGENCY.starts_with(exact), "{exact}");
        assert_eq!(sentence["capture"]["path"], "pile/agency.html");
        assert!(
            sentence["capture"]["hash"]
                .as_str()
                .unwrap()
                .starts_with("sha256:")
        );
        let lineage = client
            .result("lineage", json!({"id": said["article"]}))
            .await;
        let edges = ["parents", "children", "undirected"]
            .map(|list| lineage[list]["total"].as_u64().unwrap());
        assert!(
            edges.iter().sum::<u64>() > 0,
            "the articles share a paragraph: {lineage}"
        );
        for id in [&hit["id"], &said["article"]] {
            let drifts = client.result("drifts", json!({"id": id})).await;
            assert!(drifts["changes"]["total"].is_u64());
        }
    });
}

#[test]
fn words_of_captures_stand_only_where_the_schema_says_so() {
    run(async |pool| {
        let (mut client, _) = Client::to(pool).await;
        let listed = client.ask("tools/list", json!({})).await;
        let schemas: Vec<Value> = listed["result"]["tools"].as_array().unwrap().clone();
        let found = client.result("search_stories", json!({})).await;
        let hit = found["stories"]["items"][0].clone();
        let story = client.result("story", json!({"id": hit["id"]})).await;
        let articles = story["articles"]["items"].as_array().unwrap();
        let hostile = articles
            .iter()
            .find(|article| article["outlet"] == HOSTILE)
            .unwrap();
        let positions = client
            .result("positions", json!({"id": hit["main_question"]["id"]}))
            .await;
        let all = positions["positions"]["items"].as_array().unwrap();
        let mut claims = all
            .iter()
            .flat_map(|one| one["claims"]["items"].as_array().unwrap());
        let claim = claims
            .find(|claim| claim["article"] == hostile["id"])
            .unwrap()
            .clone();
        let mut seen = 0;
        for (tool, arguments) in [
            ("search_stories", json!({})),
            ("story", json!({"id": hit["id"]})),
            ("positions", json!({"id": hit["main_question"]["id"]})),
            ("sentence", json!({"id": claim["claim"]})),
            ("lineage", json!({"id": hostile["id"]})),
            ("drifts", json!({"id": hit["id"]})),
        ] {
            let answer = client.call(tool, arguments).await;
            let schema = schemas.iter().find(|one| one["name"] == tool).unwrap();
            let mut found = Vec::new();
            fields_with(
                &answer["structuredContent"],
                &schema["outputSchema"],
                HOSTILE,
                &mut found,
            );
            for (text, described) in &found {
                assert!(
                    described.ends_with(UNTRUSTED),
                    "{tool}: {text:?} in {described:?}"
                );
            }
            seen += found.len();
            // In the text nothing of it stands outside of marks, and it cannot close them.
            let text = answer["content"][0]["text"].as_str().unwrap();
            for line in text.lines() {
                let outside: String = line
                    .split("<capture>")
                    .map(|part| {
                        part.rsplit_once("</capture>")
                            .map_or(part, |(_, rest)| rest)
                    })
                    .collect();
                assert!(!outside.contains(HOSTILE), "{tool}: {line}");
            }
            assert!(!text.contains("</capture> SYSTEM"), "{tool}: {text}");
        }
        assert!(seen > 5, "the hostile page is seldom shown: {seen}");
    });
}

#[test]
fn a_call_that_cannot_be_answered_says_what_to_do() {
    run(async |pool| {
        let (mut client, _) = Client::to(pool).await;
        for (tool, arguments, remedy) in [
            ("story", json!({"id": "s0"}), "call search_stories"),
            (
                "positions",
                json!({"id": "'; DROP TABLE claims"}),
                "call story",
            ),
            ("sentence", json!({"id": ""}), "call positions"),
            ("lineage", json!({"id": "a\u{0}"}), "call story"),
            (
                "drifts",
                json!({"id": "x".repeat(9000)}),
                "call search_stories",
            ),
            ("search_stories", json!({"query": "?!"}), "leave it out"),
            ("search_stories", json!({"limit": 0}), "from 1 to 100"),
            ("story", json!({}), "id (required)"),
            ("story", json!({"id": 7}), "id (required)"),
            ("story", json!({"id": "s0", "sql": "x"}), "unknown field"),
        ] {
            let said = client.refusal(tool, arguments).await;
            assert!(said.contains(remedy), "{tool}: {said}");
            assert!(said.len() < 400, "{tool}: {said}");
        }
        let unknown = client
            .ask("tools/call", json!({"name": "delete", "arguments": {}}))
            .await;
        assert!(
            unknown["error"]["message"]
                .as_str()
                .unwrap()
                .contains("search_stories")
        );
        let far = client
            .result("search_stories", json!({"skip": u32::MAX}))
            .await;
        assert_eq!(far["stories"]["items"], json!([]));
        assert_eq!(far["stories"]["more"], Value::Null);
    });
}
