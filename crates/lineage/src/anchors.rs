//! What a report is held to whoever words it: names, numbers, dates and rare words.

use std::hash::Hasher as _;

use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicon;
use crate::number;
use crate::token::{Token, fold, stem};

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
    let mut words = Words::new(text, tokens, lexicon);
    let mut terms: Vec<Term> = Vec::with_capacity(tokens.len());
    while let Some(token) = tokens.get(terms.len()) {
        let number = number::number(text, &tokens[terms.len()..], lexicon);
        if let Some(number) = number {
            terms.push(Term {
                key: key(&format!("#{}", number.value)),
                weight: number::weight(number.value),
                sort: Sort::Number,
            });
            terms.extend((1..number.words).map(|_| REST));
            continue;
        }
        terms.push(words.term(token));
    }
    terms
}

const REST: Term = Term {
    key: 0,
    weight: 0,
    sort: Sort::Rest,
};

/// Reads the words of a text that are no numbers.
struct Words<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Words that stand with a capital inside of a sentence, by the keys of their stems.
    names: FxHashSet<u32>,
    small: String,
    folded: String,
}

impl<'a> Words<'a> {
    fn new(text: &'a str, tokens: &[Token], lexicon: &'a Lexicon) -> Self {
        let mut words = Self {
            text,
            lexicon,
            names: FxHashSet::default(),
            small: String::new(),
            folded: String::new(),
        };
        for token in tokens.iter().filter(|token| token.capital && !token.first) {
            words.read(token);
            words.names.insert(key(stem(&words.folded)));
        }
        words
    }

    /// Reads a word in lower case, and folded.
    fn read(&mut self, token: &Token) {
        let word = &self.text[token.at.clone()];
        self.small.clear();
        match word.is_ascii() {
            true => {
                self.small.push_str(word);
                self.small.make_ascii_lowercase();
            }
            false => self.small.extend(word.chars().flat_map(char::to_lowercase)),
        }
        fold(&self.small, &mut self.folded);
    }

    fn term(&mut self, token: &Token) -> Term {
        self.read(token);
        let known = self.lexicon.get(&self.small);
        // "may" and "march" are months with a capital only; other languages write all of them small.
        let dates = self.lexicon.language != "en" || token.capital && !token.first;
        if let Some(date) = known.date.filter(|_| dates) {
            return Term {
                key: key(date),
                weight: if date.starts_with('d') { DAY } else { MONTH },
                sort: Sort::Date,
            };
        }
        let weight = known.weight.or_else(|| match self.small == self.folded {
            true => None,
            false => self.lexicon.get(&self.folded).weight,
        });
        let key = key(stem(&self.folded));
        let name = token.capital && (!token.first || weight.is_none() || self.names.contains(&key));
        Term {
            key,
            weight: weight.unwrap_or(match name {
                true => self.lexicon.name,
                false => self.lexicon.untold,
            }),
            sort: if name { Sort::Name } else { Sort::Word },
        }
    }
}

/// The hash by which a stem is kept and compared.
fn key(stem: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    // Fx leaves its entropy in the high bits.
    (hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn sorts(text: &str, language: &str) -> Vec<(String, Sort)> {
        let tokens = tokens(text, 100);
        terms(text, &tokens, Lexicon::of(language))
            .into_iter()
            .zip(&tokens)
            .map(|(term, token)| (text[token.at.clone()].to_owned(), term.sort))
            .collect()
    }

    fn anchors(text: &str, language: &str) -> Vec<u32> {
        terms(text, &tokens(text, 100), Lexicon::of(language))
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
