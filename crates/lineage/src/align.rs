//! Sentences of two texts beside one another.
//!
//! Monotone alignment by dynamic programming, as for translations (W. Gale, K. Church, "A Program
//! for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19, 1993), but by the
//! words that two sentences share and with sentences left out on either side.

use crate::anchors::Term;
use crate::join::join;
use crate::model::Words;
use crate::traits::Traits;

/// Least that two sentences share to stand beside one another, in half bits.
const LEAST: u32 = 24;
/// Least terms that they share.
const FEWEST: u32 = 2;
/// Sentences of a text that are aligned: those of the longest reports.
const MOST: usize = 400;

/// How the sentences of two texts match.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Alignment {
    /// Pairs of sentences, in order.
    pub(crate) pairs: Vec<(Words, Words)>,
    /// What they share, in half bits.
    pub(crate) bits: u32,
}

/// The sentences of a text that are aligned, and in which of them its terms stand.
struct Side {
    sentences: Vec<Words>,
    /// Key of a term, then its sentence and its weight; sorted, once for each sentence.
    terms: Vec<(u32, (usize, u8))>,
}

impl Side {
    fn of(traits: &Traits, counts: &impl Fn(Term) -> bool) -> Self {
        let sentences: Vec<_> = traits.sentences().take(MOST).collect();
        let mut terms: Vec<_> = sentences
            .iter()
            .enumerate()
            .flat_map(|(at, words)| traits.terms(words).iter().map(move |term| (at, *term)))
            .filter(|(_, term)| counts(*term))
            .map(|(at, term)| (term.key, (at, term.weight)))
            .collect();
        terms.sort_unstable();
        terms.dedup_by_key(|(key, (at, _))| (*key, *at));
        Self { sentences, terms }
    }
}

/// Aligns the sentences of two texts by their terms of which `counts` says so. A term that stands
/// all over a text says little of any sentence: its weight is shared out among its sentences.
pub(crate) fn align(a: &Traits, b: &Traits, counts: impl Fn(Term) -> bool) -> Alignment {
    let (a, b) = (Side::of(a, &counts), Side::of(b, &counts));
    let mut shared = Matrix::new(a.sentences.len(), b.sentences.len());
    for (one, other) in join(&a.terms, &b.terms) {
        let spread = one.len().max(other.len()) as u32;
        for (_, (i, weight)) in one {
            for (_, (j, other)) in other {
                shared.add(*i, *j, u32::from(*weight.min(other)) / spread);
            }
        }
    }
    shared.forget_chance();
    let path = shared.path();
    Alignment {
        bits: path.iter().map(|&(i, j)| shared.bits(i, j)).sum(),
        pairs: path
            .into_iter()
            .map(|(i, j)| (a.sentences[i].clone(), b.sentences[j].clone()))
            .collect(),
    }
}

/// What each two sentences share.
struct Matrix {
    width: usize,
    /// Half bits and number of terms.
    cells: Vec<(u32, u32)>,
}

impl Matrix {
    fn new(height: usize, width: usize) -> Self {
        Self {
            width,
            cells: vec![(0, 0); height * width],
        }
    }

    fn add(&mut self, i: usize, j: usize, bits: u32) {
        let (sum, terms) = &mut self.cells[i * self.width + j];
        *sum += bits;
        *terms += u32::from(bits > 0);
    }

    fn bits(&self, i: usize, j: usize) -> u32 {
        self.cells[i * self.width + j].0
    }

    fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// Drops what any two sentences of one event may share.
    fn forget_chance(&mut self) {
        for (bits, terms) in &mut self.cells {
            if *bits < LEAST || *terms < FEWEST {
                *bits = 0;
            }
        }
    }

    /// The cells of the heaviest monotone path, on which a sentence may match several neighbours
    /// (one that was split or merged), in order.
    fn path(&self) -> Vec<(usize, usize)> {
        let (height, width) = (self.height(), self.width);
        let at = |i: usize, j: usize| i * (width + 1) + j;
        // The heaviest path through the first i and j sentences.
        let mut best = vec![0_u32; (height + 1) * (width + 1)];
        // By cell: the heaviest path that ends in it.
        let mut ends = best.clone();
        for i in 1..=height {
            for j in 1..=width {
                let bits = self.bits(i - 1, j - 1);
                if bits > 0 {
                    let before = best[at(i - 1, j - 1)];
                    let merged = ends[at(i - 1, j)].max(ends[at(i, j - 1)]);
                    ends[at(i, j)] = bits + before.max(merged);
                }
                best[at(i, j)] = best[at(i - 1, j)]
                    .max(best[at(i, j - 1)])
                    .max(ends[at(i, j)]);
            }
        }
        let mut path = Vec::new();
        let (mut i, mut j) = (height, width);
        // Whether the cell itself must be on the path.
        let mut held = false;
        while i > 0 && j > 0 {
            let here = ends[at(i, j)];
            if !held && here < best[at(i, j)] || here == 0 {
                if best[at(i - 1, j)] >= best[at(i, j - 1)] {
                    i -= 1;
                } else {
                    j -= 1;
                }
                continue;
            }
            path.push((i - 1, j - 1));
            let left = here - self.bits(i - 1, j - 1);
            held = true;
            if left == best[at(i - 1, j - 1)] {
                (i, j, held) = (i - 1, j - 1, false);
            } else if left == ends[at(i - 1, j)] {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        path.reverse();
        path
    }
}
