//! The time of day behind a date.

use jiff::civil::Time;

use super::tokens::Kind;
use super::visible::Reader;
use super::{Moment, zones};

/// Words that stand between a date and its time.
const BEFORE_TIME: &[&str] = &[
    "at", "t", "um", "à", "a", "as", "às", "alle", "ore", "kl", "klo", "om", "las", "o", "godz",
    "в",
];

impl Reader<'_> {
    /// Adds the time of day that follows a date, where one does.
    pub(super) fn clock(&self, mut moment: Moment, at: usize) -> (Moment, usize) {
        if moment.time.is_some() {
            return (moment, at);
        }
        let mut next = self.skip(at, &[',', '|', '·', '•', '-', '–', '—', '.', '/', ':', ';']);
        for _ in 0..2 {
            next = self.skip(self.skip_word(next, BEFORE_TIME), &[',', '.']);
        }
        let Some((time, next)) = self.time(next) else {
            return (moment, at);
        };
        moment.time = Some(time);
        match self.offset(next) {
            Some((offset, next)) => {
                moment.offset = Some(offset);
                (moment, next)
            }
            None => (moment, next),
        }
    }

    /// `18:40`, `18.40`, `18h40`, `6:40:05 p.m.`, `6 PM`, `18:40:05.123`.
    pub(super) fn time(&self, at: usize) -> Option<(Time, usize)> {
        let hour = i8::try_from(self.number(at, 1..=2)?).ok()?;
        let (mut minute, mut second, mut next) = (None, 0, at + 1);
        let parted = self.is(next, &[':', '.']) || self.word(next, &["h"]);
        let joined = parted && self.glued(next) && self.glued(next + 1);
        if let Some(value) = self.number(next + 1, 2..=2).filter(|_| joined) {
            minute = Some(value);
            next += 2;
            if self.is(next, &[':']) && self.glued(next) {
                second = self.number(next + 1, 2..=2)?;
                next += 2;
                if self.is(next, &['.']) && self.glued(next) && self.glued(next + 1) {
                    next += 1 + usize::from(self.number(next + 1, 1..=9).is_some());
                }
            }
        }
        let (half, next) = self.half_day(next);
        let hour = match (half, hour) {
            (Some(false), 12) => 0,
            (Some(true), 1..=11) => hour + 12,
            (None, _) if minute.is_none() => return None,
            _ => hour,
        };
        let minute = i8::try_from(minute.unwrap_or(0)).ok()?;
        let time = Time::new(hour, minute, i8::try_from(second).ok()?, 0).ok()?;
        Some((time, next))
    }

    /// `am`, `p.m.`: whether it is the second half of the day.
    fn half_day(&self, at: usize) -> (Option<bool>, usize) {
        for (late, whole, first) in [(false, "am", "a"), (true, "pm", "p")] {
            if self.word(at, &[whole]) {
                return (Some(late), at + 1);
            }
            if self.word(at, &[first]) && self.is(at + 1, &['.']) && self.word(at + 2, &["m"]) {
                return (Some(late), self.skip(at + 3, &['.']));
            }
        }
        (None, self.skip_word(at, &["uhr", "h"]))
    }

    /// `Z`, `EST`, `+01:00`, `-0500`, `GMT+2`: minutes east of UTC.
    fn offset(&self, at: usize) -> Option<(i16, usize)> {
        let token = self.get(at)?;
        if let Kind::Word = token.kind {
            let named = zones::offset(token.text)?;
            return match self.signed(at + 1).filter(|_| named == 0) {
                Some(written) => Some(written),
                None => Some((named, at + 1)),
            };
        }
        self.signed(at)
    }

    fn signed(&self, at: usize) -> Option<(i16, usize)> {
        let sign = match self.get(at)?.kind {
            Kind::Mark('+') => 1,
            Kind::Mark('-' | '−') => -1,
            _ => return None,
        };
        if !self.glued(at + 1) {
            return None;
        }
        let value = i16::try_from(self.number(at + 1, 1..=4)?).ok()?;
        let (hours, minutes, next) = if self.get(at + 1)?.text.len() > 2 {
            (value / 100, value % 100, at + 2)
        } else if self.is(at + 2, &[':']) && self.glued(at + 2) {
            let minutes = self.number(at + 3, 2..=2)?;
            (value, i16::try_from(minutes).ok()?, at + 4)
        } else {
            (value, 0, at + 2)
        };
        (hours <= 14 && minutes % 15 == 0 && minutes < 60)
            .then_some((sign * (hours * 60 + minutes), next))
    }
}
