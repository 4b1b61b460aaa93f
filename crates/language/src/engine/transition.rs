//! The scores of a transition system's moves, from a few tokens of its state
//! (Chen and Manning 2014; the precomputation is theirs too).

use serde::{Deserialize, Serialize};

use super::kernel::{self, Level};
use super::linear::{Linear, Work};
use crate::model::{ModelError, ModelFile};

/// Most tokens that a state is described by.
pub(crate) const MAX_SLOTS: usize = 13;

/// Shape of a move scorer, as the model file's `pipeline` has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScorerShape {
    /// Width of the reduced token vectors.
    pub reduced: usize,
    /// Tokens of the state that are looked at.
    pub slots: usize,
    /// Width of the hidden layer.
    pub hidden: usize,
    /// Maxout pieces of the hidden layer.
    pub pieces: usize,
}

/// A network that scores moves.
#[derive(Debug)]
pub(crate) struct Scorer {
    reduce: Linear,
    /// What a token adds to the hidden layer in each slot:
    /// `[slot][piece][hidden]`.
    slot: Linear,
    state: StateLayer,
    slots: usize,
}

/// From the sum of the slots to the moves' scores.
#[derive(Debug)]
pub(crate) struct StateLayer {
    /// What a slot without a token adds, `[slot][piece][hidden]`.
    pub(crate) empty: Vec<f32>,
    /// `[piece][hidden]`.
    pub(crate) bias: Vec<f32>,
    pub(crate) hidden: usize,
    pub(crate) pieces: usize,
    /// `[hidden][moves]`, moves padded to a multiple of 16.
    pub(crate) weights: Vec<f32>,
    pub(crate) move_bias: Vec<f32>,
}

/// What one block's tokens add in every slot, and room for the scores.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    reduced: Vec<f32>,
    slots: Vec<f32>,
    hidden: Vec<f32>,
    /// The scores of the last [`Scorer::score`], one for each move, padded.
    pub(crate) moves: Vec<f32>,
}

impl Scorer {
    /// Takes the scorer of `moves` moves whose tensors start with `name`.
    pub(crate) fn read(
        file: &ModelFile<'_>,
        name: &str,
        shape: &ScorerShape,
        inputs: usize,
        moves: usize,
    ) -> Result<Self, ModelError> {
        let &ScorerShape {
            reduced,
            slots,
            hidden,
            pieces,
        } = shape;
        let sound = (1..=4096).contains(&reduced)
            && (1..=MAX_SLOTS).contains(&slots)
            && (1..=4096).contains(&hidden)
            && (1..=8).contains(&pieces);
        if !sound {
            return Err(ModelError::invalid(name, "a shape out of range"));
        }
        if moves == 0 {
            return Err(ModelError::invalid(name, "no moves"));
        }
        let weights = |part: &str, shape: &[usize]| file.weights(&format!("{name}/{part}"), shape);
        // The file has `[hidden][piece]`; whole vectors of a piece are wanted.
        let order = |row: usize| {
            let (slot, rest) = (row / (hidden * pieces), row % (hidden * pieces));
            slot * hidden * pieces + rest % hidden * pieces + rest / hidden
        };
        let slot_weights = weights("slot/weights", &[slots, hidden, pieces, reduced])?;
        let slot_rows: Vec<f32> = (0..slots * hidden * pieces)
            .flat_map(|row| {
                let from = order(row) * reduced;
                slot_weights[from..from + reduced].iter().copied()
            })
            .collect();
        let bias = weights("slot/bias", &[hidden, pieces])?;
        let empty = weights("slot/empty", &[slots, hidden, pieces])?;
        let padded = moves.next_multiple_of(16);
        let upper = weights("moves/weights", &[moves, hidden])?;
        let mut move_weights = vec![0.0; hidden * padded];
        for (index, row) in upper.chunks_exact(hidden).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                move_weights[input * padded + index] = weight;
            }
        }
        let mut move_bias = weights("moves/bias", &[moves])?;
        move_bias.resize(padded, f32::NEG_INFINITY);
        Ok(Self {
            reduce: Linear::new(
                &weights("reduce/weights", &[reduced, inputs])?,
                &weights("reduce/bias", &[reduced])?,
                inputs,
                reduced,
            ),
            slot: Linear::new(&slot_rows, &[], reduced, slots * hidden * pieces),
            state: StateLayer {
                empty: (0..empty.len()).map(|row| empty[order(row)]).collect(),
                bias: (0..bias.len()).map(|row| bias[order(row)]).collect(),
                hidden,
                pieces,
                weights: move_weights,
                move_bias,
            },
            slots,
        })
    }

    /// How many tokens describe a state.
    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// Precomputes what each of a block's tokens adds in each slot.
    pub(crate) fn begin(
        &self,
        level: Level,
        vectors: &[f32],
        work: &mut Work,
        scores: &mut Scores,
    ) {
        self.reduce
            .forward(level, vectors, work, &mut scores.reduced);
        let (stride, width) = (self.reduce.stride(), self.reduce.outputs());
        if stride != width {
            // Rows come padded; the next layer takes them side by side.
            let rows = scores.reduced.len() / stride;
            for row in 0..rows {
                scores
                    .reduced
                    .copy_within(row * stride..row * stride + width, row * width);
            }
            scores.reduced.truncate(rows * width);
        }
        self.slot
            .forward(level, &scores.reduced, work, &mut scores.slots);
    }

    /// Scores every move in a state described by these tokens (`None` where the
    /// state has no such token).
    pub(crate) fn score(&self, level: Level, tokens: &[Option<u32>], scores: &mut Scores) {
        let state = &self.state;
        let size = state.hidden * state.pieces;
        let stride = self.slot.stride();
        let mut parts: [&[f32]; MAX_SLOTS] = [&[]; MAX_SLOTS];
        for (slot, (part, token)) in parts.iter_mut().zip(tokens).enumerate() {
            let at = slot * size..(slot + 1) * size;
            *part = match token {
                Some(token) => &scores.slots[*token as usize * stride..][at],
                None => &state.empty[at],
            };
        }
        scores.hidden.resize(size, 0.0);
        scores.moves.resize(state.move_bias.len(), 0.0);
        let (hidden, moves) = (&mut scores.hidden, &mut scores.moves);
        kernel::state(level, &parts[..tokens.len()], state, hidden, moves);
    }
}
