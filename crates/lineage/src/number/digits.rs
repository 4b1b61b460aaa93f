//! Numbers in digits, and times of day.

use super::Number;
use crate::token::Token;

/// A number in digits, with its groups, its decimals and a scale that is written on to it ("5m"), or
/// a time of day.
pub(super) fn digits(text: &str, tokens: &[Token]) -> Option<Number> {
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
    if let Some(hours) = hours(suffix) {
        return Some((hours, 0));
    }
    let start = tokens.get(words)?.at.start;
    let between = &text[tokens.get(words - 1)?.at.end..start];
    if !suffix.is_empty() || !matches!(between, " " | "\u{a0}") {
        return None;
    }
    (1..=2).find_map(|more| {
        let end = tokens.get(words + more - 1)?.at.end;
        Some((hours(&text[start..end])?, more))
    })
}

/// The hours before one half of a day.
fn hours(half: &str) -> Option<f64> {
    let is = |names: [&str; 2]| names.iter().any(|name| half.eq_ignore_ascii_case(name));
    match half {
        _ if is(["am", "a.m"]) => Some(0.0),
        _ if is(["pm", "p.m"]) => Some(12.0),
        _ => None,
    }
}

/// The leading digits of a word and what follows them.
fn split(word: &str) -> (&str, &str) {
    let end = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    word.split_at(end)
}
