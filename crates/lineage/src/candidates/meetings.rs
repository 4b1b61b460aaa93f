//! Who meets whom in the lists of an index.

use super::MEETINGS;
use super::index::{Index, Met};
use super::texts::Texts;

/// Counts whom a text meets.
pub(super) struct Meetings {
    /// How often it meets each of all texts, in halves: by a fingerprint that many have, one. What
    /// is more than any text needs to be compared may be cut.
    halves: Vec<u8>,
    /// Whom it meets, some more than once.
    met: Vec<u32>,
    /// Texts that meet often enough.
    pub(super) pairs: Vec<(u32, u32)>,
}

impl Meetings {
    /// None yet, of so many texts.
    pub(super) fn among(texts: u32) -> Self {
        Self {
            halves: vec![0; texts as usize],
            met: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// Adds the pairs of a text that stands at `places`.
    pub(super) fn count(&mut self, index: &Index, texts: &Texts, text: u32, places: &[u32]) {
        let mut all = 0;
        for Met { near, hub } in index.met(places) {
            if all >= MEETINGS {
                break;
            }
            match hub {
                Some(hub) => {
                    all += near.len();
                    self.meet(near, 1);
                    if hub != text && !near.contains(&hub) {
                        all += 1;
                        self.meet(&[hub], 1);
                    }
                }
                None => {
                    all += 2 * near.len();
                    self.meet(near, 2);
                }
            }
        }
        for other in self.met.drain(..) {
            let halves = std::mem::take(&mut self.halves[other as usize]);
            if halves > 0 && halves >= 2 * texts.need(text, other) {
                self.pairs.push((text, other));
            }
        }
    }

    fn meet(&mut self, others: &[u32], halves: u8) {
        for &other in others {
            let count = &mut self.halves[other as usize];
            *count = count.saturating_add(halves);
        }
        self.met.extend(others);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{FEW, FEWEST_WORDS, SHARED, candidates};
    use crate::Sketch;
    use crate::sketch::common;

    /// In a pile so small that all meet, texts are worth comparing that share what they need.
    fn plain(sketches: &[Sketch]) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for (a, one) in (0..).zip(sketches) {
            for (b, other) in (0..a).map(|b| (b, &sketches[b as usize])) {
                let (of_a, of_b) = (one.hashes(), other.hashes());
                let size = of_a.len().min(of_b.len()) as u32;
                let long = one.words().min(other.words()) >= FEWEST_WORDS;
                let need = SHARED.min(1 + size / FEW) as usize;
                if long && one.digest() != other.digest() && common(&of_a, &of_b) >= need {
                    pairs.push((b, a));
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    proptest! {
        #[test]
        fn a_small_pile_is_as_counted_by_hand(
            cuts in prop::collection::vec((0usize..2, 0usize..60, 1usize..60), 2..8),
        ) {
            let text = |&(number, from, words): &(usize, usize, usize)| -> String {
                (from..from + words).map(|at| format!("w{number}x{at} ")).collect()
            };
            let mut sketches: Vec<Sketch> = cuts.iter().map(|cut| Sketch::of(&text(cut))).collect();
            // Of copies only the first is in a pair.
            sketches.sort_by_key(|sketch| (sketch.words(), sketch.digest()));
            sketches.dedup();
            let found = candidates(&sketches.iter().collect::<Vec<_>>());
            prop_assert_eq!(found.pairs, plain(&sketches));
        }
    }
}
