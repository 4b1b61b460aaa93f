//! Calendar dates as pages write them.
//!
//! A date is the day *as written, in its own time zone*: `2031-03-04T23:30:00-05:00`
//! is the fourth of March. What cannot be read with certainty is not a date.

mod clock;
mod machine;
mod months;
mod order;
mod tokens;
mod visible;
mod zones;

pub(crate) use machine::{from_url, machine};
pub(crate) use order::Order;
pub(crate) use visible::{Seen, all, visible};

use jiff::civil::{Date, Time};

/// A day, with the time of day and the offset from UTC where both are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day as written.
    pub(crate) day: Date,
    /// The time of day as written.
    pub(crate) time: Option<Time>,
    /// Minutes east of UTC as written; never without a time.
    pub(crate) offset: Option<i16>,
}

impl Moment {
    /// A day without a time.
    fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        // Outside these years it is a number that happens to look like a date.
        if !(1800..=2199).contains(&year) {
            return None;
        }
        Some(Self {
            day: Date::new(year, month, day).ok()?,
            time: None,
            offset: None,
        })
    }

    /// EDTF level 0: `2031-03-04`, `2031-03-04T18:40:00` or `2031-03-04T18:40:00+01:00`.
    pub(crate) fn edtf(&self) -> String {
        let day = self.day;
        let Some(time) = self.time else {
            return day.to_string();
        };
        let clock = format!(
            "{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        );
        match self.offset {
            None => format!("{day}T{clock}"),
            Some(0) => format!("{day}T{clock}Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                format!("{day}T{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }

    /// The same instant could be written with `other` as the day, in some time zone:
    /// true only for times in UTC, which servers write without regard to the
    /// newsroom's clock.
    pub(crate) fn may_be_day(&self, other: Date) -> bool {
        let (Some(time), Some(0)) = (self.time, self.offset) else {
            return false;
        };
        // Inhabited offsets run from -12 to +14 hours.
        (self.day.yesterday().ok() == Some(other) && time.hour() < 12)
            || (self.day.tomorrow().ok() == Some(other) && time.hour() >= 10)
    }
}
