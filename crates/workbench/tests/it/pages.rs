//! What stands on the pages.

use axum::http::StatusCode;
use restated_dossier::Dossier;
use restated_dossier::records::{Claim, Derivation, Saying, Within};
use serde_json::Value;

use crate::desk::{self, get, one, page, tags};

fn ids(html: &str) -> Vec<String> {
    let tags = tags(html);
    tags.iter()
        .filter_map(|tag| tag.get("id"))
        .map(str::to_owned)
        .collect()
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let entries = value.as_array().unwrap().iter();
    entries
        .map(|entry| entry[key].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_claim_leads_to_its_sentence() {
    let claim = one(
        "SELECT id FROM claims WHERE figure LIKE '%14%' AND article IN (SELECT id FROM articles WHERE title LIKE 'Weir at%')",
    );
    let answer = get(&format!("/claim/{claim}"));
    let wire = desk::wire();
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), format!("/article/{wire}#{claim}"));
    let html = page(&format!("/article/{wire}"));
    let ids = ids(&html);
    assert!(ids.contains(&claim) && ids.contains(&format!("n-{claim}")));
    for said in [
        "<mark class=\"figure",
        "<mark class=\"quote",
        "class=\"whose",
        "class=\"cue",
        "TextQuoteSelector",
        "TextPositionSelector",
        "Lower Marl River Board",
        "found in: ",
        "The text qualifies it",
        "could not independently verify",
        "How many people were killed?",
        "side by side",
    ] {
        assert!(html.contains(said), "{said}");
    }
    let card = get(&format!("/claim/{claim}.json")).json();
    assert_eq!(card["claim"]["id"], claim.as_str());
    assert_eq!(card["article"]["id"], wire.as_str());
    assert_eq!(card["place"], answer.location());
    let sentence = &card["sentence"];
    let parts = ["before", "words", "after"].map(|part| sentence[part].as_str().unwrap());
    assert_eq!(
        parts.concat(),
        card["claim"]["evidence"]["exact"].as_str().unwrap()
    );
}

#[test]
fn an_article_as_data_is_its_text() {
    let wire = desk::wire();
    let data = get(&format!("/article/{wire}.json")).json();
    let mut read = Vec::new();
    for paragraph in data["paragraphs"].as_array().unwrap() {
        let runs = paragraph["runs"].as_array().unwrap().iter();
        let bits = runs.flat_map(|run| run["bits"].as_array().unwrap());
        read.push(
            bits.map(|bit| bit["text"].as_str().unwrap())
                .collect::<String>(),
        );
    }
    assert_eq!(
        read.join("\n"),
        one("SELECT text FROM articles WHERE title LIKE 'Weir at%'")
    );
    let notes = data["paragraphs"].as_array().unwrap().iter();
    let notes: Vec<&Value> = notes
        .flat_map(|one| one["notes"].as_array().unwrap())
        .collect();
    assert_eq!(notes.len() as u64, data["claims"].as_u64().unwrap());
    for note in notes {
        let quoted = &note["target"]["selector"][0];
        assert_eq!(quoted["exact"], note["span"]["exact"]);
        assert_eq!(
            note["target"]["source"],
            format!("urn:{}", data["card"]["capture"].as_str().unwrap())
        );
    }
    let around = data["around"]["lines"].as_array().unwrap();
    assert!(around.iter().any(|line| line["what"] == "main"));
    assert_eq!(
        data["capture"]["bytes"].as_u64(),
        Some(desk::WIRE.len() as u64)
    );
}

#[test]
fn a_long_text_has_parts() {
    let long = desk::long();
    let first = page(&format!("/article/{long}"));
    assert!(first.contains("this is part 1 of 2"));
    let last = one(&format!(
        "SELECT id FROM claims WHERE article = '{long}' ORDER BY words_start DESC LIMIT 1"
    ));
    let place = get(&format!("/claim/{last}")).location().to_owned();
    assert_eq!(place, format!("/article/{long}?page=2#{last}"));
    let second = page(place.split('#').next().unwrap());
    assert!(ids(&second).contains(&last) && !ids(&first).contains(&last));
    assert_eq!(
        get(&format!("/article/{long}?page=3")).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn shared_text_is_tied_on_both_sides() {
    let (wire, copy) = (desk::wire(), desk::copy());
    for address in [
        format!("/article/{copy}/beside/{wire}"),
        format!("/article/{wire}/beside/{copy}"),
    ] {
        let html = page(&address);
        let data = get(&format!("{address}.json")).json();
        // The wire was there first: it stands left whichever way one asks.
        assert_eq!(data["left"]["card"]["id"], wire.as_str());
        assert_eq!(data["right"]["card"]["id"], copy.as_str());
        assert!(!texts(&data["edges"], "kind").is_empty());
        let ids = ids(&html);
        assert!(ids.contains(&"l1".to_owned()) && ids.contains(&"r1".to_owned()));
        assert!(html.contains("word\">moved</del>"), "{html}");
        assert!(html.contains("word\">brought</ins>"));
        assert!(
            html.contains("value changed"),
            "a drift stands at its claim"
        );
        assert!(ids.contains(&"was-A".to_owned()));
    }
}

#[test]
fn where_no_text_passed_questions_are_tied() {
    let (wire, own) = (desk::wire(), desk::own());
    let html = page(&format!("/article/{wire}/beside/{own}"));
    assert!(html.contains("No text is shown to have passed between these two."));
    assert!(html.contains("Both answer:"));
    let ids = ids(&html);
    assert!(ids.contains(&"qA-l0".to_owned()) && ids.contains(&"qA-r0".to_owned()));
    assert!(!html.contains("<ins") && !html.contains("<del"));
    assert_eq!(
        get(&format!("/article/{wire}/beside/{wire}")).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_source_has_all_that_is_put_on_it() {
    let board = one(
        "SELECT e.id FROM entities e JOIN names n ON n.entity = e.id JOIN claims c ON c.article = n.article AND c.source_name = n.number WHERE e.name LIKE '%River Board%' ORDER BY 1",
    );
    let html = page(&format!("/source/{board}"));
    for said in [
        "River Board",
        "Quill Wire",
        "Weir gives way at Oststeg",
        "Henning Herald",
        "How many people were killed?",
    ] {
        assert!(html.contains(said), "{said}");
    }
    let data = get(&format!("/source/{board}.json")).json();
    let all = data["paging"]["all"].as_u64().unwrap();
    let table = get(&format!("/source/{board}.csv"));
    assert!(table.header("content-type").starts_with("text/csv"));
    let rows = table.text().trim_end().lines().count() as u64;
    assert_eq!(rows, all + 1, "{}", table.text());
    assert!(all >= 3);
    assert!(!texts(&data["ties"], "alias").is_empty());
}

#[test]
fn lists_say_of_claims_and_derivations_what_their_records_say() {
    let dossier = Dossier::open(desk::path()).unwrap();
    let claims: Vec<Claim> = dossier.records(Within::Dossier).unwrap();
    let read: Vec<Saying> = claims.iter().map(Saying::from).collect();
    assert!(!read.is_empty());
    assert_eq!(dossier.sayings(Within::Dossier).unwrap(), read);
    let derivations: Vec<Derivation> = dossier.records(Within::Dossier).unwrap();
    let edges = dossier.edges(Within::Dossier).unwrap();
    assert!(!edges.is_empty() && edges.len() == derivations.len());
    for (edge, derivation) in edges.iter().zip(&derivations) {
        assert_eq!(
            (&edge.child, &edge.parent, &edge.upstream, &edge.kind),
            (
                &derivation.child,
                &derivation.parent,
                &derivation.upstream,
                &derivation.kind
            )
        );
        assert_eq!(edge.known, derivation.direction == "known");
        assert_eq!(edge.strength, derivation.strength);
        assert_eq!(dossier.reasons(edge).unwrap(), derivation.why);
    }
}

#[test]
fn a_story_has_its_articles_and_changes_on_pages_of_their_own() {
    let story =
        one("SELECT story FROM story_articles GROUP BY story ORDER BY count(*) DESC LIMIT 1");
    let shown = get(&format!("/story/{story}.json")).json();
    let listed = get(&format!("/story/{story}/articles.json")).json();
    assert_eq!(listed["families"], shown["families"]);
    assert_eq!(listed["more_articles"], 0);
    let changes = get(&format!("/story/{story}/changes.json")).json();
    assert_eq!(changes["changes"], shown["changes"]);
    for what in ["articles", "changes"] {
        let html = page(&format!("/story/{story}/{what}"));
        assert!(html.contains(&format!("/story/{story}/{what}.json?page=1")));
        // Beyond the last page there is nothing, and nothing breaks.
        page(&format!("/story/{story}/{what}?page=99"));
        assert_eq!(
            get(&format!("/story/s0/{what}")).status,
            StatusCode::NOT_FOUND
        );
    }
}

#[test]
fn pieces_of_names_and_questions_are_found_however_short() {
    let question = one("SELECT id FROM questions WHERE text LIKE '%killed%' ORDER BY text, id");
    for typed in ["kill", "KILLED", "ki", "people+were"] {
        let found = get(&format!("/search.json?q={typed}")).json();
        let ids = texts(&found["questions"], "id");
        assert!(ids.contains(&question), "{typed}: {ids:?}");
    }
    let found = get("/search.json?q=marl+river").json();
    assert!(!texts(&found["sources"], "id").is_empty());
    // Signs of a query language are letters like others.
    for typed in ["%22", "kil%22l", "kil*", "a%22+OR+%22b", "(("] {
        assert_eq!(
            get(&format!("/search.json?q={typed}")).status,
            StatusCode::OK,
            "{typed}"
        );
    }
}

#[test]
fn what_is_found_is_narrowed_by_facets_and_numbers_lead_to_questions() {
    let all = get("/search.json?q=weir").json();
    let facets = all["facets"].as_array().unwrap();
    let outlets = facets.iter().find(|one| one["name"] == "outlet").unwrap();
    assert!(outlets["values"].to_string().contains("Quill Wire"));
    let narrowed = get("/search.json?q=weir&outlet=Quill+Wire").json();
    assert_eq!(narrowed["paging"]["all"], 1);
    assert_eq!(narrowed["articles"][0]["card"]["id"], desk::wire().as_str());
    // What is picked of one facet narrows the other, and not itself.
    let facets = narrowed["facets"].as_array().unwrap();
    let outlet = facets.iter().find(|one| one["name"] == "outlet").unwrap();
    assert_eq!(outlet["values"], outlets["values"]);
    let nothing = get("/search.json?q=weir&outlet=Quill+Wire&month=1999-01").json();
    assert_eq!(nothing["paging"]["all"], 0);
    let html = page("/search?q=weir&month=1999-01");
    assert!(html.contains("<option value=\"1999-01\" selected>"));
    let answered = get("/search.json?q=14+killed").json();
    let questions = texts(&answered["answered"], "text");
    assert!(
        questions.iter().any(|text| text.contains("killed")),
        "{answered}"
    );
    assert_eq!(answered["answered"][0]["number"], "14");
}
