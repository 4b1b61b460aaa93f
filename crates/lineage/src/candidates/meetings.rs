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
