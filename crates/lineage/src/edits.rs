//! Copied and edited, or told in other words: what two texts have alike is often found both ways,
//! since a sentence that stands as it was matches itself as well as any paraphrase of it.
//!
//! What decides is how much of it stands word for word. An editor who changes every fourth word
//! keeps the others in their order; who rewrites keeps the facts.

use crate::model::Words;
use crate::parents::{length, merged};
use crate::traits::Traits;
use crate::{Evidence, Kind, passages};

/// Share of what is alike that shared passages cover from which on it is copied.
const WORDED: f64 = 0.6;
/// Share of the words of matching sentences that both have in the same order from which on the
/// sentences are edited ones: a fourth of all words edited leave two thirds to three fourths.
const EDITED: f64 = 0.65;
/// The same for one sentence, and the share of all words that such sentences make up: an editor
/// leaves something of nearly every sentence, while who rewrites tells some of them anew.
const EDITED_SENTENCE: f64 = 0.5;
const EDITED_SENTENCES: f64 = 0.85;
/// Words of the longest sentences that are compared word by word.
const LONGEST: usize = 200;

/// How two texts with shared passages hang together if their sentences match as well, as `matching`
/// says: `None` where these are told in other words. `worded` is what the passages show.
pub(crate) fn as_worded(
    worded: &Evidence,
    matching: &[(Words, Words)],
    shares: (f64, f64),
    (a, b): (&Traits, &Traits),
) -> Option<Kind> {
    if covered(worded, matching) >= WORDED {
        return Some(worded.kind);
    }
    if !are_edited(matching, a, b) {
        return None;
    }
    Some(passages::kind_by_shares(shares).unwrap_or(worded.kind))
}

/// Share of what is alike, by passages or by sentences, that stands in passages.
fn covered(worded: &Evidence, matching: &[(Words, Words)]) -> f64 {
    let count = |words: Vec<Words>| length(&merged(words));
    let passages = |second: bool| -> Vec<Words> {
        let side = worded.passages.iter();
        side.map(|p| {
            if second {
                p.parent.clone()
            } else {
                p.child.clone()
            }
        })
        .collect()
    };
    let sentences = |second: bool| -> Vec<Words> {
        let side = matching.iter();
        side.map(|(a, b)| if second { b.clone() } else { a.clone() })
            .collect()
    };
    let (mut inside, mut all) = (0, 0);
    for second in [false, true] {
        let passages = passages(second);
        inside += count(passages.clone());
        all += count([passages, sentences(second)].concat());
    }
    f64::from(inside) / f64::from(all.max(1))
}

/// Whether the sentences of one are those of the other with edits.
fn are_edited(matching: &[(Words, Words)], a: &Traits, b: &Traits) -> bool {
    let (mut kept, mut edited, mut all) = (0, 0, 0);
    for (in_a, in_b) in matching {
        let keys = |traits: &Traits, words: &Words| -> Vec<u32> {
            let terms = traits.terms(words).iter().take(LONGEST);
            terms.map(|term| term.key).collect()
        };
        let (one, other) = (keys(a, in_a), keys(b, in_b));
        let (same, words) = (2 * in_order(&one, &other), one.len() + other.len());
        kept += same;
        all += words;
        if is_share(same, words, EDITED_SENTENCE) {
            edited += words;
        }
    }
    is_share(kept, all, EDITED) && is_share(edited, all, EDITED_SENTENCES)
}

/// Whether `part` is at least this share of `all`.
fn is_share(part: usize, all: usize, least: f64) -> bool {
    part as f64 >= least * all as f64
}

/// Length of the longest common subsequence.
fn in_order(one: &[u32], other: &[u32]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for key in one {
        let mut diagonal = 0;
        for (at, same) in other.iter().map(|other| other == key).enumerate() {
            let above = row[at + 1];
            row[at + 1] = if same {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passages::compare;
    use crate::{Passage, Sketch, rewrite};

    const REPORT: &str = "The harbour office of Marrow said on Friday that nine sailors were pulled \
        from the water after the ferry Alder struck the breakwater. Divers searched the hull until \
        dark for the three men who are still missing. The master of the ferry, Ivo Brandt, was not \
        hurt and has been questioned by the police in Tarn. Relatives of the missing waited on the \
        quay through the night, and the mayor brought them blankets and soup.";

    fn kind(child: &str) -> Option<Kind> {
        let shared = compare(&Sketch::of(child), &Sketch::of(REPORT));
        let (a, b) = (Traits::of(child, None), Traits::of(REPORT, None));
        let found = rewrite::compare(&a, &b);
        let passages = shared.passages.into_iter();
        let worded = Evidence {
            kind: Kind::Excerpt,
            passages: passages
                .map(|(child, parent)| Passage { child, parent })
                .collect(),
            shares: (shared.of_a, shared.of_b),
        };
        as_worded(
            &worded,
            &found.pairs,
            (found.share_of_a, found.share_of_b),
            (&a, &b),
        )
    }

    #[test]
    fn a_cut_is_no_rewrite_though_its_sentences_match() {
        let cut = &REPORT[..REPORT.find("The master").unwrap()];
        assert_eq!(kind(cut), Some(Kind::Excerpt));
    }

    #[test]
    fn a_text_with_edits_in_every_sentence_is_a_near_copy() {
        let edited = "The port office of Marrow said on Friday nine seamen were pulled from the \
            sea after the ferry Alder hit the breakwater. Divers combed the hull until nightfall for \
            the three men who are missing. The captain of the ferry, Ivo Brandt, was unhurt and has \
            been questioned by officers in Tarn. Families of the missing waited on the pier through \
            the night, and the mayor brought blankets and soup.";
        assert_eq!(kind(edited), Some(Kind::NearCopy));
    }

    #[test]
    fn other_words_are_a_rewrite() {
        let told = "Nine sailors had to be fished out when the Alder, a ferry, ran against the \
            breakwater off Marrow, according to the harbour office there on Friday. Three men have \
            not been found, though divers were in the hull for as long as there was light. Police in \
            Tarn have spoken with Ivo Brandt, her master, who is unharmed.";
        assert_eq!(kind(told), None);
    }

    #[test]
    fn the_longest_common_subsequence() {
        assert_eq!(in_order(&[1, 2, 3, 4], &[2, 9, 4, 1]), 2);
        assert_eq!(in_order(&[], &[1]), 0);
        assert_eq!(in_order(&[1, 1, 1], &[1, 1]), 2);
    }
}
