//! Vectors of words, context not yet seen: worked out once a word.

use crate::engine::{Level, Tok2Vec, VectorKeys, Work};
use crate::tokenizer::{Piece, Scratch};

/// Words kept at most; a block that needs more grows it for its own time.
const CAPACITY: usize = 1 << 15;

/// What one network's mixing layer made of each word (and of whether a space
/// follows it).
#[derive(Debug, Default)]
pub(super) struct VectorCache {
    /// The scratch's epoch that lexeme numbers are of.
    epoch: u64,
    /// Per lexeme and space: place in `vectors`, from 1; 0 where there is none.
    places: Vec<u32>,
    vectors: Vec<f32>,
    known: usize,
    embedded: Vec<f32>,
    mixed: Vec<f32>,
}

impl VectorCache {
    /// Writes the tokens' vectors to `out`, one after the other.
    #[expect(
        clippy::too_many_arguments,
        reason = "parts of the annotator, lent one by one"
    )]
    pub(super) fn look_up(
        &mut self,
        network: &Tok2Vec,
        keys: Option<&VectorKeys>,
        level: Level,
        scratch: &Scratch,
        pieces: &[Piece],
        work: &mut Work,
        out: &mut [f32],
    ) {
        if self.epoch != scratch.epoch() || self.known > CAPACITY {
            self.epoch = scratch.epoch();
            self.places.clear();
            self.vectors.clear();
            self.known = 0;
        }
        self.places.resize(2 * scratch.lexemes(), 0);
        self.embedded.clear();
        for piece in pieces {
            let place = &mut self.places[slot(piece)];
            if *place == 0 {
                self.known += 1;
                *place = self.known as u32;
                let lexeme = scratch.lexeme(piece.lexeme);
                network.embed(lexeme, piece.spaced, keys, &mut self.embedded);
            }
        }
        if !self.embedded.is_empty() {
            network.mix(level, &self.embedded, work, &mut self.mixed);
            self.vectors.extend_from_slice(&self.mixed);
        }
        let width = network.width();
        for (piece, out) in pieces.iter().zip(out.chunks_exact_mut(width)) {
            let place = self.places[slot(piece)] as usize - 1;
            out.copy_from_slice(&self.vectors[place * width..(place + 1) * width]);
        }
    }
}

fn slot(piece: &Piece) -> usize {
    2 * piece.lexeme.0 as usize + usize::from(piece.spaced)
}
