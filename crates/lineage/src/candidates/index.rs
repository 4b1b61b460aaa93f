//! The texts of every fingerprint that two texts or more have.
//!
//! Fingerprints are sorted a slice of their hashes at a time: most are in one text alone and are
//! dropped at once, so that what is held at any time is little more than what is kept.

use rayon::prelude::*;

use super::REACH;
use crate::words::mix;
use crate::{Fingerprint, Sketch};

/// Most fingerprints sorted at a time: 8 bytes each.
const SLICE: usize = 8 << 20;
/// Slices of a large index at least, so that there is work for several threads.
const SLICES: usize = 8;
/// Fingerprints of a slice that are sorted by themselves: few enough for a processor's cache.
const PART: usize = 4 << 10;

/// For each fingerprint of several texts, not quoted, the texts that have it; texts are numbers.
#[derive(Default)]
pub(super) struct Index {
    /// Where each list starts in `texts`, and where the last ends.
    starts: Vec<u32>,
    /// Texts of all lists, in order within each.
    texts: Vec<u32>,
    /// Lists too long for each text to meet all others, and the text whom all of them meet.
    hubs: Vec<(u32, u32)>,
    /// Where the lists of each text start in `lists`, and where the last end.
    firsts: Vec<u32>,
    /// Lists of all texts, in order within each.
    lists: Vec<u32>,
    /// Number of different fingerprints of each text, not quoted.
    sizes: Vec<u32>,
}

/// Lists of the fingerprints whose hashes are in one slice.
struct Slice {
    lengths: Vec<u32>,
    texts: Vec<u32>,
}

impl Index {
    /// The index of `texts`.
    pub(super) fn of(texts: &[&Sketch]) -> Self {
        let sizes: Vec<u32> = texts
            .par_iter()
            .map(|text| hashes(text).count() as u32)
            .collect();
        let all: usize = sizes.iter().map(|&size| size as usize).sum();
        let slices = all.div_ceil(SLICE).max(SLICES.min(1 + all / PART)) as u64;
        let bound = |slice: u64| ((slice << 32) / slices) as u32;
        let slices: Vec<Slice> = (0..slices)
            .into_par_iter()
            .map(|slice| {
                let last = bound(slice + 1).wrapping_sub(1);
                Slice::of(texts, bound(slice), last, all / slices as usize)
            })
            .collect();
        let mut index = Self {
            sizes,
            starts: vec![0],
            ..Self::default()
        };
        for slice in slices {
            for length in slice.lengths {
                index
                    .starts
                    .push(index.starts[index.starts.len() - 1] + length);
            }
            index.texts.extend(slice.texts);
        }
        index.turn(texts.len());
        index.hubs = (0..index.starts.len() as u32 - 1)
            .filter(|&list| index.list(list).len() > REACH + 1)
            .filter_map(|list| {
                let by_chance = |&text: &u32| mix(u64::from(text), 0);
                Some((
                    list,
                    index.list(list).iter().copied().min_by_key(by_chance)?,
                ))
            })
            .collect();
        index
    }

    /// Fills in the lists of each text.
    fn turn(&mut self, texts: usize) {
        self.firsts = vec![0; texts + 1];
        for &text in &self.texts {
            self.firsts[text as usize + 1] += 1;
        }
        for text in 0..texts {
            self.firsts[text + 1] += self.firsts[text];
        }
        self.lists = vec![0; self.texts.len()];
        let mut next = self.firsts.clone();
        for list in 0..self.starts.len() as u32 - 1 {
            let (start, end) = (self.starts[list as usize], self.starts[list as usize + 1]);
            for &text in &self.texts[start as usize..end as usize] {
                self.lists[next[text as usize] as usize] = list;
                next[text as usize] += 1;
            }
        }
    }

    /// The texts of a list, in order.
    pub(super) fn list(&self, list: u32) -> &[u32] {
        let list = list as usize;
        &self.texts[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// The lists that a text is in.
    pub(super) fn lists_of(&self, text: u32) -> &[u32] {
        let text = text as usize;
        &self.lists[self.firsts[text] as usize..self.firsts[text + 1] as usize]
    }

    /// The text that all texts of a long list meet: the one of them that a hash picks, so the
    /// same one for all lists of the same texts.
    pub(super) fn hub(&self, list: u32) -> Option<u32> {
        let at = self.hubs.binary_search_by_key(&list, |&(list, _)| list);
        at.ok().map(|at| self.hubs[at].1)
    }

    /// How many different fingerprints a text has, not quoted.
    pub(super) fn size_of(&self, text: u32) -> u32 {
        self.sizes[text as usize]
    }
}

impl Slice {
    /// The lists of fingerprints from hash `first` to `last`, about `size` of them.
    fn of(texts: &[&Sketch], first: u32, last: u32, size: usize) -> Self {
        // Hashes are even, so parts are too, unless many texts have the same fingerprints.
        let parts = 1 + size / PART;
        let width = (u64::from(last - first) + 1).div_ceil(parts as u64);
        let part = |hash: u32| (u64::from(hash - first) / width) as usize;
        let mut parts = vec![Vec::with_capacity(PART * 9 / 8); parts];
        for (number, text) in (0u64..).zip(texts) {
            let fingerprints = behind(text.fingerprints(), first);
            for hash in hashes_of(fingerprints).take_while(|&hash| hash <= last) {
                parts[part(hash)].push(u64::from(hash) << 32 | number);
            }
        }
        let mut slice = Self {
            lengths: Vec::new(),
            texts: Vec::new(),
        };
        let mut sieve = Sieve::default();
        for mut part in parts {
            sieve.keep_repeated(&mut part);
            part.sort_unstable();
            for list in part
                .chunk_by(|a, b| a >> 32 == b >> 32)
                .filter(|list| list.len() > 1)
            {
                slice.lengths.push(list.len() as u32);
                slice.texts.extend(list.iter().map(|&entry| entry as u32));
            }
        }
        slice
    }
}

/// Drops most of the hashes that are there once, which saves sorting them.
#[derive(Default)]
struct Sieve {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Sieve {
    /// Bits of each row, as a power of two: sixteen for each hash of a part.
    const BITS: u32 = (16 * PART).ilog2();

    /// Keeps the entries, hashes above numbers of texts, whose hash another one has, and few others.
    fn keep_repeated(&mut self, entries: &mut Vec<u64>) {
        let words = 1 << (Self::BITS - 6);
        for row in [&mut self.once, &mut self.again] {
            row.clear();
            row.resize(words, 0);
        }
        // The lowest bits of the hash differ even within a part.
        let place = |entry: u64| ((entry >> 38) as usize % words, 1 << (entry >> 32 & 63));
        for &entry in &*entries {
            let (word, bit) = place(entry);
            self.again[word] |= self.once[word] & bit;
            self.once[word] |= bit;
        }
        entries.retain(|&entry| {
            let (word, bit) = place(entry);
            self.again[word] & bit != 0
        });
    }
}

/// The fingerprints from hash `first` on. Since hashes are even, it is known about where they start.
fn behind(fingerprints: &[Fingerprint], first: u32) -> &[Fingerprint] {
    let mut at = (fingerprints.len() as u64 * u64::from(first)) >> 32;
    while at > 0 && fingerprints[at as usize - 1].hash() >= first {
        at -= 1;
    }
    let rest = &fingerprints[at as usize..];
    let before = rest.iter().take_while(|f| f.hash() < first).count();
    &rest[before..]
}

/// The different hashes of a text's fingerprints outside quotations, in order.
fn hashes(text: &Sketch) -> impl Iterator<Item = u32> {
    hashes_of(text.fingerprints())
}

fn hashes_of(fingerprints: &[Fingerprint]) -> impl Iterator<Item = u32> {
    let mut last = None;
    fingerprints
        .iter()
        .filter(|fingerprint| !fingerprint.is_quoted())
        .map(|fingerprint| fingerprint.hash())
        .filter(move |&hash| last.replace(hash) != Some(hash))
}
