//! How much two articles, or two groups of them, are about the same: terms that both have.
//!
//! Three cosines in one: of all terms, of names alone, and of telling numbers alone. Names tell
//! events of a kind apart: two fires share most words, not whom and where. All three are dot
//! products, so the mean over all pairs of two groups is the dot product of the groups' mean
//! vectors, and a group needs no more room than an article.

use super::laid::Laid;
use crate::Terms;
use crate::terms::{Kept, Key, Kind, Label, Weight, Year};

/// How much each cosine counts: of all terms, of names, of numbers. Together 1. Fitted on ECB+.
const SHARES: [f32; 3] = [0.4, 0.45, 0.15];
/// Between languages, where only names and numbers can be shared.
const SHARES_ABROAD: [f32; 3] = [0.0, 0.75, 0.25];
/// Terms that a group is known by.
pub(super) const KEPT: usize = 128;

/// Weights of one term in the three vectors, each of length 1.
pub(super) type Parts = [f32; 3];

/// The terms of an article, or those of a group in the mean.
#[derive(Clone, Debug)]
pub(super) enum Bag<'a> {
    /// An article, with one over the length of each of its vectors.
    One(Kept<'a>, Parts),
    /// A group.
    Many(Box<Mean<'a>>),
}

/// The terms of a group.
#[derive(Clone, Debug)]
pub(super) struct Mean<'a> {
    /// Ascending.
    keys: Vec<Key>,
    /// Of each key.
    parts: Vec<Parts>,
    /// Where it is the same for all.
    language: &'a [u8],
    /// Ascending.
    years: Vec<Year>,
    /// Sorted.
    labels: Vec<Label>,
}

impl<'a> Bag<'a> {
    pub(super) fn one(terms: &'a Terms) -> Self {
        let kept = terms.kept();
        let mut squares = [0.0_f32; 3];
        for weight in kept.weights() {
            for (square, part) in squares.iter_mut().zip(parts(*weight)) {
                *square += part * part;
            }
        }
        let over = squares.map(|square| match square > 0.0 {
            true => square.sqrt().recip(),
            false => 0.0,
        });
        Self::One(kept, over)
    }

    /// The mean of some bags, each of so many members.
    pub(super) fn mean(bags: &[(&Self, u32)]) -> Self {
        let members: f32 = bags.iter().map(|(_, size)| *size as f32).sum();
        let mut order: Vec<u64> = Vec::new();
        let mut all_parts: Vec<Parts> = Vec::new();
        for (bag, size) in bags {
            let (share, over) = (*size as f32 / members, bag.over());
            bag.each(|key, raw| {
                order.push(u64::from(u32::from_be_bytes(key)) << 32 | all_parts.len() as u64);
                all_parts.push(std::array::from_fn(|part| raw[part] * over[part] * share));
            });
        }
        // By key, then place: sums are taken in the order of the bags.
        order.sort_unstable();
        let mut terms: Vec<(u32, Parts)> = order
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .map(|same| {
                let mut sums = [0.0; 3];
                for entry in same {
                    let parts = all_parts[*entry as u32 as usize];
                    (0..3).for_each(|part| sums[part] += parts[part]);
                }
                ((same[0] >> 32) as u32, sums)
            })
            .collect();
        let total = |parts: &Parts| parts.iter().sum::<f32>();
        if terms.len() > KEPT {
            terms.select_nth_unstable_by(KEPT, |a, b| {
                total(&b.1).total_cmp(&total(&a.1)).then(a.0.cmp(&b.0))
            });
            terms.truncate(KEPT);
            terms.sort_unstable_by_key(|(key, _)| *key);
        }
        let mut languages = bags.iter().map(|(bag, _)| bag.language());
        let language = languages.next().unwrap_or_default();
        Self::Many(Box::new(Mean {
            keys: terms.iter().map(|(key, _)| key.to_be_bytes()).collect(),
            // Not in place: the room of what is dropped would stay taken.
            parts: terms.iter().map(|(_, parts)| *parts).collect(),
            language: match languages.all(|other| other == language) {
                true => language,
                false => &[],
            },
            years: union(bags.iter().flat_map(|(bag, _)| bag.years())),
            labels: union(bags.iter().flat_map(|(bag, _)| bag.labels())),
        }))
    }

    /// Years that are told, ascending.
    pub(super) fn years(&self) -> &[Year] {
        match self {
            Self::One(terms, _) => terms.years(),
            Self::Many(mean) => &mean.years,
        }
    }

    /// What tells the event from its kind, sorted.
    pub(super) fn labels(&self) -> &[Label] {
        match self {
            Self::One(terms, _) => terms.labels(),
            Self::Many(mean) => &mean.labels,
        }
    }

    /// Calls `found` with each key, ascending, and what it weighs in the three vectors before they
    /// are brought to length 1.
    #[inline]
    pub(super) fn each(&self, mut found: impl FnMut(Key, Parts)) {
        match self {
            Self::One(kept, _) => {
                let terms = kept.keys().iter().zip(kept.weights());
                terms.for_each(|(key, weight)| found(*key, parts(*weight)));
            }
            Self::Many(mean) => {
                let terms = mean.keys.iter().zip(&mean.parts);
                terms.for_each(|(key, parts)| found(*key, *parts));
            }
        }
    }

    /// Calls `found` with the place in `laid` of each key that both have, and what it weighs here.
    #[inline]
    pub(super) fn each_of(&self, laid: &Laid, mut found: impl FnMut(usize, Parts)) {
        match self {
            Self::One(kept, _) => {
                let weights = kept.weights();
                laid.shared(kept.keys(), |at, here| found(at, parts(weights[here])));
            }
            Self::Many(mean) => {
                laid.shared(&mean.keys, |at, here| found(at, mean.parts[here]));
            }
        }
    }

    /// What brings the vectors to length 1.
    fn over(&self) -> Parts {
        match self {
            Self::One(_, over) => *over,
            Self::Many(_) => [1.0; 3],
        }
    }

    fn language(&self) -> &'a [u8] {
        match self {
            Self::One(terms, _) => terms.language(),
            Self::Many(mean) => mean.language,
        }
    }

    fn shares(&self, other: &Self) -> Parts {
        let (one, other) = (self.language(), other.language());
        let known = |language: &[u8]| language.iter().any(|letter| *letter > 0);
        match one == other || !known(one) || !known(other) {
            true => SHARES,
            false => SHARES_ABROAD,
        }
    }

    /// 0 (nothing in common) to 1 (the same). `laid` is this bag laid out.
    pub(super) fn likeness(&self, laid: &Laid, other: &Self) -> f32 {
        let sums = laid.dot(other);
        let (over, others, shares) = (self.over(), other.over(), self.shares(other));
        let cosine = |part: usize| sums[part] * over[part] * others[part];
        let likeness: f32 = (0..3).map(|part| cosine(part) * shares[part]).sum();
        likeness.min(1.0)
    }

    /// The keys of the terms that both have, those that say most first.
    pub(super) fn common(&self, other: &Self) -> Vec<Key> {
        let shares = self.shares(other);
        let (over, others) = (self.over(), other.over());
        let mut laid = Laid::new();
        laid.lay(self);
        let mut common = Vec::new();
        other.each_of(&laid, |at, there| {
            let (key, one) = laid.term(at);
            let amount: f32 = (0..3)
                .map(|part| {
                    let (one, other) = (one[part] * over[part], there[part] * others[part]);
                    shares[part] * one * other
                })
                .sum();
            common.push((amount, key));
        });
        common.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        common.into_iter().map(|(_, key)| key).collect()
    }

    /// Puts the terms that say most, at most so many, into `heavy`, by key, each with how much it says.
    pub(super) fn heaviest(&self, most: usize, heavy: &mut Vec<(u32, f32)>) {
        heavy.clear();
        let over = self.over()[0];
        self.each(|key, raw| heavy.push((u32::from_be_bytes(key), raw[0] * over)));
        if heavy.len() > most {
            heavy.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            heavy.truncate(most);
            heavy.sort_unstable_by_key(|(key, _)| *key);
        }
    }
}

fn union<'l, T: Ord + Copy + 'l>(lists: impl Iterator<Item = &'l T>) -> Vec<T> {
    let mut all: Vec<T> = lists.copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a term of an article weighs in the three vectors.
#[inline]
fn parts(weight: [u8; 2]) -> Parts {
    let weight = Weight::from_bytes(weight);
    let plain = weight.plain();
    let only = |kind| match weight.kind() == kind {
        true => plain,
        false => 0.0,
    };
    [weight.among_all(), only(Kind::Name), only(Kind::Number)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use restated_claims::Reading;

    fn like(one: &Bag<'_>, other: &Bag<'_>) -> f32 {
        let mut laid = Laid::new();
        laid.lay(one);
        one.likeness(&laid, other)
    }

    fn terms(title: &str, text: &str) -> Terms {
        Terms::of(Some(title), text, Some("en"), &Reading::default())
    }

    #[test]
    fn the_likeness_of_groups_is_the_mean_of_their_pairs() {
        let texts = [
            terms(
                "Ferry Alder sinks off Brennick",
                "The ferry Alder sank off Brennick with 31 men.",
            ),
            terms(
                "Alder captain held",
                "The captain of the Alder was held in Brennick on Friday.",
            ),
            terms(
                "Ferry toll rises",
                "The toll of the Alder rose to 14, the Brennick coastguard said.",
            ),
            terms(
                "Storm at Osk",
                "A storm tore roofs off in Osk and felled 240 trees.",
            ),
        ];
        let bags: Vec<Bag<'_>> = texts.iter().map(Bag::one).collect();
        let (a, b) = (
            Bag::mean(&[(&bags[0], 1), (&bags[1], 1)]),
            Bag::mean(&[(&bags[2], 1), (&bags[3], 1)]),
        );
        let pairs = [(0, 2), (0, 3), (1, 2), (1, 3)];
        let mean: f32 = pairs
            .iter()
            .map(|&(a, b)| like(&bags[a], &bags[b]))
            .sum::<f32>()
            / 4.0;
        assert!((like(&a, &b) - mean).abs() < 1e-5);
        assert!(like(&bags[0], &bags[2]) > 5.0 * like(&bags[0], &bags[3]));
    }

    #[test]
    fn an_article_is_itself_and_nothing_is_like_nothing() {
        let (text, empty) = (
            terms("Alder", "The Alder sank with 31 men."),
            Terms::default(),
        );
        let (one, none) = (Bag::one(&text), Bag::one(&empty));
        assert!((like(&one, &one) - 1.0).abs() < 1e-5);
        assert_eq!(like(&one, &none), 0.0);
        assert_eq!(like(&one, &none), 0.0);
    }
}
