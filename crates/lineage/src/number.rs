//! Numbers in digits and words, so that "1,240", "1.240" and "twelve hundred and forty" match.

use crate::lexicon::Lexicon;
use crate::token::Token;

/// A number as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// What it comes to.
    pub(crate) value: f64,
    /// How many words it takes.
    pub(crate) words: usize,
}

/// The number that begins with the first of `tokens`.
pub(crate) fn number(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<Number> {
    let word = &text[tokens.first()?.at.clone()];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let number = digits(text, tokens)?;
        return Some(scaled(number, text, tokens, lexicon));
    }
    spelled(text, tokens, lexicon)
}

/// A number in digits, with its groups, its decimals and a scale that is written on to it ("5m"), or
/// a time of day.
fn digits(text: &str, tokens: &[Token]) -> Option<Number> {
    let word = |at: usize| tokens.get(at).map(|token| &text[token.at.clone()]);
    let (mut digits, mut suffix) = split(word(0)?);
    let mut written = digits.to_owned();
    let mut words = 1;
    while let Some(next) = word(words).filter(|_| suffix.is_empty() && !written.contains('.')) {
        let mark = &text[tokens[words - 1].at.end..tokens[words].at.start];
        (digits, suffix) = split(next);
        let group = digits.len() == 3 && matches!(mark, "," | "." | "'" | "\u{a0}" | "\u{202f}");
        let group = group && (words > 1 || written.len() <= 3) && !written.starts_with('0');
        match (group, mark) {
            (true, _) => {}
            (false, "." | ",") if !digits.is_empty() => written.push('.'),
            // Hours and minutes: as in countries that put a full stop between them.
            (false, ":") if words == 1 && written.len() <= 2 && digits.len() == 2 => {
                written.push('.');
            }
            _ => {
                suffix = "";
                break;
            }
        }
        written.push_str(digits);
        words += 1;
    }
    if let Some(minutes) = suffix.strip_prefix('h').filter(|_| words == 1) {
        // "16h40"
        written = format!(
            "{written}.{}",
            if minutes.is_empty() { "0" } else { minutes }
        );
        suffix = "";
    }
    let mut value: f64 = written.parse().ok()?;
    if let Some((half, more)) = half_day(text, tokens, words, suffix).filter(|_| value < 13.0) {
        value = value % 12.0 + half;
        (suffix, words) = ("", words + more);
    }
    let scale = match suffix.to_lowercase().as_str() {
        "" | "st" | "nd" | "rd" | "th" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "b" | "bn" => 1e9,
        _ => return None,
    };
    Some(Number {
        value: hundredths(value) * scale,
        words,
    })
}

/// Without the dust of a sum of hours and minutes.
fn hundredths(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if (value - rounded).abs() < 1e-9 {
        rounded
    } else {
        value
    }
}

/// The hours that "p.m." or "a.m." adds to a time of `words` words, and how many words it takes.
fn half_day(text: &str, tokens: &[Token], words: usize, suffix: &str) -> Option<(f64, usize)> {
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| text[token.at.clone()].to_lowercase())
    };
    let hours = |half: &str| match half {
        "am" => Some(0.0),
        "pm" => Some(12.0),
        _ => None,
    };
    if let Some(hours) = hours(&suffix.to_lowercase()) {
        return Some((hours, 0));
    }
    let between = &text[tokens.get(words - 1)?.at.end..tokens.get(words)?.at.start];
    let next = word(words).filter(|_| suffix.is_empty() && matches!(between, " " | "\u{a0}"))?;
    if let Some(hours) = hours(&next) {
        return Some((hours, 1));
    }
    let letters = format!("{next}{}", word(words + 1)?);
    let dotted = text[tokens[words].at.end..tokens[words + 1].at.start] == *".";
    Some((hours(&letters).filter(|_| dotted)?, 2))
}

/// The leading digits of a word and what follows them.
fn split(word: &str) -> (&str, &str) {
    let end = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    word.split_at(end)
}

/// `number` times the scale in words that follows it ("1.5 million").
fn scaled(number: Number, text: &str, tokens: &[Token], lexicon: &Lexicon) -> Number {
    let next = tokens
        .get(number.words)
        .filter(|token| !token.first && text[..token.at.start].ends_with([' ', '-', '\u{a0}']))
        .and_then(|token| value(&text[token.at.clone()], lexicon))
        .filter(|scale| *scale >= 100.0);
    match next {
        Some(scale) => Number {
            value: number.value * scale,
            words: number.words + 1,
        },
        None => number,
    }
}

/// A number in words.
fn spelled(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<Number> {
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
        let Some(value) = value(word, lexicon) else {
            let links = words > 0
                && matches!(
                    (lexicon.language, word),
                    ("en", "and") | ("es", "y") | ("fr", "et") | ("pt", "e")
                )
                && last >= 20.0
                && tokens.get(words + 1).is_some_and(|next| {
                    self::value(&text[next.at.clone()], lexicon).is_some_and(|next| next < last)
                });
            if !links {
                break;
            }
            words += 1;
            continue;
        };
        let twenties = lexicon.language == "fr"
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
            _ if lexicon.language == "fr" && last == 10.0 && (7.0..10.0).contains(&value) => {
                current += value
            }
            // "five six" are two numbers; "sixty six" is one.
            _ if value >= last || last < 20.0 || value >= 10.0 && last < 100.0 => break,
            _ => current += value,
        }
        last = value;
        words += 1;
    }
    (words > 0).then_some(Number {
        value: total + current,
        words,
    })
}

/// What a number word means.
fn value(word: &str, lexicon: &Lexicon) -> Option<f64> {
    let small;
    let word = match word.chars().any(char::is_uppercase) {
        true => {
            small = word.to_lowercase();
            &small
        }
        false => word,
    };
    let of = |word: &str| lexicon.get(word).number;
    of(word).or_else(|| match lexicon.language {
        "de" => compound(word, &of),
        _ => None,
    })
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
    use crate::token::tokens;

    fn check(text: &str, language: &str, value: f64, words: usize) {
        let found = number(text, &tokens(text, 50), Lexicon::of(language));
        assert_eq!(found, Some(Number { value, words }), "{text}");
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
            assert_eq!(
                number(text, &tokens(text, 9), Lexicon::of("en")),
                None,
                "{text}"
            );
        }
    }
}
