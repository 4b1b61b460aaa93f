//! The texts of every fingerprint that two texts or more have.
//!
//! Fingerprints are sorted a slice of their hashes at a time: most are in one text alone and are
//! dropped at once, so that what is held at any time is little more than what is kept. Sketches are
//! read in the order in which they lie in memory, and lists of one length lie side by side, so that
//! what a text costs does not grow with the number of texts.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::REACH;
use super::texts::Texts;
use crate::words::mix;
use crate::{Fingerprint, Sketch};

/// Most fingerprints sorted at a time: 8 bytes each.
const SLICE: usize = 8 << 20;
/// Slices of a large index at least, so that there is work for several threads.
const SLICES: usize = 8;
/// Fingerprints of a slice that are sorted by themselves: few enough for a processor's cache.
const PART: usize = 8 << 10;

/// For each fingerprint of several texts, not quoted, the texts that have it; texts are numbers.
#[derive(Default)]
pub(super) struct Index {
    /// The texts of all lists: lists by length, then hash; texts in order within each.
    texts: Vec<u32>,
    /// The lists of one length each, by length.
    classes: Vec<Class>,
    /// Of every list too long for each text to meet all others, the text whom all of them meet:
    /// the one that a hash picks, so the same one for all lists of the same texts.
    hubs: Vec<u32>,
}

/// The lists of one length.
#[derive(Clone, Copy, Default)]
struct Class {
    length: u32,
    /// Where they lie in the texts of all lists.
    start: u32,
    end: u32,
    /// Where their hubs begin, if they are long.
    hubs: u32,
}

impl Class {
    fn is_long(self) -> bool {
        self.length as usize > REACH + 1
    }
}

/// Whom a text meets in one list.
pub(super) struct Met<'a> {
    /// The next behind it.
    pub(super) near: &'a [u32],
    /// Whom all of a long list meet.
    pub(super) hub: Option<u32>,
}

impl Index {
    /// The index of `texts`, which are some of `sketches`.
    pub(super) fn of(sketches: &[&Sketch], texts: &Texts) -> Self {
        let all: usize = sketches.iter().map(|s| s.fingerprints().len()).sum();
        let slices = all.div_ceil(SLICE).max(SLICES.min(1 + all / PART)) as u64;
        let bound = |slice: u64| ((slice << 32) / slices) as u32;
        let mut slices: Vec<Slice> = (0..slices)
            .into_par_iter()
            .map(|slice| {
                let last = bound(slice + 1).wrapping_sub(1);
                let range = (bound(slice), last);
                Slice::of(texts.among(sketches), range, all / slices as usize)
            })
            .collect();
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for (&length, texts) in slices.iter().flat_map(|slice| &slice.lists) {
            *sizes.entry(length).or_default() += texts.len();
        }
        let mut index = Self {
            texts: Vec::with_capacity(sizes.values().sum()),
            ..Self::default()
        };
        for &length in sizes.keys() {
            let start = index.texts.len() as u32;
            for slice in &mut slices {
                index
                    .texts
                    .extend(slice.lists.remove(&length).unwrap_or_default());
            }
            index.classes.push(Class {
                length,
                start,
                end: index.texts.len() as u32,
                hubs: 0,
            });
        }
        index.pick_hubs();
        index
    }

    fn pick_hubs(&mut self) {
        for class in self.classes.iter_mut().filter(|class| class.is_long()) {
            class.hubs = self.hubs.len() as u32;
            let lists = &self.texts[class.start as usize..class.end as usize];
            let by_chance = |&text: &u32| mix(u64::from(text), 0);
            let hubs = lists
                .par_chunks_exact(class.length as usize)
                .filter_map(|list| list.iter().copied().min_by_key(by_chance));
            self.hubs.par_extend(hubs);
        }
    }

    /// Where each of the `wanted` texts stands in lists in which it meets any.
    pub(super) fn places(&self, wanted: Range<u32>) -> Places {
        let mut places = Places {
            firsts: vec![0; wanted.len() + 1],
            places: Vec::new(),
        };
        self.for_each_place(&wanted, |text, _| places.firsts[text as usize + 1] += 1);
        for text in 0..wanted.len() {
            places.firsts[text + 1] += places.firsts[text];
        }
        places.places = vec![0; places.firsts[wanted.len()] as usize];
        let mut next = places.firsts.clone();
        self.for_each_place(&wanted, |text, place| {
            let next = &mut next[text as usize];
            places.places[*next as usize] = place;
            *next += 1;
        });
        places
    }

    /// Calls `found` with each of the `wanted` texts, counted from the first of them, and each
    /// place at which it meets any; in the order of places.
    fn for_each_place(&self, wanted: &Range<u32>, mut found: impl FnMut(u32, u32)) {
        for class in &self.classes {
            let lists = &self.texts[class.start as usize..class.end as usize];
            // The last of a short list meets nobody.
            let meeting = class.length - u32::from(!class.is_long());
            let starts = (class.start..).step_by(class.length as usize);
            for (start, list) in starts.zip(lists.chunks_exact(class.length as usize)) {
                for (place, text) in (start..).zip(&list[..meeting as usize]) {
                    let text = text.wrapping_sub(wanted.start);
                    if text < wanted.end - wanted.start {
                        found(text, place);
                    }
                }
            }
        }
    }

    /// Whom the text at each of `places`, which are in order, meets there; the shortest lists first.
    pub(super) fn met<'a>(&'a self, places: &'a [u32]) -> impl Iterator<Item = Met<'a>> {
        let mut classes = self.classes.iter();
        let mut class = Class::default();
        places.iter().map(move |&place| {
            while class.end <= place {
                // Every place is in some class.
                class = classes.next().copied().unwrap_or(Class {
                    end: u32::MAX,
                    ..class
                });
            }
            let list = (place - class.start) / class.length;
            let end = class.start + (list + 1) * class.length;
            let near = place as usize + 1..(end as usize).min(place as usize + 1 + REACH);
            Met {
                near: &self.texts[near],
                hub: class
                    .is_long()
                    .then(|| self.hubs[(class.hubs + list) as usize]),
            }
        })
    }
}

/// Where some texts stand in the lists of an index.
pub(super) struct Places {
    /// Where the places of each text start, and where the last end.
    firsts: Vec<u32>,
    /// In order for each text.
    places: Vec<u32>,
}

impl Places {
    /// Those of each text.
    pub(super) fn by_text(&self) -> impl Iterator<Item = &[u32]> {
        let bounds = self.firsts.windows(2);
        bounds.map(|bounds| &self.places[bounds[0] as usize..bounds[1] as usize])
    }
}

/// Lists of the fingerprints whose hashes are in one slice.
#[derive(Default)]
struct Slice {
    /// The texts of all lists of a length, list after list by hash.
    lists: BTreeMap<u32, Vec<u32>>,
}

impl Slice {
    /// The lists of fingerprints from hash `first` to `last`, about `size` of them.
    fn of<'a>(
        texts: impl Iterator<Item = (u32, &'a Sketch)>,
        (first, last): (u32, u32),
        size: usize,
    ) -> Self {
        // Hashes are even, so parts are too, unless many texts have the same fingerprints.
        let parts = 1 + size / PART;
        let scale = ((parts as u64) << 32) / (u64::from(last - first) + 1);
        let part = |hash: u32| ((u64::from(hash - first) * scale) >> 32) as usize;
        let mut parts = vec![Vec::with_capacity(PART * 9 / 8); parts];
        for (number, text) in texts {
            let fingerprints = behind(text.fingerprints(), first);
            for hash in hashes(fingerprints).take_while(|&hash| hash <= last) {
                parts[part(hash)].push(u64::from(hash) << 32 | u64::from(number));
            }
        }
        let mut slice = Self::default();
        let mut sieve = Sieve::default();
        for mut part in parts {
            sieve.keep_repeated(&mut part);
            part.sort_unstable();
            for list in part
                .chunk_by(|a, b| a >> 32 == b >> 32)
                .filter(|list| list.len() > 1)
            {
                let lists = slice.lists.entry(list.len() as u32).or_default();
                lists.extend(list.iter().map(|&entry| entry as u32));
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

/// The different hashes of fingerprints outside quotations, in order.
pub(super) fn hashes(fingerprints: &[Fingerprint]) -> impl Iterator<Item = u32> {
    let mut last = None;
    fingerprints
        .iter()
        .filter(|fingerprint| !fingerprint.is_quoted())
        .map(|fingerprint| fingerprint.hash())
        .filter(move |&hash| last.replace(hash) != Some(hash))
}
