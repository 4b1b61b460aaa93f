//! What the claims stage says of a claim stands in the export.

use serde_json::{Value, json};

use crate::pile::{Fake, build, export, page};

const PAGE: &str = "9 people were hurt, Ada Fenwick said.\n\
    Åsa’s report. 7 people were hurt, Ada Fenwick said.\n\
    Of these 2 people were missing, Ada Fenwick said.\n\
    Once more. 7 people were hurt, Ada Fenwick said.\n\
    4 people were hurt a week, the harbour office said.\n";

fn exported(text: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    build(&path, &Fake::over(vec![page("pile/a.txt", text)]), 1);
    serde_json::from_str(&export(&path)).unwrap()
}

/// The claim with the figure `best`.
fn claim(export: &Value, best: i64) -> &Value {
    let claims = export["claims"].as_array().unwrap();
    let found = claims.iter().find(|claim| claim["figure"]["best"] == best);
    found.unwrap_or_else(|| panic!("there is no {best}: {claims:?}"))
}

#[test]
fn a_part_names_its_whole_and_a_rate_its_period() {
    let export = exported(PAGE);
    let (whole, part, rate) = (claim(&export, 7), claim(&export, 2), claim(&export, 4));
    assert_eq!(part["figure"]["part_of"], whole["id"]);
    assert_eq!(whole["figure"]["part_of"], Value::Null);
    assert_eq!(whole["figure"]["scope"], "unsaid");
    assert_eq!(rate["figure"]["per"], "a week");
    assert_eq!(rate["figure"]["scope"], "rate");
}

#[test]
fn a_source_stands_as_written_beside_its_name() {
    let export = exported(PAGE);
    let attribution = &claim(&export, 7)["attribution"];
    assert_eq!(attribution["as_written"], "Ada Fenwick");
    assert_eq!(attribution["act"], "assert");
    assert_eq!(attribution["source_id"], export["entities"][0]["id"]);
    assert_eq!(
        claim(&export, 4)["attribution"]["as_written"],
        "the harbour office"
    );
}

#[test]
fn a_sentence_said_again_is_a_second_place_of_its_claim() {
    let export = exported(PAGE);
    let repeats = claim(&export, 7)["repeats"].as_array().unwrap();
    assert_eq!(repeats.len(), 1);
    let again = &repeats[0];
    let words = "7 people were hurt, Ada Fenwick said.";
    assert_eq!(again["exact"], words);
    assert!(again["prefix"].as_str().unwrap().ends_with("Once more. "));
    let byte = |at: usize| again["bytes"][at].as_u64().unwrap() as usize;
    assert_eq!(&PAGE[byte(0)..byte(1)], words);
    assert_eq!(byte(0), PAGE.rfind(words).unwrap());
}

#[test]
fn a_headline_is_tied_to_the_claim_that_it_restates() {
    let export = exported(PAGE);
    let headline = &export["articles"][0]["headline"];
    assert_eq!(headline.as_array().unwrap().len(), 1);
    let claimed = &headline[0];
    assert_eq!(
        claimed["span"],
        json!({"exact": "9 people", "start": 0, "end": 8})
    );
    assert_eq!(claimed["figure"]["best"], 9);
    assert_eq!(claimed["attribution"]["as_written"], "Ada Fenwick");
    assert_eq!(claimed["restates"], claim(&export, 7)["id"]);
    assert_eq!(claimed["differs"], json!(["value"]));
}

#[test]
fn a_headline_alone_restates_nothing() {
    let export = exported("9 people were hurt, Ada Fenwick said.\nThe lock is shut.\n");
    let claimed = &export["articles"][0]["headline"][0];
    assert_eq!(claimed["restates"], Value::Null);
    assert_eq!(claimed["differs"], json!([]));
    assert_eq!(export["claims"], json!([]));
}
