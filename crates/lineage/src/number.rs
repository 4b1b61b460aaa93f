//! Numbers in digits and words, so that "1,240", "1.240" and "twelve hundred and forty" match.

mod digits;

use crate::lexicon::Reading;
use crate::token::Token;
use digits::digits;

/// A number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// What it comes to.
    pub(crate) value: f64,
    /// How many words it takes.
    pub(crate) words: usize,
}

/// The number that begins with the first of `tokens`, which read as `readings`, in a language (two
/// letters).
pub(crate) fn number(
    text: &str,
    tokens: &[Token],
    readings: &[Reading],
    language: &str,
) -> Option<Number> {
    let word = &text[tokens.first()?.at.clone()];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let number = digits(text, tokens)?;
        return Some(scaled(number, text, tokens, readings));
    }
    readings.first()?.known.number?;
    Some(spelled(text, tokens, readings, language))
}

/// `number` times the scale in words that follows it ("1.5 million").
fn scaled(number: Number, text: &str, tokens: &[Token], readings: &[Reading]) -> Number {
    let next = tokens
        .get(number.words)
        .filter(|token| !token.first && text[..token.at.start].ends_with([' ', '-', '\u{a0}']))
        .and_then(|_| value(readings, number.words))
        .filter(|scale| *scale >= 100.0);
    match next {
        Some(scale) => Number {
            value: number.value * scale,
            words: number.words + 1,
        },
        None => number,
    }
}

/// A number in words, whose first is one.
fn spelled(text: &str, tokens: &[Token], readings: &[Reading], language: &str) -> Number {
    let (mut total, mut current, mut words) = (0.0, 0.0, 0);
    let mut last = f64::INFINITY;
    while let Some(token) = tokens.get(words) {
        let joined = words == 0 || {
            let between = &text[tokens[words - 1].at.end..token.at.start];
            matches!(between, " " | "-" | "\u{a0}")
        };
        if !joined {
            break;
        }
        let word = &text[token.at.clone()];
        let Some(value) = value(readings, words) else {
            let links = words > 0
                && matches!(
                    (language, word),
                    ("en", "and") | ("es", "y") | ("fr", "et") | ("pt", "e")
                )
                && last >= 20.0
                && self::value(readings, words + 1).is_some_and(|next| next < last);
            if !links {
                break;
            }
            words += 1;
            continue;
        };
        let twenties = language == "fr"
            && (value == 20.0 && current % 100.0 == 4.0
                || (10.0..20.0).contains(&value) && matches!(current % 100.0, 60.0 | 80.0));
        match value {
            20.0 if twenties => current += 76.0,
            _ if twenties => current += value,
            1000.0.. => {
                total += f64::max(current, 1.0) * value;
                current = 0.0;
            }
            100.0 => current = f64::max(current, 1.0) * 100.0,
            _ if language == "fr" && last == 10.0 && (7.0..10.0).contains(&value) => {
                current += value
            }
            // "five six" are two numbers; "sixty six" is one.
            _ if value >= last || last < 20.0 || value >= 10.0 && last < 100.0 => break,
            _ => current += value,
        }
        last = value;
        words += 1;
    }
    Number {
        value: total + current,
        words,
    }
}

/// What the word at `at` means, if it is a number word.
fn value(readings: &[Reading], at: usize) -> Option<f64> {
    readings.get(at)?.known.number
}

/// How much a shared number says, in half bits: small and round ones are everywhere.
pub(crate) fn weight(value: f64) -> u8 {
    if value.fract() != 0.0 {
        return 16;
    }
    match value {
        ..2.0 => 0,
        2.0..4.0 => 4,
        4.0..13.0 => 7,
        13.0..100.0 if value % 10.0 == 0.0 => 9,
        13.0..100.0 => 12,
        1990.0..2050.0 => 9,
        _ => match significant(value) {
            1 => 12,
            2 => 15,
            _ => 20,
        },
    }
}

/// The digits of a whole number without its trailing zeros.
fn significant(value: f64) -> usize {
    format!("{value:.0}").trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::reading::readings;
    use crate::token::tokens;
    use crate::words::words;

    fn found(text: &str, language: &str) -> Option<Number> {
        let tokens = tokens(text, &words(text));
        let readings = readings(text, &tokens, Lexicon::of(language));
        number(text, &tokens, &readings, language)
    }

    fn check(text: &str, language: &str, value: f64, words: usize) {
        assert_eq!(
            found(text, language),
            Some(Number { value, words }),
            "{text}"
        );
    }

    #[test]
    fn digits_of_several_countries() {
        check("1,240 jobs", "en", 1240.0, 2);
        check("1.240 puestos", "es", 1240.0, 2);
        check("1240 jobs", "en", 1240.0, 1);
        check("1,240,500", "en", 1_240_500.0, 3);
        check("3,2 %", "de", 3.2, 2);
        check("11.5 percent", "en", 11.5, 2);
        check("38.5m euros", "en", 38_500_000.0, 2);
        check("38,5 Millionen", "de", 38_500_000.0, 3);
        check("1.5 million", "en", 1_500_000.0, 3);
        check("9, 240 men", "en", 9.0, 1);
        check("20. Then 300", "en", 20.0, 1);
    }

    #[test]
    fn words_of_several_languages() {
        check("twenty-six people", "en", 26.0, 2);
        check("twelve hundred and forty", "en", 1240.0, 4);
        check("Three thousand and two hundred men", "en", 3200.0, 5);
        check("five and six", "en", 5.0, 1);
        check("five six", "en", 5.0, 1);
        check("sechsundzwanzig Menschen", "de", 26.0, 1);
        check("Zweihundertdreiundvierzig", "de", 243.0, 1);
        check("dreitausendeinhundert", "de", 3100.0, 1);
        check("vinte e seis pessoas", "pt", 26.0, 3);
        check("двести двадцать шесть", "ru", 226.0, 3);
        check("18,5 млн евро", "ru", 18_500_000.0, 3);
        check("тридцять два", "uk", 32.0, 2);
        check("treinta y uno", "es", 31.0, 3);
        check("quatre-vingt-dix-sept", "fr", 97.0, 4);
        check("vingt-six", "fr", 26.0, 2);
    }

    #[test]
    fn times_of_day() {
        check("4:40 p.m. on Monday", "en", 16.4, 4);
        check("4.40pm", "en", 16.4, 2);
        check("12:05 a.m.", "en", 0.05, 4);
        check("2am", "en", 2.0, 1);
        check("16:40 horas", "es", 16.4, 2);
        check("16.40 Uhr", "de", 16.4, 2);
        check("16h40", "fr", 16.4, 1);
        check("9 PM", "en", 21.0, 2);
        check("9 p. Then", "en", 9.0, 1);
        check("26 AM stations", "en", 26.0, 1);
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["often", "2amps", "once there"] {
            assert_eq!(found(text, "en"), None, "{text}");
        }
    }
}
