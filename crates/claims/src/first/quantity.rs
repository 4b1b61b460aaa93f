//! Quantities: numbers in digits and words, ranges, and how exactly they are put.

use super::tables::{NUMBERS, NumberWord, QUALIFIERS};
use super::token::{Token, stands_at, stands_before};
use crate::model::Qualifier;

/// A quantity in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// First token, qualifier included.
    pub(crate) start: usize,
    /// One behind the last token of the number.
    pub(crate) end: usize,
    pub(crate) best: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) qualifier: Qualifier,
}

/// All quantities of a sentence, in order.
pub(crate) fn quantities(tokens: &[Token<'_>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match quantity(tokens, at) {
            Some(quantity) => {
                at = quantity.end;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

/// The quantity whose number begins at token `at`.
fn quantity(tokens: &[Token<'_>], at: usize) -> Option<Quantity> {
    let (first, end) = number(tokens, at)?;
    let Some(low) = first else {
        return Some(Quantity {
            start: at,
            end,
            best: None,
            low: None,
            high: None,
            qualifier: Qualifier::Vague,
        });
    };
    if let Some((high, end, between)) = upper_end(tokens, at, end)
        && low < high
    {
        let start = qualified(tokens, at - usize::from(between)).0;
        return Some(Quantity {
            start,
            end,
            best: None,
            low: Some(low),
            high: Some(high),
            qualifier: Qualifier::Range,
        });
    }
    let (start, mut qualifier) = qualified(tokens, at);
    let mut end = end;
    if stands_at(tokens, end, &["or", "more"]) {
        (qualifier, end) = (Qualifier::AtLeast, end + 2);
    }
    let (low, high) = match qualifier {
        Qualifier::Exact => (first, first),
        Qualifier::AtLeast | Qualifier::MoreThan => (first, None),
        Qualifier::AtMost | Qualifier::LessThan => (None, first),
        Qualifier::Approx | Qualifier::Range | Qualifier::Vague => (None, None),
    };
    Some(Quantity {
        start,
        end,
        best: first,
        low,
        high,
        qualifier,
    })
}

/// Where the qualifier in front of `at` starts, and what it says.
fn qualified(tokens: &[Token<'_>], at: usize) -> (usize, Qualifier) {
    QUALIFIERS
        .iter()
        .find(|(phrase, _)| stands_before(tokens, at, phrase))
        .map_or((at, Qualifier::Exact), |(phrase, qualifier)| {
            (at - phrase.len(), *qualifier)
        })
}

/// The upper end of a range whose lower end is `at..end`: its value, where it ends,
/// and whether "between" stands in front.
fn upper_end(tokens: &[Token<'_>], at: usize, end: usize) -> Option<(f64, usize, bool)> {
    let between = stands_before(tokens, at, &["between"]);
    let joint = tokens.get(end)?;
    let joins = match joint.lower.as_str() {
        "to" | "or" => true,
        "-" | "–" | "—" => tokens[end - 1].span.end == joint.span.start,
        "and" => between,
        _ => false,
    };
    if !joins {
        return None;
    }
    let (high, end) = number(tokens, end + 1)?;
    Some((high?, end, between))
}

/// The number at token `at` and where it ends; its value is `None` for "dozens".
fn number(tokens: &[Token<'_>], at: usize) -> Option<(Option<f64>, usize)> {
    let token = tokens.get(at)?;
    if token.text.starts_with(|c: char| c.is_ascii_digit()) {
        let glued = tokens
            .get(at + 1)
            .is_some_and(|next| next.span.start == token.span.end && next.is_word());
        let dated =
            at > 0 && tokens[at - 1].span.end == token.span.start && !tokens[at - 1].is_mark();
        if glued || dated || counts_years(tokens, at) || names(tokens, at) {
            return None;
        }
        let value = digits(token.text)?;
        return Some(
            match tokens.get(at + 1).and_then(|next| scale(&next.lower)) {
                Some(scale) => (Some(value * scale), at + 2),
                None => (Some(value), at + 1),
            },
        );
    }
    words(tokens, at)
}

/// "In 2019", "Covid-19": a year, or the end of a name.
fn names(tokens: &[Token<'_>], at: usize) -> bool {
    const DATING: &[&str] = &[
        "in", "since", "until", "by", "from", "during", "late", "early", "of",
    ];
    let token = &tokens[at];
    let before = |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i));
    let year = token.text.len() == 4
        && token
            .text
            .parse()
            .is_ok_and(|n: u32| (1900..2100).contains(&n));
    let dating = before(1).is_some_and(|t| DATING.contains(&t.lower.as_str()));
    let joined = before(1).zip(before(2)).is_some_and(|(hyphen, word)| {
        let glued = word.span.end == hyphen.span.start && hyphen.span.end == token.span.start;
        hyphen.text == "-" && word.is_word() && glued
    });
    year && dating || joined
}

/// "16-year-old": an age or a length, not a count.
fn counts_years(tokens: &[Token<'_>], at: usize) -> bool {
    let [hyphen, unit] = tokens.get(at + 1..at + 3).unwrap_or_default() else {
        return false;
    };
    hyphen.text == "-" && unit.is_word() && hyphen.span.end == unit.span.start
}

/// Digits with thousands separators or a decimal part.
fn digits(text: &str) -> Option<f64> {
    let groups: Vec<_> = text.split(',').collect();
    let thousands = groups.len() > 1
        && groups[1..]
            .iter()
            .all(|g| g.split('.').next().is_some_and(|g| g.len() == 3));
    if thousands {
        groups.concat().parse().ok()
    } else {
        text.replace(',', ".").parse().ok()
    }
}

fn scale(word: &str) -> Option<f64> {
    match NUMBERS.get(word) {
        Some(NumberWord::Scale(scale)) => Some(*scale),
        _ => None,
    }
}

/// A number in words: "three hundred and twenty-three", "a dozen", "tens of thousands".
fn words(tokens: &[Token<'_>], at: usize) -> Option<(Option<f64>, usize)> {
    if (stands_at(tokens, at, &["tens", "of"]) || stands_at(tokens, at, &["hundreds", "of"]))
        && tokens
            .get(at + 2)
            .is_some_and(|t| matches!(NUMBERS.get(t.lower.as_str()), Some(NumberWord::Vague)))
    {
        return Some((None, at + 3));
    }
    let (mut total, mut group, mut end) = (0.0, None, at);
    if tokens[at].lower == "a"
        && tokens
            .get(at + 1)
            .is_some_and(|t| scale(&t.lower).is_some())
    {
        (group, end) = (Some(1.0), at + 1);
    }
    while let Some(token) = tokens.get(end) {
        if token.lower == "and" && group.is_some() && end > at && hundreds_before(tokens, end) {
            end += 1;
            continue;
        }
        let parts: Vec<_> = token
            .lower
            .split('-')
            .map(|part| NUMBERS.get(part))
            .collect();
        if parts.iter().any(Option::is_none) {
            break;
        }
        for part in parts.into_iter().flatten() {
            match part {
                NumberWord::Vague if end == at => return Some((None, end + 1)),
                NumberWord::Vague => return None,
                NumberWord::Unit(value) => group = Some(group.unwrap_or(0.0) + value),
                NumberWord::Scale(scale) if *scale < 1000.0 => group = Some(group? * scale),
                NumberWord::Scale(scale) => {
                    total += group? * scale;
                    group = Some(0.0);
                }
            }
        }
        end += 1;
    }
    (end > at).then_some((Some(total + group?), end))
}

/// Whether "and" at `at` goes on a number: "three hundred and five".
fn hundreds_before(tokens: &[Token<'_>], at: usize) -> bool {
    let follows = tokens.get(at + 1).is_some_and(|t| {
        t.lower
            .split('-')
            .all(|p| matches!(NUMBERS.get(p), Some(NumberWord::Unit(_))))
    });
    scale(&tokens[at - 1].lower).is_some() && follows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::first::token::tokens;

    /// Quantities of `sentence` as `qualifier low..best..high`.
    fn check(sentence: &str, expected: &[&str]) {
        let tokens = tokens(sentence, 0..sentence.len());
        let show = |value: Option<f64>| value.map_or("-".to_owned(), |v| v.to_string());
        let found: Vec<_> = quantities(&tokens)
            .iter()
            .map(|q| {
                format!(
                    "{:?} {} {} {}",
                    q.qualifier,
                    show(q.low),
                    show(q.best),
                    show(q.high)
                )
            })
            .collect();
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn numbers_in_digits_and_words() {
        check(
            "2,700 wounded and 1.5 million displaced",
            &["Exact 2700 2700 2700", "Exact 1500000 1500000 1500000"],
        );
        check("three hundred and twenty-three men", &["Exact 323 323 323"]);
        check("two thousand seven hundred", &["Exact 2700 2700 2700"]);
        check(
            "a dozen guards and five dozen dogs",
            &["Exact 12 12 12", "Exact 60 60 60"],
        );
        check(
            "dozens of homes, tens of thousands of people",
            &["Vague - - -", "Vague - - -"],
        );
    }

    #[test]
    fn qualifiers_bound_a_number() {
        check(
            "at least 19, no fewer than twenty",
            &["AtLeast 19 19 -", "AtLeast 20 20 -"],
        );
        check(
            "over 300, nearly 900, up to 40",
            &["MoreThan 300 300 -", "LessThan - 900 900", "AtMost - 40 40"],
        );
        check(
            "about 140; 30 or more",
            &["Approx - 140 -", "AtLeast 30 30 -"],
        );
    }

    #[test]
    fn ranges_have_two_ends() {
        check(
            "11,000-12,000 troops, between 40 and 60 boats",
            &["Range 11000 - 12000", "Range 40 - 60"],
        );
        check("around 63 to 65 men", &["Range 63 - 65"]);
    }

    #[test]
    fn ages_and_names_are_no_quantities() {
        check("a 16-year-old of the 5th column on B12", &[]);
    }
}
