//! Times of day.

use super::{Grammar, Read};
use crate::time::node::Clock;
use crate::time::tables::{Numeral, TABLES};

impl Clock {
    /// With the hour moved into the part of the day that is said beside it: "7 in the evening".
    pub(super) fn in_part(self, part: Option<&'static str>) -> Self {
        let hour = match (self.hour, part) {
            (Some(hour @ 1..=11), Some("TAF" | "TEV")) => Some(hour + 12),
            (Some(hour @ 5..=11), Some("TNI")) => Some(hour + 12),
            (Some(12), Some("TMO" | "TNI")) => Some(0),
            (hour, _) => hour,
        };
        Self {
            hour,
            part: self.part.or(part),
            ..self
        }
    }
}

impl Grammar<'_, '_> {
    /// A time of day: "9.30 a.m.", "1500 GMT", "half past seven", "noon", "this morning".
    pub(super) fn clock(&self, at: usize) -> Read<Clock> {
        let start = self.approximation(at);
        if self.glued(start) && self.behind(start, &[":", ".", ",", "$", "€", "£", "#", "~", "/"])
        {
            return None;
        }
        let (end, clock) = self
            .military(start)
            .or_else(|| self.hour_digits(start))
            .or_else(|| self.hour_words(start))
            .or_else(|| self.day_part(start))?;
        if clock.hour.is_none() {
            // "tonight at 9 p.m."
            let hour = self
                .is(end, "at")
                .then(|| self.hour_digits(end + 1))
                .flatten();
            return Some(match hour.filter(|_| clock.today) {
                Some((end, hour)) => (
                    self.zone(end),
                    Clock {
                        today: true,
                        ..hour.in_part(clock.part)
                    },
                ),
                None => (end, clock),
            });
        }
        let end = self.zone(end);
        let Some((after, part)) = self.in_day_part(end) else {
            return Some((end, clock));
        };
        let clock = Clock {
            today: clock.today || part.today,
            ..clock.in_part(part.part)
        };
        Some((self.zone(after), clock))
    }

    /// Two hours of which the second says the half of the day for both: "5 to 6pm", "9-10 a.m.",
    /// "between 9.30 and 4.30pm"; the first with its end, and the place of the second.
    pub(super) fn clock_range(&self, at: usize) -> Option<(usize, Clock, usize)> {
        if self.glued(at) && at > 0 {
            return None;
        }
        let (end, hour) = match self.digits(at) {
            Some(hour) if self.width(at) <= 2 => (at + 1, hour as i8),
            Some(_) => return None,
            None => self.small(at)?,
        };
        let minute =
            (self.any(end, &[":", "."]) && self.glued(end + 1) && self.width(end + 1) == 2)
                .then(|| self.digits(end + 1))
                .flatten();
        let end = if minute.is_some() { end + 2 } else { end };
        let between = self.behind(at, &["between"]);
        let link =
            self.any(end, &["-", "–", "to", "until", "till"]) || (between && self.is(end, "and"));
        if !link || !(1..=12).contains(&hour) || minute.is_some_and(|minute| minute > 59) {
            return None;
        }
        let (_, last) = self.clock(end + 1)?;
        let last_hour = last.hour?;
        if last.part.is_some() {
            let clock = time(hour, Some(minute.unwrap_or(0) as i8), None);
            let clock = Clock {
                today: last.today,
                ..clock.in_part(last.part)
            };
            return Some((end, clock, end + 1));
        }
        if last.today || !self.meridiem_near(end + 1) {
            return None;
        }
        let late = last_hour >= 12 && hour % 12 <= last_hour % 12;
        let clock = twelve(time(hour, Some(minute.unwrap_or(0) as i8), None), late);
        Some((end, clock, end + 1))
    }

    /// Whether the hour that starts there has its half of the day behind it.
    fn meridiem_near(&self, at: usize) -> bool {
        (at + 1..at + 5)
            .any(|at| self.meridiem(at).is_some() && self.any(at, &["am", "pm", "a", "p"]))
    }

    /// Whether a time of day without a date says something: not "the morning shift".
    pub(super) fn alone(&self, at: usize, clock: &Clock) -> bool {
        if clock.hour.is_some() || clock.point || clock.today {
            return true;
        }
        // "the morning shift": what part of the day something is of, not when it was.
        let modifies = (at..at + 3).any(|at| {
            TABLES.day_parts.word(self.word(at)).is_some()
                && self
                    .token(at)
                    .is_some_and(|token| token.dep() == "compound")
        });
        !modifies
            && self.behind(
                at,
                &[
                    "in", "the", "during", "by", "until", "since", "at", "that", "late", "early",
                ],
            )
    }

    /// "1500 GMT", "0930 hours", "between 0730 and 0930".
    fn military(&self, at: usize) -> Read<Clock> {
        let value = self.digits(at).filter(|_| self.width(at) == 4)?;
        let (hour, minute) = ((value / 100) as i8, (value % 100) as i8);
        let hours = self.any(at + 1, &["hours", "hrs", "h"]);
        let zoned = self.zone(at + 1) > at + 1 && !self.is(at + 1, "local");
        let led = self.lexemes[at].text.starts_with('0')
            && self.behind(
                at,
                &["at", "between", "from", "until", "by", "-", "and", "to"],
            );
        (hour < 24 && minute < 60 && (hours || zoned || led)).then(|| {
            let end = if hours { at + 2 } else { at + 1 };
            (end, time(hour, Some(minute), None))
        })
    }

    /// "3 p.m.", "9.30", "17:05:20".
    fn hour_digits(&self, at: usize) -> Read<Clock> {
        let hour = self
            .digits(at)
            .filter(|&hour| hour <= 24 && self.width(at) <= 2)? as i8;
        let mut end = at + 1;
        let (mut minute, mut second) = (None, None);
        let colon = self.is(end, ":");
        if self.any(end, &[":", "."])
            && self.glued(end)
            && self.glued(end + 1)
            && self.width(end + 1) == 2
        {
            minute = self
                .digits(end + 1)
                .filter(|&minute| minute < 60)
                .map(|minute| minute as i8);
            end += if minute.is_some() { 2 } else { 0 };
        }
        if minute.is_some() && self.is(end, ":") && self.glued(end + 1) && self.width(end + 1) == 2
        {
            second = self
                .digits(end + 1)
                .filter(|&second| second < 60)
                .map(|second| second as i8);
            end += if second.is_some() { 2 } else { 0 };
        }
        let clock = time(hour, minute, second);
        if let Some((end, half)) = self.meridiem(end) {
            return (hour <= 12).then(|| (end, twelve(clock, half)));
        }
        if self.any(end, &["o'clock", "oclock"]) {
            return Some((end + 1, clock));
        }
        if self.is(end, "noon") && hour == 12 {
            return Some((end + 1, time(12, Some(0), None)));
        }
        if self.is(end, "midnight") && hour == 12 {
            return Some((end + 1, time(24, Some(0), None)));
        }
        if let Some(minute) = minute {
            let fraction = !colon
                && (self.any(
                    end,
                    &[
                        "%", "percent", "per", "million", "billion", "trillion", "m", "km", "-",
                    ],
                ) || TABLES.units.word(self.word(end)).is_some());
            let led = self.behind(
                at,
                &[
                    "at", "by", "until", "from", "around", "since", "before", "after", "between",
                ],
            );
            let said = if colon {
                minute < 60
                    && !self.any(end, &["ratio", "lead", "win", "aspect"])
                    && !(self.is(end, ":"))
            } else {
                hour < 24
                    && !fraction
                    && (led || self.zone(end) > end || self.in_day_part(end).is_some())
            };
            return said.then_some((end, clock));
        }
        let said = self.any(end, &["in", "at", "on", "this", "tonight"]);
        let part = said
            && self
                .in_day_part(end)
                .is_some_and(|(_, part)| part.part.is_some());
        let led = at == 0 || !self.any(at - 1, &["no", "of", "$", "-"]);
        (part && led && (1..=12).contains(&hour)).then_some((end, clock))
    }

    /// "eight o'clock", "half past seven", "ten minutes to nine", "one in the morning",
    /// "five-thirty".
    fn hour_words(&self, at: usize) -> Read<Clock> {
        if let Some(found) = self.past_the_hour(at) {
            return Some(found);
        }
        let (mut end, hour) = self.small(at).filter(|(_, hour)| (1..=12).contains(hour))?;
        let mut minute = None;
        let next = self.past(end, "-");
        if let Some((after, found)) = self
            .small(next)
            .filter(|(_, found)| (10..60).contains(found))
        {
            minute = Some(found);
            end = after;
        }
        let clock = time(hour, minute, None);
        if self.any(end, &["o'clock", "oclock"]) {
            return Some((end + 1, clock));
        }
        if let Some((end, half)) = self.meridiem(end) {
            return Some((end, twelve(clock, half)));
        }
        self.in_day_part(end)
            .is_some_and(|(after, _)| after > end + 1)
            .then_some((end, clock))
    }

    fn past_the_hour(&self, at: usize) -> Read<Clock> {
        let (mut end, minutes) = match TABLES.numbers.word(self.word(at)) {
            Some(Numeral::Part(part)) => (at + 1, (part * 60.0) as i8),
            _ if self.is(at, "a") && self.is(at + 1, "quarter") => (at + 2, 15),
            _ => self.small(at).filter(|(_, minutes)| *minutes < 60)?,
        };
        let minutes_said = self.any(end, &["minutes", "minute", "min", "mins"]);
        end += usize::from(minutes_said);
        let before = match self.word(end) {
            "past" | "after" => false,
            "to" | "before" => true,
            _ => return None,
        };
        let named = self.any(at, &["half", "quarter", "a"]);
        let (after, hour) = self
            .small(end + 1)
            .filter(|(_, hour)| (1..=12).contains(hour))?;
        // "5 to 6 p.m." is a stretch, "ten past five" a time.
        let clocklike = self.is(end, "past")
            || (named && self.is(end, "to"))
            || (minutes_said
                && (self.any(after, &["o'clock", "oclock"])
                    || self.in_day_part(after).is_some()
                    || self.meridiem(after).is_some()));
        let unit = TABLES.units.word(self.word(after)).is_some();
        if !clocklike || unit {
            return None;
        }
        let (hour, minute) = if before {
            ((hour + 23) % 24, 60 - minutes)
        } else {
            (hour, minutes)
        };
        let clock = time(hour, Some(minute), None);
        let after = after + usize::from(self.any(after, &["o'clock", "oclock"]));
        Some(match self.meridiem(after) {
            Some((end, half)) => (end, twelve(clock, half)),
            None => (after, clock),
        })
    }

    /// A whole number below 100.
    fn small(&self, at: usize) -> Read<i8> {
        let (end, value) = self.cardinal(at)?;
        (value.fract() == 0.0 && value < 100.0).then_some((end, value as i8))
    }

    /// "a.m.", "pm", "p m": whether it is the second half of the day.
    fn meridiem(&self, at: usize) -> Read<bool> {
        let at = self.past(at, ".");
        let word = self.word(at);
        if word == "am" || word == "pm" {
            // "I am": a verb.
            return (word == "pm" || self.lexemes[at].text != "AM" || !self.glued(at) || at > 0)
                .then_some((at + 1, word == "pm"));
        }
        if word != "a" && word != "p" {
            return None;
        }
        let dot = self.past(at + 1, ".");
        if self.is(dot, "m") {
            let end = dot + 1;
            let full = self.is(end, ".") && (self.glued(end) || dot > at + 1);
            return Some((if full { end + 1 } else { end }, word == "p"));
        }
        (self.glued(at) && dot == at + 1).then_some((at + 1, word == "p"))
    }
}

pub(super) fn time(hour: i8, minute: Option<i8>, second: Option<i8>) -> Clock {
    Clock {
        hour: Some(hour),
        minute,
        second,
        point: true,
        ..Clock::default()
    }
}

/// On the 24-hour clock.
fn twelve(clock: Clock, afternoon: bool) -> Clock {
    let hour = clock
        .hour
        .map(|hour| hour % 12 + if afternoon { 12 } else { 0 });
    Clock { hour, ..clock }
}
