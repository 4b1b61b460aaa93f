//! Which articles have something of one another, and what.

use std::collections::BTreeMap;

use crate::direction::{Evidence, direct};
use crate::furniture::Furniture;
use crate::model::{About, Entry, Kind, Passage, Words};
use crate::pair::Pair;
use crate::rewrite::{self, Rewritten};
use crate::{
    Sketch, Traits, candidates, edits, formula, passages, publisher, same_event, translation,
};

/// Least score of a likeness that is no rewrite and yet leaves it open whether two texts are
/// independent.
const DOUBTFUL: f64 = 0.2;

/// Score from which on a likeness is a rewrite or translation of an article whose outlet the other
/// names as its origin.
const CREDITED: f64 = 0.3;

/// Share of each from which on two texts are versions of one.
const NEARLY_ALL: f64 = 0.7;
/// Most versions of a text that are asked whether they bear out what was found of it.
const ASKED: usize = 12;

/// What was found among all articles.
pub(crate) struct Compared {
    /// The pairs that have something of one another, by place.
    pub(crate) pairs: Vec<Pair>,
    /// Pairs too alike to be called independent, and not alike enough for more.
    pub(crate) doubtful: Vec<(usize, usize)>,
}

/// Compares those of `entries` that are worth it.
///
/// Of exact copies, only the one that the others may have it from is compared further. Wording
/// goes first: where most of a text stands in another, nothing is left to be reworded.
pub(crate) fn compared(entries: &[Entry<'_>]) -> Compared {
    let furniture = Furniture::of(entries);
    let own: Vec<Option<Sketch>> = entries
        .iter()
        .map(|entry| furniture.off(&entry.record.sketch))
        .collect();
    let sketches: Vec<&Sketch> = entries
        .iter()
        .zip(&own)
        .map(|(entry, own)| own.as_ref().unwrap_or(&entry.record.sketch))
        .collect();
    let found = candidates(&sketches);
    let mut stands_for: Vec<usize> = (0..entries.len()).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for copies in &found.copies {
        let copies: Vec<usize> = copies.iter().map(|&at| at as usize).collect();
        let source = source(entries, &copies);
        for at in copies {
            stands_for[at] = source;
            pairs.extend(
                (at != source)
                    .then(|| wording(entries, &sketches, at, source))
                    .flatten(),
            );
        }
    }
    for &(one, other) in &found.pairs {
        let (one, other) = (stands_for[one as usize], stands_for[other as usize]);
        pairs.extend(wording(entries, &sketches, one, other));
    }
    pairs.sort_by_key(Pair::key);
    let (mut more, mut doubtful) = (Vec::new(), Vec::new());
    for (first, second) in same_event(entries, &stands_for) {
        let rewritten = reworded(entries, first, second);
        let known = pairs.binary_search_by_key(&(first, second), Pair::key);
        let credited = names(entries, first, second) || names(entries, second, first);
        if rewritten.is_rewrite() || credited && rewritten.score >= CREDITED {
            match known {
                // Whole sentences may stand in a rewrite as they were.
                Ok(at) => prefer(entries, &mut pairs[at], rewritten),
                Err(_) => more.push(rewrite(entries, first, second, rewritten)),
            }
        } else if known.is_err() && rewritten.score >= DOUBTFUL {
            doubtful.push((first, second));
        }
    }
    pairs.append(&mut more);
    pairs.sort_by_key(Pair::key);
    let unsupported = unsupported(&pairs, &stands_for);
    pairs.retain(|pair| unsupported.binary_search(&pair.key()).is_err());
    doubtful.extend(unsupported);
    doubtful.sort_unstable();
    Compared { pairs, doubtful }
}

/// Of exact copies the one that the others may have it from: published first, naming nobody else
/// as its author.
fn source(entries: &[Entry<'_>], copies: &[usize]) -> usize {
    let rank = |&at: &usize| {
        let about = entries[at].about;
        let mut credits = about.credits.iter();
        let foreign = credits.any(|credit| !publisher::calls_itself(about, &credit.outlet));
        let published = about.published.as_deref();
        (foreign, published.is_none(), published, at)
    };
    copies.iter().copied().min_by_key(rank).unwrap_or_default()
}

/// What two texts share word for word, if that shows anything.
fn wording(entries: &[Entry<'_>], sketches: &[&Sketch], one: usize, other: usize) -> Option<Pair> {
    let (first, second) = (one.min(other), one.max(other));
    let shared = passages::compare(sketches[first], sketches[second]);
    let kind = shared.kind()?;
    let (a, b) = (
        &entries[first].record.traits,
        &entries[second].record.traits,
    );
    if formula::is_formula(&shared, kind, a, b) {
        return None;
    }
    let evidence = Evidence {
        kind,
        passages: beside(shared.passages),
        shares: (shared.of_a, shared.of_b),
    };
    Some(directed(entries, first, second, evidence))
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

/// Whether the one names the outlet of the other as its origin.
fn names(entries: &[Entry<'_>], one: usize, other: usize) -> bool {
    let mut credits = entries[one].about.credits.iter();
    credits.any(|credit| publisher::names(entries[other].about, &credit.outlet))
}

/// Rewrites that near copies do not bear out: who follows a report follows its copies as well, while
/// of two reports of one event, one version may look like a rewrite by chance. In order.
fn unsupported(pairs: &[Pair], stands_for: &[usize]) -> Vec<(usize, usize)> {
    let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in pairs {
        let (of_first, of_second) = pair.evidence.shares;
        let near = matches!(pair.evidence.kind, Kind::Copy | Kind::NearCopy)
            && of_first.min(of_second) >= NEARLY_ALL
            && [pair.first, pair.second]
                .iter()
                .all(|&at| stands_for[at] == at);
        if near {
            alike.entry(pair.first).or_default().push(pair.second);
            alike.entry(pair.second).or_default().push(pair.first);
        }
    }
    let known = |one: usize, other: usize| {
        let key = (one.min(other), one.max(other));
        pairs.binary_search_by_key(&key, Pair::key).is_ok()
    };
    let versions = |of: usize| alike.get(&of).into_iter().flatten().copied().take(ASKED);
    let fails = |pair: &&Pair| {
        let (first, second) = pair.key();
        let reworded = matches!(pair.evidence.kind, Kind::Rewrite | Kind::Translation);
        let of_first = versions(first).map(|version| known(version, second));
        let of_second = versions(second).map(|version| known(version, first));
        let (mut all, mut bear_out) = (0, 0);
        for borne_out in of_first.chain(of_second) {
            all += 1;
            bear_out += usize::from(borne_out);
        }
        // One version may have been cut where the other goes on.
        reworded && all >= 2 && 2 * bear_out < all
    };
    pairs.iter().filter(fails).map(Pair::key).collect()
}

/// How far the one tells what the other tells, in other words or another language.
fn reworded(entries: &[Entry<'_>], first: usize, second: usize) -> Rewritten {
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

fn rewrite(entries: &[Entry<'_>], first: usize, second: usize, found: Rewritten) -> Pair {
    let language = |at: usize| &entries[at].record.traits.language;
    let kind = if language(first) == language(second) {
        Kind::Rewrite
    } else {
        Kind::Translation
    };
    let evidence = Evidence {
        kind,
        shares: (found.share_of_a.min(1.0), found.share_of_b.min(1.0)),
        passages: beside(found.pairs),
    };
    let mut pair = directed(entries, first, second, evidence);
    pair.verdict.why.splice(0..0, found.why);
    pair
}

/// Takes a pair that shares some wording for a rewrite if what is alike is told in other words, and
/// for one copied with many edits if most words of its sentences stand as they were.
fn prefer(entries: &[Entry<'_>], pair: &mut Pair, found: Rewritten) {
    if pair.evidence.kind != Kind::Excerpt {
        return;
    }
    let (first, second) = pair.key();
    let traits = (
        &entries[first].record.traits,
        &entries[second].record.traits,
    );
    let shares = (found.share_of_a.min(1.0), found.share_of_b.min(1.0));
    match edits::as_worded(&pair.evidence, &found.pairs, shares, traits) {
        None => *pair = rewrite(entries, first, second, found),
        Some(Kind::NearCopy) => {
            let evidence = Evidence {
                kind: Kind::NearCopy,
                shares,
                passages: beside(found.pairs),
            };
            *pair = directed(entries, first, second, evidence);
        }
        Some(_) => {}
    }
}

fn directed(entries: &[Entry<'_>], first: usize, second: usize, evidence: Evidence) -> Pair {
    Pair {
        first,
        second,
        verdict: direct(entries[first], entries[second], &evidence),
        evidence,
    }
}

fn beside(passages: Vec<(Words, Words)>) -> Vec<Passage> {
    passages
        .into_iter()
        .map(|(child, parent)| Passage { child, parent })
        .collect()
}
