//! A text with marks laid over it that may overlap, as runs of characters that a page can write.
//!
//! Offsets are characters of the text, as everywhere in a dossier.

use std::collections::BTreeSet;
use std::ops::Range;

use restated_dossier::Offsets;
use serde::Serialize;

use super::changes::Chip;

/// Characters of a text on one page.
const PAGE: usize = 40_000;

/// Something that holds of a part of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) range: Range<usize>,
    /// Names of its style.
    pub(crate) class: String,
    pub(crate) element: Element,
    /// Stands before it.
    pub(crate) badge: Option<Badge>,
    /// Stand behind it.
    pub(crate) chips: Vec<Chip>,
}

/// What a part of a text is, of layers that overlap the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Element {
    #[default]
    Span,
    Mark,
    /// Not in the text that it comes from.
    Ins,
    /// Not in the text that was made of it.
    Del,
}

/// A sign in the text that leads somewhere and can be led to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Badge {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) label: String,
    /// What it is, for who does not see it.
    pub(crate) words: String,
}

/// A paragraph.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Paragraph {
    /// Its first character.
    pub(crate) start: usize,
    /// The character after its last.
    pub(crate) end: usize,
    pub(crate) runs: Vec<Run>,
}

/// A sentence with claims, or what stands between two such.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Run {
    pub(crate) sentence: bool,
    pub(crate) bits: Vec<Bit>,
}

/// Characters under the same layers.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Bit {
    pub(crate) badges: Vec<Badge>,
    pub(crate) element: Element,
    /// Empty: plain text.
    pub(crate) class: String,
    pub(crate) text: String,
    pub(crate) chips: Vec<Chip>,
}

/// The paragraphs of `text`, page by page. A paragraph that is longer than a page is cut.
pub(crate) fn pages(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut pages: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let (mut start, mut filled) = (0, 0);
    for paragraph in text.split('\n') {
        let end = start + paragraph.chars().count();
        for from in (start..end).step_by(PAGE) {
            let piece = from..end.min(from + PAGE);
            if filled + piece.len() > PAGE && filled > 0 {
                pages.push(Vec::new());
                filled = 0;
            }
            filled += piece.len();
            if let Some(page) = pages.last_mut() {
                page.push(piece);
            }
        }
        start = end + 1;
    }
    pages
}

/// On which of `pages` character `at` stands, from 1.
pub(crate) fn page_of(pages: &[Vec<Range<usize>>], at: usize) -> usize {
    let later = |page: &[Range<usize>]| page.first().is_some_and(|first| first.start > at);
    pages
        .iter()
        .position(|page| later(page))
        .unwrap_or(pages.len())
        .max(1)
}

/// `paragraphs` of `text` under `layers`, each cut into `sentences` and what is between these,
/// which are in order and do not overlap.
pub(crate) fn lay(
    text: &Offsets<'_>,
    paragraphs: &[Range<usize>],
    sentences: &[Range<usize>],
    layers: &[Layer],
) -> Vec<Paragraph> {
    let mut cuts: BTreeSet<usize> = BTreeSet::new();
    let ranges = layers.iter().map(|layer| &layer.range);
    for range in ranges.chain(paragraphs).chain(sentences) {
        cuts.extend([range.start, range.end]);
    }
    let mut opening: Vec<usize> = (0..layers.len()).collect();
    opening.sort_by_key(|at| layers.get(*at).map(|layer| layer.range.start));
    let mut opening = opening.into_iter().peekable();
    let mut open: Vec<&Layer> = Vec::new();
    let mut laid = Vec::new();
    for paragraph in paragraphs {
        let mut runs: Vec<Run> = Vec::new();
        let inside = cuts.range(paragraph.clone()).copied();
        let ends = cuts.range(paragraph.start + 1..=paragraph.end).copied();
        for (start, end) in inside.zip(ends) {
            while let Some(layer) = opening.peek().and_then(|at| layers.get(*at)) {
                if layer.range.start > start {
                    break;
                }
                open.push(layer);
                opening.next();
            }
            open.retain(|layer| layer.range.end > start);
            let sentence = holds(sentences, start);
            let bit = bit(text, start..end, &open, paragraph.start);
            let next = sentences
                .binary_search_by_key(&start, |one| one.start)
                .is_ok();
            match runs.last_mut() {
                Some(run) if run.sentence == sentence && !next => run.bits.push(bit),
                _ => runs.push(Run {
                    sentence,
                    bits: vec![bit],
                }),
            }
        }
        laid.push(Paragraph {
            start: paragraph.start,
            end: paragraph.end,
            runs,
        });
    }
    laid
}

/// The characters at `range`, over which the layers `open` lie.
fn bit(text: &Offsets<'_>, range: Range<usize>, open: &[&Layer], paragraph: usize) -> Bit {
    // A layer that begins between two paragraphs begins in the second.
    let begins = |layer: &&&Layer| {
        layer.range.start == range.start
            || (range.start == paragraph && layer.range.start + 1 == paragraph)
    };
    let mut classes: Vec<&str> = open
        .iter()
        .flat_map(|layer| layer.class.split(' '))
        .filter(|class| !class.is_empty())
        .collect();
    classes.sort_unstable();
    classes.dedup();
    let ending = open.iter().filter(|layer| layer.range.end == range.end);
    Bit {
        badges: open
            .iter()
            .filter(begins)
            .filter_map(|layer| layer.badge.clone())
            .collect(),
        element: open
            .iter()
            .map(|layer| layer.element)
            .max()
            .unwrap_or_default(),
        class: classes.join(" "),
        text: text.slice(&range).unwrap_or_default().to_owned(),
        chips: ending.flat_map(|layer| layer.chips.clone()).collect(),
    }
}

fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).is_some_and(|range| range.start <= at)
}

/// `ranges` in order, those that overlap joined.
pub(crate) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layer(range: Range<usize>, class: &str) -> Layer {
        Layer {
            range,
            class: class.to_owned(),
            element: Element::Mark,
            badge: Some(Badge {
                id: class.to_owned(),
                ..Badge::default()
            }),
            chips: Vec::new(),
        }
    }

    #[test]
    fn overlapping_marks_are_cut_at_each_edge() {
        let text = "The gate held. Nobody\nwas hurt.";
        let layers = [layer(4..13, "a"), layer(9..24, "b"), layer(9..13, "c")];
        let sentences = std::slice::from_ref(&(0..14));
        let laid = lay(&Offsets::new(text), &[0..21, 22..31], sentences, &layers);
        let shown: Vec<(bool, String, String, usize)> = laid
            .iter()
            .flat_map(|paragraph| &paragraph.runs)
            .flat_map(|run| run.bits.iter().map(move |bit| (run.sentence, bit)))
            .map(|(sentence, bit)| {
                (
                    sentence,
                    bit.text.clone(),
                    bit.class.clone(),
                    bit.badges.len(),
                )
            })
            .collect();
        let row = |sentence, text: &str, class: &str, badges| {
            (sentence, text.to_owned(), class.to_owned(), badges)
        };
        assert_eq!(
            shown,
            [
                row(true, "The ", "", 0),
                row(true, "gate ", "a", 1),
                row(true, "held", "a b c", 2),
                row(true, ".", "b", 0),
                row(false, " Nobody", "b", 0),
                row(false, "wa", "b", 0),
                row(false, "s hurt.", "", 0),
            ]
        );
    }

    #[test]
    fn long_texts_have_pages() {
        let text = format!("Short.\n{}\nLast.", "é".repeat(PAGE + 5));
        let pages = pages(&text);
        assert_eq!(pages[0], vec![0..6]);
        assert_eq!(pages[1], vec![7..PAGE + 7]);
        assert_eq!(pages[2], [PAGE + 7..PAGE + 12, PAGE + 13..PAGE + 18]);
        assert_eq!([0, 7, PAGE + 14].map(|at| page_of(&pages, at)), [1, 2, 3]);
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost(
            text in "[a é]{1,12}(\n[b漢]{1,9}){0,3}",
            marks in proptest::collection::vec((0usize..30, 1usize..20), 0..6),
        ) {
            let layers: Vec<Layer> = marks.iter().map(|(at, len)| layer(*at..at + len, "m")).collect();
            let all: Vec<Range<usize>> = pages(&text).concat();
            let laid = lay(&Offsets::new(&text), &all, &[], &layers);
            let written: Vec<String> = laid
                .iter()
                .map(|one| one.runs.iter().flat_map(|run| &run.bits).map(|bit| bit.text.as_str()).collect())
                .collect();
            prop_assert_eq!(written.join("\n"), text);
        }
    }
}
