//! Which of two articles was published later, as far as their dates in EDTF tell.

/// When something was published: a day, and the minute if a time with its zone is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// Days since 1970-01-01, on the calendar of the place: the first and the last it may be.
    first: i64,
    last: i64,
    /// Minutes since 1970-01-01T00:00Z.
    minute: Option<i64>,
}

/// How much later one article was published than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lag {
    /// On the same day, by so many minutes.
    Minutes(i64),
    /// On a later day, by so many days.
    Days(i64),
    /// On a later day; of one of them only the month or the year is known.
    Sometime,
}

impl When {
    /// Reads a date of EDTF (ISO 8601-2 level 1): a year, a month, a day, a day with its time.
    /// Uncertain, approximate and open dates tell nothing; nor do intervals.
    pub(crate) fn read(edtf: &str) -> Option<Self> {
        let (date, time) = match edtf.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (edtf, None),
        };
        let mut fields = date.split('-').map(number);
        let year = fields.next()??;
        let (first, last) = match (fields.next(), fields.next(), fields.next()) {
            (None, ..) => (day(year, 1, 1), day(year, 12, 31)),
            (Some(month), None, _) => {
                let month = month.filter(|month| (1..=12).contains(month))?;
                (day(year, month, 1), day(year, month + 1, 1) - 1)
            }
            (Some(month), Some(date), None) => {
                let month = month.filter(|month| (1..=12).contains(month))?;
                let date = date.filter(|date| (1..=31).contains(date))?;
                (day(year, month, date), day(year, month, date))
            }
            _ => return None,
        };
        let minute = time.and_then(minutes).filter(|_| first == last);
        Some(Self {
            first,
            last,
            minute: minute.map(|minute| first * 24 * 60 + minute),
        })
    }

    /// How much later this is than `other`; `None` where it is not, or nothing tells.
    pub(crate) fn later(self, other: Self) -> Option<Lag> {
        if let (Some(this), Some(other)) = (self.minute, other.minute) {
            let lag = this - other;
            return (lag > 0).then_some(match lag / (24 * 60) {
                0 => Lag::Minutes(lag),
                days => Lag::Days(days),
            });
        }
        let exact = self.first == self.last && other.first == other.last;
        (self.first > other.last).then(|| match exact {
            true => Lag::Days(self.first - other.last),
            false => Lag::Sometime,
        })
    }

    /// Whether both have a time, and are less than `minutes` apart.
    pub(crate) fn together(self, other: Self, minutes: i64) -> bool {
        match (self.minute, other.minute) {
            (Some(this), Some(other)) => (this - other).abs() < minutes,
            _ => false,
        }
    }
}

impl std::fmt::Display for Lag {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Sometime => write!(out, "some time"),
            Self::Days(1) => write!(out, "a day"),
            Self::Days(days) => write!(out, "{days} days"),
            Self::Minutes(1) => write!(out, "a minute"),
            Self::Minutes(minutes) if minutes < 60 => write!(out, "{minutes} minutes"),
            Self::Minutes(minutes) if minutes < 120 => write!(out, "an hour"),
            Self::Minutes(minutes) => write!(out, "{} hours", minutes / 60),
        }
    }
}

fn number(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain && digits.len() <= 4)
}

/// Days since 1970-01-01 of a day of the Gregorian calendar; the 13th month is the next January.
/// After H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`).
fn day(year: i64, month: i64, date: i64) -> i64 {
    let (year, month) = if month > 12 {
        (year + 1, 1)
    } else {
        (year, month)
    };
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Minutes since midnight in Greenwich of a time with its zone.
fn minutes(time: &str) -> Option<i64> {
    let zone = time.find(['Z', '+', '-'])?;
    let clock = |text: &str| {
        let mut fields = text.split(':').map(number);
        let hours = fields.next()??;
        Some(hours * 60 + fields.next().flatten().unwrap_or(0))
    };
    let here = clock(time[..zone].split('.').next()?)?;
    let offset = match &time[zone..] {
        "Z" => 0,
        zone => {
            let (sign, offset) = zone.split_at(1);
            clock(offset)? * if sign == "-" { -1 } else { 1 }
        }
    };
    Some(here - offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lag(one: &str, other: &str) -> Option<Lag> {
        When::read(one)?.later(When::read(other)?)
    }

    #[test]
    fn days_months_and_times_are_compared() {
        for (one, other, want) in [
            ("2031-05-10", "2031-05-09", Some(Lag::Days(1))),
            ("2031-05-09", "2031-05-09", None),
            ("2031-05-09", "2031-05-10", None),
            ("2031-03-01", "2031-02-28", Some(Lag::Days(1))),
            ("2032-03-01", "2032-02-28", Some(Lag::Days(2))),
            ("2031-06", "2031-05-30", Some(Lag::Sometime)),
            ("2031-06", "2031-06-30", None),
            ("2032", "2031-12-31", Some(Lag::Sometime)),
            (
                "2031-05-09T10:00Z",
                "2031-05-09T10:30:15+02:00",
                Some(Lag::Minutes(90)),
            ),
            (
                "2031-05-10T00:10+01:00",
                "2031-05-09T23:00Z",
                Some(Lag::Minutes(10)),
            ),
            ("2031-05-09T10:00", "2031-05-09T09:00", None),
            ("2031-05-09T23:00Z", "2031-05-09", None),
            ("2031-05-10~", "2031-05-09", None),
            ("2031-05-09/2031-05-12", "2031-05-01", None),
            ("", "2031-05-01", None),
        ] {
            assert_eq!(lag(one, other), want, "{one} {other}");
        }
    }

    #[test]
    fn lags_read_well() {
        assert_eq!(Lag::Days(1).to_string(), "a day");
        assert_eq!(Lag::Minutes(150).to_string(), "2 hours");
    }
}
