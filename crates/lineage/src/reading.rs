//! What is known of each word of a text, looked up once.

use crate::lexicon::{Known, Lexicon};
use crate::token::{Token, fold, key, stem};

/// One word as tables know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Hash of its stem.
    pub(crate) key: u32,
    /// What it means, and how rare it is, or its folded form if no table has itself.
    pub(crate) known: Known,
}

/// The readings of `tokens`, which are words of `text`.
pub(crate) fn readings(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Reading> {
    let (mut small, mut room) = (String::new(), String::new());
    let read = |token: &Token| {
        let word = &text[token.at.clone()];
        // Most words are in the tables, as they stand there: their letters need no look.
        if let Some((key, known)) = lexicon.at_once(token.hash, word.len())
            && known.weight.is_some()
        {
            return Reading { key, known };
        }
        lower(word, &mut small);
        let mut known = lexicon.get(&small);
        let folded = fold(&small, &mut room);
        if known.weight.is_none() && folded != small {
            known.weight = lexicon.get(folded).weight;
        }
        known.number = known.number.or_else(|| compound(&small, lexicon));
        let key = key(stem(folded));
        Reading { key, known }
    };
    tokens.iter().map(read).collect()
}

/// Puts `word` in lower case into `small`.
fn lower(word: &str, small: &mut String) {
    small.clear();
    match word.is_ascii() {
        true => {
            small.push_str(word);
            small.make_ascii_lowercase();
        }
        false => small.extend(word.chars().flat_map(char::to_lowercase)),
    }
}

/// The number that a German word means whose unit stands first: "sechsundzwanzig".
fn compound(word: &str, lexicon: &Lexicon) -> Option<f64> {
    if lexicon.language != "de" {
        return None;
    }
    let (unit, ten) = word.split_once("und")?;
    let of = |word| lexicon.get(word).number;
    Some(of(unit).filter(|unit| *unit < 10.0)? + of(ten).filter(|ten| *ten >= 20.0)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;
    use crate::words::words;

    fn read(text: &str, language: &str) -> Vec<Reading> {
        readings(text, &tokens(text, &words(text)), Lexicon::of(language))
    }

    #[test]
    fn a_word_of_the_tables_reads_as_its_letters_do() {
        let found = read("Ministers ministers MINISTERS minister’s Minister's", "en");
        assert!(found.iter().all(|reading| reading.key == found[0].key));
        assert!(found[3].known.weight.is_some());
        assert_eq!(found[3].known, found[4].known);
        let of_letters = key(stem(fold("ministers", &mut String::new())));
        assert_eq!(found[0].key, of_letters);
    }

    #[test]
    fn forms_that_no_table_has_are_read_by_their_folded_form() {
        let found = read("Kanón kanon Xylvan", "en");
        assert_eq!(found[0].key, found[1].key);
        assert_eq!(found[2].known, Known::default());
        assert_eq!(read("Fünfundsiebzig", "de")[0].known.number, Some(75.0));
        assert_eq!(read("Fünfundsiebzig", "es")[0].known.number, None);
    }
}
