//! Days along a line.

use jiff::civil::Date;

use super::text::{SMALL, width};
use super::{Px, Tick, thin};

/// Days since 1970-01-01.
type Day = i32;

/// First and last day that an EDTF date allows; `None` for what no calendar line can show.
pub(super) fn span(edtf: &str) -> Option<(Day, Day)> {
    let (from, to) = match edtf.split_once('/') {
        Some((from, to)) => (one(from), one(to)),
        None => (one(edtf), one(edtf)),
    };
    let (from, to) = match (from, to) {
        (None, None) => return None,
        // An open end says nothing: what is left is a day.
        (from, to) => (from.or(to)?, to.or(from)?),
    };
    Some((from.0.min(to.0), from.1.max(to.1)))
}

/// A day, month or year; marks of doubt do not move it.
fn one(edtf: &str) -> Option<(Day, Day)> {
    let day = edtf.split('T').next().unwrap_or(edtf);
    let day = day.trim_matches(['~', '?', '%', '.']);
    let mut parts = day.split('-').take_while(|part| !part.contains('X'));
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let on: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let (from, to) = match (month, on) {
        (Some(month), Some(on)) => {
            let date = Date::new(year, month, on).ok()?;
            (date, date)
        }
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            (first, first.last_of_month())
        }
        _ => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
    };
    Some((number(from), number(to)))
}

fn number(date: Date) -> Day {
    (date - Date::constant(1970, 1, 1)).get_days()
}

fn date(day: Day) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// Where days stand on a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    first: Day,
    last: Day,
    start: f64,
    end: f64,
}

impl Calendar {
    /// From `start`, where the first of `days` stands, to `end`; `None` without days.
    pub(super) fn of(days: impl Iterator<Item = (Day, Day)>, start: f64, end: f64) -> Option<Self> {
        let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some(Self {
            first,
            last,
            start,
            end,
        })
    }

    /// Where `day` stands: never beyond the ends.
    pub(super) fn at(&self, day: Day) -> f64 {
        let days = f64::from(self.last) - f64::from(self.first);
        if days <= 0.0 {
            return f64::midpoint(self.start, self.end);
        }
        let share = (f64::from(day) - f64::from(self.first)) / days;
        self.start + share.clamp(0.0, 1.0) * (self.end - self.start)
    }

    /// Days, months or years at which the line is marked, within `0..within`.
    pub(super) fn ticks(&self, within: f64) -> Vec<Tick> {
        let room = self.end - self.start;
        let fits = |step: &Step| {
            let label = width(step.shape(), SMALL) + SMALL;
            // Counting ends where it is clear that they do not fit.
            let most = (room / label).floor().max(1.0) as usize;
            let days = step.days(self.first, self.last, most + 1);
            (days.len() <= most).then_some((days, *step))
        };
        let (days, step) = STEPS.iter().find_map(fits).unwrap_or_default();
        let mut ticks: Vec<Tick> = days
            .into_iter()
            .filter_map(|day| {
                Some(Tick {
                    at: Px(self.at(day)),
                    label: step.label(date(day)?),
                })
            })
            .collect();
        thin(&mut ticks, within, SMALL);
        ticks
    }
}

/// From one tick to the next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Days(Day),
    Months(i32),
}

/// In this order.
const STEPS: [Step; 16] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(600),
    Step::Months(1_200),
    Step::Months(12_000),
    Step::Months(60_000),
];

impl Default for Step {
    fn default() -> Self {
        Self::Days(1)
    }
}

impl Step {
    /// How labels look.
    fn shape(&self) -> &'static str {
        match self {
            Self::Days(_) => "0000-00-00",
            Self::Months(..12) => "0000-00",
            Self::Months(_) => "0000",
        }
    }

    fn label(self, date: Date) -> String {
        let mut label = date.to_string();
        label.truncate(self.shape().len());
        label
    }

    /// Those between `first` and `last`, at most `limit`.
    fn days(self, first: Day, last: Day, limit: usize) -> Vec<Day> {
        match self {
            Self::Days(step) => (first..=last).step_by(step as usize).take(limit).collect(),
            Self::Months(step) => {
                let Some(from) = date(first) else {
                    return Vec::new();
                };
                let month = i32::from(from.year()) * 12 + i32::from(from.month()) - 1;
                let months = (month.div_euclid(step)..).map(|number| number * step);
                months
                    .map_while(|month| {
                        let year = i16::try_from(month.div_euclid(12)).ok()?;
                        let of_year = i8::try_from(month.rem_euclid(12) + 1).ok()?;
                        Some(number(Date::new(year, of_year, 1).ok()?))
                    })
                    .skip_while(|day| *day < first)
                    .take_while(|day| *day <= last)
                    .take(limit)
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, last: &str) -> Vec<String> {
        let days = [span(first).unwrap(), span(last).unwrap()];
        let calendar = Calendar::of(days.into_iter(), 40.0, 360.0).unwrap();
        let ticks = calendar.ticks(400.0).into_iter();
        ticks
            .map(|tick| tick.label)
            .filter(|label| !label.is_empty())
            .collect()
    }

    #[test]
    fn dates_are_days() {
        assert_eq!(span("1970-01-02"), Some((1, 1)));
        assert_eq!(span("1970-01-02T23:59:00+02:00"), Some((1, 1)));
        assert_eq!(span("1970-02~"), Some((31, 58)));
        assert_eq!(span("1971"), Some((365, 729)));
        assert_eq!(span("1970-02-XX"), Some((31, 58)));
        assert_eq!(span("1970-01-02/1970-01-05"), Some((1, 4)));
        assert_eq!(span("../1970-01-05"), Some((4, 4)));
        for nothing in ["", "..", "spring", "1970-22", "1970-02-30", "-", "99999"] {
            assert_eq!(span(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn ticks_are_days_months_or_years() {
        assert_eq!(labels("2033-09-13", "2033-09-15").len(), 3);
        assert_eq!(labels("2033-09-13", "2033-09-13"), ["2033-09-13"]);
        assert_eq!(
            labels("2033-09-13", "2033-12-02"),
            ["2033-10", "2033-11", "2033-12"]
        );
        assert_eq!(labels("2030-02", "2033-09"), ["2031", "2032", "2033"]);
        assert!(!labels("0001", "9999").is_empty());
    }
}
