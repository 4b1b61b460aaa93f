//! Matrix products in whole numbers: the same bits on every machine.
//!
//! Floating-point sums depend on their order, and every instruction set has
//! its own best order; a dossier must not depend on the machine that built it.
//! So inputs and weights are rounded to 16-bit integers, products are summed
//! exactly in 32 bits, and only the finished sum becomes a float again. Sixteen
//! bits also move twice as many products per instruction as floats do.
//!
//! - Each input row has a scale of its own: its largest value becomes
//!   [`INPUT_MAX`] (14 bits with sign).
//! - Each output column has a scale of its own, chosen so that
//!   `Σ|weight| × INPUT_MAX < 2³¹`: no sum can overflow, whatever the input.
//!
//! The rounding noise, about 3 × 10⁻⁴ of a value, is that of half floats.

use super::kernel::{self, Level, Norm};

/// Largest magnitude of a rounded input.
pub(crate) const INPUT_MAX: i16 = (1 << 13) - 1;

/// Sum of the magnitudes of a column's rounded weights, at most.
const COLUMN_MAX: f32 = (i32::MAX / INPUT_MAX as i32) as f32;

/// Output columns that a kernel computes together; columns are padded to a
/// multiple of it.
pub(crate) const BLOCK: usize = 16;

/// Rows of integers with the scale of each, and the sums they give: room to
/// work in, kept from one call to the next.
#[derive(Debug, Default)]
pub(crate) struct Work {
    values: Vec<i16>,
    scales: Vec<f32>,
    sums: Vec<i32>,
}

impl Work {
    /// Rounds every run of `window` rows of `values`; gives their number.
    fn round(&mut self, level: Level, values: &[f32], width: usize, window: usize) -> usize {
        let rows = (values.len() / width + 1).saturating_sub(window);
        self.values.clear();
        self.values
            .resize(rows * (width * window).next_multiple_of(2), 0);
        self.scales.resize(rows, 0.0);
        let (target, scales) = (&mut self.values, &mut self.scales);
        kernel::windows(level, values, width, window, target, scales);
        rows
    }
}

/// A layer `y = W x + b`, its weights rounded to 16 bits.
#[derive(Debug)]
pub(crate) struct Linear {
    /// Blocks of [`BLOCK`] columns; in a block, pairs of inputs; in a pair,
    /// columns; for each, the weights of both inputs.
    weights: Vec<i16>,
    /// Value of one step of the sum, per column; padded like the weights.
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// Values in a row, and the even number that the kernels see.
    width: usize,
    inputs: usize,
    outputs: usize,
}

impl Linear {
    /// From weights in row-major order, `outputs` rows of `inputs` values, and
    /// a bias for each output (or none at all).
    pub(crate) fn new(weights: &[f32], bias: &[f32], inputs: usize, outputs: usize) -> Self {
        assert_eq!(weights.len(), inputs * outputs);
        let padded = outputs.next_multiple_of(BLOCK);
        let even = inputs.next_multiple_of(2);
        let mut packed = vec![0_i16; padded * even];
        let mut scales = vec![0.0; padded];
        for (column, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let scale = column_scale(row);
            scales[column] = scale;
            let (block, lane) = (column / BLOCK, column % BLOCK);
            for (input, &weight) in row.iter().enumerate() {
                let at = ((block * even / 2 + input / 2) * BLOCK + lane) * 2 + input % 2;
                packed[at] = (weight / scale).round() as i16;
            }
        }
        let mut padded_bias = bias.to_vec();
        padded_bias.resize(padded, 0.0);
        Self {
            weights: packed,
            scales,
            bias: padded_bias,
            width: inputs,
            inputs: even,
            outputs,
        }
    }

    /// Outputs of a row, padding included: the stride of [`Linear::forward`].
    pub(crate) fn stride(&self) -> usize {
        self.scales.len()
    }

    /// How many outputs mean something.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Computes `y` for all rows of `values` (`width` values each) into `out`,
    /// [`Linear::stride`] values a row.
    pub(crate) fn forward(
        &self,
        level: Level,
        values: &[f32],
        work: &mut Work,
        out: &mut Vec<f32>,
    ) {
        let rows = self.products(level, values, self.width, work);
        out.resize(rows * self.stride(), 0.0);
        kernel::scaled(
            level,
            &work.sums,
            &work.scales,
            &self.scales,
            &self.bias,
            out,
        );
    }

    /// The sums of all windows of rows `width` wide; gives the windows' number.
    fn products(&self, level: Level, values: &[f32], width: usize, work: &mut Work) -> usize {
        let rows = work.round(level, values, width, self.width / width);
        work.sums.resize(rows * self.stride(), 0);
        let (inputs, stride) = (self.inputs, self.stride());
        kernel::products(
            level,
            &work.values,
            &self.weights,
            inputs,
            stride,
            &mut work.sums,
        );
        rows
    }
}

/// A maxout layer with layer normalisation: `norm(max over pieces (Wᵖ x + bᵖ))`
/// (Goodfellow et al. 2013; Ba et al. 2016), over windows of rows.
#[derive(Debug)]
pub(crate) struct Maxout {
    linear: Linear,
    norm: Norm,
}

impl Maxout {
    /// From weights `[outputs][pieces][inputs]`, bias `[outputs][pieces]`, and
    /// gain and shift of each output.
    pub(crate) fn new(
        weights: &[f32],
        bias: &[f32],
        gain: Vec<f32>,
        shift: Vec<f32>,
        pieces: usize,
    ) -> Self {
        let outputs = gain.len();
        let inputs = weights.len() / (outputs * pieces);
        // Piece by piece, so that the maximum is taken over whole vectors.
        let order = (0..pieces).flat_map(|piece| (0..outputs).map(move |out| out * pieces + piece));
        let rows: Vec<f32> = order
            .clone()
            .flat_map(|row| weights[row * inputs..(row + 1) * inputs].iter().copied())
            .collect();
        let bias: Vec<f32> = order.map(|row| bias[row]).collect();
        let norm = Norm {
            bias,
            gain,
            shift,
            pieces,
        };
        Self {
            linear: Linear::new(&rows, &[], inputs, outputs * pieces),
            norm,
        }
    }

    /// Width of the output.
    pub(crate) fn width(&self) -> usize {
        self.norm.gain.len()
    }

    /// The layer's outputs for rows as wide as its input.
    pub(crate) fn forward(&self, level: Level, values: &[f32], work: &mut Work, out: &mut [f32]) {
        let rows = self.linear.products(level, values, self.linear.width, work);
        self.finish(level, rows, false, work, out);
    }

    /// Adds the layer's outputs for every window of rows onto the row in the
    /// window's middle; rows are as wide as its output.
    pub(crate) fn residual(&self, level: Level, values: &mut [f32], work: &mut Work) {
        let width = self.width();
        let rows = self.linear.products(level, values, width, work);
        let margin = (values.len() - rows * width) / 2;
        let middle = margin..margin + rows * width;
        self.finish(level, rows, true, work, &mut values[middle]);
    }

    fn finish(&self, level: Level, rows: usize, add: bool, work: &Work, out: &mut [f32]) {
        assert_eq!(out.len(), rows * self.width());
        let (scales, columns) = (&work.scales, &self.linear.scales);
        kernel::maxout_norm(level, &work.sums, scales, columns, &self.norm, add, out);
    }
}

fn column_scale(weights: &[f32]) -> f32 {
    let sum: f32 = weights.iter().map(|weight| weight.abs()).sum();
    let largest = weights.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
    // Rounding may add half a step to every weight.
    let room = COLUMN_MAX - weights.len() as f32;
    let scale = (sum / room).max(largest / f32::from(i16::MAX));
    if scale > 0.0 { scale } else { 1.0 }
}
