//! Stretches of the calendar: what they hold, how far they go, and how they are written.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::node::{Season, Unit};
use super::tables::Rule;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The grain of a unit that the calendar counts in.
    pub(super) fn of(unit: Unit) -> Option<Self> {
        Some(match unit {
            Unit::Day | Unit::Night => Self::Day,
            Unit::Weekend => Self::Weekend,
            Unit::Week | Unit::Fortnight => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Year => Self::Year,
            Unit::Decade => Self::Decade,
            Unit::Century => Self::Century,
            _ => return None,
        })
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub grain: Grain,
    /// Its first day.
    pub first: Date,
}

impl Stretch {
    /// The stretch of that grain that holds `day`.
    pub(super) fn holding(grain: Grain, day: Date) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let first = match grain {
            Grain::Day => Some(day),
            Grain::Week => Some(days(day, -i64::from(iso(day)) + 1)?),
            Grain::Weekend => Some(days(day, 6 - i64::from(iso(day)))?),
            Grain::Month => Date::new(year, month, 1).ok(),
            Grain::Quarter => Date::new(year, (month - 1) / 3 * 3 + 1, 1).ok(),
            Grain::Half => Date::new(year, (month - 1) / 6 * 6 + 1, 1).ok(),
            // Meteorological seasons; winter starts in December.
            Grain::Season if month < 3 => Date::new(year - 1, 12, 1).ok(),
            Grain::Season => Date::new(year, month / 3 * 3, 1).ok(),
            Grain::Year => Date::new(year, 1, 1).ok(),
            Grain::Decade => Date::new(year.div_euclid(10) * 10, 1, 1).ok(),
            Grain::Century => Date::new(year.div_euclid(100) * 100, 1, 1).ok(),
        }?;
        Some(Self { grain, first })
    }

    /// One day.
    pub(super) fn day(first: Date) -> Self {
        Self {
            grain: Grain::Day,
            first,
        }
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        Self::holding(Grain::Year, Date::new(year, 1, 1).ok()?)
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        Self::holding(Grain::Month, Date::new(year, month, 1).ok()?)
    }

    pub(super) fn season(year: i16, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Self::holding(Grain::Season, Date::new(year, month, 1).ok()?)
    }

    pub(super) fn week(year: i16, week: i8) -> Option<Self> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        Some(Self {
            grain: Grain::Week,
            first: monday.date(),
        })
    }

    /// So many stretches on.
    pub(super) fn shifted(self, by: i32) -> Option<Self> {
        let by = i64::from(by);
        let first = match self.grain {
            Grain::Day => days(self.first, by),
            Grain::Week | Grain::Weekend => days(self.first, by * 7),
            Grain::Month => months(self.first, by),
            Grain::Season | Grain::Quarter => months(self.first, by * 3),
            Grain::Half => months(self.first, by * 6),
            Grain::Year => months(self.first, by * 12),
            Grain::Decade => months(self.first, by * 120),
            Grain::Century => months(self.first, by * 1200),
        }?;
        Some(Self { first, ..self })
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<Date> {
        match self.grain {
            Grain::Day => Some(self.first),
            Grain::Weekend => days(self.first, 1),
            _ => days(self.shifted(1)?.first, -1),
        }
    }

    /// As TIMEX3 writes it.
    pub(super) fn timex3(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Day => self.first.to_string(),
            Grain::Week | Grain::Weekend => {
                let week = self.first.iso_week_date();
                let end = if self.grain == Grain::Weekend {
                    "-WE"
                } else {
                    ""
                };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Season => format!("{year:04}-{}", season(month).timex3()),
            Grain::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Year => format!("{year:04}"),
            Grain::Decade => format!("{:03}", year / 10),
            Grain::Century => format!("{:02}", year / 100),
        }
    }

    /// In EDTF: level 0 where that can say it, else level 1 or 2.
    pub(super) fn edtf(self) -> Option<String> {
        let year = self.first.year();
        Some(match self.grain {
            Grain::Day | Grain::Month | Grain::Year => self.timex3(),
            Grain::Week | Grain::Weekend => format!("{}/{}", self.first, self.last()?),
            Grain::Season => format!("{year:04}-{}", 21 + (self.first.month() / 3 - 1)),
            Grain::Quarter | Grain::Half => {
                let last = self.last()?;
                format!(
                    "{year:04}-{:02}/{:04}-{:02}",
                    self.first.month(),
                    last.year(),
                    last.month()
                )
            }
            Grain::Decade => format!("{:03}X", year / 10),
            Grain::Century => format!("{:02}XX", year / 100),
        })
    }

    /// As the start (or, if `end`, the end) of an interval: a plain date.
    pub(super) fn edge(self, end: bool) -> Option<String> {
        Some(match self.grain {
            Grain::Day
            | Grain::Month
            | Grain::Year
            | Grain::Season
            | Grain::Decade
            | Grain::Century => self.edtf()?,
            Grain::Week | Grain::Weekend if end => self.last()?.to_string(),
            Grain::Week | Grain::Weekend => self.first.to_string(),
            Grain::Quarter | Grain::Half => {
                let day = if end { self.last()? } else { self.first };
                format!("{:04}-{:02}", day.year(), day.month())
            }
        })
    }
}

fn season(month: i8) -> Season {
    match month {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// ISO number of a day's weekday: Monday is 1.
pub(super) fn iso(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// So many days on.
pub(super) fn days(day: Date, by: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(by).ok()?).ok()
}

/// So many months on.
pub(super) fn months(day: Date, by: i64) -> Option<Date> {
    day.checked_add(Span::new().try_months(by).ok()?).ok()
}

/// The day of a holiday.
pub(super) fn holiday(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Day(month, day) => Date::new(year, month, day).ok(),
        Rule::Easter(by) => days(easter(year)?, i64::from(by)),
        Rule::Nth(month, weekday, which, by) => {
            let day = nth_weekday(Stretch::month(year, month)?, weekday, i32::from(which))?;
            days(day, i64::from(by))
        }
    }
}

/// The `which`th such weekday of a stretch, from its end if negative.
pub(super) fn nth_weekday(of: Stretch, weekday: i8, which: i32) -> Option<Date> {
    if which > 0 {
        let skip = i64::from((weekday - iso(of.first)).rem_euclid(7));
        days(of.first, skip + 7 * i64::from(which - 1))
    } else {
        let last = of.last()?;
        let skip = i64::from((iso(last) - weekday).rem_euclid(7));
        days(last, -skip + 7 * i64::from(which + 1))
    }
}

/// Western Easter Sunday (Meeus, Astronomical Algorithms, ch. 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year as i16, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_are_written() {
        let day = date(2031, 3, 6);
        let of = |grain| Stretch::holding(grain, day).unwrap();
        let shown = |grain| (of(grain).timex3(), of(grain).edtf().unwrap());
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            shown(Grain::Week),
            pair("2031-W10", "2031-03-03/2031-03-09")
        );
        assert_eq!(
            shown(Grain::Weekend),
            pair("2031-W10-WE", "2031-03-08/2031-03-09")
        );
        assert_eq!(shown(Grain::Season), pair("2031-SP", "2031-21"));
        assert_eq!(shown(Grain::Quarter), pair("2031-Q1", "2031-01/2031-03"));
        assert_eq!(shown(Grain::Decade), pair("203", "203X"));
        assert_eq!(shown(Grain::Century), pair("20", "20XX"));
        assert_eq!(of(Grain::Month).shifted(-3).unwrap().timex3(), "2030-12");
    }

    #[test]
    fn winter_is_of_the_year_that_it_starts_in() {
        let winter = Stretch::holding(Grain::Season, date(2031, 2, 1)).unwrap();
        assert_eq!(winter.timex3(), "2030-WI");
    }

    #[test]
    fn holidays_fall_on_their_days() {
        assert_eq!(holiday(Rule::Easter(0), 2031), Some(date(2031, 4, 13)));
        assert_eq!(holiday(Rule::Easter(0), 2024), Some(date(2024, 3, 31)));
        assert_eq!(
            holiday(Rule::Nth(11, 4, 4, 1), 2010),
            Some(date(2010, 11, 26))
        );
        assert_eq!(
            holiday(Rule::Nth(5, 1, -1, 0), 2031),
            Some(date(2031, 5, 26))
        );
    }
}
