//! Parts of the day, and what stands behind an hour.

use super::clock::time;
use super::{Grammar, Read};
use crate::time::node::Clock;
use crate::time::tables::TABLES;

impl Grammar<'_, '_> {
    /// Behind a zone: "GMT", "local time", "Eastern time", "(EST)".
    pub(super) fn zone(&self, at: usize) -> usize {
        let open = self.past(at, "(");
        let lexeme = self.lexemes.get(open);
        let capitals = lexeme.is_some_and(|lexeme| lexeme.text.chars().all(char::is_uppercase));
        if capitals && TABLES.zones.word(self.word(open)).is_some() {
            let end = open + 1;
            return if open > at { self.past(end, ")") } else { end };
        }
        if self.is(at + 1, "time") && (self.is(at, "local") || self.capital(at)) {
            return at + 2;
        }
        at
    }

    /// "in the evening", "at night", "this morning", "tonight" behind an hour.
    pub(super) fn in_day_part(&self, at: usize) -> Read<Clock> {
        let mut start = at;
        if self.any(start, &["in", "at", "on", "during"]) {
            start += 1;
        }
        self.day_part(start)
            .filter(|(_, clock)| clock.hour.is_none() && !clock.across)
    }

    /// "morning", "the small hours", "early this morning", "noon", "tonight".
    pub(super) fn day_part(&self, at: usize) -> Read<Clock> {
        let mut start = at;
        while TABLES.day_parts.at(&self.lexemes, start).is_none()
            && self.any(
                start,
                &["early", "late", "later", "earlier", "in", "mid", "the"],
            )
            && start < at + 3
        {
            start += 1;
        }
        if self.any(start, &["tonight", "tonite"]) {
            let clock = Clock {
                part: Some("TNI"),
                today: true,
                ..Clock::default()
            };
            return Some((start + 1, clock));
        }
        if self.is(start, "overnight") && !self.any(at, &["in", "on", "the"]) {
            let clock = Clock {
                part: Some("TNI"),
                across: true,
                point: true,
                ..Clock::default()
            };
            return Some((start + 1, clock));
        }
        let today = self.any(start, &["this"]);
        start += usize::from(today);
        start = start + usize::from(today && self.any(start, &["early", "late"]));
        let (end, (value, point)) = TABLES.day_parts.at(&self.lexemes, start)?;
        if self.any(at, &["in", "on"]) {
            return None;
        }
        let plural = self.word(start).ends_with('s') && !self.any(end - 1, &["hours"]);
        if plural || (*point && self.is(end, "of")) {
            return None;
        }
        let clock = match *value {
            "T12:00" => time(12, Some(0), None),
            "T24:00" => time(24, Some(0), None),
            part => Clock {
                part: Some(part),
                ..Clock::default()
            },
        };
        Some((
            end,
            Clock {
                today,
                point: *point,
                ..clock
            },
        ))
    }
}
