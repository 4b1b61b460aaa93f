//! Sentences that stand twice in one text: left there when a text was put together from another.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::number;
use super::tokens::{Break, Token};
use crate::Words;

/// Fewest words of a sentence that nobody says twice by chance.
const FEWEST: usize = 5;
/// Places with the same first words that are looked at for one sentence: enough for a text that
/// repeats itself, few enough for a list whose lines all begin alike.
const PLACES: usize = 8;

/// Where words stand that stood in the text before, or that stand in it again behind a line of
/// their own (a pulled quotation): whole sentences, neighbours joined.
pub(super) fn of(tokens: &[Token<'_>]) -> Vec<Words> {
    let sentences = sentences(tokens);
    let long = sentences.iter().filter(|sentence| sentence.len() >= FEWEST);
    let mut places: FxHashMap<u64, Vec<usize>> = long
        .map(|sentence| (beginning(&tokens[sentence.start..]), Vec::new()))
        .collect();
    for at in 0..(tokens.len() + 1).saturating_sub(FEWEST) {
        if let Some(places) = places.get_mut(&beginning(&tokens[at..]))
            && places.len() < PLACES
        {
            places.push(at);
        }
    }
    let mut doubled: Vec<Words> = Vec::new();
    for sentence in sentences {
        let words = &tokens[sentence.clone()];
        if words.len() < FEWEST {
            continue;
        }
        let line = words[0].after == Break::Paragraph
            && tokens
                .get(sentence.end)
                .is_none_or(|next| next.after == Break::Paragraph);
        // Of a paragraph that stands twice only the second counts.
        let within = |at: usize| at >= sentence.end && tokens[at].after != Break::Paragraph;
        let again = places
            .get(&beginning(words))
            .into_iter()
            .flatten()
            .filter(|&&at| at < sentence.start || line && within(at))
            .any(|&at| same(tokens.get(at..at + words.len()), words));
        if again {
            join(&mut doubled, sentence);
        }
    }
    doubled
}

/// One hash of the first words.
fn beginning(tokens: &[Token<'_>]) -> u64 {
    let first = tokens.iter().take(FEWEST);
    first.fold(0, |hash: u64, token| {
        (hash.rotate_left(5) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn same(these: Option<&[Token<'_>]>, those: &[Token<'_>]) -> bool {
    these.is_some_and(|these| {
        these
            .iter()
            .zip(those)
            .all(|(one, other)| one.hash == other.hash)
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
fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
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
    fn a_list_whose_lines_begin_alike_is_read_in_no_time() {
        let line = |at: usize| format!("Of the lamp and its {} wicks nobody spoke.\n", at % 9_000);
        let list: String = (0..10_000).map(line).collect();
        assert_eq!(Marks::of(&list, None).doubled.len(), 1);
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
