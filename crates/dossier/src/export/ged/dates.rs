//! When an answer is said to have held, and how precisely: in GED's codes.

use jiff::ToSpan;
use jiff::civil::Date;

/// The stretch of days that claims name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// The earliest day; `None` where it is not said.
    pub(super) first: Option<String>,
    /// The latest day; `None` where it is not said.
    pub(super) last: Option<String>,
}

impl When {
    /// From the earliest to the latest day of all dates (EDTF). What is dated only about, by
    /// a season or by a decade has no days.
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Self {
        let dates: Vec<(Option<Date>, Option<Date>)> = dates.filter_map(days).collect();
        // An open end stays open, whatever else is said.
        let first: Option<Vec<Date>> = dates.iter().map(|(first, _)| *first).collect();
        let last: Option<Vec<Date>> = dates.iter().map(|(_, last)| *last).collect();
        Self {
            first: first
                .and_then(|all| all.into_iter().min())
                .map(|day| day.to_string()),
            last: last
                .and_then(|all| all.into_iter().max())
                .map(|day| day.to_string()),
        }
    }

    /// GED's code: 1 one day, 2 two to six days, 3 a week, 4 eight days to a month, 5 up to a
    /// year. GED has none for more, and none where an end is open.
    pub(super) fn precision(&self) -> Option<u8> {
        let first: Date = self.first.as_ref()?.parse().ok()?;
        let last: Date = self.last.as_ref()?.parse().ok()?;
        let day_after = last.checked_add(1.day()).ok()?;
        match first.until(day_after).ok()?.get_days() {
            1 => Some(1),
            2..=6 => Some(2),
            7 => Some(3),
            8..=31 => Some(4),
            32..=366 => Some(5),
            _ => None,
        }
    }
}

/// First and last day of an EDTF date or interval.
fn days(edtf: &str) -> Option<(Option<Date>, Option<Date>)> {
    let Some((first, last)) = edtf.split_once('/') else {
        let (first, last) = stretch(edtf)?;
        return Some((Some(first), Some(last)));
    };
    let end = |text: &str, side: fn((Date, Date)) -> Date| match text {
        "" | ".." => Some(None),
        date => stretch(date).map(side).map(Some),
    };
    Some((
        end(first, |(first, _)| first)?,
        end(last, |(_, last)| last)?,
    ))
}

/// First and last day of a day, a month or a year.
fn stretch(date: &str) -> Option<(Date, Date)> {
    let date = date.split('T').next()?;
    let whole = |text: String| text.parse::<Date>().ok();
    match date.len() {
        10 => whole(date.to_owned()).map(|day| (day, day)),
        7 => whole(format!("{date}-01")).map(|day| (day, day.last_of_month())),
        4 => whole(format!("{date}-01-01")).map(|day| (day, day.last_of_year())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dates: &[&str], first: &str, last: &str, precision: Option<u8>) {
        let when = When::of(dates.iter().copied());
        assert_eq!(when.first.as_deref().unwrap_or_default(), first);
        assert_eq!(when.last.as_deref().unwrap_or_default(), last);
        assert_eq!(when.precision(), precision);
    }

    #[test]
    fn codes_are_those_of_ged() {
        check(&["2033-09-13"], "2033-09-13", "2033-09-13", Some(1));
        check(&["2033-09-13T10:00"], "2033-09-13", "2033-09-13", Some(1));
        check(
            &["2033-09-13/2033-09-14"],
            "2033-09-13",
            "2033-09-14",
            Some(2),
        );
        check(
            &["2033-09-12/2033-09-18"],
            "2033-09-12",
            "2033-09-18",
            Some(3),
        );
        check(&["2033-09"], "2033-09-01", "2033-09-30", Some(4));
        check(&["2032"], "2032-01-01", "2032-12-31", Some(5));
        check(&["2030/2032"], "2030-01-01", "2032-12-31", None);
    }

    #[test]
    fn several_dates_make_one_stretch() {
        check(
            &["2033-09-13", "2033-09-14"],
            "2033-09-13",
            "2033-09-14",
            Some(2),
        );
        check(
            &["2033-09-13", "2033-09-13"],
            "2033-09-13",
            "2033-09-13",
            Some(1),
        );
    }

    #[test]
    fn what_is_not_said_is_not_there() {
        check(&[], "", "", None);
        check(&["2033-09-13/.."], "2033-09-13", "", None);
        check(&["../2033-09-13"], "", "2033-09-13", None);
        check(&["2033-09-13/..", "2033-09-14"], "2033-09-13", "", None);
        for vague in [
            "2033-09-13~",
            "2033-21",
            "203X",
            "20XX",
            "soon",
            "2033-02-30",
        ] {
            check(&[vague], "", "", None);
        }
    }
}
