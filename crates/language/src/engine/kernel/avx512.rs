//! Products for AVX-512 with VNNI: 32 products an instruction.

use std::arch::asm;
use std::arch::x86_64::{
    __m512i, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

use crate::engine::linear::BLOCK;

/// See [`super::products`], which asserts the lengths.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) fn products(
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    let blocks = outputs / BLOCK;
    let mut block = 0;
    // A panel of three blocks stays in the first cache while all rows pass.
    while block < blocks {
        let weights = &weights[block * inputs * BLOCK..];
        let sums = &mut sums[block * BLOCK..];
        match blocks - block {
            1 => panel::<1>(values, weights, inputs, outputs, sums),
            2 => panel::<2>(values, weights, inputs, outputs, sums),
            _ => panel::<3>(values, weights, inputs, outputs, sums),
        }
        block += 3;
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn panel<const BLOCKS: usize>(
    mut values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    mut sums: &mut [i32],
) {
    while !values.is_empty() {
        let rows = match values.len() / inputs {
            8.. => {
                tile::<8, BLOCKS>(values, weights, inputs, outputs, sums);
                8
            }
            4.. => {
                tile::<4, BLOCKS>(values, weights, inputs, outputs, sums);
                4
            }
            2.. => {
                tile::<2, BLOCKS>(values, weights, inputs, outputs, sums);
                2
            }
            _ => {
                tile::<1, BLOCKS>(values, weights, inputs, outputs, sums);
                1
            }
        };
        values = &values[rows * inputs..];
        // The last panel's slice ends with the last row, short of a stride.
        sums = sums.get_mut(rows * outputs..).unwrap_or_default();
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
#[inline]
fn tile<const ROWS: usize, const BLOCKS: usize>(
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    assert!(values.len() >= ROWS * inputs && weights.len() >= BLOCKS * BLOCK * inputs);
    assert!(sums.len() >= (ROWS - 1) * outputs + BLOCKS * BLOCK);
    let mut sum: [[__m512i; BLOCKS]; ROWS] = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
    for pair in 0..inputs / 2 {
        // SAFETY: block `b` is `inputs × BLOCK` weights long, and pair `p` of it
        // starts at `2 × BLOCK × p`: inside `weights` by the assertion.
        let weight: [__m512i; BLOCKS] = std::array::from_fn(|block| unsafe {
            let at = block * inputs * BLOCK + pair * 2 * BLOCK;
            _mm512_loadu_si512(weights.as_ptr().add(at).cast())
        });
        for (row, sum) in sum.iter_mut().enumerate() {
            // SAFETY: both values of the pair lie inside row `row` of `values`.
            let both: i32 = unsafe {
                let at = values.as_ptr().add(row * inputs + 2 * pair);
                at.cast::<i32>().read_unaligned()
            };
            let both = _mm512_set1_epi32(both);
            for (sum, weight) in sum.iter_mut().zip(weight) {
                *sum = dot(*sum, both, weight);
            }
        }
    }
    for (row, sum) in sum.iter().enumerate() {
        for (block, &sum) in sum.iter().enumerate() {
            // SAFETY: sixteen sums from here on lie inside `sums` by the
            // assertion.
            unsafe {
                let at = sums.as_mut_ptr().add(row * outputs + block * BLOCK);
                _mm512_storeu_si512(at.cast(), sum);
            }
        }
    }
}

/// `VPDPWSSD`: adds the products of two pairs of 16-bit integers to each sum.
///
/// The compiler's intrinsic becomes a multiplication and an addition where it
/// thinks latency counts; with two dozen sums in flight, throughput does.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
#[inline]
fn dot(mut sum: __m512i, left: __m512i, right: __m512i) -> __m512i {
    // SAFETY: the instruction only reads and writes these registers, and
    // callers run where AVX-512 VNNI is there.
    unsafe {
        asm!(
            "vpdpwssd {0}, {1}, {2}",
            inout(zmm_reg) sum,
            in(zmm_reg) left,
            in(zmm_reg) right,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sum
}
