//! What a rewrite keeps of its parent: names, numbers, dates and rare words in their order.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::anchors::{Sort, Term, terms};
use crate::lexicon::Lexicon;
use crate::mask::masked;
use crate::model::Words;
use crate::token::tokens;
use crate::words::{Word, words};

/// Words of a text that are looked at: more than the longest reports have, so that what one text
/// costs is bounded.
const MOST: usize = 8_192;

/// The traits of one text: its words as terms, some six bytes a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Traits {
    /// Two letters; empty where unknown.
    pub(crate) language: String,
    /// One for each word.
    pub(crate) terms: Vec<Term>,
    /// Where sentences begin, in words.
    pub(crate) sentences: Vec<u32>,
}

impl Traits {
    /// The traits of `text`, in `language` (BCP 47). A text of unknown language is read as an
    /// English one.
    #[cfg(test)]
    pub(crate) fn of(text: &str, language: Option<&str>) -> Self {
        Self::of_words(text, &words(text), language)
    }

    /// The traits of `text`, whose words are `words`.
    pub(crate) fn of_words(text: &str, words: &[Word], language: Option<&str>) -> Self {
        let language = primary(language);
        let tokens = tokens(text, &words[..words.len().min(MOST)]);
        let mut terms = terms(text, &tokens, Lexicon::of(&language));
        let read = tokens.last().map_or(0, |last| last.at.end);
        // A mark may stand after the last word.
        let read = text.len().min(text.ceil_char_boundary(read + 8));
        for hidden in masked(&text[..read]) {
            let from = tokens.partition_point(|token| token.at.start < hidden.start);
            let to = tokens.partition_point(|token| token.at.start < hidden.end);
            for term in &mut terms[from..to] {
                term.sort = Sort::Masked;
            }
        }
        let sentences = (0_u32..)
            .zip(&tokens)
            .filter_map(|(at, token)| token.first.then_some(at))
            .collect();
        Self {
            language,
            terms,
            sentences,
        }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> u32 {
        self.terms.len() as u32
    }

    /// The words of each sentence.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Words> + '_ {
        let ends = self.sentences.iter().skip(1).copied();
        self.sentences
            .iter()
            .copied()
            .zip(ends.chain([self.len()]))
            .map(|(start, end)| start..end)
    }

    /// The terms of some words; none where a damaged record has no such words.
    pub(crate) fn terms(&self, words: &Words) -> &[Term] {
        let words = words.start as usize..words.end as usize;
        self.terms.get(words).unwrap_or_default()
    }
}

/// The language of a BCP 47 tag without script and region; English where none is given.
fn primary(language: Option<&str>) -> String {
    language
        .unwrap_or("en")
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the first words of `text`, in `language` (BCP 47), say: its terms with the bytes where
/// they stand, at most `most` of them. A text of unknown language is read as an English one.
pub fn content(text: &str, language: Option<&str>, most: usize) -> Vec<(Range<usize>, Term)> {
    let words = words(text);
    let tokens = tokens(text, &words[..words.len().min(most)]);
    terms(text, &tokens, Lexicon::of(&primary(language)))
        .into_iter()
        .zip(tokens)
        .map(|(term, token)| (token.at, term))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_sentences() {
        let traits = Traits::of(
            "The Alder sank. “It went down in no time,” he said.\nNone died",
            Some("en-GB"),
        );
        assert_eq!(traits.language, "en");
        assert_eq!(
            traits.sentences().collect::<Vec<_>>(),
            [0..3, 3..11, 11..13]
        );
        let masked: Vec<_> = traits
            .terms
            .iter()
            .map(|term| term.sort == Sort::Masked)
            .collect();
        assert_eq!(masked.iter().filter(|masked| **masked).count(), 6);
        assert!(masked[3..9].iter().all(|masked| *masked));
    }

    #[test]
    fn content_says_where_its_words_stand() {
        let found = content("The Alder sank.", Some("en-GB"), 2);
        let (places, sorts): (Vec<_>, Vec<_>) =
            found.into_iter().map(|(at, term)| (at, term.sort)).unzip();
        assert_eq!(places, [0..3, 4..9]);
        assert_eq!(sorts, [Sort::Word, Sort::Name]);
    }

    #[test]
    fn empty_and_huge_texts() {
        assert_eq!(Traits::of("", None).sentences().count(), 0);
        assert_eq!(Traits::of(" … ", None), Traits::of("", None));
        assert!(Traits::of(&"word ".repeat(1_000_000), None).terms.len() <= MOST);
    }
}
