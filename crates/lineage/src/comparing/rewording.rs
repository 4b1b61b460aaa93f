//! Pairs that tell the same in other words or another language.
//!
//! In two passes. At first sight many reports of one event look like rewrites of one another; the
//! second pass looks again at those that do, and takes what independent texts at the event tell as
//! well for what it is: no evidence.

use rustc_hash::FxHashMap;

use crate::model::{About, Entry};
use crate::pair::Pair;
use crate::rewrite::{self, Rewritten, Signs};
use crate::witness::{Common, WHOLE};
use crate::{Traits, same_event, translation};

use super::alone;

/// Least score of a likeness that is no rewrite and yet leaves it open whether two texts are
/// independent.
pub(super) const DOUBTFUL: f64 = 0.2;
/// Least score at first sight of two that are like nobody else at the event.
const AT_FIRST: f64 = 0.5;
/// Most texts that are asked what everybody at the event tells.
const WITNESSES: usize = 16;
/// Least that a witness counts for, in sixteenths.
const LEAST: u32 = 4;

/// How alike texts at one event are.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// By pair, the lesser first: the score.
    scores: FxHashMap<(usize, usize), f64>,
    /// Of each text, those at the same event, in order.
    beside: FxHashMap<usize, Vec<usize>>,
}

impl Likeness {
    pub(super) fn add(&mut self, one: usize, other: usize, score: f64) {
        self.scores.insert((one, other), score);
        self.beside.entry(one).or_default().push(other);
        self.beside.entry(other).or_default().push(one);
    }

    /// Those at the same event as a text, in order.
    pub(super) fn beside(&self, at: usize) -> &[usize] {
        self.beside.get(&at).map_or(&[], Vec::as_slice)
    }

    /// How likely it is that one of two has its report from the other; 0 to 1.
    pub(super) fn score(&self, one: usize, other: usize) -> f64 {
        let key = (one.min(other), one.max(other));
        self.scores.get(&key).copied().unwrap_or(0.0)
    }
}

/// A pair at one event, and what was found.
pub(super) struct Reworded {
    pub(super) key: (usize, usize),
    pub(super) found: Rewritten,
    /// Its score at first sight, whatever other texts tell.
    pub(super) at_first: f64,
    /// What speaks for it after the second pass; none for other languages.
    pub(super) signs: Option<Signs>,
}

/// Pairs that tell the same, or leave it open whether they are independent, in order. `worded` are
/// the pairs that share wording, in order; a likeness of `at_least` is looked at twice.
pub(super) fn reworded(
    entries: &[Entry<'_>],
    stands_for: &[usize],
    worded: &[Pair],
    at_least: f64,
) -> (Vec<Reworded>, Likeness) {
    let mut likeness = Likeness::default();
    let mut all = Vec::new();
    for key in same_event(entries, stands_for) {
        let found = at_first_sight(entries, key);
        likeness.add(key.0, key.1, found.score);
        if found.score >= at_least {
            all.push(Reworded {
                key,
                at_first: found.score,
                found,
                signs: None,
            });
        }
    }
    let depends = |one: usize, other: usize| {
        let key = (one.min(other), one.max(other));
        match worded.binary_search_by_key(&key, Pair::key) {
            Ok(_) => 1.0,
            Err(_) => likeness.score(one, other),
        }
    };
    let traits = |at: usize| &entries[at].record.traits;
    for pair in &mut all {
        let (one, other) = pair.key;
        if traits(one).language != traits(other).language {
            continue;
        }
        let common = common(entries, &likeness, pair.key, depends);
        let signs = rewrite::weighed(traits(one), traits(other), pair.found.bits, &common);
        pair.signs = Some(signs);
        pair.found.score = signs.score();
        // A short rewrite may keep little but what everybody tells, and still be like its parent alone.
        let beside = alone::Beside {
            likeness: &likeness,
            depends: &depends,
        };
        if pair.at_first >= AT_FIRST && beside.are_alone(one, other) {
            pair.found.score = pair.found.score.max(rewrite::SURE);
        }
    }
    for pair in &all {
        likeness.scores.insert(pair.key, pair.found.score);
    }
    (all, likeness)
}

/// What texts at the event of two tell that depend on neither.
fn common(
    entries: &[Entry<'_>],
    likeness: &Likeness,
    (one, other): (usize, usize),
    depends: impl Fn(usize, usize) -> f64,
) -> Common {
    let mut near: Vec<usize> = [likeness.beside(one), likeness.beside(other)].concat();
    near.retain(|&at| {
        let language = |at: usize| &entries[at].record.traits.language;
        at != one && at != other && language(at) == language(one)
    });
    near.sort_unstable();
    // Those that have something of both are surest of the event.
    let mut asked: Vec<(bool, usize)> = near
        .chunk_by(|a, b| a == b)
        .map(|same| (same.len() < 2, same[0]))
        .collect();
    asked.sort_unstable();
    asked.truncate(WITNESSES);
    let mut common = Common::default();
    let mut heard: Vec<usize> = Vec::new();
    for (_, at) in asked {
        let known = heard.iter().map(|&earlier| depends(at, earlier));
        let most = known.fold(depends(at, one).max(depends(at, other)), f64::max);
        let counts = ((1.0 - most) * f64::from(WHOLE)) as u32;
        if counts >= LEAST {
            common.add(&entries[at].record.traits, counts);
            heard.push(at);
        }
    }
    common
}

/// Pairs that may report on the same event, each of exact copies once.
fn same_event(entries: &[Entry<'_>], stands_for: &[usize]) -> Vec<(usize, usize)> {
    let places: Vec<usize> = (0..entries.len())
        .filter(|&at| stands_for[at] == at)
        .collect();
    let traits: Vec<(&About, &Traits)> = places
        .iter()
        .map(|&at| (entries[at].about, &entries[at].record.traits))
        .collect();
    same_event::candidates(&traits)
        .into_iter()
        .map(|(one, other)| {
            let (one, other) = (places[one as usize], places[other as usize]);
            (one.min(other), one.max(other))
        })
        .collect()
}

/// How far the one tells what the other tells, in other words or another language.
fn at_first_sight(entries: &[Entry<'_>], (first, second): (usize, usize)) -> Rewritten {
    let (a, b) = (
        &entries[first].record.traits,
        &entries[second].record.traits,
    );
    if a.language == b.language {
        rewrite::compare(a, b)
    } else {
        translation::compare(a, b)
    }
}
