//! The dependency parser: arc-eager transitions with sentence breaks (Nivre
//! 2003; Honnibal and Johnson 2015), as spaCy v3 trains them.

mod arcs;
mod state;
mod tree;

use serde::{Deserialize, Serialize};

use super::kernel::Level;
use super::linear::Work;
use super::transition::{MAX_SLOTS, Scorer, ScorerShape, Scores};
use crate::annotated::{Label, Labels};
use crate::model::{ModelError, ModelFile};
use state::{Move, State};
pub(crate) use tree::Tree;

/// What is known of a token's place before the parser runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The parser decides.
    #[default]
    Open,
    /// A sentence starts here.
    Yes,
    /// No sentence starts here.
    No,
}

/// The parser's shape and moves, as the model file's `pipeline` has them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParserShape {
    /// Network that scores the moves.
    pub scorer: ScorerShape,
    /// The moves in the order of their scores: `S`, `D`, `L-nsubj`, `B-ROOT`.
    pub moves: Vec<String>,
}

/// The parser.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer,
    /// Runs of moves of one kind: the kind, and the moves by index.
    kinds: Vec<(Move, std::ops::Range<usize>)>,
    /// The relation that each move sets.
    labels: Vec<Label>,
    root: Label,
    /// Relations of the form `own||head's`, and what they mean.
    lifted: Vec<Lifted>,
}

/// A relation that stands for a non-projective one: the token hangs too high,
/// and its head is to be looked for below (Nivre and Nilsson 2005, scheme
/// "Head").
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifted {
    label: Label,
    own: Label,
    head: Label,
}

impl Parser {
    /// Takes the parser from the file; its labels join `labels`.
    pub(crate) fn read(
        file: &ModelFile<'_>,
        name: &str,
        shape: &ParserShape,
        inputs: usize,
        labels: &mut Labels,
    ) -> Result<Self, ModelError> {
        let invalid = |reason: &str| ModelError::invalid(name, reason);
        if !matches!(shape.scorer.slots, 3 | 8 | 13) {
            return Err(invalid("a state of neither 3, 8 nor 13 tokens"));
        }
        let mut kinds: Vec<(Move, std::ops::Range<usize>)> = Vec::new();
        let mut move_labels = Vec::new();
        let mut lifted = Vec::new();
        for (index, written) in shape.moves.iter().enumerate() {
            let (kind, label) = written.split_once('-').unwrap_or((written, ""));
            let kind = Move::named(kind)
                .ok_or_else(|| invalid(&format!("a move that is not known: {written:?}")))?;
            let label_id = labels.intern(label);
            move_labels.push(label_id);
            if let Some((own, head)) = label.split_once("||") {
                lifted.push(Lifted {
                    label: label_id,
                    own: labels.intern(own),
                    head: labels.intern(head),
                });
            }
            match kinds.last_mut() {
                Some((last, range)) if *last == kind => range.end = index + 1,
                _ => kinds.push((kind, index..index + 1)),
            }
        }
        Ok(Self {
            scorer: Scorer::read(file, name, &shape.scorer, inputs, shape.moves.len())?,
            kinds,
            labels: move_labels,
            root: labels.intern("ROOT"),
            lifted,
        })
    }

    /// Parses one block of text. `starts` says what is known of sentences,
    /// `is_space` which tokens are white space.
    pub(crate) fn parse(
        &self,
        level: Level,
        vectors: &[f32],
        starts: &[Start],
        is_space: impl Fn(usize) -> bool,
        work: &mut Work,
        scores: &mut Scores,
    ) -> Tree {
        self.scorer.begin(level, vectors, work, scores);
        let mut state = State::new(starts);
        let mut slots = [None; MAX_SLOTS];
        let slots = &mut slots[..self.scorer.slots()];
        while !state.is_final() {
            state.describe(slots);
            self.scorer.score(level, slots, scores);
            let Some((kind, index)) = self.best(&state, &scores.moves) else {
                break;
            };
            state.apply(kind, self.labels[index]);
        }
        let mut tree = state.into_tree(self.root);
        tree.reattach(&self.lifted, is_space);
        tree.find_sentences();
        tree
    }

    /// The move with the largest score of those that the state allows, the
    /// first of equals.
    fn best(&self, state: &State<'_>, scores: &[f32]) -> Option<(Move, usize)> {
        let mut best: Option<(Move, usize)> = None;
        for (kind, range) in &self.kinds {
            if !state.allows(*kind) {
                continue;
            }
            for index in range.clone() {
                if best.is_none_or(|(_, best)| scores[index] > scores[best]) {
                    best = Some((*kind, index));
                }
            }
        }
        best
    }
}
