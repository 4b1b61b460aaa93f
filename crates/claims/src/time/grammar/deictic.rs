//! Dates that point: to the text's own day ("yesterday", "last January") or to one that the text
//! has named ("that day"); and every date with what narrows it.

use super::{Grammar, Read};
use crate::time::node::{Base, Clock, Date, Part, Unit};
use crate::time::tables::{Form, TABLES, Turn};

impl Grammar<'_, '_> {
    /// "today", "yesterday", "tomorrow".
    pub(super) fn simple(&self, at: usize) -> Read<Base> {
        let by = match self.word(at) {
            "today" => 0,
            "yesterday" => -1,
            "tomorrow" | "tmrw" => 1,
            "the"
                if self.is(at + 1, "day")
                    && self.is(at + 2, "before")
                    && self.is(at + 3, "yesterday") =>
            {
                return Some((at + 4, Base::Shifted(Unit::Day, -2)));
            }
            "the"
                if self.is(at + 1, "day")
                    && self.is(at + 2, "after")
                    && self.is(at + 3, "tomorrow") =>
            {
                return Some((at + 4, Base::Shifted(Unit::Day, 2)));
            }
            _ => return None,
        };
        // "USA Today" is a name.
        let named = self.behind(at, &["usa"])
            || self.capital(at)
                && at > 0
                && matches!(self.name_type(at), "ORG" | "WORK_OF_ART" | "PRODUCT")
                && self.capital(at - 1);
        (!named).then_some((at + 1, Base::Shifted(Unit::Day, by)))
    }

    /// "last January", "next Friday", "this week", "that day", "the previous month".
    pub(super) fn turned(&self, at: usize) -> Read<Base> {
        let the = self.past(at, "the");
        let (mut end, (turn, by)) = self.turn(the)?;
        end = self.past(end, "calendar");
        if let Some((end, weekday)) = self.weekday(end) {
            let part = match self.numeric(end).or_else(|| self.day(end)) {
                Some((
                    end,
                    Base::Written {
                        year,
                        part: part @ Part::Day(..),
                        ..
                    },
                )) => Some((end, year, part)),
                _ => None,
            };
            let (end, year, part) = part.unwrap_or((end, None, Part::Weekday));
            return Some((
                end,
                Base::Written {
                    year,
                    part,
                    weekday: Some(weekday),
                    turn: Some(turn),
                    fiscal: None,
                },
            ));
        }
        if let Some((end, month)) = self.month(end) {
            if let Some((end, day)) = self.day_number(end) {
                return Some((
                    end,
                    Base::Written {
                        year: None,
                        part: Part::Day(Some(month), day),
                        weekday: None,
                        turn: Some(turn),
                        fiscal: None,
                    },
                ));
            }
            return Some((
                end,
                Base::Written {
                    year: None,
                    part: Part::Month(month),
                    weekday: None,
                    turn: Some(turn),
                    fiscal: None,
                },
            ));
        }
        if let Some((season, _)) = TABLES.seasons.word(self.word(end)) {
            let verb = self
                .token(end)
                .is_some_and(|token| token.tag().starts_with("VB"));
            let this = !verb || turn != Turn::Same;
            return this.then(|| {
                (
                    end + 1,
                    Base::Written {
                        year: None,
                        part: Part::Season(*season),
                        weekday: None,
                        turn: Some(turn),
                        fiscal: None,
                    },
                )
            });
        }
        if let Some((end, rule)) = TABLES.holidays.at(&self.lexemes, end) {
            return Some((
                end,
                Base::Written {
                    year: None,
                    part: Part::Holiday(*rule),
                    weekday: None,
                    turn: Some(turn),
                    fiscal: None,
                },
            ));
        }
        let (unit, form) = TABLES.units.word(self.word(end)).copied()?;
        if form != Form::One || unit.clock() || unit == Unit::Night {
            return None;
        }
        let compound = self.is(end + 1, "-") && self.glued(end + 1) && turn != Turn::Last;
        if compound {
            return None;
        }
        Some((
            end + 1,
            match turn {
                Turn::Before | Turn::Same | Turn::After => Base::Named(unit, by),
                // "the next day" of a story is not the day after it was written.
                Turn::Next if the > at && unit == Unit::Day => Base::Named(unit, by),
                // "the last year" is a length too.
                Turn::Last if (the > at || self.behind(at, &["the"])) && unit != Unit::Quarter => {
                    return None;
                }
                Turn::Next if unit == Unit::Day => Base::Named(unit, by),
                // "the past year" is a length.
                Turn::Span if unit != Unit::Quarter => return None,
                _ if unit == Unit::Fortnight => return None,
                _ => Base::Shifted(unit, by),
            },
        ))
    }

    /// "last night", "the next morning", "that evening": a day with its part.
    pub(super) fn night(&self, at: usize) -> Read<Date> {
        if self.any(at, &["tonight", "tonite"]) {
            return None;
        }
        let the = self.past(at, "the");
        let (end, (turn, by)) = self.turn(the)?;
        let (after, (part, point)) = TABLES.day_parts.at(&self.lexemes, end)?;
        if *point || part.starts_with("T1") || self.word(end).ends_with('s') {
            return None;
        }
        let base = match turn {
            Turn::Last | Turn::Span => Base::Shifted(Unit::Day, -1),
            Turn::This => return None,
            Turn::Next | Turn::Coming | Turn::After => Base::Named(Unit::Day, 1),
            Turn::Before | Turn::Same => Base::Named(Unit::Day, by),
        };
        let clock = Clock {
            part: Some(part),
            ..Clock::default()
        };
        Some((
            after,
            Date {
                base,
                phase: None,
                clock: Some(clock),
            },
        ))
    }

    /// "the week of March 3", "the weekend of Halloween".
    pub(super) fn week_of(&self, at: usize) -> Read<Base> {
        let start = self.past(at, "the");
        if !self.any(start, &["week"]) {
            return None;
        }
        let next = match self.word(start + 1) {
            "of" | "starting" | "beginning" | "commencing" | "from" | "to" | "ending" => start + 2,
            _ => return None,
        };
        if self.any(start + 1, &["ending", "to"]) {
            return None;
        }
        let (end, of) = self.day(self.past(self.past(next, "on"), "the"))?;
        matches!(
            of,
            Base::Written {
                part: Part::Day(..),
                ..
            }
        )
        .then(|| (end, Base::WeekOf(Box::new(of))))
    }

    /// "Tuesday of last week", "Monday last week", "next week Wednesday".
    pub(super) fn day_of(&self, at: usize) -> Read<Base> {
        if let Some((end, weekday)) = self.weekday(at) {
            let (end, week) = self.turned(self.past(end, "of"))?;
            return weekly(&week).then(|| (end, Base::DayOf(weekday, Box::new(week))));
        }
        let (end, week) = self.turned(at)?;
        if !weekly(&week) {
            return None;
        }
        let next = self.past(self.past(end, "-"), "on");
        let (end, weekday) = self.weekday(next)?;
        Some((end, Base::DayOf(weekday, Box::new(week))))
    }

    /// "the weekend".
    pub(super) fn the_weekend(&self, at: usize) -> Read<Base> {
        let at = self.past(at, "the");
        let led = self.behind(at, &["the", "over", "at"]);
        (self.is(at, "weekend") && led).then_some((at + 1, Base::Weekend))
    }
}

fn weekly(base: &Base) -> bool {
    matches!(
        base,
        Base::Shifted(Unit::Week | Unit::Weekend, _) | Base::Named(Unit::Week, _)
    )
}
