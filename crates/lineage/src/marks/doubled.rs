//! Sentences that stand twice in one text: left there when a text was put together from another.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::number;
use super::tokens::{Break, Token};
use crate::Words;

/// Fewest words of a sentence that nobody says twice by chance.
const FEWEST: usize = 5;

/// Where words stand that stood in the text before, or that stand in it again behind a line of
/// their own (a pulled quotation): whole sentences, neighbours joined.
pub(super) fn of(tokens: &[Token]) -> Vec<Words> {
    let mut places: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (at, pair) in tokens.windows(2).enumerate() {
        let words = (pair[0].word.as_str(), pair[1].word.as_str());
        places.entry(words).or_default().push(at);
    }
    let mut doubled: Vec<Words> = Vec::new();
    for sentence in sentences(tokens) {
        let words = &tokens[sentence.clone()];
        let Some([first, second, ..]) = words.get(..FEWEST) else {
            continue;
        };
        let line = words[0].after == Break::Paragraph
            && tokens
                .get(sentence.end)
                .is_none_or(|next| next.after == Break::Paragraph);
        let again = places
            .get(&(first.word.as_str(), second.word.as_str()))
            .into_iter()
            .flatten()
            .filter(|&&at| at < sentence.start || line && at >= sentence.end)
            .any(|&at| same(tokens.get(at..at + words.len()), words));
        if again {
            join(&mut doubled, sentence);
        }
    }
    doubled
}

fn same(these: Option<&[Token]>, those: &[Token]) -> bool {
    these.is_some_and(|these| {
        these
            .iter()
            .zip(those)
            .all(|(one, other)| one.word == other.word)
    })
}

fn join(doubled: &mut Vec<Words>, sentence: Range<usize>) {
    let (start, end) = (number(sentence.start), number(sentence.end));
    match doubled.last_mut().filter(|last| last.end == start) {
        Some(last) => last.end = end,
        None => doubled.push(start..end),
    }
}

/// The sentences, as ranges of words.
fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = (0..tokens.len())
        .filter(|&at| tokens[at].after != Break::None)
        .collect();
    starts.push(tokens.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use crate::Marks;

    #[test]
    fn a_paragraph_that_stands_twice_is_found_once() {
        let text = "The lamp went out before the storm. Nobody on the quay saw it go.\nIt was lit \
                    again.\nThe lamp went out before the storm. Nobody on the quay saw it go.";
        let doubled = Marks::of(text, None).doubled;
        assert_eq!(doubled.first(), Some(&(18..32)));
        assert_eq!(doubled.len(), 1);
    }

    #[test]
    fn a_pulled_quotation_is_found_before_its_sentence() {
        let text =
            "It was dark.\n“The lamp has no oil left”\nShe said that the lamp has no oil left.";
        assert_eq!(Marks::of(text, None).doubled.first(), Some(&(3..9)));
        assert!(
            Marks::of("Why? She said. Why? She said.", None)
                .doubled
                .is_empty()
        );
    }
}
