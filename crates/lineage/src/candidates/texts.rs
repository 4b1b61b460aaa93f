//! The different texts of a pile.

use rayon::prelude::*;

use super::{FEW, FEWEST_WORDS, SHARED, index};
use crate::Sketch;

/// What has no number.
const NONE: u32 = u32::MAX;

/// The texts that are compared: each once, numbered by length, then digest, so that neighbours are
/// alike and longer texts, of which others may be cut, behind.
pub(super) struct Texts {
    /// The sketch of each text, as an index; of copies the first.
    sketches: Vec<u32>,
    /// The number of each sketch, if it is that of a text.
    numbers: Vec<u32>,
    /// How many fingerprints it must share at least with another that asks for no fewer.
    needs: Vec<u8>,
    /// The sketches of the same words, two at least in each, as indices in order; sorted.
    pub(super) copies: Vec<Vec<u32>>,
}

impl Texts {
    pub(super) fn of(sketches: &[&Sketch]) -> Self {
        let mut order: Vec<(u32, u64, u32)> = (0..)
            .zip(sketches)
            .filter(|(_, sketch)| sketch.words() >= FEWEST_WORDS)
            .map(|(i, sketch)| (sketch.words(), sketch.digest(), i))
            .collect();
        order.par_sort_unstable();
        let mut texts = Self {
            sketches: Vec::with_capacity(order.len()),
            numbers: vec![NONE; sketches.len()],
            needs: Vec::new(),
            copies: Vec::new(),
        };
        for same in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let first = same[0].2;
            texts.numbers[first as usize] = texts.sketches.len() as u32;
            texts.sketches.push(first);
            if same.len() > 1 {
                texts.copies.push(same.iter().map(|&(_, _, i)| i).collect());
            }
        }
        texts.copies.sort_unstable();
        let mut needs = vec![0; texts.sketches.len()];
        for (number, sketch) in texts.among(sketches) {
            // No more need be counted than would change what it needs.
            let size = index::hashes(sketch.fingerprints()).take((SHARED * FEW) as usize);
            needs[number as usize] = SHARED.min(1 + size.count() as u32 / FEW) as u8;
        }
        texts.needs = needs;
        texts
    }

    /// Number of texts.
    pub(super) fn len(&self) -> u32 {
        self.sketches.len() as u32
    }

    /// The texts, with their numbers, in the order of their sketches.
    pub(super) fn among<'a>(
        &'a self,
        sketches: &'a [&Sketch],
    ) -> impl Iterator<Item = (u32, &'a Sketch)> {
        let all = self.numbers.iter().copied().zip(sketches.iter().copied());
        all.filter(|&(number, _)| number != NONE)
    }

    /// The sketch of a text, as an index.
    pub(super) fn sketch(&self, text: u32) -> u32 {
        self.sketches[text as usize]
    }

    /// How many fingerprints two texts must share to be compared.
    pub(super) fn need(&self, one: u32, other: u32) -> u8 {
        self.needs[one as usize].min(self.needs[other as usize])
    }
}
