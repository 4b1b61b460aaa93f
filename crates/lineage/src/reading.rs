//! What is known of each word of a text, looked up once.

use crate::lexicon::{Known, Lexicon, Reading};
use crate::spelling::Keys;
use crate::token::{Token, fold, lower};

/// The readings of `tokens`, which are words of `text`.
pub(crate) fn readings(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Reading> {
    let english = Lexicon::of("en");
    let (mut small, mut room, mut keys) = (String::new(), String::new(), Keys::default());
    let read = |token: &Token| {
        let word = &text[token.at.clone()];
        // Most words are in the tables, as they stand there: their letters need no look.
        if let Some(reading) = lexicon.at_once(token.hash, word.len()) {
            return reading;
        }
        lower(word, &mut small);
        // Capitals of another length than their small letters.
        if small.len() != word.len()
            && let Some(reading) = lexicon.find(&small)
        {
            return reading;
        }
        let folded = fold(&small, &mut room);
        let known = Known {
            weight: lexicon.get(folded).weight,
            number: match lexicon.language {
                "de" => compound(&small, &|word| lexicon.get(word).number),
                _ => None,
            },
            date: None,
        };
        let key = keys.of(folded, |word| english.get(word).weight.is_some());
        Reading { key, known }
    };
    tokens.iter().map(read).collect()
}

/// What a German number of one word comes to: "zweitausenddreihundertsechsundzwanzig".
fn compound(word: &str, of: &impl Fn(&str) -> Option<f64>) -> Option<f64> {
    for (name, scale) in [("tausend", 1000.0), ("hundert", 100.0)] {
        let Some((times, rest)) = word.split_once(name) else {
            continue;
        };
        let part = |word: &str, none: f64| match word {
            "" => Some(none),
            _ => of(word).or_else(|| compound(word, of)),
        };
        let rest = rest.strip_prefix("und").unwrap_or(rest);
        return Some(part(times, 1.0)? * scale + part(rest, 0.0)?);
    }
    // "sechsundzwanzig": the unit stands first.
    let (unit, ten) = word.split_once("und")?;
    Some(of(unit).filter(|unit| *unit < 10.0)? + of(ten).filter(|ten| *ten >= 20.0)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::{key, stem, tokens};
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
    fn names_have_one_key_in_all_languages() {
        let key = |name, language| read(name, language)[0].key;
        assert_eq!(key("Москве", "ru"), key("Moscow", "en"));
        assert_eq!(key("Mailand", "de"), key("Milan", "en"));
        assert_eq!(key("Возник", "ru"), key("Wosnik", "de"));
        assert_eq!(key("Wosnik", "de"), key("Vosnic", "en"));
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
