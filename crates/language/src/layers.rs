//! The engine's layers, for further networks on top of its vectors: sums in whole numbers, so
//! that every machine gives the same bits.

use std::fmt;

use crate::engine::{Level, Linear, Maxout, Work};

/// Room to work in, kept from one call to the next. One for each thread.
#[derive(Debug)]
pub struct Room {
    level: Level,
    work: Work,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            level: Level::best(),
            work: Work::default(),
        }
    }
}

/// A layer `y = W x + b`.
#[derive(Debug)]
pub struct Affine(Linear);

impl Affine {
    /// From weights `[outputs][inputs]` and bias `[outputs]`.
    ///
    /// # Panics
    /// If there are not `inputs × outputs` weights, `inputs` being above zero.
    #[must_use]
    pub fn new(weights: &[f32], bias: &[f32], inputs: usize) -> Self {
        assert!(inputs > 0 && weights.len() == inputs * bias.len());
        Self(Linear::new(weights, bias, inputs, bias.len()))
    }

    /// The outputs of all rows of `values`, [`Affine::stride`] values a row.
    pub fn forward(&self, values: &[f32], room: &mut Room, out: &mut Vec<f32>) {
        self.0.forward(room.level, values, &mut room.work, out);
    }

    /// How far apart the rows of the outputs are.
    #[must_use]
    pub fn stride(&self) -> usize {
        self.0.stride()
    }
}

/// The largest of several affine maps, normalised over the row (Goodfellow et al. 2013; Ba et
/// al. 2016).
pub struct Peak(Maxout);

impl Peak {
    /// From weights `[outputs][pieces][inputs]`, bias `[outputs][pieces]`, and gain and shift of
    /// each output.
    ///
    /// # Panics
    /// If the numbers of weights do not fit together.
    #[must_use]
    pub fn new(
        weights: &[f32],
        bias: &[f32],
        gain: Vec<f32>,
        shift: Vec<f32>,
        pieces: usize,
    ) -> Self {
        let outputs = gain.len() * pieces;
        assert!(outputs > 0 && bias.len() == outputs && shift.len() == gain.len());
        assert!(!weights.is_empty() && weights.len().is_multiple_of(outputs));
        Self(Maxout::new(weights, bias, gain, shift, pieces))
    }

    /// Width of the outputs.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.width()
    }

    /// The outputs of all rows of `values`.
    pub fn forward(&self, values: &[f32], room: &mut Room, out: &mut [f32]) {
        self.0.forward(room.level, values, &mut room.work, out);
    }

    /// Adds to each row what the layer makes of it and its neighbours; rows are as wide as the
    /// outputs, and the rows at the ends, which have no neighbours, stay as they are.
    pub fn residual(&self, values: &mut [f32], room: &mut Room) {
        self.0.residual(room.level, values, &mut room.work);
    }
}

impl fmt::Debug for Peak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peak")
            .field("width", &self.width())
            .finish()
    }
}
