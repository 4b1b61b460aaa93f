//! Passages that two texts share, from their sketches alone.
//!
//! Fingerprints that both have are seeds; seeds that follow each other in both texts at nearly
//! the same distance are one passage, with what stands between them. Since a fingerprint covers
//! five words and each window of four shingles keeps one, a passage may in truth begin up to
//! three words earlier and end up to three later than told, except at the ends of a text, where
//! it is exact; and of what is told up to [`chains::GAP`] words in a row may be edited.

mod chains;

use crate::sketch::overlap;
use crate::{Kind, Sketch, Words};
use chains::{apart, chains, seeds};

/// Share of both texts that copies share at least.
const COPY: f64 = 0.98;
/// Share of the one text, and of the other, that near copies share at least.
const NEAR_COPY: (f64, f64) = (0.5, 0.4);
/// Fewest words outside quotations that show copying.
const OWN: u32 = 12;
/// Share of either text that an excerpt is at least, unless it is long, and the words of its longest
/// passage: two who write about one event happen on the same dozen words for who did what where.
const EXCERPT: f64 = 0.08;
const PASSAGE: u32 = 18;
/// Share of either text that an excerpt is if all its passages are short.
const MUCH: f64 = 0.2;
/// Words in a row that are an excerpt however long the texts.
const LONG: u32 = 24;

/// What two texts share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// Passages, as words of the one and of the other, in the order of the one; none overlap in
    /// either.
    pub passages: Vec<(Words, Words)>,
    /// Share of the one's words that are in passages, 0 to 1.
    pub of_a: f64,
    /// Share of the other's words that are in passages, 0 to 1.
    pub of_b: f64,
    /// Words of the longest passage.
    pub longest: u32,
    /// Words in passages that neither text has in quotation marks.
    pub own: u32,
    /// Whether passages are in quotation marks but for a few words.
    pub quoted_only: bool,
    /// Whether both texts have the same words all through.
    pub same: bool,
    /// Whether all is one passage without edits.
    pub unbroken: bool,
}

impl Shared {
    /// How the one comes to share this with the other, whichever had it first; `None` if it shows
    /// no copying.
    ///
    /// `Copy` for the same words but for a few at the ends; `NearCopy` for most of the one and
    /// much of the other; `Excerpt` for a passage in other text, or of a text that is much longer.
    pub fn kind(&self) -> Option<Kind> {
        let (less, more) = (self.of_a.min(self.of_b), self.of_a.max(self.of_b));
        if self.same || self.unbroken && less >= COPY && !self.quoted_only {
            Some(Kind::Copy)
        } else if self.quoted_only {
            None
        } else if let Some(kind) = kind_by_shares((self.of_a, self.of_b)) {
            Some(kind)
        } else if self.longest >= LONG || more >= MUCH || self.longest >= PASSAGE && more >= EXCERPT
        {
            Some(Kind::Excerpt)
        } else {
            None
        }
    }
}

/// What shares of two texts show if they are as high as those of near copies.
pub(crate) fn kind_by_shares(shares: (f64, f64)) -> Option<Kind> {
    let (less, more) = (shares.0.min(shares.1), shares.0.max(shares.1));
    (more >= NEAR_COPY.0 && less >= NEAR_COPY.1).then_some(Kind::NearCopy)
}

/// What the texts of `a` and `b` share.
pub fn compare(a: &Sketch, b: &Sketch) -> Shared {
    if a.words() == b.words() && a.digest() == b.digest() {
        return Shared::all(a.words());
    }
    let mut chains = chains(seeds(a, b));
    let passages = apart(&mut chains);
    let of = |words: u32, sketch: &Sketch| f64::from(words) / f64::from(sketch.words().max(1));
    let sum = |side: fn(&(Words, Words)) -> &Words| {
        passages.iter().map(|p| side(p).len() as u32).sum::<u32>()
    };
    let own = passages.iter().map(|(in_a, in_b)| {
        let quoted = |sketch: &Sketch, words: &Words| overlap(sketch.quotations(), words.clone());
        let quoted_a = in_a.len() as u32 - quoted(a, in_a);
        quoted_a.min(in_b.len() as u32 - quoted(b, in_b))
    });
    let own = own.sum();
    Shared {
        of_a: of(sum(|(in_a, _)| in_a), a),
        of_b: of(sum(|(_, in_b)| in_b), b),
        longest: passages
            .iter()
            .map(|(in_a, _)| in_a.len() as u32)
            .max()
            .unwrap_or(0),
        own,
        quoted_only: own < OWN,
        same: false,
        unbroken: chains.len() == 1 && chains[0].unbroken,
        passages,
    }
}

impl Shared {
    /// For the same text of so many words.
    fn all(words: u32) -> Self {
        let some = words > 0;
        Self {
            passages: if some {
                vec![(0..words, 0..words)]
            } else {
                Vec::new()
            },
            of_a: f64::from(u8::from(some)),
            of_b: f64::from(u8::from(some)),
            longest: words,
            own: words,
            quoted_only: false,
            same: some,
            unbroken: some,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::bytes;
    use proptest::prelude::*;

    const REPORT: &str = "Rescue crews pulled nine sailors from the water off Marrow on Friday after the ferry Alder struck \
        the breakwater in thick fog. The harbour office said that at least four people had died and that thirty more \
        were being treated in the town's two hospitals. Divers went on searching the hull until dark. The master of the \
        ferry was not hurt and has been questioned, the office said.";
    const OTHER: &str = "The council of Tarn Bridge has put off its vote on the new water tower until spring. Builders had \
        asked for more than the town can pay, its treasurer told members who had come through the snow to hear of it. \
        A second firm is to be asked before the summer, and the old tower is to be painted once more.";

    fn shared(one: &str, other: &str) -> Shared {
        let shared = compare(&Sketch::of(one), &Sketch::of(other));
        let turned = compare(&Sketch::of(other), &Sketch::of(one));
        assert_eq!((shared.of_a, shared.of_b), (turned.of_b, turned.of_a));
        assert_eq!(shared.kind(), turned.kind());
        shared
    }

    /// The words of the passages, in the one text and in the other.
    fn told<'a>(one: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        let passages = shared(one, other).passages;
        let slice = |(a, b): &(Words, Words)| (&one[bytes(one, a)], &other[bytes(other, b)]);
        passages.iter().map(slice).collect()
    }

    #[test]
    fn the_same_words_are_a_copy() {
        let loud = REPORT.to_uppercase().replace(". ", " -- ");
        let shared = shared(REPORT, &loud);
        assert_eq!(shared.kind(), Some(Kind::Copy));
        assert_eq!((shared.of_a, shared.of_b, shared.longest), (1.0, 1.0, 68));
    }

    #[test]
    fn an_edited_or_shortened_text_is_a_near_copy() {
        let edited = REPORT
            .replace("thick fog", "dense fog")
            .replace("nine", "eight");
        assert_eq!(shared(REPORT, &edited).kind(), Some(Kind::NearCopy));
        let cut = &REPORT[..REPORT.find("Divers").unwrap()];
        let shared = shared(REPORT, cut);
        assert_eq!(shared.kind(), Some(Kind::NearCopy));
        assert!(shared.of_a < 0.8 && shared.of_b > 0.9, "{shared:?}");
    }

    #[test]
    fn a_passage_in_other_text_is_an_excerpt() {
        let passage = &REPORT[REPORT.find("The harbour").unwrap()..REPORT.find("Divers").unwrap()];
        let text = format!("{OTHER} {passage}{OTHER}");
        let shared = shared(REPORT, &text);
        assert_eq!(shared.kind(), Some(Kind::Excerpt));
        let [(one, other)] = told(REPORT, &text)[..] else {
            panic!("{shared:?}");
        };
        assert_eq!(one, other);
        assert!(
            passage.contains(one) && one.split(' ').count() >= 16,
            "{one}"
        );
    }

    #[test]
    fn passages_in_another_order_are_all_found() {
        let (first, second) = REPORT.split_at(REPORT.find("Divers").unwrap());
        let turned = format!("{second} {first}");
        let told = told(REPORT, &turned);
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|(one, other)| one == other), "{told:?}");
    }

    #[test]
    fn a_shared_quotation_is_no_copying() {
        let quote = "“we will search every corner of that hull and we will not leave until the last of them is found”";
        let one = format!("{REPORT} On the quay the mayor said {quote} to those who waited.");
        let other =
            format!("{OTHER} From Marrow its mayor was heard on the radio: {quote}. Snow fell.");
        let found = shared(&one, &other);
        assert!(found.quoted_only && !found.passages.is_empty());
        assert_eq!(found.kind(), None);
        let bare = other.replace(['“', '”'], "");
        assert_eq!(shared(&one, &bare).kind(), None);
        let more = format!(
            "{other} The master of the ferry was not hurt and has been questioned, the office said."
        );
        assert_eq!(shared(&one, &more).kind(), Some(Kind::Excerpt));
    }

    #[test]
    fn other_words_share_nothing() {
        assert_eq!(shared(REPORT, OTHER), Shared::default().quoted(true));
        assert_eq!(shared("", "").kind(), None);
        assert_eq!(shared("", REPORT).kind(), None);
    }

    #[test]
    fn refrains_take_bounded_work() {
        let refrain = Sketch::of(&"row the boat ashore and row it home again ".repeat(60_000));
        let other = Sketch::of(&"row the boat ashore and row it home once more ".repeat(60_000));
        assert!(seeds(&refrain, &other).len() < 1_000);
        assert_eq!(compare(&refrain, &refrain).kind(), Some(Kind::Copy));
    }

    #[test]
    fn a_long_article_is_compared_with_a_part_of_itself() {
        let long: String = (0..800_000)
            .map(|i| format!("w{} ", i * 7 % 800_011))
            .collect();
        let part = &long[long.len() / 2..long.len() / 2 + 4_000];
        let shared = shared(&long, part);
        assert_eq!(
            (shared.passages.len(), shared.kind()),
            (1, Some(Kind::Excerpt))
        );
        assert!(shared.of_b > 0.98);
    }

    impl Shared {
        fn quoted(mut self, only: bool) -> Self {
            self.quoted_only = only;
            self
        }
    }

    proptest! {
        #[test]
        fn passages_lie_in_both_texts_and_apart(
            one in prop::collection::vec(0u32..30, 0..200),
            from in 0usize..200,
            to in 0usize..200,
            own in prop::collection::vec(0u32..40, 0..60),
        ) {
            let part = &one[from.min(one.len()).min(to)..to.min(one.len())];
            let text = |words: &[u32]| words.iter().map(|w| format!("w{w} ")).collect::<String>();
            let (a, b) = (Sketch::of(&text(&one)), Sketch::of(&text(&[&own, part, &own].concat())));
            let shared = compare(&a, &b);
            for side in [|p: &(Words, Words)| p.0.clone(), |p: &(Words, Words)| p.1.clone()] {
                let mut words: Vec<_> = shared.passages.iter().map(side).collect();
                words.sort_unstable_by_key(|words| words.start);
                prop_assert!(words.iter().all(|words| words.start < words.end));
                prop_assert!(words.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
            prop_assert!(shared.passages.iter().all(|p| p.0.end <= a.words() && p.1.end <= b.words()));
            prop_assert!((0.0..=1.0).contains(&shared.of_a) && (0.0..=1.0).contains(&shared.of_b));
        }
    }
}
