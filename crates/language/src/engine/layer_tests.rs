//! Each layer against the values that Thinc's own layers gave, recorded by
//! `xtask/python/layers.py`.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Deserialize;

use super::hash;
use super::kernel::Level;
use super::linear::{Maxout, Work};
use super::transition::{Scorer, ScorerShape, Scores};
use crate::model::{ModelFile, Rows, Tensor, pack, write};

/// Values are rounded to 14 bits on the way; sums here are of a few terms.
const CLOSE: f32 = 4e-3;

#[derive(Deserialize)]
struct Recorded {
    mix: Layer,
    window: Layer,
    embedding: Embedding,
    state: State,
}

#[derive(Deserialize)]
struct Layer {
    weights: Vec<f32>,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    inputs: Vec<f32>,
    outputs: Vec<f32>,
}

#[derive(Deserialize)]
struct Embedding {
    seed: u32,
    table: Vec<f32>,
    keys: Vec<String>,
    outputs: Vec<f32>,
}

#[derive(Deserialize)]
struct State {
    weights: Vec<f32>,
    bias: Vec<f32>,
    empty: Vec<f32>,
    move_weights: Vec<f32>,
    move_bias: Vec<f32>,
    vectors: Vec<f32>,
    tokens: Vec<Vec<i32>>,
    scores: Vec<f32>,
}

fn recorded() -> Recorded {
    serde_json::from_str(include_str!("layers.json")).unwrap()
}

#[track_caller]
fn assert_close(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        let far = (found - expected).abs() / (1.0 + expected.abs());
        assert!(far < CLOSE, "value {index}: {found}, not {expected}");
    }
}

fn maxout(layer: &Layer) -> Maxout {
    let pieces = layer.bias.len() / layer.gain.len();
    let (gain, shift) = (layer.gain.clone(), layer.shift.clone());
    Maxout::new(&layer.weights, &layer.bias, gain, shift, pieces)
}

#[test]
fn maxout_with_norm() {
    let layer = recorded().mix;
    for level in Level::available() {
        let mut out = vec![0.0; layer.outputs.len()];
        maxout(&layer).forward(level, &layer.inputs, &mut Work::default(), &mut out);
        assert_close(&out, &layer.outputs);
    }
}

#[test]
fn residual_window() {
    let layer = recorded().window;
    let width = layer.gain.len();
    for level in Level::available() {
        // A row of zeros on each side, as the network pads.
        let mut rows = vec![0.0; width];
        rows.extend(&layer.inputs);
        rows.extend(vec![0.0; width]);
        maxout(&layer).residual(level, &mut rows, &mut Work::default());
        assert_close(&rows[width..rows.len() - width], &layer.outputs);
    }
}

#[test]
fn hash_embedding() {
    let recorded = recorded().embedding;
    let width = 4;
    let tensors = BTreeMap::from([("table".to_owned(), pack(&recorded.table, width))]);
    let bytes = Bytes::from(write(&tensors).unwrap());
    let file = ModelFile::read(&bytes).unwrap();
    let table = Rows::read(&file, "table", width).unwrap();
    let mut out = vec![0.0; recorded.outputs.len()];
    for (key, out) in recorded.keys.iter().zip(out.chunks_exact_mut(width)) {
        for row in hash::rows(key.parse().unwrap(), recorded.seed) {
            table.add(row as usize % table.len(), out);
        }
    }
    assert_close(&out, &recorded.outputs);
}

#[test]
fn state_scores() {
    let state = recorded().state;
    let (reduced, slots, hidden, pieces) = (6, 3, 4, 2);
    let moves = state.move_bias.len();
    // A reducing layer that changes nothing.
    let identity: Vec<f32> = (0..reduced * reduced)
        .map(|at| f32::from(u8::from(at % (reduced + 1) == 0)))
        .collect();
    let tensors = [
        ("reduce/weights", &identity, vec![reduced, reduced]),
        ("reduce/bias", &vec![0.0; reduced], vec![reduced]),
        (
            "slot/weights",
            &state.weights,
            vec![slots, hidden, pieces, reduced],
        ),
        ("slot/bias", &state.bias, vec![hidden, pieces]),
        ("slot/empty", &state.empty, vec![slots, hidden, pieces]),
        ("moves/weights", &state.move_weights, vec![moves, hidden]),
        ("moves/bias", &state.move_bias, vec![moves]),
    ]
    .into_iter()
    .map(|(name, values, shape)| (format!("scorer/{name}"), Tensor::weights(values, &shape)))
    .collect();
    let bytes = Bytes::from(write(&tensors).unwrap());
    let file = ModelFile::read(&bytes).unwrap();
    let shape = ScorerShape {
        reduced,
        slots,
        hidden,
        pieces,
    };
    let scorer = Scorer::read(&file, "scorer", &shape, reduced, moves).unwrap();
    for level in Level::available() {
        let mut scores = Scores::default();
        scorer.begin(level, &state.vectors, &mut Work::default(), &mut scores);
        let mut found = Vec::new();
        for tokens in &state.tokens {
            let tokens: Vec<_> = tokens
                .iter()
                .map(|&token| u32::try_from(token).ok())
                .collect();
            scorer.score(level, &tokens, &mut scores);
            found.extend_from_slice(&scores.moves[..moves]);
        }
        assert_close(&found, &state.scores);
    }
}

/// The same bits at every level, for shapes that fill no vector evenly.
#[test]
fn levels_agree() {
    for (width, outputs, rows) in [
        (1, 1, 1),
        (7, 5, 3),
        (96, 96, 29),
        (33, 50, 17),
        (384, 96, 8),
    ] {
        let mut seed = 1_u32;
        let mut random = |count: usize| -> Vec<f32> {
            (0..count)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 8) as f32 / (1 << 22) as f32 - 2.0
                })
                .collect()
        };
        let weights = random(width * outputs * 3);
        let (bias, gain, shift) = (random(outputs * 3), random(outputs), random(outputs));
        let inputs = random(rows * width);
        let layer = Maxout::new(&weights, &bias, gain, shift, 3);
        let results: Vec<Vec<u32>> = Level::available()
            .into_iter()
            .map(|level| {
                let mut out = vec![0.0; rows * outputs];
                layer.forward(level, &inputs, &mut Work::default(), &mut out);
                out.iter().map(|value: &f32| value.to_bits()).collect()
            })
            .collect();
        assert!(
            results.windows(2).all(|pair| pair[0] == pair[1]),
            "{width} × {outputs}"
        );
    }
}
