//! Products for AVX2: 16 products an instruction.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256,
};

use crate::engine::linear::BLOCK;

/// Vectors in a block.
const HALVES: usize = 2;

/// See [`super::products`], which asserts the lengths.
#[target_feature(enable = "avx2")]
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

#[target_feature(enable = "avx2")]
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
    let mut sum: [[__m256i; HALVES]; ROWS] = [[_mm256_setzero_si256(); HALVES]; ROWS];
    for pair in 0..inputs / 2 {
        // SAFETY: pair `p` of the block starts at weight `2 × BLOCK × p` and is
        // two vectors of sixteen weights long: inside `weights`.
        let weight: [__m256i; HALVES] = std::array::from_fn(|half| unsafe {
            let at = pair * 2 * BLOCK + half * BLOCK;
            _mm256_loadu_si256(weights.as_ptr().add(at).cast())
        });
        for (row, sum) in sum.iter_mut().enumerate() {
            // SAFETY: both values of the pair lie inside row `row` of `values`.
            let both: i32 = unsafe {
                let at = values.as_ptr().add(row * inputs + 2 * pair);
                at.cast::<i32>().read_unaligned()
            };
            let both = _mm256_set1_epi32(both);
            for (sum, weight) in sum.iter_mut().zip(weight) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(both, weight));
            }
        }
    }
    for (row, sum) in sum.iter().enumerate() {
        for (half, &sum) in sum.iter().enumerate() {
            // SAFETY: eight sums from here on lie inside `sums` by the
            // assertion.
            unsafe {
                let at = sums.as_mut_ptr().add(row * outputs + half * BLOCK / HALVES);
                _mm256_storeu_si256(at.cast(), sum);
            }
        }
    }
}
