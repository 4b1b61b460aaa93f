//! Changes to a model's parts that a checksum made afterwards does not betray.

use proptest::prelude::*;
use restated_language::Tensor;
use serde_json::{Value, json};

use super::small_model::{Part, Parts};

/// One change. Numbers pick parts and places by what is left after division.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    /// Takes a part away.
    Remove(usize),
    /// Puts one part in the place of another.
    Copy(usize, usize),
    /// Gives a tensor another shape.
    Reshape(usize, Vec<usize>),
    /// Sets a weight, or (`None`) all of a tensor's.
    Weight(usize, Option<usize>, f32),
    /// Changes bytes of a blob.
    Bytes(usize, Vec<(usize, u8)>),
    /// Cuts a blob.
    Cut(usize, usize),
    /// Puts another value in a place of a JSON blob.
    Json(usize, usize, Value),
}

pub(crate) fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let at = || any::<prop::sample::Index>().prop_map(|index| index.index(1 << 20));
    let weight = prop::sample::select(vec![
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        65_504.0,
        -65_504.0,
        6e-8,
        0.0,
        -0.0,
        1.0,
    ]);
    let one = prop_oneof![
        1 => at().prop_map(Mutation::Remove),
        1 => (at(), at()).prop_map(|(to, from)| Mutation::Copy(to, from)),
        1 => (at(), prop::collection::vec(0_usize..9, 0..4))
            .prop_map(|(part, shape)| Mutation::Reshape(part, shape)),
        2 => (at(), prop::option::of(at()), weight)
            .prop_map(|(part, place, value)| Mutation::Weight(part, place, value)),
        3 => (at(), prop::collection::vec((at(), any::<u8>()), 1..4))
            .prop_map(|(part, bytes)| Mutation::Bytes(part, bytes)),
        1 => (at(), at()).prop_map(|(part, length)| Mutation::Cut(part, length)),
        5 => (at(), at(), value()).prop_map(|(part, place, value)| Mutation::Json(part, place, value)),
    ];
    prop::collection::vec(one, 1..4)
}

fn value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(8),
        json!(13),
        json!(255),
        json!(65_536),
        json!(u32::MAX),
        json!(u64::MAX),
        json!(-1),
        json!(0.5),
        json!(true),
        json!(""),
        json!("a"),
        json!("S"),
        json!("B-X"),
        json!("L-a||b"),
        json!("O-X"),
        json!("\u{301}é"),
        json!("tag"),
        json!("\u{0}\u{10ffff}"),
        json!([]),
        json!([[]]),
        json!({}),
        json!("Start"),
        json!({"Text": ""}),
        json!({"Class": 7}),
        json!({"All": []}),
        json!({"Any": []}),
        json!({"Repeat": {"node": {"All": []}, "min": 255, "max": 256}}),
        json!({"Repeat": {"node": {"Class": 0}, "min": 3, "max": null}}),
        json!({"Look": {"node": {"Text": "a"}, "behind": true, "negated": true}}),
    ])
}

impl Mutation {
    /// Changes the parts, if there is what it wants to change.
    pub(crate) fn apply(&self, parts: &mut Parts) {
        match self {
            Self::Remove(part) => {
                let name = pick(parts, *part, |_| true);
                parts.remove(&name);
            }
            Self::Copy(to, from) => {
                let (to, from) = (pick(parts, *to, |_| true), pick(parts, *from, |_| true));
                let copied = parts[&from].clone();
                parts.insert(to, copied);
            }
            Self::Reshape(part, new) => {
                let name = pick(parts, *part, |part| matches!(part, Part::Weights { .. }));
                if let Some(Part::Weights { shape, values }) = parts.get_mut(&name) {
                    values.resize(new.iter().product(), 0.5);
                    shape.clone_from(new);
                }
            }
            Self::Weight(part, place, new) => {
                let is_numbers =
                    |part: &Part| matches!(part, Part::Weights { .. } | Part::Rows { .. });
                let name = pick(parts, *part, is_numbers);
                if let Some(Part::Weights { values, .. } | Part::Rows { values, .. }) =
                    parts.get_mut(&name)
                {
                    let count = values.len();
                    match place {
                        Some(_) if count == 0 => {}
                        Some(place) => values[place % count] = *new,
                        None => values.fill(*new),
                    }
                }
            }
            Self::Bytes(part, changes) => {
                if let Some(blob) = blob(parts, *part) {
                    for (at, byte) in changes {
                        let at = at % blob.len();
                        blob[at] = *byte;
                    }
                }
            }
            Self::Cut(part, length) => {
                if let Some(blob) = blob(parts, *part) {
                    blob.truncate(length % blob.len());
                }
            }
            Self::Json(part, place, new) => {
                let name = pick(parts, *part, |part| json_of(part).is_some());
                let Some(mut tree) = parts.get(&name).and_then(json_of) else {
                    return;
                };
                let mut left = place % size(&tree);
                replace(&mut tree, &mut left, new);
                parts.insert(name, Part::Blob(tree.to_string().into_bytes()));
            }
        }
    }
}

/// A part's name by number, among those that fit.
fn pick(parts: &Parts, number: usize, fits: impl Fn(&Part) -> bool) -> String {
    let names: Vec<&String> = parts
        .iter()
        .filter(|(_, part)| fits(part))
        .map(|(name, _)| name)
        .collect();
    match names.len() {
        0 => String::new(),
        count => names[number % count].clone(),
    }
}

fn blob(parts: &mut Parts, number: usize) -> Option<&mut Vec<u8>> {
    let name = pick(
        parts,
        number,
        |part| matches!(part, Part::Blob(bytes) if !bytes.is_empty()),
    );
    match parts.get_mut(&name) {
        Some(Part::Blob(bytes)) => Some(bytes),
        _ => None,
    }
}

fn json_of(part: &Part) -> Option<Value> {
    match part {
        Part::Blob(bytes) => serde_json::from_slice(bytes).ok(),
        _ => None,
    }
}

fn children(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(values) => values.iter_mut().collect(),
        Value::Object(values) => values.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// Values in a tree, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(values) => values.values().map(size).sum(),
        _ => 0,
    }
}

fn replace(value: &mut Value, left: &mut usize, new: &Value) -> bool {
    if *left == 0 {
        *value = new.clone();
        return true;
    }
    *left -= 1;
    children(value)
        .into_iter()
        .any(|child| replace(child, left, new))
}

/// A blob of `length` rows that no reader of packed rows expects.
pub(crate) fn odd_rows(length: usize) -> Part {
    Part::Ready(Tensor::packed(vec![0xff; length * 3], length))
}
