//! Exports without names, and without full texts.

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use restated_dossier::export::{Export, Format};
use serde_json::Value;

use crate::pile::{Fake, build, exported, page, pile};

/// What a reader of `format` sees of a pile.
struct Dossier(tempfile::TempDir);

impl Dossier {
    fn of(pages: Vec<restated_capture::Found>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        build(&folder.path().join("a.db"), &Fake::over(pages), 1);
        Self(folder)
    }

    fn bytes(&self, format: Format, mask_names: bool, quotes_only: bool) -> Vec<u8> {
        let export = Export {
            format,
            mask_names,
            quotes_only,
        };
        exported(&self.0.path().join("a.db"), export)
    }

    fn text(&self, format: Format, mask_names: bool, quotes_only: bool) -> String {
        let bytes = self.bytes(format, mask_names, quotes_only);
        if format.is_binary() {
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
            let rows = reader.get_row_iter(None).unwrap();
            return rows.map(|row| row.unwrap().to_string()).collect();
        }
        String::from_utf8(bytes).unwrap()
    }

    fn json(&self, mask_names: bool, quotes_only: bool) -> Value {
        serde_json::from_str(&self.text(Format::Json, mask_names, quotes_only)).unwrap()
    }
}

/// Names in sentences, headlines and context, also where context cuts them.
fn named() -> Dossier {
    let mut pages = pile(24);
    pages.push(page(
        "west/a.txt",
        "ADA FENWICK IS HEARD\nThe road is shut near Tarn, and nobody but Ada Fenwick knows \
         why it is. 7 people were killed, the harbour office said.\n\
         8 people were hurt, Brigadier Ozols said. Now Fenwick’s brother and Ada Fenwick stay.\n",
    ));
    Dossier::of(pages)
}

#[test]
fn no_format_names_anybody_when_names_are_masked() {
    let dossier = named();
    for format in Format::ALL {
        let plain = dossier.text(format, false, false);
        assert!(plain.contains("Ada Fenwick"), "{format:?}");
        let masked = dossier.text(format, true, false);
        for part in [
            "Ada",
            "ADA",
            "enwick",
            "FENWICK",
            "Fenw",
            "Ozols",
            "Brigadier",
        ] {
            assert!(!masked.contains(part), "{format:?} has {part}: {masked}");
        }
        assert!(
            masked.contains("Person 1") && masked.contains("Person 2"),
            "{format:?}"
        );
        assert!(
            masked.contains("arbour office"),
            "an office is nobody’s name"
        );
    }
}

#[test]
fn one_person_has_one_placeholder_and_offsets_stay() {
    let dossier = named();
    let (plain, masked) = (dossier.json(false, false), dossier.json(true, false));
    let claims = |export: &Value| export["claims"].as_array().unwrap().clone();
    let mut placeholders = std::collections::BTreeMap::new();
    for (plain, masked) in claims(&plain).iter().zip(claims(&masked)) {
        assert_eq!(plain["id"], masked["id"]);
        for key in ["start", "end", "bytes"] {
            assert_eq!(plain["evidence"][key], masked["evidence"][key]);
        }
        assert_eq!(plain["figure"]["best"], masked["figure"]["best"]);
        let source = |claim: &Value| claim["attribution"]["source"].to_string();
        let known = placeholders.entry(source(plain)).or_insert(source(&masked));
        assert_eq!(*known, source(&masked));
    }
    assert_eq!(placeholders.len(), 3, "{placeholders:?}");
}

#[test]
fn quotes_only_shows_sentences_that_carry_claims_and_no_others() {
    let dossier = named();
    for format in Format::ALL {
        let shown = dossier.text(format, false, true);
        for unclaimed in [
            "The road is shut",
            "We heard it in",
            "brother",
            "It was a long day",
        ] {
            assert!(
                !shown.contains(unclaimed),
                "{format:?} has {unclaimed}: {shown}"
            );
        }
        assert!(
            shown.contains("people were killed, the harbour office said."),
            "{format:?}"
        );
    }
}

#[test]
fn of_texts_that_are_not_shown_the_offsets_are() {
    let dossier = named();
    let (plain, quoted) = (dossier.json(false, false), dossier.json(false, true));
    assert!(quoted["articles"].as_array().unwrap().len() > 10);
    for article in quoted["articles"].as_array().unwrap() {
        assert_eq!(article["text"], Value::Null);
    }
    let passages = |export: &Value| -> Vec<Value> {
        let derivations = export["derivations"].as_array().unwrap().iter();
        let passages = derivations.flat_map(|derivation| derivation["passages"].as_array());
        passages.flatten().cloned().collect()
    };
    let (before, after) = (passages(&plain), passages(&quoted));
    assert!(!before.is_empty());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(after["child"]["exact"], "");
        assert_eq!(after["child"]["prefix"], "");
        assert_eq!(after["child"]["bytes"], before["child"]["bytes"]);
    }
    let claims = |export: &Value| export["claims"].as_array().unwrap().clone();
    for (plain, quoted) in claims(&plain).iter().zip(claims(&quoted)) {
        assert_eq!(plain["evidence"]["exact"], quoted["evidence"]["exact"]);
        assert_eq!(quoted["evidence"]["prefix"], "");
        let sentence = quoted["evidence"]["exact"].as_str().unwrap();
        let words: String = ["prefix", "exact", "suffix"]
            .iter()
            .map(|part| quoted["span"][part].as_str().unwrap())
            .collect();
        assert!(sentence.contains(&words), "{words} is not of {sentence}");
    }
}
