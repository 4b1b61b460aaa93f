//! Products for NEON: 8 products an instruction.

use std::arch::aarch64::{
    int32x4_t, vdupq_n_s32, vget_low_s16, vld2q_s16, vmlal_high_n_s16, vmlal_n_s16, vst1q_s32,
};

use crate::engine::linear::BLOCK;

/// Vectors of sums in a block.
const QUARTERS: usize = 4;
/// Outputs of one load, whose weights of even and odd inputs are taken apart.
const LOADED: usize = 8;

/// See [`super::products`], which asserts the lengths.
pub(super) fn products(
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    for (block, weights) in weights.chunks_exact(inputs * BLOCK).enumerate() {
        let mut values = values;
        let mut sums = &mut sums[block * BLOCK..];
        while values.len() >= 4 * inputs {
            tile::<4>(values, weights, inputs, outputs, sums);
            values = &values[4 * inputs..];
            // The last block's slice ends with the last row, short of a stride.
            sums = sums.get_mut(4 * outputs..).unwrap_or_default();
        }
        while !values.is_empty() {
            tile::<1>(values, weights, inputs, outputs, sums);
            values = &values[inputs..];
            sums = sums.get_mut(outputs..).unwrap_or_default();
        }
    }
}

#[inline]
fn tile<const ROWS: usize>(
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    assert!(values.len() >= ROWS * inputs && weights.len() >= BLOCK * inputs);
    assert!(sums.len() >= (ROWS - 1) * outputs + BLOCK);
    // SAFETY: NEON is part of the base instruction set, here and below.
    let zero = unsafe { vdupq_n_s32(0) };
    let mut sum: [[int32x4_t; QUARTERS]; ROWS] = [[zero; QUARTERS]; ROWS];
    for pair in 0..inputs / 2 {
        for half in 0..BLOCK / LOADED {
            // SAFETY: pair `p` of the block starts at weight `2 × BLOCK × p`; sixteen
            // weights from each half of it lie inside `weights` by the assertion.
            let weight = unsafe {
                let at = pair * 2 * BLOCK + half * 2 * LOADED;
                vld2q_s16(weights.as_ptr().add(at))
            };
            for (row, sum) in sum.iter_mut().enumerate() {
                let at = row * inputs + 2 * pair;
                let (even, odd) = (values[at], values[at + 1]);
                let [low, high] = [2 * half, 2 * half + 1];
                // SAFETY: register operations only.
                unsafe {
                    sum[low] = vmlal_n_s16(sum[low], vget_low_s16(weight.0), even);
                    sum[low] = vmlal_n_s16(sum[low], vget_low_s16(weight.1), odd);
                    sum[high] = vmlal_high_n_s16(sum[high], weight.0, even);
                    sum[high] = vmlal_high_n_s16(sum[high], weight.1, odd);
                }
            }
        }
    }
    for (row, sum) in sum.iter().enumerate() {
        for (quarter, &sum) in sum.iter().enumerate() {
            // SAFETY: four sums from here on lie inside `sums` by the assertion.
            unsafe {
                let at = row * outputs + quarter * BLOCK / QUARTERS;
                vst1q_s32(sums.as_mut_ptr().add(at), sum);
            }
        }
    }
}
