//! Named entities: one move for each token, begin – in – last – unit – out
//! (Ratinov and Roth 2009), as spaCy v3 trains them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::kernel::Level;
use super::linear::Work;
use super::transition::{Scorer, ScorerShape, Scores};
use crate::annotated::{Label, Labels};
use crate::model::{ModelError, ModelFile};

/// The recogniser's shape and moves, as the model file's `pipeline` has them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NamesShape {
    /// Network that scores the moves.
    pub scorer: ScorerShape,
    /// The moves in the order of their scores: `B-ORG`, `U-GPE`, `O`.
    pub moves: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

/// The recogniser.
#[derive(Debug)]
pub(crate) struct Names {
    scorer: Scorer,
    moves: Vec<(Move, Label)>,
}

impl Names {
    /// Takes the recogniser from the file; its labels join `labels`.
    pub(crate) fn read(
        file: &ModelFile<'_>,
        name: &str,
        shape: &NamesShape,
        inputs: usize,
        labels: &mut Labels,
    ) -> Result<Self, ModelError> {
        let invalid = |reason: &str| ModelError::invalid(name, reason);
        if !matches!(shape.scorer.slots, 3 | 6) {
            return Err(invalid("a state of neither 3 nor 6 tokens"));
        }
        let moves = shape
            .moves
            .iter()
            .map(|written| {
                let (kind, label) = written.split_once('-').unwrap_or((written, ""));
                let kind = match kind {
                    "B" => Move::Begin,
                    "I" => Move::In,
                    "L" => Move::Last,
                    "U" => Move::Unit,
                    "O" => Move::Out,
                    _ => return Err(invalid(&format!("a move that is not known: {written:?}"))),
                };
                Ok((kind, labels.intern(label)))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            scorer: Scorer::read(file, name, &shape.scorer, inputs, moves.len())?,
            moves,
        })
    }

    /// Finds the names of one block of text. No name reaches into a sentence
    /// that starts, and none starts on white space.
    pub(crate) fn find(
        &self,
        level: Level,
        vectors: &[f32],
        starts: &[bool],
        is_space: impl Fn(usize) -> bool,
        work: &mut Work,
        scores: &mut Scores,
    ) -> Vec<(Range<usize>, Label)> {
        self.scorer.begin(level, vectors, work, scores);
        let mut names = Vec::new();
        let mut open: Option<(usize, Label)> = None;
        let mut slots = [None; 6];
        let slots = &mut slots[..self.scorer.slots()];
        for token in 0..starts.len() {
            describe(token, open.map(|(start, _)| start), slots);
            self.scorer.score(level, slots, scores);
            let allows = |kind: Move, label: Label| {
                let goes_on = token + 1 < starts.len() && !starts[token + 1];
                let named = label != Label::default();
                match (kind, open) {
                    (Move::Begin, None) => named && goes_on && !is_space(token),
                    (Move::Unit, None) => named && !is_space(token),
                    (Move::Out, None) => true,
                    (Move::In, Some((_, open))) => named && label == open && goes_on,
                    (Move::Last, Some((_, open))) => named && label == open,
                    _ => false,
                }
            };
            let mut best: Option<usize> = None;
            for (index, &(kind, label)) in self.moves.iter().enumerate() {
                let better = best.is_none_or(|best| scores.moves[index] > scores.moves[best]);
                if better && allows(kind, label) {
                    best = Some(index);
                }
            }
            // A model without a move for every state ends its work here.
            let Some(best) = best else { break };
            match (self.moves[best], open) {
                ((Move::Begin, label), _) => open = Some((token, label)),
                ((Move::Unit, label), _) => names.push((token..token + 1, label)),
                ((Move::Last, label), Some((start, _))) => {
                    names.push((start..token + 1, label));
                    open = None;
                }
                _ => {}
            }
        }
        names
    }
}

/// The tokens that a state is scored by: the next one, and of an open name the
/// first and last (or the first five).
fn describe(token: usize, open: Option<usize>, slots: &mut [Option<u32>]) {
    slots.fill(None);
    slots[0] = Some(token as u32);
    let Some(start) = open else { return };
    if slots.len() == 3 {
        slots[1] = Some(start as u32);
        slots[2] = token.checked_sub(1).map(|last| last as u32);
    } else {
        for (slot, inside) in slots[1..].iter_mut().zip(start..token) {
            *slot = Some(inside as u32);
        }
    }
}
