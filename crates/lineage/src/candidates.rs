//! Which texts are worth comparing.
//!
//! Exact copies are put together first, so that a page saved ten thousand times costs once. Texts
//! that differ meet in an index of their fingerprints. No fingerprint is dropped for being in many
//! texts, since that would hide the biggest stories; instead a text meets only its neighbours in
//! the list of each fingerprint, and one text that all others in the list meet. The lists are in an
//! order that depends on the texts alone, so near copies of one text meet the same neighbours with
//! all their fingerprints, while texts that have a common phrase meet once and are not kept. Time
//! and memory so grow with the number of fingerprints, never with its square.

mod index;
mod meetings;
mod texts;

use rayon::prelude::*;

use crate::Sketch;
use index::Index;
use meetings::Meetings;
use texts::Texts;

/// Fewest words of a text that is compared at all: fewer are headings and notices.
pub(crate) const FEWEST_WORDS: u32 = 8;
/// How many texts behind it in the list of a fingerprint a text meets.
const REACH: usize = 64;
/// How many meetings of a text are counted, those by the rarest fingerprints first; each text's
/// rarest is always used.
const MEETINGS: usize = 1_024;
/// Fingerprints that two texts share if they are to be compared: any sixteen words of one that
/// stand in the other leave as many. Fewer may be a phrase that all writers use. Those whose lists
/// are longer than texts reach count half.
const SHARED: u32 = 3;
/// Texts of few fingerprints are compared for fewer: one, and one more for each so many.
const FEW: u32 = 8;
/// Parts into which texts are put to count their meetings: enough for several threads, each of which
/// holds where its texts stand in lists.
const BATCHES: u64 = 16;

/// Texts that are the same, and texts worth comparing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// The sketches of the same words, two at least in each, as indices in order; sorted.
    pub copies: Vec<Vec<u32>>,
    /// Sketches of different words that may share a passage, as indices, the lesser first;
    /// sorted. Of copies only the first is in a pair.
    pub pairs: Vec<(u32, u32)>,
}

/// The sketches among `sketches` that are worth comparing. Their order does not matter, but for
/// which of copies comes first. At most `u32::MAX` of them. Works on the threads of the current
/// rayon pool.
///
/// Quoted fingerprints make no pair: texts that share quotations alone are not compared.
pub fn candidates(sketches: &[&Sketch]) -> Candidates {
    let texts = Texts::of(sketches);
    let index = Index::of(sketches, &texts);
    let bound = |batch: u64| (u64::from(texts.len()) * batch / BATCHES) as u32;
    let mut pairs: Vec<(u32, u32)> = (0..BATCHES)
        .into_par_iter()
        .map(|batch| {
            let batch = bound(batch)..bound(batch + 1);
            let places = index.places(batch.clone());
            let mut meetings = Meetings::among(texts.len());
            for (text, places) in batch.zip(places.by_text()) {
                meetings.count(&index, &texts, text, places);
            }
            meetings.pairs
        })
        .flatten_iter()
        .map(|(a, b)| {
            let (a, b) = (texts.sketch(a), texts.sketch(b));
            (a.min(b), a.max(b))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates {
        copies: texts.copies,
        pairs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of words that no other number has.
    fn text(number: usize, words: usize) -> String {
        (0..words).map(|i| format!("w{number}x{i} ")).collect()
    }

    fn of(texts: &[String]) -> Candidates {
        let sketches: Vec<_> = texts.iter().map(|text| Sketch::of(text)).collect();
        candidates(&sketches.iter().collect::<Vec<_>>())
    }

    #[test]
    fn texts_that_share_a_passage_are_a_pair() {
        let (one, other) = (text(1, 60), text(2, 60));
        let passage = text(3, 16);
        let found = of(&[
            format!("{one}{passage}"),
            text(4, 90),
            format!("{passage}{other}"),
            String::new(),
            "Advertisement".into(),
        ]);
        assert_eq!(found.pairs, [(0, 2)]);
        assert!(found.copies.is_empty());
    }

    #[test]
    fn quotations_make_no_pair() {
        let quote = format!("“{}”", text(3, 30));
        let found = of(&[
            format!("{}{quote}", text(1, 60)),
            format!("{}{quote}", text(2, 60)),
        ]);
        assert_eq!(found, Candidates::default());
    }

    #[test]
    fn ten_thousand_identical_pages_cost_one() {
        let mut texts = vec![text(1, 80); 10_000];
        texts.push(format!("{} {}", text(1, 50), text(2, 50)));
        let found = of(&texts);
        assert_eq!(found.copies, [(0..10_000).collect::<Vec<_>>()]);
        assert_eq!(found.pairs, [(0, 10_000)]);
    }

    #[test]
    fn a_story_in_thousands_of_versions_stays_whole() {
        // All differ in some words: no two are the same, all have most fingerprints in common.
        let story: Vec<_> = text(1, 120).split(' ').map(str::to_owned).collect();
        let mut texts: Vec<_> = (0..4_000usize)
            .map(|i| {
                let mut words = story.clone();
                words[i * 31 % 120] = format!("own{i}");
                words.join(" ")
            })
            .collect();
        texts.push(format!("{} {}", text(2, 60), story[40..70].join(" ")));
        let found = of(&texts);
        assert!(
            found.pairs.len() < texts.len() * 2 * (REACH + 8),
            "{}",
            found.pairs.len()
        );
        let mut met = vec![0; texts.len()];
        for &(a, b) in &found.pairs {
            met[a as usize] += 1;
            met[b as usize] += 1;
        }
        assert!(
            met.iter().all(|&met| met >= REACH),
            "{:?}",
            met.iter().min()
        );
        // A hub that nearly all of them meet.
        assert!(
            met.iter().any(|&met| met > texts.len() * 3 / 4),
            "{:?}",
            met.iter().max()
        );
    }

    #[test]
    fn one_page_that_holds_all_others_meets_all() {
        let mut texts: Vec<_> = (0..2_000).map(|i| text(i, 40)).collect();
        texts.push(texts.concat());
        let found = of(&texts);
        assert_eq!(
            found.pairs,
            (0..2_000).map(|i| (i, 2_000)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_phrase_of_the_trade_makes_no_pairs() {
        let phrase = "could not be reached for comment";
        let texts: Vec<_> = (0..2_000)
            .map(|i| format!("{}{phrase} {}", text(2 * i, 40), text(2 * i + 1, 40)))
            .collect();
        assert!(of(&texts).pairs.len() < 20);
    }

    proptest! {
        #[test]
        fn order_does_not_matter(
            cuts in prop::collection::vec((0usize..3, 0usize..100, 20usize..100), 2..40),
            shift in 0usize..40,
        ) {
            let texts: Vec<_> = cuts.iter().map(|&(number, from, words)| {
                text(number, 200).split(' ').skip(from).take(words).collect::<Vec<_>>().join(" ")
            }).collect();
            let named = |texts: &[String]| {
                let found = of(texts);
                let name = |i: &u32| texts[*i as usize].clone();
                let mut pairs: Vec<_> = found.pairs.iter().map(|(a, b)| {
                    let (a, b) = (name(a), name(b));
                    if a < b { (a, b) } else { (b, a) }
                }).collect();
                pairs.sort();
                let mut copies: Vec<_> = found.copies.iter().map(|c| c.iter().map(name).collect::<Vec<_>>()).collect();
                copies.sort();
                (pairs, copies)
            };
            let mut turned = texts.clone();
            turned.rotate_left(shift % texts.len());
            turned.reverse();
            prop_assert_eq!(named(&texts), named(&turned));
        }
    }
}
