//! Every format says what the JSON says, read back by a reader of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::{Field, Row};
use restated_capture::Found;
use restated_dossier::export::Format;
use serde_json::{Value, json};

use crate::pile::{Fake, build, exported, page, pile};

/// The exports of one dossier.
struct Exports {
    folder: tempfile::TempDir,
    json: Value,
}

impl Exports {
    fn of(pile: Vec<Found>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        build(&path, &Fake::over(pile), 1);
        let json = serde_json::from_slice(&exported(&path, Format::Json)).unwrap();
        Self { folder, json }
    }

    fn bytes(&self, format: Format) -> Vec<u8> {
        exported(&self.path(), format)
    }

    fn linked(&self, format: Format) -> Value {
        serde_json::from_slice(&self.bytes(format)).unwrap()
    }

    fn path(&self) -> std::path::PathBuf {
        Path::new(self.folder.path()).join("a.db")
    }

    fn array(&self, name: &str) -> &[Value] {
        self.json[name].as_array().unwrap()
    }

    /// The record `id` of an array.
    fn one(&self, name: &str, id: &str) -> &Value {
        let found = self.array(name).iter().find(|record| record["id"] == id);
        found.unwrap_or_else(|| panic!("{name} has no {id}"))
    }
}

/// Rows by heading.
fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[track_caller]
fn same_number(cell: &str, value: &Value) {
    match value.as_f64() {
        Some(number) => assert_eq!(cell.parse::<f64>().unwrap(), number),
        None => assert_eq!(cell, ""),
    }
}

#[test]
fn csv_has_a_row_a_figure() {
    let exports = Exports::of(pile(30));
    let rows = rows(&exports.bytes(Format::Csv));
    let figures = exports.array("claims").iter();
    let figures: Vec<&Value> = figures.filter(|claim| !claim["figure"].is_null()).collect();
    assert_eq!(rows.len(), figures.len());
    assert!(rows.len() > 30, "{}", rows.len());
    for (row, claim) in rows.iter().zip(figures) {
        assert_eq!(row["claim"], claim["id"]);
        assert_eq!(row["sentence"], claim["evidence"]["exact"]);
        same_number(&row["best"], &claim["figure"]["best"]);
        let article = exports.one("articles", claim["article"].as_str().unwrap());
        assert_eq!(row["outlet"], article["outlet"]);
        assert_eq!(row["capture"], article["capture"]);
    }
}

#[test]
fn ged_has_a_row_an_answer_and_adds_nothing_up() {
    let exports = Exports::of(pile(30));
    let rows = rows(&exports.bytes(Format::Ged));
    let mut answers = BTreeMap::new();
    for question in exports.array("questions") {
        for (number, position) in (1..).zip(question["positions"].as_array().unwrap()) {
            let id = format!("{}-{number}", question["id"].as_str().unwrap());
            answers.insert(id, (question, position));
        }
    }
    assert_eq!(rows.len(), answers.len());
    assert!(rows.len() > 3, "{}", rows.len());
    for row in &rows {
        let (question, position) = &answers[&row["id"]];
        assert_eq!(row["measure"], question["measure"]);
        for bound in ["best", "low", "high"] {
            same_number(&row[bound], &position[bound]);
        }
        same_number(&row["number_of_sources"], &position["origins"]);
        same_number(&row["families"], &position["families"]);
        same_number(&row["articles"], &position["articles"]);
        // One entry an article, in one order.
        for column in [
            "source_office",
            "source_date",
            "source_original",
            "claims",
            "captures",
        ] {
            assert_eq!(
                row[column].split("; ").count().to_string(),
                row["articles"],
                "{column}"
            );
        }
        let given = position["claims"].as_array().unwrap();
        for claim in row["claims"].split("; ") {
            assert!(given.contains(&json!(claim)), "{claim}");
        }
        // "on Monday" has no anchor, and no text names a place.
        assert_eq!(
            (&*row["date_start"], &*row["date_prec"], &*row["where_prec"]),
            ("", "", "")
        );
    }
}

#[test]
fn no_cell_is_a_formula() {
    let text = "=HYPERLINK(\"https://vell.example\")\n7 people were hurt, Ada Fenwick said.\n";
    let exports = Exports::of(vec![page("west/a.txt", text)]);
    let defused = "'=HYPERLINK(\"https://vell.example\")";
    assert_eq!(rows(&exports.bytes(Format::Csv))[0]["title"], defused);
    let answers = rows(&exports.bytes(Format::Ged));
    assert_eq!(answers[0]["source_headline"], defused);
    assert_eq!(answers[0]["best"], "7");
}

#[test]
fn parquet_has_a_row_a_claim() {
    let exports = Exports::of(pile(30));
    let bytes = bytes::Bytes::from(exports.bytes(Format::Parquet));
    let reader = SerializedFileReader::new(bytes).unwrap();
    let rows: Vec<Row> = reader
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let claims = exports.array("claims");
    assert_eq!(rows.len(), claims.len());
    for (row, claim) in rows.iter().zip(claims) {
        let row: BTreeMap<&str, Value> = row
            .get_column_iter()
            .map(|(name, field)| (name.as_str(), value(field)))
            .collect();
        assert_eq!(row["claim"], claim["id"]);
        assert_eq!(row["kind"], claim["kind"]);
        assert_eq!(row["via"], claim["attribution"]["via"]);
        assert_eq!(row["best"].as_f64(), claim["figure"]["best"].as_f64());
        assert_eq!(row["high"], Value::Null);
        assert_eq!(row["start"], claim["evidence"]["start"]);
        assert_eq!(row["words"], claim["span"]["exact"]);
        assert_eq!(row["words_byte_end"], claim["span"]["bytes"][1]);
        assert_eq!(row["time"], claim["time"]["text"]);
        assert_eq!(row["time_edtf"], Value::Null);
    }
    let related = rows
        .iter()
        .any(|row| row.to_string().contains("local councillors"));
    assert!(related, "some claim has a relay");
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Double(number) => json!(number),
        Field::Long(number) => json!(number),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("no column is of this type: {other:?}"),
    }
}

#[test]
fn schema_org_says_who_claims_what_and_rates_nothing() {
    let exports = Exports::of(pile(30));
    let bytes = exports.bytes(Format::SchemaOrg);
    let text = String::from_utf8(bytes).unwrap();
    for word in ["eviewRating", "ClaimReview", "ratingValue"] {
        assert!(!text.contains(word), "{word}");
    }
    let linked: Value = serde_json::from_str(&text).unwrap();
    let nodes = linked["@graph"].as_array().unwrap();
    let claims = exports.array("claims");
    assert_eq!(nodes.len(), claims.len());
    for (node, claim) in nodes.iter().zip(claims) {
        assert_eq!(node["@type"], "Claim");
        assert_eq!(node["text"], claim["evidence"]["exact"]);
        assert_eq!(node["author"]["name"], claim["attribution"]["source"]);
        let article = exports.one("articles", claim["article"].as_str().unwrap());
        assert_eq!(node["appearance"]["headline"], article["title"]);
        assert_eq!(node["appearance"]["datePublished"], "2031-03-04");
    }
    assert!(text.contains("\"@type\":\"Person\""), "Ada Fenwick is one");
}

/// A page that was saved from `url`.
fn from_web(url: &str, text: &str) -> Found {
    let Found::Capture(mut capture) = page("web/a.txt", text) else {
        unreachable!()
    };
    capture.place.url = Some(url.to_owned());
    capture.place.captured_at = Some("2031-03-05T06:00:00Z".to_owned());
    Found::Capture(capture)
}

#[test]
fn annotations_lead_back_to_the_words() {
    let exports = Exports::of(pile(30));
    let linked = exports.linked(Format::Annotations);
    let items = linked["first"]["items"].as_array().unwrap();
    assert_eq!(linked["total"], items.len());
    assert_eq!(items.len(), exports.array("claims").len());
    for (item, claim) in items.iter().zip(exports.array("claims")) {
        let article = exports.one("articles", claim["article"].as_str().unwrap());
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        let targets = item["target"].as_array().unwrap();
        assert_eq!(
            targets.len(),
            1 + claim["repeats"].as_array().unwrap().len()
        );
        for target in targets {
            assert_eq!(
                target["source"],
                article["capture"]
                    .as_str()
                    .unwrap()
                    .replace("sha256:", "urn:sha256:")
            );
            let [quote, position, data] = [0, 1, 2].map(|at| &target["selector"][at]);
            let at = |selector: &Value, key: &str| selector[key].as_u64().unwrap() as usize;
            let sentence = &text[at(position, "start")..at(position, "end")];
            assert_eq!(
                sentence.iter().collect::<String>(),
                quote["exact"].as_str().unwrap()
            );
            assert!(at(data, "end") > at(data, "start"));
            let refined = &position["refinedBy"];
            if !refined.is_null() {
                let words = &sentence[at(refined, "start")..at(refined, "end")];
                assert_eq!(
                    json!(words.iter().collect::<String>()),
                    claim["span"]["exact"]
                );
                assert_eq!(quote["refinedBy"]["exact"], claim["span"]["exact"]);
            }
        }
        assert_eq!(item["body"]["figure"]["best"], claim["figure"]["best"]);
    }
}

#[test]
fn an_annotation_points_to_an_address_only_if_it_is_one() {
    let text = "Gate stuck\n7 people were hurt, Ada Fenwick said.\n";
    let target = |url: &str| {
        let exports = Exports::of(vec![from_web(url, text)]);
        exports.linked(Format::Annotations)["first"]["items"][0]["target"][0].clone()
    };
    let known = target("https://vell.example/gate");
    assert_eq!(known["source"], "https://vell.example/gate");
    assert_eq!(known["state"]["sourceDate"], "2031-03-05T06:00:00Z");
    let cached = known["state"]["cached"].as_str().unwrap();
    assert!(cached.starts_with("urn:sha256:"), "{cached}");
    for hostile in ["javascript:alert(1)", "https://vell.example/\" onload=\"x"] {
        assert_eq!(target(hostile)["source"], cached);
    }
}

#[test]
fn whatever_prov_speaks_of_is_described() {
    let exports = Exports::of(pile(30));
    let linked = exports.linked(Format::Prov);
    let nodes = linked["@graph"].as_array().unwrap();
    let described: BTreeSet<&str> = nodes
        .iter()
        .map(|node| node["@id"].as_str().unwrap())
        .collect();
    assert_eq!(described.len(), nodes.len(), "each thing once");
    for node in nodes {
        let fields = node.as_object().unwrap().iter();
        for (_, value) in fields.filter(|(key, _)| *key != "@id") {
            links(value, &mut |link| {
                let role = link.starts_with("urn:restated:term:");
                assert!(
                    role || described.contains(link),
                    "{link} is described nowhere"
                );
            });
        }
    }
    let derivations = exports.array("derivations").iter();
    let known = derivations
        .filter(|edge| edge["direction"] == "known")
        .count();
    let edges = nodes
        .iter()
        .filter_map(|node| node["qualifiedDerivation"].as_array());
    let edges = edges
        .flatten()
        .filter(|edge| !edge["kind"].is_null())
        .count();
    assert_eq!(edges, known);
    assert!(known > 0);
    let unseen = nodes
        .iter()
        .any(|node| node["inPile"] == false && node["@id"].as_str().unwrap().contains(":unseen:"));
    assert!(unseen, "the harbour office is named as an origin");
}

fn links<'v>(value: &'v Value, put: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) if text.starts_with("urn:") => put(text),
        Value::Array(values) => values.iter().for_each(|value| links(value, put)),
        Value::Object(fields) => fields.values().for_each(|value| links(value, put)),
        _ => {}
    }
}

#[test]
fn every_format_is_written_the_same_twice_and_of_an_empty_dossier() {
    let (full, empty) = (Exports::of(pile(12)), Exports::of(Vec::new()));
    for format in Format::ALL {
        assert_eq!(full.bytes(format), full.bytes(format), "{format:?}");
        assert!(!empty.bytes(format).is_empty(), "{format:?}");
    }
    let bytes = bytes::Bytes::from(empty.bytes(Format::Parquet));
    let reader = SerializedFileReader::new(bytes).unwrap();
    assert_eq!(reader.get_row_iter(None).unwrap().count(), 0);
}
