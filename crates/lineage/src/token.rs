//! Words and sentences as the traits of a text see them.
//!
//! Words are those of [`words`](crate::words), by whose numbers passages are given.

use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::words::Word;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Equal for equal words in whatever case.
    pub(crate) hash: u64,
    /// Its bytes.
    pub(crate) at: Range<usize>,
    /// Whether a sentence begins with it.
    pub(crate) first: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
}

/// Words before which a full stop ends no sentence.
const ABBREVIATED: [&str; 38] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "maj", "capt", "cmdr", "gov",
    "sen", "rep", "rev", "st", "no", "vs", "jr", "sr", "co", "corp", "inc", "ltd", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx",
];

/// The `words` of `text` as tokens.
pub(crate) fn tokens(text: &str, words: &[Word]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for word in words {
        let at = word.bytes();
        let (last, end) = tokens
            .last()
            .map_or(("", 0), |last| (&text[last.at.clone()], last.at.end));
        let letter = text[at.clone()].chars().next().unwrap_or_default();
        let first = tokens.is_empty() || ends_sentence(last, &text[end..at.start], letter);
        tokens.push(Token {
            hash: word.hash,
            first,
            capital: letter.is_uppercase(),
            at,
        });
    }
    tokens
}

/// Whether a sentence ends with `last` and another begins with the letter `next`, by what stands
/// between the two.
fn ends_sentence(last: &str, between: &str, next: char) -> bool {
    // Most words are a blank apart.
    if between == " " {
        return false;
    }
    if between.contains('\n') {
        return true;
    }
    let Some(mark) = between.find(['.', '!', '?', '…']) else {
        return false;
    };
    if !between.contains(char::is_whitespace) || next.is_lowercase() {
        return false;
    }
    let abbreviated = || {
        let last = last.to_lowercase();
        last.chars().count() == 1 || ABBREVIATED.contains(&last.as_str())
    };
    !(between[mark..].starts_with(". ") && abbreviated())
}

/// Puts `word` in lower case into `small`.
pub(crate) fn lower(word: &str, small: &mut String) {
    small.clear();
    match word.is_ascii() {
        true => {
            small.push_str(word);
            small.make_ascii_lowercase();
        }
        false => small.extend(word.chars().flat_map(char::to_lowercase)),
    }
}

/// `word` (lower-case) without accents, which takes `room`, and without a possessive ending: how it
/// is compared.
#[must_use]
pub(crate) fn fold<'a>(word: &'a str, room: &'a mut String) -> &'a str {
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    let word = stem.unwrap_or(word);
    if word.is_ascii() {
        return word;
    }
    room.clear();
    room.extend(word.chars().map(unaccented));
    room
}

/// The letter under an accent, in Latin script.
fn unaccented(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

/// Longest stem, in letters.
const STEM: usize = 6;

/// The stem of a folded word: without common endings, and at most [`STEM`] letters, so that other
/// forms of a word and the people of a place ("Marrowans") match. Truncation is as good as
/// stemming across European languages: P. McNamee, J. Mayfield, "Character N-Gram Tokenization
/// for European Language Text Retrieval", Information Retrieval 7, 2004.
pub(crate) fn stem(folded: &str) -> &str {
    let mut stem = folded;
    for (end, left) in [("ing", 4), ("ed", 3), ("es", 4), ("s", 3), ("ly", 4)] {
        if let Some(rest) = stem.strip_suffix(end).filter(|rest| rest.len() >= left) {
            stem = rest;
            break;
        }
    }
    let vowel = stem.strip_suffix('e').or_else(|| stem.strip_suffix('i'));
    let people = stem.strip_suffix('n').filter(|rest| rest.ends_with('a'));
    if let Some(rest) = vowel
        .filter(|rest| rest.len() >= 3)
        .or(people.filter(|rest| rest.len() >= 4))
    {
        stem = rest;
    }
    // No letter is shorter than a byte.
    if stem.len() <= STEM {
        return stem;
    }
    stem.char_indices()
        .nth(STEM)
        .map_or(stem, |(at, _)| &stem[..at])
}

/// The hash by which a stem is kept and compared.
pub(crate) fn key(stem: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    // Fx leaves its entropy in the high bits.
    (hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(&str, bool)> {
        tokens(text, &crate::words::words(text))
            .into_iter()
            .map(|token| (&text[token.at], token.first))
            .collect()
    }

    #[test]
    fn apostrophes_inside_do_not_split() {
        assert_eq!(
            words("The crew's ‘boat’ isn’t 1,240"),
            [
                ("The", true),
                ("crew's", false),
                ("boat", false),
                ("isn’t", false),
                ("1", false),
                ("240", false)
            ]
        );
    }

    #[test]
    fn sentences_begin_after_marks_but_not_after_abbreviations() {
        let first: Vec<_> = words("Mr. Ode left. “He ran,” said U.S. envoy Ray. 40 did\nNone came")
            .into_iter()
            .filter_map(|(word, first)| first.then_some(word))
            .collect();
        assert_eq!(first, ["Mr", "He", "40", "None"]);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let of = |word: &str| {
            let mut room = String::new();
            stem(fold(&word.to_lowercase(), &mut room)).to_owned()
        };
        for (one, other) in [
            ("killed", "killing"),
            ("Korea’s", "Korean"),
            ("Otón", "Oton"),
            ("evacuated", "evacuation"),
            ("moved", "move"),
        ] {
            assert_eq!(of(one), of(other));
        }
        assert_ne!(of("harbour"), of("hardly"));
    }
}
