//! Which pairs of texts are worth comparing as rewrites: those that share names, figures and rare
//! words within some days of each other, that is those about one event.
//!
//! What one text costs is bounded however big a story grows: a trait that many texts have leads
//! from each of them to the first ones, which have the report that the others rewrite, and to those
//! next to it in time.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::About;
use crate::anchors::{Sort, Term};
use crate::traits::Traits;

/// Days between two texts of which one rewrites the other.
const WINDOW: i64 = 14;
/// Lightest term that a pair is found by, in half bits.
const LIGHTEST: u8 = 9;
/// Terms of one text that pairs are found by: its rarest in the pile.
const TERMS: usize = 64;
/// Texts that a term leads to: all of them if they are that few...
const FEW: usize = 256;
/// ...else the first ones and those just before.
const FIRST: usize = 64;
const BEFORE: usize = 32;
/// Least that a pair shares: terms, and their weight in half bits.
const SHARED: (u32, u32) = (4, 60);
/// Pairs of one text with earlier ones: those that share most.
const PAIRS: usize = 64;

/// Pairs of texts that may be rewrites or translations of one another, as positions in `entries`,
/// the lesser first; sorted. The texts that make up the pairs do not depend on the order of
/// `entries`. Exact and near copies should be left out but for one of each.
pub(crate) fn candidates(entries: &[(&About, &Traits)]) -> Vec<(u32, u32)> {
    let mut texts: Vec<Text> = (0..)
        .zip(entries)
        .map(|(entry, (about, traits))| Text::of(entry, about, traits))
        .collect();
    // Undated texts come last, so that dated ones, among them most parents, are reached first.
    texts.sort_by_key(|text| (text.day.is_none(), text.day, text.id));
    let holders = holders(&mut texts);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut shared: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        shared.clear();
        for (key, weight) in &text.terms {
            let earlier = &holders[key];
            let earlier = &earlier[..earlier.partition_point(|other| *other < at)];
            let split = match earlier.len() {
                0..=FEW => earlier.len(),
                _ => FIRST,
            };
            let next = earlier.len().saturating_sub(BEFORE).max(split);
            for &other in earlier[..split].iter().chain(&earlier[next..]) {
                let (terms, bits) = shared.entry(other).or_default();
                *terms += 1;
                *bits += u32::from(*weight);
            }
        }
        let mut found: Vec<_> = shared
            .iter()
            .filter(|(other, shared)| {
                shared.0 >= SHARED.0 && shared.1 >= SHARED.1 && near(text, &texts[**other])
            })
            .map(|(other, (_, bits))| (std::cmp::Reverse(*bits), *other))
            .collect();
        found.sort_unstable();
        pairs.extend(found.iter().take(PAIRS).map(|(_, other)| {
            let (one, other) = (text.entry, texts[*other].entry);
            (one.min(other), one.max(other))
        }));
    }
    pairs.sort_unstable();
    pairs
}

/// What a text is found by.
struct Text<'a> {
    entry: u32,
    id: &'a str,
    /// Day of publication, counted from some day.
    day: Option<i64>,
    /// Keys and weights.
    terms: Vec<(u32, u8)>,
}

impl<'a> Text<'a> {
    fn of(entry: u32, about: &'a About, traits: &Traits) -> Self {
        let finds = |term: &&Term| {
            term.weight >= LIGHTEST && !matches!(term.sort, Sort::Rest | Sort::Masked)
        };
        let mut terms: Vec<_> = traits
            .terms
            .iter()
            .filter(finds)
            .map(|term| (term.key, term.weight))
            .collect();
        terms.sort_unstable();
        terms.dedup_by_key(|(key, _)| *key);
        Self {
            entry,
            id: &about.id,
            day: about.published.as_deref().and_then(day),
            terms,
        }
    }
}

/// Keeps of each text the terms that fewest, but at least two, texts have, and says where they are.
fn holders(texts: &mut [Text<'_>]) -> FxHashMap<u32, Vec<usize>> {
    let mut spread: FxHashMap<u32, u32> = FxHashMap::default();
    for (key, _) in texts.iter().flat_map(|text| &text.terms) {
        *spread.entry(*key).or_default() += 1;
    }
    let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, text) in texts.iter_mut().enumerate() {
        text.terms.retain(|(key, _)| spread[key] > 1);
        for (key, _) in &text.terms {
            holders.entry(*key).or_default().push(at);
        }
        text.terms.sort_by_key(|(key, _)| (spread[key], *key));
        text.terms.truncate(TERMS);
    }
    holders
}

fn near(one: &Text<'_>, other: &Text<'_>) -> bool {
    match (one.day, other.day) {
        (Some(one), Some(other)) => (one - other).abs() <= WINDOW,
        _ => true,
    }
}

/// The day of a date in EDTF that has one, counted from some day: H. Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms" (`days_from_civil`).
fn day(edtf: &str) -> Option<i64> {
    let mut parts = edtf.get(..10)?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = year - i64::from(month < 3);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::rewrite::examples::*;

    fn about(id: &str, published: Option<&str>) -> About {
        About {
            id: id.to_owned(),
            published: published.map(str::to_owned),
            ..About::default()
        }
    }

    fn found(texts: &[(&str, Option<&str>)]) -> Vec<(u32, u32)> {
        let entries: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, (text, published))| {
                (
                    about(&format!("a{at:05}"), *published),
                    Traits::of(text, Some("en")),
                )
            })
            .collect();
        let entries: Vec<_> = entries
            .iter()
            .map(|(about, traits)| (about, traits))
            .collect();
        candidates(&entries)
    }

    #[test]
    fn days_are_counted() {
        let between = |one, other| day(other).zip(day(one)).map(|(b, a)| b - a);
        assert_eq!(between("2035-02-27", "2035-03-01T08:00:00Z"), Some(2));
        assert_eq!(between("2035-12-31", "2036-03-01"), Some(61));
        assert_eq!(
            (day("2035-13-01"), day("2035-05"), day("mañana, día")),
            (None, None, None)
        );
    }

    #[test]
    fn pairs_are_of_one_event() {
        let texts = [
            (OTHER_EVENT, None),
            (TABLOID, None),
            (AGENCY, Some("2041-03-04")),
        ];
        assert_eq!(found(&texts), [(1, 2)]);
    }

    #[test]
    fn a_year_later_it_is_another_event() {
        let texts = [(TABLOID, Some("2042-03-04")), (AGENCY, Some("2041-03-04"))];
        assert!(found(&texts).is_empty());
    }

    #[test]
    fn order_does_not_matter() {
        let texts = [AGENCY, OTHER_EVENT, TABLOID, DIGEST, INDEPENDENT, BRIEFED];
        let known: Vec<_> = (0..24)
            .map(|at| {
                (
                    about(&format!("a{at}"), None),
                    Traits::of(texts[at % 6], Some("en")),
                )
            })
            .collect();
        let mut entries: Vec<_> = known
            .iter()
            .map(|(about, traits)| (about, traits))
            .collect();
        let ids = |entries: &[(&About, &Traits)]| {
            let id = |at: u32| entries[at as usize].0.id.clone();
            let pairs = candidates(entries).into_iter();
            pairs
                .map(|(a, b)| (id(a).min(id(b)), id(a).max(id(b))))
                .collect::<BTreeSet<_>>()
        };
        let first = ids(&entries);
        assert!(first.len() > 24);
        for turn in 1..6 {
            entries.rotate_left(turn);
            entries.reverse();
            assert_eq!(ids(&entries), first);
        }
    }

    #[test]
    fn a_big_story_costs_no_square() {
        let texts: Vec<_> = (0..500).map(|_| (AGENCY, Some("2041-03-04"))).collect();
        let pairs = found(&texts);
        assert!(pairs.len() <= 500 * PAIRS);
        // All are reached from the first.
        assert!((1..500).all(|at| pairs.iter().any(|(_, other)| *other == at)));
    }
}
