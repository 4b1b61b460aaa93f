//! The loops in plain Rust, sixteen lanes at a time: a compiler that knows the
//! target's vectors maps lanes onto them without changing any result.

use crate::engine::linear::{BLOCK, INPUT_MAX};
use crate::engine::transition::StateLayer;

const LANES: usize = 16;

/// What follows a maxout layer's sums.
#[derive(Debug)]
pub(crate) struct Norm {
    /// Bias of every piece of every output, piece by piece.
    pub(crate) bias: Vec<f32>,
    /// Layer normalisation: gain and shift of every output.
    pub(crate) gain: Vec<f32>,
    pub(crate) shift: Vec<f32>,
    pub(crate) pieces: usize,
}

/// See [`super::products`].
pub(super) fn products(
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    for (row, sums) in values
        .chunks_exact(inputs)
        .zip(sums.chunks_exact_mut(outputs))
    {
        let blocks = weights.chunks_exact(inputs * BLOCK);
        for (block, sums) in blocks.zip(sums.chunks_exact_mut(BLOCK)) {
            let mut sum = [0_i32; BLOCK];
            for (pair, weights) in row.chunks_exact(2).zip(block.chunks_exact(2 * BLOCK)) {
                let (first, second) = (i32::from(pair[0]), i32::from(pair[1]));
                for (sum, weight) in sum.iter_mut().zip(weights.chunks_exact(2)) {
                    *sum += first * i32::from(weight[0]) + second * i32::from(weight[1]);
                }
            }
            sums.copy_from_slice(&sum);
        }
    }
}

/// See [`super::scaled`].
#[inline(always)]
pub(super) fn scaled(sums: &[i32], rows: &[f32], columns: &[f32], bias: &[f32], out: &mut [f32]) {
    let width = columns.len();
    for ((sums, &scale), out) in sums
        .chunks_exact(width)
        .zip(rows)
        .zip(out.chunks_exact_mut(width))
    {
        for (((out, &sum), &column), &bias) in out.iter_mut().zip(sums).zip(columns).zip(bias) {
            *out = sum as f32 * (scale * column) + bias;
        }
    }
}

/// See [`super::maxout_norm`].
#[inline(always)]
pub(super) fn maxout_norm(
    sums: &[i32],
    rows: &[f32],
    columns: &[f32],
    norm: &Norm,
    add: bool,
    out: &mut [f32],
) {
    let width = norm.gain.len();
    let mut best = vec![0.0_f32; width];
    for ((sums, &scale), out) in sums
        .chunks_exact(columns.len())
        .zip(rows)
        .zip(out.chunks_exact_mut(width))
    {
        for piece in 0..norm.pieces {
            let at = piece * width..(piece + 1) * width;
            let sums = &sums[at.clone()];
            let columns = &columns[at.clone()];
            let bias = &norm.bias[at];
            for (((best, &sum), &column), &bias) in best.iter_mut().zip(sums).zip(columns).zip(bias)
            {
                let value = sum as f32 * (scale * column) + bias;
                *best = if piece == 0 || value > *best {
                    value
                } else {
                    *best
                };
            }
        }
        let mean = sum(&best, |value| value) / width as f32;
        let variance = sum(&best, |value| (value - mean) * (value - mean)) / width as f32;
        let steepness = 1.0 / (variance + 1e-8).sqrt();
        for (((out, &value), &gain), &shift) in
            out.iter_mut().zip(&best).zip(&norm.gain).zip(&norm.shift)
        {
            let normal = (value - mean) * steepness * gain + shift;
            *out = if add { *out + normal } else { normal };
        }
    }
}

/// Sum of a function of the values: lane by lane, then a tree over the lanes.
#[inline(always)]
fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let mut chunks = values.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += of(value);
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(chunks.remainder()) {
        *lane += of(value);
    }
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// See [`super::windows`].
#[inline(always)]
pub(super) fn windows(
    values: &[f32],
    width: usize,
    window: usize,
    target: &mut [i16],
    scales: &mut [f32],
) {
    let stride = (width * window).next_multiple_of(2);
    for (row, (target, scale)) in target.chunks_exact_mut(stride).zip(scales).enumerate() {
        let values = &values[row * width..(row + window) * width];
        let largest = largest(values);
        *scale = largest / f32::from(INPUT_MAX);
        let steps = if largest > 0.0 {
            f32::from(INPUT_MAX) / largest
        } else {
            0.0
        };
        for (target, &value) in target.iter_mut().zip(values) {
            *target = round(value * steps);
        }
    }
}

#[inline(always)]
fn largest(values: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let mut chunks = values.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            let size = value.abs();
            *lane = if size > *lane { size } else { *lane };
        }
    }
    let rest = chunks
        .remainder()
        .iter()
        .fold(0.0, |most: f32, v| most.max(v.abs()));
    lanes.iter().fold(rest, |most, &lane| most.max(lane))
}

/// To the nearest integer, ties to even, for values far below 2²² in size.
///
/// Adding 1.5 × 2²³ rounds in the float unit itself, without a branch; the low
/// bits of the mantissa then are the integer.
#[inline(always)]
fn round(value: f32) -> i16 {
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT).to_bits() as i16
}

/// See [`super::state`].
#[inline(always)]
pub(super) fn state(parts: &[&[f32]], layer: &StateLayer, hidden: &mut [f32], moves: &mut [f32]) {
    hidden.copy_from_slice(&layer.bias);
    for part in parts {
        for (sum, &value) in hidden.iter_mut().zip(*part) {
            *sum += value;
        }
    }
    let (first, others) = hidden.split_at_mut(layer.hidden);
    for piece in others.chunks_exact(layer.hidden) {
        for (best, &value) in first.iter_mut().zip(piece) {
            *best = if value > *best { value } else { *best };
        }
    }
    moves.copy_from_slice(&layer.move_bias);
    for (&value, weights) in first.iter().zip(layer.weights.chunks_exact(moves.len())) {
        for (score, &weight) in moves.iter_mut().zip(weights) {
            *score += value * weight;
        }
    }
}
