//! What tells an event from others of its kind: the "12th package", "Flight 417", "Phase 3".

use std::collections::BTreeSet;
use std::ops::Range;

use restated_lineage::{Sort, Term};

use super::{Key, Label};

/// Words of the text, from its start, that tell what the article is about.
const LEAD: usize = 60;
/// Labels that are kept.
pub(super) const MOST: usize = 16;

type Read<'a> = (&'a str, &'a [(Range<usize>, Term)]);

/// The labels of an article. What the title labels, it labels for good: the lead may name the one
/// before ("after the 12th package") as well.
pub(super) fn labels(
    (title, heading): (&str, &[(Range<usize>, Term)]),
    (text, body): (&str, &[(Range<usize>, Term)]),
) -> Vec<Label> {
    let mut labels = found((title, heading));
    let titled: BTreeSet<Key> = labels.iter().map(kind).collect();
    let lead = found((text, &body[..body.len().min(LEAD)]));
    labels.extend(lead.iter().filter(|label| !titled.contains(&kind(label))));
    labels.into_iter().take(MOST).collect()
}

/// The label of so numbered a thing of a kind, by the keys of both.
pub(crate) fn label(of: u32, number: u32) -> Label {
    (u64::from(of) << 32 | u64::from(number)).to_be_bytes()
}

/// Of what kind is what is labelled: the key of its noun.
pub(crate) fn kind(label: &Label) -> Key {
    label.first_chunk().copied().unwrap_or_default()
}

fn found((text, read): Read<'_>) -> BTreeSet<Label> {
    let mut labels = BTreeSet::new();
    for pair in read.windows(2) {
        let [(one, first), (other, second)] = pair else {
            continue;
        };
        let between = text[one.end..other.start].trim_matches([' ', '-', '\u{a0}']);
        if !between.is_empty() {
            continue;
        }
        let is_noun = |term: &Term| matches!(term.sort, Sort::Word | Sort::Name) && term.weight > 0;
        let (number, of) = match (first.sort, second.sort) {
            (Sort::Number, _) if is_ordinal(&text[one.clone()]) && is_noun(second) => {
                (first, second)
            }
            (Sort::Name, Sort::Number) if is_plain(&text[other.clone()]) => (second, first),
            _ => continue,
        };
        labels.insert(label(of.key, number.key));
    }
    labels
}

/// "12th".
fn is_ordinal(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    letters.len() < word.len() && matches!(letters, "st" | "nd" | "rd" | "th")
}

/// Digits alone, and too few of them for a year.
fn is_plain(word: &str) -> bool {
    word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}
