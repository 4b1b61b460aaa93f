//! A date with a time of day, or either alone.

use super::{Grammar, Read};
use crate::time::node::{Base, Clock, Date, Node, Part, Unit};

impl Grammar<'_, '_> {
    /// A date, a time of day, or both.
    pub(super) fn dated(&self, at: usize) -> Read<Node> {
        let clock_first = self.clock(at).and_then(|(end, clock)| {
            // "a great night on Saturday": the day is not the night's.
            let loose = clock.hour.is_none() && !clock.point && self.is(end, "on");
            let date = self
                .behind_clock(end)
                .filter(|_| !loose)
                .map(|(end, date)| (end, self.with_clock(date, clock)));
            date.or_else(|| self.alone(at, &clock).then(|| (end, bare(clock))))
        });
        let at_hour = self.at_hour(at);
        let date_first = self.date(at).map(|(end, date)| self.clocked(end, date));
        [clock_first, date_first, at_hour]
            .into_iter()
            .flatten()
            .max_by_key(|(end, _)| *end)
            .map(|(end, date)| (end, Node::Date(date)))
    }

    /// A bare hour with a day and its part: "at nine yesterday morning", "at eight on Tuesday night".
    pub(super) fn at_hour(&self, at: usize) -> Read<Date> {
        let hour = |(end, hour): (usize, f64)| {
            ((1.0..=12.0).contains(&hour) && hour.fract() == 0.0).then_some((end, hour as i8))
        };
        if !self.behind(at, &["at"]) {
            return None;
        }
        let (end, hour) = self.cardinal(at).and_then(hour)?;
        let (end, date) = self
            .date(self.past(end, "on"))
            .map(|(end, date)| self.clocked(end, date))?;
        let part = date
            .clock
            .filter(|clock| clock.hour.is_none())
            .and_then(|clock| clock.part)?;
        let clock = Clock {
            hour: Some(hour),
            point: true,
            ..Clock::default()
        };
        Some((
            end,
            Date {
                clock: Some(clock.in_part(Some(part))),
                ..date
            },
        ))
    }

    /// A date behind a time of day: "9.30 a.m. on Tuesday".
    pub(super) fn behind_clock(&self, end: usize) -> Read<Date> {
        // "4:15 a.m. (0215 GMT) on Wednesday": the same hour elsewhere.
        let elsewhere = (self.is(end, "(") && self.digits(end + 1).is_some())
            .then(|| self.clock(end + 1))
            .flatten()
            .filter(|(after, _)| self.is(*after, ")"));
        let end = elsewhere.map_or(end, |(after, _)| after + 1);
        let mut at = self.past(end, ",");
        if ["on", "of"].iter().any(|word| self.is(at, word)) {
            at += 1;
        }
        let (end, date) = self.date(at)?;
        let day = matches!(
            &date.base,
            Base::Written {
                part: Part::Day(..) | Part::Weekday,
                ..
            } | Base::Shifted(Unit::Day, _)
                | Base::Named(Unit::Day, _)
                | Base::DayOf(..)
                | Base::Ambiguous(..)
        );
        day.then_some((end, date))
    }

    /// `date` with the time of day behind it, if one is there.
    pub(super) fn clocked(&self, end: usize, date: Date) -> (usize, Date) {
        let precise = !matches!(
            &date.base,
            Base::Written {
                part: Part::Whole
                    | Part::Month(_)
                    | Part::Week(_)
                    | Part::Season(_)
                    | Part::Quarter(_)
                    | Part::Half(_),
                ..
            } | Base::Decade(..)
                | Base::Century(_)
                | Base::Offset(..)
                | Base::WeekOf(_)
        ) && !matches!(&date.base, Base::Shifted(unit, _) | Base::Named(unit, _) if *unit > Unit::Day);
        if !precise {
            return (end, date);
        }
        let mut at = self.past(end, ",");
        for word in ["at", "around", "about", "in", "@", "-"] {
            if self.is(at, word) {
                at += 1;
                break;
            }
        }
        if self.is(at, "the") || self.is(at, "about") || self.is(at, "around") {
            at += 1;
        }
        let start = self.phase_word(at);
        match self.clock(start) {
            Some((end, clock)) if date.clock.is_none_or(|had| had.hour.is_none()) => {
                (end, self.with_clock(date, clock))
            }
            _ => (end, date),
        }
    }

    /// Past an "early" or "late" between day and part of the day.
    pub(super) fn phase_word(&self, at: usize) -> usize {
        let phase = ["early", "late", "mid"]
            .iter()
            .any(|word| self.is(at, word));
        at + usize::from(phase)
    }

    pub(super) fn with_clock(&self, date: Date, clock: Clock) -> Date {
        let clock = match date.clock {
            Some(had) if clock.hour.is_none() => Clock {
                part: clock.part.or(had.part),
                ..had
            },
            Some(had) => clock.in_part(had.part),
            None => clock,
        };
        Date {
            clock: Some(clock),
            ..date
        }
    }
}

/// A time of day without a date.
pub(super) fn bare(clock: Clock) -> Date {
    Date {
        base: Base::None,
        phase: None,
        clock: Some(clock),
    }
}
