//! Fingerprints that two texts share, joined into passages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::sketch::{SHINGLE, WINDOW};
use crate::{Fingerprint, Sketch, Words};

/// Most words from one seed's start to the next's in a passage: every fifth word edited leaves
/// that much now and then.
pub(super) const GAP: u32 = 24;
/// Most words by which the distances of two seeds may differ in the two texts.
const SHIFT: u32 = 8;
/// Fewest words of a passage: one seed by itself is a phrase.
const FEWEST: u32 = 7;
/// A fingerprint of both texts: where it starts in the one and in the other.
pub(super) type Seed = (u32, u32);

/// The fingerprints that both have, in the order of `a`.
pub(super) fn seeds(a: &Sketch, b: &Sketch) -> Vec<Seed> {
    let (mut left, mut right) = (a.fingerprints(), b.fingerprints());
    let mut seeds = Vec::with_capacity(left.len().min(right.len()));
    while let (Some(one), Some(other)) = (left.first(), right.first()) {
        let (of_one, of_other) = (run(left, one.hash()), run(right, other.hash()));
        if one.hash() == other.hash() {
            // A sketch keeps few places of one fingerprint.
            for one in &left[..of_one] {
                seeds.extend(right[..of_other].iter().map(|other| (one.at(), other.at())));
            }
        }
        let (passed, ahead) = (one.hash() <= other.hash(), other.hash() <= one.hash());
        left = if passed { &left[of_one..] } else { left };
        right = if ahead { &right[of_other..] } else { right };
    }
    seeds.sort_unstable();
    seeds
}

/// How many fingerprints at the front have this hash.
fn run(fingerprints: &[Fingerprint], hash: u32) -> usize {
    fingerprints.iter().take_while(|f| f.hash() == hash).count()
}

/// Seeds that follow each other in both texts.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    first: Seed,
    last: Seed,
    /// Whether nothing between its seeds is edited.
    pub(super) unbroken: bool,
}

impl Chain {
    fn words(&self) -> u32 {
        self.last.0 + SHINGLE - self.first.0
    }

    /// By how much the seed fails to continue in step, if it may continue the chain at all.
    fn step(&self, seed: Seed) -> Option<u32> {
        let steps = (
            seed.0.checked_sub(self.last.0)?,
            seed.1.checked_sub(self.last.1)?,
        );
        let near = |step| (1..=GAP).contains(&step);
        let shift = steps.0.abs_diff(steps.1);
        (near(steps.0) && near(steps.1) && shift <= SHIFT).then_some(shift)
    }
}

/// Joins seeds, which come in the order of the one text, into chains.
pub(super) fn chains(seeds: Vec<Seed>) -> Vec<Chain> {
    let (mut open, mut done) = (Vec::<Chain>::new(), Vec::new());
    for seed in seeds {
        // Few stay open: within the gap there are few seeds, each in few places.
        done.extend(open.extract_if(.., |chain| chain.last.0 + GAP < seed.0));
        let next = open
            .iter_mut()
            .filter_map(|chain| Some((chain.step(seed)?, Reverse(chain.words()), chain)))
            .min_by_key(|(shift, words, _)| (*shift, *words));
        match next {
            Some((shift, _, chain)) => {
                chain.unbroken &= shift == 0 && seed.0 - chain.last.0 <= WINDOW;
                chain.last = seed;
            }
            None => open.push(Chain {
                first: seed,
                last: seed,
                unbroken: true,
            }),
        }
    }
    done.extend(open);
    done
}

/// Keeps of `chains` those that are long enough, and of those that overlap the longer, and gives
/// their passages in the order of the one text.
pub(super) fn apart(chains: &mut Vec<Chain>) -> Vec<(Words, Words)> {
    chains.retain(|chain| chain.words() >= FEWEST);
    chains.sort_unstable_by_key(|chain| (Reverse(chain.words()), chain.first));
    let (mut in_a, mut in_b) = (Taken::default(), Taken::default());
    chains.retain(|chain| {
        let (a, b) = words(chain);
        let free = in_a.is_free(&a) && in_b.is_free(&b);
        if free {
            in_a.take(&a);
            in_b.take(&b);
        }
        free
    });
    chains.sort_unstable_by_key(|chain| chain.first);
    chains.iter().map(words).collect()
}

fn words(chain: &Chain) -> (Words, Words) {
    (
        chain.first.0..chain.last.0 + SHINGLE,
        chain.first.1..chain.last.1 + SHINGLE,
    )
}

/// Ranges of words that are taken, none overlapping.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    fn is_free(&self, words: &Words) -> bool {
        let before = self.0.range(..words.end).next_back();
        before.is_none_or(|(_, &end)| end <= words.start)
    }

    fn take(&mut self, words: &Words) {
        self.0.insert(words.start, words.end);
    }
}
