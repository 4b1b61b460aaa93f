//! Dates written out in a line, as a label or a line under the title has them.

use std::ops::Range;

use jiff::civil::Date;

use crate::furniture::words;

/// English month names; the first three letters are enough to know one.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that may stand around a date in a line that is nothing but a date.
const AROUND: [&str; 35] = [
    "on",
    "at",
    "the",
    "of",
    "and",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "utc",
    "gmt",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "local",
];

/// Whether a folded word is the name of a weekday, in full.
pub(super) fn is_weekday(folded: &str) -> bool {
    folded.ends_with("day") && AROUND.contains(&folded)
}

/// A full date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// `2031-05-09`.
    pub(super) edtf: String,
    /// Where it stands in the line, in bytes.
    pub(super) range: Range<usize>,
}

/// The dates in `line` that can be read in one way only, in order. `03/04/2031`
/// can be read in two.
pub(super) fn dates(line: &str) -> Vec<Written> {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens: Vec<(&str, Range<usize>)> = words(line)
        .into_iter()
        .map(|w| (&line[w.start..w.end], w.start..w.end))
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(line, &tokens[at..]) {
            Some((date, count)) => {
                let end = tokens[at + count - 1].1.end;
                found.push(Written {
                    edtf: date.to_string(),
                    range: tokens[at].1.start..end,
                });
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether `line` is a date (with a weekday, a time, a place in a line-up of
/// dates) and nothing else, apart from words for which `is_label` holds.
pub(super) fn is_only_date(line: &str, is_label: impl Fn(&str) -> bool) -> bool {
    let dates = dates(line);
    if dates.is_empty() {
        return false;
    }
    words(line).iter().all(|word| {
        dates
            .iter()
            .any(|d| d.range.start <= word.start && word.end <= d.range.end)
            || word.folded.starts_with("{n}")
            || AROUND.contains(&word.folded.as_str())
            || is_label(&word.folded)
    })
}

fn date_at(line: &str, tokens: &[(&str, Range<usize>)]) -> Option<(Date, usize)> {
    let text = |i: usize| tokens.get(i).map(|(text, _)| *text);
    let first = text(0)?;
    if let Some(date) = dotted(first) {
        return Some((date, 1));
    }
    // 2031-05-09, with the hyphens between the tokens
    if first.len() == 4
        && let (Some(month), Some(day)) = (text(1), text(2))
        && joined(line, tokens, "-")
    {
        // `09T18` is one token.
        let day = day.split(['T', 't']).next().unwrap_or(day);
        return Some((civil(number(first)?, number(month)?, number(day)?)?, 3));
    }
    // 9 May 2031, 9 de mayo is left to others
    if let (Some(day), Some(month)) = (day(first), text(1).and_then(month)) {
        return Some((civil(year(text(2)?)?, month, day)?, 3));
    }
    // May 9, 2031
    if let (Some(month), Some(day)) = (month(first), text(1).and_then(day)) {
        return Some((civil(year(text(2)?)?, month, day)?, 3));
    }
    None
}

fn joined(line: &str, tokens: &[(&str, Range<usize>)], by: &str) -> bool {
    tokens.windows(2).take(2).all(|pair| match pair {
        [(_, a), (_, b)] => line.get(a.end..b.start) == Some(by),
        _ => false,
    })
}

/// `16.10.2032`: with full stops the day goes first.
fn dotted(token: &str) -> Option<Date> {
    let mut parts = token.split('.');
    let (day, month, year_) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    civil(year(year_)?, number(month)?, number(day)?)
}

fn number(token: &str) -> Option<i16> {
    token.parse().ok()
}

fn year(token: &str) -> Option<i16> {
    number(token).filter(|y| token.len() == 4 && (1600..=2200).contains(y))
}

fn day(token: &str) -> Option<i16> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &token[digits.len()..];
    let fits = matches!(
        suffix.to_ascii_lowercase().as_str(),
        "" | "st" | "nd" | "rd" | "th"
    );
    number(digits).filter(|d| fits && digits.len() <= 2 && (1..=31).contains(d))
}

fn month(token: &str) -> Option<i16> {
    let token = token.to_lowercase();
    let fits = |name: &str| {
        token == name
            || token == "sept" && name == "september"
            || name.get(..3) == Some(token.as_str())
    };
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| fits(name))
        .map(|(number, _)| number)
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_dates_are_read() {
        for (line, want) in [
            ("Published 9 May 2031", "2031-05-09"),
            ("Friday, May 9th, 2031 - No. 14", "2031-05-09"),
            ("16.10.2032", "2032-10-16"),
            ("2031-05-09T18:40:00Z", "2031-05-09"),
            ("Issued 06 Sept 2036, 10:00 UTC", "2036-09-06"),
        ] {
            let found = dates(line);
            assert_eq!(found.len(), 1, "{line}: {found:?}");
            assert_eq!(found[0].edtf, want);
        }
    }

    #[test]
    fn half_dates_and_days_that_are_none_are_not() {
        for line in [
            "9 May",
            "May 2031",
            "31 February 2031",
            "03/04/2031",
            "2031",
            "in 14 days",
        ] {
            assert_eq!(dates(line), [], "{line}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date() {
        let label = |word: &str| word == "published";
        assert!(is_only_date(
            "Published: Friday 9 May 2031, 18:40 UTC",
            label
        ));
        assert!(!is_only_date("The lamp went out on 9 May 2031.", label));
    }
}
