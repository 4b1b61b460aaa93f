//! Model files that are not what a converter wrote.

use bytes::Bytes;
use proptest::prelude::*;
use restated_language::{Annotator, Model, ModelError, Tensor};
use serde_json::{Value, json};

use super::invariants;
use super::mutation::{mutations, odd_rows};
use super::small_model::{Part, Parts, file, parts};

/// Texts that take many paths through any model.
const TEXTS: [&str; 4] = [
    "The minister said “we don't know” at 9 a.m. in St. Orme. She left (late)...\n\nKeller's \
     ferries – 3 of them – sailed on; https://orme.example/a-b has more.",
    " \t\n\u{a0}",
    "e\u{301}\0 👩‍👩‍👧 שלום \u{202e}x\u{202c} the",
    "a a a a a a. a a a a a a a",
];

fn read(parts: &Parts) -> Result<Model, ModelError> {
    Model::read(Bytes::from(file(parts)?))
}

/// Reads the texts with a model that was not refused.
fn use_model(model: &Model) {
    let mut annotator = Annotator::new(model);
    for text in TEXTS {
        invariants::check(&annotator.annotate(text));
        invariants::check(&annotator.annotate_as_trained(text));
    }
}

#[test]
fn the_small_model_is_whole() {
    let model = read(&parts()).unwrap();
    assert_eq!(model.about().name, "small");
    use_model(&model);
    let doc = Annotator::new(&model).annotate(TEXTS[0]);
    // Nonsense, but of every kind.
    assert!(
        doc.iter()
            .any(|token| !token.is_root() && !token.tag().is_empty())
    );
    assert!(doc.iter().any(|token| token.lemma() != token.text()));
    assert!(!doc.entities.is_empty());
}

/// Where the tensors' bytes begin.
fn data(bytes: &[u8]) -> usize {
    let mut length = [0; 8];
    length.copy_from_slice(&bytes[..8]);
    8 + u64::from_le_bytes(length) as usize
}

fn refused(bytes: Vec<u8>) -> ModelError {
    let error = Model::read(Bytes::from(bytes)).unwrap_err();
    assert!(error.to_string().len() > 20, "{error}");
    error
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_byte_is_noticed(at in any::<prop::sample::Index>(), by in 1..=255_u8) {
        let mut bytes = file(&parts()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        if at >= data(&file(&parts()).unwrap()) {
            prop_assert!(matches!(refused(bytes), ModelError::Checksum));
        } else if let Ok(model) = Model::read(Bytes::from(bytes)) {
            // White space of the directory.
            use_model(&model);
        }
    }

    #[test]
    fn a_cut_file_is_noticed(length in any::<prop::sample::Index>()) {
        let mut bytes = file(&parts()).unwrap();
        bytes.truncate(length.index(bytes.len()));
        refused(bytes);
    }

    #[test]
    fn tensors_in_each_others_place_are_noticed(
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 1..64_usize,
    ) {
        let mut bytes = file(&parts()).unwrap();
        let before = bytes.clone();
        let end = bytes.len() - length;
        // Most of the file is empty buckets of word keys.
        let places: Vec<usize> = (data(&bytes)..end).filter(|&at| bytes[at] != 0).collect();
        let (from, to) = (places[from.index(places.len())], places[to.index(places.len())]);
        prop_assume!(from.abs_diff(to) >= length);
        for at in 0..length {
            bytes.swap(from + at, to + at);
        }
        prop_assume!(bytes != before);
        prop_assert!(matches!(refused(bytes), ModelError::Checksum));
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        refused(bytes);
    }

    #[test]
    fn damage_under_a_good_checksum_does_no_harm(mutations in mutations()) {
        let mut parts = parts();
        for mutation in &mutations {
            mutation.apply(&mut parts);
        }
        if let Ok(model) = read(&parts) {
            use_model(&model);
        }
    }
}

#[test]
fn a_damaged_english_model_is_refused() {
    let start = data(restated_model_en::MODEL);
    let length = restated_model_en::MODEL.len();
    for at in [start, start + length / 2, length - 1] {
        let mut bytes = restated_model_en::MODEL.to_vec();
        bytes[at] ^= 0x10;
        assert!(matches!(refused(bytes), ModelError::Checksum));
    }
    for cut in [0, 7, 8, start - 1, start, length / 2, length - 1] {
        assert!(matches!(
            refused(restated_model_en::MODEL[..cut].to_vec()),
            ModelError::NotAModel(_)
        ));
    }
}

/// Sets what a JSON pointer points at.
fn set(parts: &mut Parts, blob: &str, pointer: &str, value: Value) {
    let Some(Part::Blob(bytes)) = parts.get_mut(blob) else {
        panic!("no blob {blob}")
    };
    let mut tree: Value = serde_json::from_slice(bytes).unwrap();
    *tree.pointer_mut(pointer).unwrap() = value;
    *bytes = tree.to_string().into_bytes();
}

#[test]
fn what_cannot_be_used_is_named() {
    let weights = |shape: &[usize], value: f32| Part::Weights {
        shape: shape.to_vec(),
        values: vec![value; shape.iter().product()],
    };
    let json = |pointer: &'static str, value: Value| {
        move |parts: &mut Parts| set(parts, "pipeline", pointer, value.clone())
    };
    let blob = |name: &'static str, bytes: &'static [u8]| {
        move |parts: &mut Parts| drop(parts.insert(name.to_owned(), Part::Blob(bytes.to_vec())))
    };
    type Change<'a> = Box<dyn Fn(&mut Parts) + 'a>;
    let cases: Vec<(Change<'_>, &str)> = vec![
        (
            Box::new(|parts| drop(parts.remove("tagger/bias"))),
            "no \"tagger/bias\"",
        ),
        (
            Box::new(|parts| drop(parts.remove("pipeline"))),
            "no \"pipeline\"",
        ),
        (
            Box::new(|parts| drop(parts.remove("vector_keys"))),
            "no \"vector_keys\"",
        ),
        (
            Box::new(|parts| drop(parts.insert("tagger/bias".into(), weights(&[4], 0.0)))),
            "[4], not F16 [5]",
        ),
        (
            Box::new(|parts| drop(parts.insert("tagger/bias".into(), weights(&[5], f32::NAN)))),
            "a weight is not a number",
        ),
        (
            Box::new(|parts| {
                drop(parts.insert("names/moves/bias".into(), weights(&[9], f32::INFINITY)))
            }),
            "a weight is not a number",
        ),
        (
            Box::new(|parts| {
                drop(parts.insert(
                    "network/0/vectors".into(),
                    Part::Rows {
                        width: 8,
                        values: vec![f32::INFINITY; 40],
                    },
                ))
            }),
            "a scale is not a number",
        ),
        (
            Box::new(|parts| {
                drop(parts.insert(
                    "network/0/vectors".into(),
                    Part::Rows {
                        width: 8,
                        values: vec![0.1; 16],
                    },
                ))
            }),
            "past the table's end",
        ),
        (
            Box::new(|parts| drop(parts.insert("network/0/embed/1".into(), odd_rows(11)))),
            "rows of another width",
        ),
        (
            Box::new(|parts| {
                drop(parts.insert(
                    "network/0/embed/1".into(),
                    Part::Ready(Tensor::packed(Vec::new(), 16)),
                ))
            }),
            "an empty embedding table",
        ),
        (
            Box::new(json("/tagger/network", json!(2))),
            "its network is not in the file",
        ),
        (
            Box::new(json("/tagger/shape/classes", json!([]))),
            "no classes",
        ),
        (
            Box::new(json("/parser/shape/moves/0", json!("X-nsubj"))),
            "a move that is not known: \"X-nsubj\"",
        ),
        (
            Box::new(json("/names/shape/moves/0", json!("X"))),
            "a move that is not known: \"X\"",
        ),
        (Box::new(json("/names/shape/moves", json!([]))), "no moves"),
        (
            Box::new(json("/parser/shape/scorer/slots", json!(4))),
            "neither 3, 8 nor 13",
        ),
        (
            Box::new(json("/parser/shape/scorer/hidden", json!(0))),
            "a shape out of range",
        ),
        (
            Box::new(json("/networks/0/width", json!(7))),
            "a shape out of range",
        ),
        (
            Box::new(json("/networks/0/window_pieces", json!(0))),
            "a shape out of range",
        ),
        (
            Box::new(blob("pipeline", b"{")),
            "\"pipeline\" cannot be used",
        ),
        (
            Box::new(blob("lemmas", b"restated lemmas 1\n\xff")),
            "\"lemmas\" cannot be used",
        ),
        (
            Box::new(blob("edit_trees", b"")),
            "\"edit_trees\" cannot be used",
        ),
        (Box::new(blob("vector_keys", b"short")), "no bucket table"),
        (
            Box::new(|parts| set(parts, "attributes", "/1/target", json!(2))),
            "token 2 of a pattern of 2",
        ),
        (
            Box::new(|parts| set(parts, "morphology", "/classes/0/1", json!("NOUNS"))),
            "no part of speech is called \"NOUNS\"",
        ),
        (
            Box::new(|parts| set(parts, "tokenizer", "/prefix", json!({"Class": 99}))),
            "character set 99",
        ),
        (
            Box::new(|parts| set(parts, "tokenizer", "/exceptions/0/1/0/0", json!(7))),
            "the exception \"don't\"",
        ),
        (
            Box::new(|parts| set(parts, "tokenizer", "/sets/0", json!("ba"))),
            "out of order",
        ),
    ];
    for (change, expected) in cases {
        let mut changed = parts();
        change(&mut changed);
        let error = read(&changed)
            .err()
            .map_or_else(|| "no error".to_owned(), |error| error.to_string());
        assert!(
            error.contains(expected),
            "{error:?} does not say {expected:?}"
        );
    }
}

/// Patterns that would take for ever if they were followed to the end.
#[test]
fn patterns_cannot_hang() {
    let repeat = |node: Value, max: u32| json!({"Repeat": {"node": node, "min": 0, "max": max}});
    let either = json!({"Any": [{"Text": "a"}, {"Text": "a"}]});
    let mut nothing = json!({"All": []});
    for _ in 0..8 {
        nothing = json!({"Repeat": {"node": nothing, "min": 256, "max": 256}});
    }
    let look = json!({"Look": {"node": {"All": [repeat(either.clone(), 60), {"Text": "b"}]}}});
    let plain = json!({"All": [repeat(either, 60), {"Text": "b"}]});
    for pattern in [nothing, look, plain] {
        let mut changed = parts();
        set(&mut changed, "tokenizer", "/prefix", pattern);
        if let Ok(model) = read(&changed) {
            let text = "a".repeat(80);
            invariants::check(&Annotator::new(&model).annotate(&text));
        }
    }
}
