//! The inner loops, compiled for several instruction sets.
//!
//! Every function here gives the same bits at every [`Level`]: sums of integers
//! are exact, and floats are added in an order that the source fixes (sixteen
//! lanes, then a tree), never fused. The level only says how many lanes one
//! instruction takes. On aarch64, NEON is part of the base instruction set, and
//! the compiler uses it for all but the products by itself.

#![allow(
    unsafe_code,
    reason = "instruction sets found at run time; each use says what makes it sound"
)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod lanes;
#[cfg(target_arch = "aarch64")]
mod neon;

use std::sync::OnceLock;

use super::linear::BLOCK;
use super::transition::StateLayer;

/// Instruction sets that the loops are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// What every machine of this architecture has.
    Portable,
    /// 256-bit vectors.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit vectors with products of 16-bit integers summed in place.
    #[cfg(target_arch = "x86_64")]
    Avx512,
    /// 128-bit vectors of Arm.
    #[cfg(target_arch = "aarch64")]
    Neon,
}

impl Level {
    /// The best level of this machine.
    pub(crate) fn best() -> Self {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(|| Self::available().last().copied().unwrap_or(Self::Portable))
    }

    /// All levels of this machine, best last.
    pub(crate) fn available() -> Vec<Self> {
        let mut levels = vec![Self::Portable];
        #[cfg(target_arch = "aarch64")]
        levels.push(Self::Neon);
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                levels.push(Self::Avx2);
                if is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
                {
                    levels.push(Self::Avx512);
                }
            }
        }
        levels
    }
}

/// Compiles a function of `lanes` for every level and calls the one for the
/// level given.
macro_rules! at_level {
    ($level:expr, $function:ident($($argument:ident: $type:ty),* $(,)?)) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2")]
        fn avx2($($argument: $type),*) {
            lanes::$function($($argument),*);
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
        fn avx512($($argument: $type),*) {
            lanes::$function($($argument),*);
        }
        match $level {
            Level::Portable => lanes::$function($($argument),*),
            // SAFETY: `Level::available` found these instructions.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { avx2($($argument),*) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => unsafe { avx512($($argument),*) },
            #[cfg(target_arch = "aarch64")]
            Level::Neon => lanes::$function($($argument),*),
        }
    }};
}

/// `sums = values × weights`, exactly.
///
/// `values` are rows of `inputs` integers; `weights` are packed as in
/// `Linear`; `sums` are rows of `outputs` integers, a multiple of [`BLOCK`].
pub(crate) fn products(
    level: Level,
    values: &[i16],
    weights: &[i16],
    inputs: usize,
    outputs: usize,
    sums: &mut [i32],
) {
    assert!(inputs.is_multiple_of(2) && outputs.is_multiple_of(BLOCK));
    if inputs == 0 || outputs == 0 || values.is_empty() {
        sums.fill(0);
        return;
    }
    let rows = values.len() / inputs;
    assert_eq!(values.len(), rows * inputs);
    assert_eq!(weights.len(), inputs * outputs);
    assert_eq!(sums.len(), rows * outputs);
    match level {
        Level::Portable => lanes::products(values, weights, inputs, outputs, sums),
        // SAFETY: `Level::available` found the instructions; the lengths that
        // the kernel relies on are asserted above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { avx2::products(values, weights, inputs, outputs, sums) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { avx512::products(values, weights, inputs, outputs, sums) },
        #[cfg(target_arch = "aarch64")]
        Level::Neon => neon::products(values, weights, inputs, outputs, sums),
    }
}

/// The finished sums as floats: `out = sum × row scale × column scale + bias`.
pub(crate) fn scaled(
    level: Level,
    sums: &[i32],
    rows: &[f32],
    columns: &[f32],
    bias: &[f32],
    out: &mut [f32],
) {
    at_level!(level, scaled(
        sums: &[i32], rows: &[f32], columns: &[f32], bias: &[f32], out: &mut [f32]
    ));
}

pub(crate) use lanes::Norm;

/// Maxout over the pieces of each row, then layer normalisation; the result is
/// written to `out`, or added to what is there.
pub(crate) fn maxout_norm(
    level: Level,
    sums: &[i32],
    rows: &[f32],
    columns: &[f32],
    norm: &Norm,
    add: bool,
    out: &mut [f32],
) {
    at_level!(level, maxout_norm(
        sums: &[i32], rows: &[f32], columns: &[f32], norm: &Norm, add: bool, out: &mut [f32]
    ));
}

/// Rounds windows of rows: row `i` of the result is rows `i .. i + window` of
/// `values`, one after the other, with one scale.
pub(crate) fn windows(
    level: Level,
    values: &[f32],
    width: usize,
    window: usize,
    target: &mut [i16],
    scales: &mut [f32],
) {
    at_level!(level, windows(
        values: &[f32], width: usize, window: usize, target: &mut [i16], scales: &mut [f32]
    ));
}

/// A state's moves: the slots' parts are summed, the largest piece of each
/// hidden unit is taken, and weighted sums of those score the moves.
pub(crate) fn state(
    level: Level,
    parts: &[&[f32]],
    layer: &StateLayer,
    hidden: &mut [f32],
    moves: &mut [f32],
) {
    at_level!(level, state(
        parts: &[&[f32]], layer: &StateLayer, hidden: &mut [f32], moves: &mut [f32]
    ));
}
