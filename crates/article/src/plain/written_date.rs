//! Dates written out in a line, as a label or a line under the title has them.

use std::ops::Range;

use crate::furniture::words;
use crate::metadata::dates::{self, Order};

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
pub(super) fn written(line: &str) -> Vec<Written> {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    dates::all(line, Order::Unknown)
        .into_iter()
        .map(|seen| Written {
            edtf: seen.moment.day.to_string(),
            range: seen.range,
        })
        .collect()
}

/// Whether `line` ends in its only date, but for a time of day.
pub(super) fn ends_in_date(line: &str) -> bool {
    let dates = written(line);
    let [date] = dates.as_slice() else {
        return false;
    };
    words(&line[date.range.end..])
        .iter()
        .all(|word| word.folded.starts_with("{n}") || AROUND.contains(&word.folded.as_str()))
}

/// Whether `line` is a date (with a weekday, a time, a place in a line-up of
/// dates) and nothing else, apart from words for which `is_label` holds.
pub(super) fn is_only_date(line: &str, is_label: impl Fn(&str) -> bool) -> bool {
    let dates = written(line);
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
            let found = written(line);
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
            assert_eq!(written(line), [], "{line}");
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
