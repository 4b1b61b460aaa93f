//! What can be seen of a block only by looking at the whole text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::Block;
use super::form::Form;
use crate::furniture::{FunctionWords, fold_words};

/// The surroundings of one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Spot {
    /// Share of the running text that stands before it; 0 where none does.
    pub(super) text_before: f32,
    /// Share of the running text behind it; 0 where none does.
    pub(super) text_behind: f32,
    /// Share of running text among the blocks at most three away.
    pub(super) density_near: f32,
    /// The same, at most ten away.
    pub(super) density_wide: f32,
    /// Blocks in the row without running text that it is part of; 0 in running text.
    pub(super) run: usize,
    /// The same words stand in an earlier block.
    pub(super) twin_earlier: bool,
    /// The same words stand in a later block.
    pub(super) twin_later: bool,
    /// Share of its content words that the running text elsewhere uses too.
    pub(super) echo: f32,
    /// Short lines so far, behind some running text, that are the kind that
    /// follows an article: rails, comments, share bars, newsletters, footers.
    pub(super) tail_cues: usize,
    /// A rail heading stood behind some running text before it.
    pub(super) behind_rail: bool,
    /// So did a comment heading or form.
    pub(super) behind_comments: bool,
}

/// The surroundings of every block.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) blocks: Vec<Spot>,
    /// Blocks of running text in all.
    pub(super) sentences: usize,
    /// Lines that may be headings: between running text, without a full stop.
    pub(super) headings: usize,
}

const TAIL_CUES: [&str; 8] = [
    "rail",
    "comment",
    "form",
    "share",
    "newsletter",
    "legal",
    "tags",
    "contact",
];

impl Survey {
    pub(super) fn of(blocks: &[Block], forms: &[Form]) -> Self {
        let mut spots = vec![Spot::default(); blocks.len()];
        mass(&mut spots, blocks, forms);
        density(&mut spots, forms);
        runs(&mut spots, forms);
        twins(&mut spots, blocks);
        echoes(&mut spots, forms);
        tail(&mut spots, forms);
        let headings = forms.windows(3).filter(|three| is_heading(three)).count();
        let sentences = forms.iter().filter(|form| form.sentence).count();
        Self {
            blocks: spots,
            sentences,
            headings,
        }
    }
}

fn is_heading(three: &[Form]) -> bool {
    match three {
        [before, form, after] => {
            before.sentence && !form.sentence && form.is_headline_like() && after.sentence
        }
        _ => false,
    }
}

fn mass(spots: &mut [Spot], blocks: &[Block], forms: &[Form]) {
    let weigh = |at: usize| {
        if forms[at].sentence {
            blocks[at].text.len()
        } else {
            0
        }
    };
    let total: usize = (0..blocks.len()).map(weigh).sum();
    let mut before = 0;
    for (at, spot) in spots.iter_mut().enumerate() {
        let own = weigh(at);
        let share = |part: usize| part as f32 / total.max(1) as f32;
        spot.text_before = share(before);
        spot.text_behind = share(total - before - own);
        before += own;
    }
}

fn density(spots: &mut [Spot], forms: &[Form]) {
    let mut sums = vec![0_usize; 1];
    for form in forms {
        sums.push(sums.last().copied().unwrap_or(0) + usize::from(form.sentence));
    }
    let around = |at: usize, reach: usize| {
        let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(forms.len()));
        (sums[to] - sums[from]) as f32 / (to - from).max(1) as f32
    };
    for (at, spot) in spots.iter_mut().enumerate() {
        spot.density_near = around(at, 3);
        spot.density_wide = around(at, 10);
    }
}

fn runs(spots: &mut [Spot], forms: &[Form]) {
    let mut from = 0;
    for row in forms.chunk_by(|a, b| a.sentence == b.sentence) {
        let length = if row.first().is_some_and(|form| form.sentence) {
            0
        } else {
            row.len()
        };
        for spot in &mut spots[from..from + row.len()] {
            spot.run = length;
        }
        from += row.len();
    }
}

fn twins(spots: &mut [Spot], blocks: &[Block]) {
    let keys: Vec<String> = blocks.iter().map(|block| fold_words(&block.text)).collect();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (spot, key) in spots.iter_mut().zip(&keys) {
        spot.twin_earlier = !seen.insert(key);
    }
    seen.clear();
    for (spot, key) in spots.iter_mut().zip(&keys).rev() {
        spot.twin_later = !seen.insert(key);
    }
}

/// Content words are compared by their first six letters: "capture" echoes "captured".
fn stems(form: &Form) -> FxHashSet<String> {
    let table = FunctionWords::get();
    form.words
        .iter()
        .filter(|w| !w.folded.starts_with("{n}") && !table.contains(&w.folded))
        .map(|w| {
            w.folded
                .trim_end_matches("'s")
                .chars()
                .take(6)
                .collect::<String>()
        })
        .filter(|stem| stem.chars().count() >= 3 || !stem.is_ascii())
        .collect()
}

fn echoes(spots: &mut [Spot], forms: &[Form]) {
    let all: Vec<FxHashSet<String>> = forms.iter().map(stems).collect();
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    for (stems, _) in all.iter().zip(forms).filter(|(_, form)| form.sentence) {
        for stem in stems_sorted(stems) {
            *count.entry(stem).or_default() += 1;
        }
    }
    for ((spot, stems), form) in spots.iter_mut().zip(&all).zip(forms) {
        // Its own use does not count.
        let own = usize::from(form.sentence);
        let echoed = stems_sorted(stems)
            .into_iter()
            .filter(|stem| count.get(stem).copied().unwrap_or(0) > own)
            .count();
        spot.echo = echoed as f32 / stems.len().max(1) as f32;
    }
}

fn stems_sorted(stems: &FxHashSet<String>) -> Vec<&str> {
    let mut list = Vec::with_capacity(stems.len());
    list.extend(stems.iter().map(String::as_str));
    list.sort_unstable();
    list
}

fn tail(spots: &mut [Spot], forms: &[Form]) {
    let (mut cues, mut rail, mut comments) = (0, false, false);
    for (spot, form) in spots.iter_mut().zip(forms) {
        spot.tail_cues = cues;
        spot.behind_rail = rail;
        spot.behind_comments = comments;
        if spot.text_before > 0.2 && form.words.len() <= 12 && !form.sentence {
            cues += usize::from(TAIL_CUES.iter().any(|name| form.hits.has(name)));
            rail |= form.hits.has("rail");
            comments |= form.hits.has("comment") || form.hits.has("form");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::super::form::form;
    use super::*;

    const PAGE: &str = "Ferry found off Orrin Head\n\
        The ferry Halcyon Reed was found off Orrin Head on Monday, the harbour board said.\n\
        The board said that all 40 people on board the ferry were well and were going home.\n\
        Most read\n\
        Goose wins mayor's chain\n\
        Ferry found off Orrin Head";

    fn spots() -> Vec<Spot> {
        let blocks = blocks(PAGE);
        let forms: Vec<_> = blocks.iter().map(|b| form(&b.text)).collect();
        Survey::of(&blocks, &forms).blocks
    }

    #[test]
    fn the_title_echoes_and_the_rail_does_not() {
        let spots = spots();
        assert!(spots[0].echo > 0.9, "{:?}", spots[0]);
        assert_eq!(spots[4].echo, 0.0);
        assert!(spots[0].twin_later && spots[5].twin_earlier);
    }

    #[test]
    fn mass_runs_and_cues_are_counted() {
        let spots = spots();
        assert_eq!((spots[0].text_before, spots[3].text_behind), (0.0, 0.0));
        assert_eq!((spots[0].run, spots[1].run, spots[4].run), (1, 0, 3));
        assert!(!spots[3].behind_rail && spots[4].behind_rail);
        assert_eq!(spots[5].tail_cues, 1);
    }
}
