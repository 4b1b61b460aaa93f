//! One bag laid out so that many others are compared with it: where each of its terms stands is
//! looked up, in place of going through both lists side by side. Nearly all of the time of grouping
//! goes by here.

use super::bag::{Bag, KEPT, Parts};
use crate::terms::Key;

/// Slots of the table of terms: few are taken, so that most terms of another bag meet an empty one.
const SLOTS: usize = 1024;

/// A bag and a table of its terms.
pub(super) struct Laid {
    keys: Vec<Key>,
    parts: Vec<Parts>,
    /// By the last bits of a key, or next to it where others were before: one more than its place,
    /// 0 where there is none.
    slots: [u16; SLOTS],
}

impl Laid {
    pub(super) fn new() -> Self {
        Self {
            keys: Vec::with_capacity(KEPT),
            parts: Vec::with_capacity(KEPT),
            slots: [0; SLOTS],
        }
    }

    /// Lays out `bag`, in place of what was before.
    pub(super) fn lay(&mut self, bag: &Bag<'_>) {
        self.keys.clear();
        self.parts.clear();
        bag.each(|key, raw| {
            self.keys.push(key);
            self.parts.push(raw);
        });
        self.fill();
    }

    fn fill(&mut self) {
        self.slots.fill(0);
        for (place, key) in (1..).zip(&self.keys) {
            let mut slot = home(key);
            while self.slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            self.slots[slot] = place;
        }
    }

    /// The dot products with another bag, each vector as it was before it was brought to length 1.
    pub(super) fn dot(&self, other: &Bag<'_>) -> Parts {
        let mut sums = [0.0_f32; 3];
        other.each_of(self, |at, other| {
            let one = self.parts[at];
            (0..3).for_each(|part| sums[part] += one[part] * other[part]);
        });
        sums
    }

    /// Calls `found` with the places of each key that both have, here and in `keys`, ascending.
    pub(super) fn shared(&self, keys: &[Key], mut found: impl FnMut(usize, usize)) {
        for keys in (0..).step_by(KEPT).zip(keys.chunks(KEPT)) {
            let (from, keys) = keys;
            // Without branches: whether a slot is taken cannot be foretold.
            let (mut met, mut times) = ([0_u16; KEPT], 0);
            for (at, key) in (0_u16..).zip(keys) {
                met[times % KEPT] = at;
                times += usize::from(self.slots[home(key)] != 0);
            }
            for &there in &met[..times] {
                let there = usize::from(there);
                if let Some(at) = self.place(&keys[there]) {
                    found(at, from + there);
                }
            }
        }
    }

    /// The term at a place, with what it weighs.
    pub(super) fn term(&self, place: usize) -> (Key, Parts) {
        (self.keys[place], self.parts[place])
    }

    fn place(&self, key: &Key) -> Option<usize> {
        let mut slot = home(key);
        loop {
            let place = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.keys[place] == *key {
                return Some(place);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

fn home(key: &Key) -> usize {
    u32::from_be_bytes(*key) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Terms;
    use proptest::prelude::*;
    use restated_claims::Reading;

    proptest! {
        #[test]
        fn what_both_have_is_found(
            one in prop::collection::btree_set(0_u32..5_000, 0..KEPT),
            other in prop::collection::btree_set(0_u32..5_000, 0..KEPT),
        ) {
            let mut laid = Laid::new();
            let list = |keys: BTreeSet<u32>| -> Vec<Key> {
                keys.into_iter().map(u32::to_be_bytes).collect()
            };
            let (keys, others) = (list(one), list(other));
            laid.keys.clone_from(&keys);
            laid.fill();
            let mut found = Vec::new();
            laid.shared(&others, |at, there| found.push((keys[at], others[there])));
            let both: Vec<(Key, Key)> = others
                .iter()
                .filter(|key| keys.contains(key))
                .map(|key| (*key, *key))
                .collect();
            prop_assert_eq!(found, both);
        }
    }

    #[test]
    fn what_was_laid_before_is_gone() {
        let of = |title| Terms::of(Some(title), "", Some("en"), &Reading::default());
        let (one, other) = (of("Ferry Alder sinks"), of("Snow at Tessin"));
        let mut laid = Laid::new();
        laid.lay(&Bag::one(&one));
        laid.lay(&Bag::one(&other));
        assert_eq!(laid.dot(&Bag::one(&one)), [0.0; 3]);
        assert!(laid.dot(&Bag::one(&other))[0] > 0.0);
    }
}
