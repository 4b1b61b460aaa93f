//! Two networks on one encoder (after Strubell et al. 2018, "Linguistically-informed
//! self-attention for semantic role labeling", with windows in place of attention).
//!
//! The encoder makes a vector of each token from the engine's vectors and the token's features,
//! and lets it see its neighbours. From that, one affine map scores the token as the head of a
//! cue. Given a cue, every token of its paragraph gets a vector from its own, from the cue's, and
//! from the features of the pair; windows again, and four scores: part of nothing, of the source,
//! of the cue, of the content.

use std::ops::Range;

use restated_language::layers::{Affine, Peak, Room};

use super::features::{self, PAIR_ROWS, TOKEN_ROWS};
use super::frame::Frame;
use super::weights::{Table, Unreadable, Weights};

/// What a token is to a cue, in the order of the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Nothing,
    Source,
    Cue,
    Content,
}

/// How many roles there are.
pub(super) const ROLES: usize = 4;

/// Width of the engine's vectors that the encoder reads, of its features, of what it gives, and
/// of the pairs' vectors.
const ENGINE: usize = 192;
const FEATURES: usize = 64;
const TOKEN: usize = 96;
const PAIR: usize = 64;
const TOKEN_LAYERS: usize = 3;
const PAIR_LAYERS: usize = 3;
const PIECES: usize = 2;

/// Tokens around a cue that may belong to it.
pub const BEFORE: usize = 64;
/// The same behind it.
pub const AFTER: usize = 96;

/// The networks' weights.
#[derive(Debug)]
pub(super) struct Network {
    token_table: Table,
    mix: Peak,
    token_layers: Vec<Peak>,
    cue: Affine,
    pair_token: Affine,
    pair_cue: Affine,
    pair_table: Table,
    first: Peak,
    pair_layers: Vec<Peak>,
    roles: Affine,
    /// Score of each role at the first token, and after each other role.
    pub(super) start: [f32; ROLES],
    pub(super) step: [[f32; ROLES]; ROLES],
}

/// What the encoder made of a document.
pub(super) struct Encoded {
    /// Each token's score as the head of a cue.
    pub(super) cue: Vec<f32>,
    as_token: Vec<f32>,
    as_cue: Vec<f32>,
}

impl Network {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut weights = Weights::new(bytes)?;
        let from = &mut weights;
        let network = Self {
            token_table: from.table(TOKEN_ROWS as usize, FEATURES)?,
            mix: peak(from, ENGINE + FEATURES, TOKEN)?,
            token_layers: (0..TOKEN_LAYERS)
                .map(|_| peak(from, 3 * TOKEN, TOKEN))
                .collect::<Result<_, _>>()?,
            cue: affine(from, TOKEN, 1)?,
            pair_token: affine(from, TOKEN, PAIR)?,
            pair_cue: affine(from, TOKEN, PAIR)?,
            pair_table: from.table(PAIR_ROWS as usize, PAIR)?,
            first: peak(from, PAIR, PAIR)?,
            pair_layers: (0..PAIR_LAYERS)
                .map(|_| peak(from, 3 * PAIR, PAIR))
                .collect::<Result<_, _>>()?,
            roles: affine(from, PAIR, ROLES)?,
            start: four(from)?,
            step: [four(from)?, four(from)?, four(from)?, four(from)?],
        };
        if weights.is_done() {
            Ok(network)
        } else {
            Err(Unreadable)
        }
    }

    /// Reads every token; `None` where the document came without the vectors that the network
    /// was trained on.
    pub(super) fn encode(&self, frame: &Frame<'_>, room: &mut Room) -> Option<Encoded> {
        let annotated = frame.document.annotated;
        if frame.is_empty() || annotated.vector(0).len() != ENGINE {
            return None;
        }
        let mut inputs = vec![0.0; frame.len() * (ENGINE + FEATURES)];
        let mut rows = Vec::new();
        for (token, input) in inputs.chunks_exact_mut(ENGINE + FEATURES).enumerate() {
            rows.clear();
            features::token(frame, token, &mut rows);
            let (sum, vector) = input.split_at_mut(FEATURES);
            self.token_table.add(&rows, sum);
            vector.copy_from_slice(annotated.vector(token));
        }
        let mut mixed = vec![0.0; frame.len() * TOKEN];
        self.mix.forward(&inputs, room, &mut mixed);
        let mut spread = Spread::new(TOKEN);
        let mut rest = &mixed[..];
        for paragraph in frame.paragraph.chunk_by(|a, b| a == b) {
            let (rows, behind) = rest.split_at(paragraph.len() * TOKEN);
            spread.push(rows);
            rest = behind;
        }
        let vectors = spread.through(&self.token_layers, room);
        let read = |map: &Affine, room: &mut Room, width: usize| {
            let mut out = Vec::new();
            map.forward(&vectors, room, &mut out);
            let rows = out.chunks_exact(map.stride());
            rows.flat_map(|row| row[..width].iter().copied())
                .collect::<Vec<f32>>()
        };
        Some(Encoded {
            cue: read(&self.cue, room, 1),
            as_token: read(&self.pair_token, room, PAIR),
            as_cue: read(&self.pair_cue, room, PAIR),
        })
    }

    /// For each cue, the scores of the tokens of its window in each role with regard to it.
    pub(super) fn roles(
        &self,
        frame: &Frame<'_>,
        encoded: &Encoded,
        cues: &[(usize, Range<usize>)],
        room: &mut Room,
    ) -> Vec<Vec<[f32; ROLES]>> {
        let tokens: usize = cues.iter().map(|(_, window)| window.len()).sum();
        let mut inputs = Vec::with_capacity(tokens * PAIR);
        let mut rows = Vec::new();
        for (cue, window) in cues {
            let from_cue = &encoded.as_cue[cue * PAIR..(cue + 1) * PAIR];
            for token in window.clone() {
                let start = inputs.len();
                let as_token = &encoded.as_token[token * PAIR..(token + 1) * PAIR];
                inputs.extend(
                    as_token
                        .iter()
                        .zip(from_cue)
                        .map(|(token, cue)| token + cue),
                );
                rows.clear();
                features::pair(frame, *cue, token, &mut rows);
                self.pair_table.add(&rows, &mut inputs[start..]);
            }
        }
        let mut first = vec![0.0; inputs.len()];
        self.first.forward(&inputs, room, &mut first);
        let mut spread = Spread::new(PAIR);
        let mut rest = &first[..];
        for (_, window) in cues {
            let (rows, behind) = rest.split_at(window.len() * PAIR);
            spread.push(rows);
            rest = behind;
        }
        let vectors = spread.through(&self.pair_layers, room);
        let mut out = Vec::new();
        self.roles.forward(&vectors, room, &mut out);
        let mut scores = out
            .chunks_exact(self.roles.stride())
            .map(|row| std::array::from_fn(|role| row[role]));
        let of_window =
            |(_, window): &(usize, Range<usize>)| scores.by_ref().take(window.len()).collect();
        cues.iter().map(of_window).collect()
    }
}

/// Runs of rows with a row of zeros around each, so that no run sees another.
struct Spread {
    width: usize,
    values: Vec<f32>,
    /// First and last row (exclusive) of each run.
    runs: Vec<Range<usize>>,
}

impl Spread {
    fn new(width: usize) -> Self {
        Self {
            width,
            values: vec![0.0; width],
            runs: Vec::new(),
        }
    }

    fn push(&mut self, rows: &[f32]) {
        let start = self.values.len() / self.width;
        self.values.extend_from_slice(rows);
        self.runs.push(start..self.values.len() / self.width);
        self.values.resize(self.values.len() + self.width, 0.0);
    }

    /// What the layers make of the rows, without the zeros.
    fn through(mut self, layers: &[Peak], room: &mut Room) -> Vec<f32> {
        for layer in layers {
            layer.residual(&mut self.values, room);
            for run in &self.runs {
                let behind = run.end * self.width;
                self.values[behind..behind + self.width].fill(0.0);
            }
        }
        let rows = |run: &Range<usize>| &self.values[run.start * self.width..run.end * self.width];
        self.runs.iter().flat_map(rows).copied().collect()
    }
}

fn peak(from: &mut Weights<'_>, inputs: usize, outputs: usize) -> Result<Peak, Unreadable> {
    let weights = from.matrix(outputs * PIECES, inputs)?;
    let bias = from.floats(outputs * PIECES)?;
    let (gain, shift) = (from.floats(outputs)?, from.floats(outputs)?);
    Ok(Peak::new(&weights, &bias, gain, shift, PIECES))
}

fn affine(from: &mut Weights<'_>, inputs: usize, outputs: usize) -> Result<Affine, Unreadable> {
    let weights = from.matrix(outputs, inputs)?;
    Ok(Affine::new(&weights, &from.floats(outputs)?, inputs))
}

fn four(from: &mut Weights<'_>) -> Result<[f32; ROLES], Unreadable> {
    Ok([from.float()?, from.float()?, from.float()?, from.float()?])
}
