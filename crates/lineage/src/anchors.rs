//! What a report is held to whoever words it: names, numbers, dates and rare words.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::lexicon::{Lexicon, Reading};
use crate::reading::readings;
use crate::token::{Token, key};
use crate::{nouns, number};

/// What one word is to a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// Any word that is none of the others.
    Word,
    /// A part of a name.
    Name,
    /// A number.
    Number,
    /// A day of the week or a month.
    Date,
    /// A word of a number after its first; it stands for nothing.
    Rest,
    /// Part of a quotation or of furniture.
    Masked,
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Hash of its stem, of the number that it is, or of the day.
    pub key: u32,
    /// How much it says, in half bits (twice the binary logarithm of how rare it is).
    pub weight: u8,
    /// What it is.
    pub sort: Sort,
}

impl Term {
    /// Whether it means the same in any language.
    pub(crate) fn crosses_languages(self) -> bool {
        self.weight > 0 && matches!(self.sort, Sort::Name | Sort::Number | Sort::Date)
    }
}

/// Weight of a day of the week, and of a month.
const DAY: u8 = 5;
const MONTH: u8 = 7;

/// The terms of a text, one for each of its words.
pub(crate) fn terms(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Term> {
    let readings = &readings(text, tokens, lexicon);
    let words = Words::new(text, tokens, readings, lexicon);
    let mut terms: Vec<Term> = Vec::with_capacity(tokens.len());
    while terms.len() < tokens.len() {
        let at = terms.len();
        let number = number::number(text, &tokens[at..], &readings[at..], lexicon.language);
        match number {
            Some(number) => {
                terms.push(Term {
                    key: key(&format!("#{}", number.value)),
                    weight: number::weight(number.value),
                    sort: Sort::Number,
                });
                terms.extend((1..number.words).map(|_| REST));
            }
            None => terms.push(words.term(at)),
        }
    }
    terms
}

const REST: Term = Term {
    key: 0,
    weight: 0,
    sort: Sort::Rest,
};

/// The words of a text, those that are no numbers.
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    readings: &'a [Reading],
    lexicon: &'a Lexicon,
    /// Which of them have a capital inside of a sentence for being nouns; empty for languages that
    /// write nouns small.
    nouns: Vec<bool>,
    /// The keys of names, by words that stand with a capital inside of a sentence.
    names: FxHashSet<u32>,
}

impl<'a> Words<'a> {
    fn new(
        text: &'a str,
        tokens: &'a [Token],
        readings: &'a [Reading],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut words = Self {
            text,
            tokens,
            readings,
            lexicon,
            nouns: match lexicon.language {
                "de" => nouns::nouns(text, tokens),
                _ => Vec::new(),
            },
            names: FxHashSet::default(),
        };
        let names = (0..tokens.len()).filter(|at| words.is_name_inside(*at));
        words.names = names.map(|at| readings[at].key).collect();
        words
    }

    fn term(&self, at: usize) -> Term {
        let (token, known) = (&self.tokens[at], self.readings[at].known);
        // "may" and "march" are months with a capital only; other languages write all of them small.
        let dates = self.lexicon.language != "en" || token.capital && !token.first;
        if let Some(date) = known.date.filter(|_| dates) {
            return Term {
                key: key(date),
                weight: if date.starts_with('d') { DAY } else { MONTH },
                sort: Sort::Date,
            };
        }
        let name =
            self.is_name_inside(at) || token.capital && token.first && self.is_name_first(at);
        Term {
            key: self.readings[at].key,
            weight: known.weight.unwrap_or(match name {
                true => self.lexicon.name,
                false => self.lexicon.untold,
            }),
            sort: if name { Sort::Name } else { Sort::Word },
        }
    }

    /// Whether a capital inside of a sentence makes the word a name.
    fn is_name_inside(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.capital && !token.first && !self.nouns.get(at).is_some_and(|noun| *noun)
    }

    /// Whether the word, by whose capital a sentence begins, is a name.
    fn is_name_first(&self, at: usize) -> bool {
        let reading = &self.readings[at];
        self.names.contains(&reading.key)
            || match self.lexicon.language {
                "en" => reading.known.weight.is_none(),
                "de" => false,
                // Where no table has the common words, any of them may begin a sentence.
                _ => self.goes_on(at),
            }
    }

    /// Whether the next word has a capital too, as in a name of two words.
    fn goes_on(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| {
            let between = &self.text[self.tokens[at].at.end..next.at.start];
            next.capital && !next.first && between == " "
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;
    use crate::words::words;

    fn sorts(text: &str, language: &str) -> Vec<(String, Sort)> {
        let tokens = tokens(text, &words(text));
        terms(text, &tokens, Lexicon::of(language))
            .into_iter()
            .zip(&tokens)
            .map(|(term, token)| (text[token.at.clone()].to_owned(), term.sort))
            .collect()
    }

    fn anchors(text: &str, language: &str) -> Vec<u32> {
        terms(text, &tokens(text, &words(text)), Lexicon::of(language))
            .into_iter()
            .filter(|term| term.crosses_languages())
            .map(|term| term.key)
            .collect()
    }

    #[test]
    fn names_numbers_and_dates() {
        let found = sorts("The ferry Alder sank on Friday with 1,240 men.", "en");
        let of = |word: &str| found.iter().find(|(w, _)| w == word).map(|(_, sort)| *sort);
        assert_eq!(of("The"), Some(Sort::Word));
        assert_eq!(of("Alder"), Some(Sort::Name));
        assert_eq!(of("Friday"), Some(Sort::Date));
        assert_eq!((of("1"), of("240")), (Some(Sort::Number), Some(Sort::Rest)));
    }

    #[test]
    fn anchors_are_the_same_in_other_languages() {
        let english = anchors("On Friday 26 men left Marrow, Ode Ray said.", "en");
        assert_eq!(
            english,
            anchors(
                "El viernes veintiséis hombres dejaron Marrow, dijo Ode Ray.",
                "es"
            )
        );
    }

    #[test]
    fn a_sentence_begins_with_a_name_if_it_is_one_elsewhere_or_unknown() {
        let found = sorts("Rescue came late. Xylvan said so, and Rescue it is.", "en");
        let names: Vec<_> = found
            .iter()
            .filter(|(_, sort)| *sort == Sort::Name)
            .collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(
            sorts("Rescue came late.", "en")
                .iter()
                .all(|(_, sort)| *sort == Sort::Word)
        );
    }
}
