//! Dates that point: to the text's own day ("yesterday", "last January") or to one that the text
//! has named ("that day"); and every date with what narrows it.

use super::written::written;
use super::{Grammar, Read};
use crate::time::node::{Base, Clock, Date, Part, Unit};
use crate::time::tables::{Form, TABLES, Turn};

impl Grammar<'_, '_> {
    /// Any date, with "early", "the end of" and the like, and a part of the day that belongs to
    /// it ("last night").
    pub(super) fn date(&self, at: usize) -> Read<Date> {
        let mut best = self.whole_date(at);
        let candidates = [self.phased(at), self.offset(at)];
        for found in candidates.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| found.0 > *end) {
                best = Some(found);
            }
        }
        best
    }

    fn phased(&self, at: usize) -> Read<Date> {
        let (end, phase) = TABLES.phases.at(&self.lexemes, at)?;
        let mut start = self.past(end, "-");
        for word in ["on", "in", "of"] {
            if self.is(start, word) && !phase.1 {
                start += 1;
                break;
            }
        }
        start = self.past(start, "the");
        let inner = if self.is(start, "the") {
            start + 1
        } else {
            start
        };
        let (end, date) = self.whole_date(inner).or_else(|| self.the_stretch(inner))?;
        if date.phase.is_some() {
            return None;
        }
        // "end Monday" is a verb with its time.
        let noun = self.any(at, &["end", "start", "beginning"]) && !self.is(at + 1, "of");
        (!noun).then(|| {
            (
                end,
                Date {
                    phase: Some(*phase),
                    ..date
                },
            )
        })
    }

    /// A date without phase.
    fn whole_date(&self, at: usize) -> Read<Date> {
        let plain = |(end, base)| {
            (
                end,
                Date {
                    base,
                    phase: None,
                    clock: None,
                },
            )
        };
        let mut best: Read<Date> = None;
        let mut keep = |found: Read<Date>| {
            if let Some((end, date)) = found {
                if best.as_ref().is_none_or(|(longest, _)| end > *longest) {
                    best = Some((end, date));
                }
            }
        };
        keep(self.night(at));
        keep(self.day_of(at).map(plain));
        keep(self.week_of(at).map(plain));
        keep(self.nth(at).map(plain));
        keep(self.numeric(at).map(plain));
        keep(self.day(at).map(plain));
        keep(
            self.day(self.past(at, "the"))
                .filter(|(_, base)| {
                    matches!(
                        base,
                        Base::Written {
                            part: Part::Day(..),
                            ..
                        }
                    )
                })
                .map(plain),
        );
        keep(self.stretch(at).map(plain));
        best
    }

    /// A stretch of time: a month, a season, a quarter, a year, "last week", "Christmas".
    pub(super) fn stretch(&self, at: usize) -> Read<Base> {
        let mut best: Read<Base> = None;
        let readers = [
            self.holiday(at),
            self.simple(at),
            self.turned(at),
            self.month_of_year(at),
            self.season(at),
            self.part_of_year(at),
            self.fiscal_year(at),
            self.decade(at),
            self.decade(self.past(at, "the")),
            self.century(at),
            self.week_number(at),
            self.bare_year(at),
            self.the_weekend(at),
        ];
        for found in readers.into_iter().flatten() {
            if best.as_ref().is_none_or(|(end, _)| found.0 > *end) {
                best = Some(found);
            }
        }
        best
    }

    /// "today", "yesterday", "tomorrow".
    fn simple(&self, at: usize) -> Read<Base> {
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
        let named = self.capital(at)
            && at > 0
            && matches!(self.name_type(at), "ORG" | "WORK_OF_ART" | "PRODUCT")
            && self.capital(at - 1);
        (!named).then_some((at + 1, Base::Shifted(Unit::Day, by)))
    }

    /// "last January", "next Friday", "this week", "that day", "the previous month".
    fn turned(&self, at: usize) -> Read<Base> {
        let the = self.past(at, "the");
        let (mut end, (turn, by)) = TABLES.turns.at(&self.lexemes, the)?;
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
                    turn: Some(*turn),
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
                        turn: Some(*turn),
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
                    turn: Some(*turn),
                    fiscal: None,
                },
            ));
        }
        if let Some((season, _)) = TABLES.seasons.word(self.word(end)) {
            let verb = self
                .token(end)
                .is_some_and(|token| token.tag().starts_with("VB"));
            let this = !verb || *turn != Turn::Same;
            return this.then(|| {
                (
                    end + 1,
                    Base::Written {
                        year: None,
                        part: Part::Season(*season),
                        weekday: None,
                        turn: Some(*turn),
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
                    turn: Some(*turn),
                    fiscal: None,
                },
            ));
        }
        let (unit, form) = TABLES.units.word(self.word(end)).copied()?;
        if form != Form::One || unit.clock() || unit == Unit::Night {
            return None;
        }
        let compound = self.is(end + 1, "-") && self.glued(end + 1) && *turn != Turn::Last;
        if compound {
            return None;
        }
        Some((
            end + 1,
            match turn {
                Turn::Before | Turn::Same | Turn::After => Base::Named(unit, *by),
                // "the next day" of a story is not the day after it was written.
                Turn::Next | Turn::Last if the > at && unit == Unit::Day => Base::Named(unit, *by),
                Turn::Next if unit == Unit::Day => Base::Named(unit, *by),
                Turn::Span if unit == Unit::Day => return None,
                _ => Base::Shifted(unit, *by),
            },
        ))
    }

    /// "last night", "the next morning", "that evening": a day with its part.
    fn night(&self, at: usize) -> Read<Date> {
        if self.any(at, &["tonight", "tonite"]) {
            return None;
        }
        let the = self.past(at, "the");
        let (end, (turn, by)) = TABLES.turns.at(&self.lexemes, the)?;
        let (after, (part, point)) = TABLES.day_parts.at(&self.lexemes, end)?;
        if *point || part.starts_with("T1") || self.word(end).ends_with('s') {
            return None;
        }
        let base = match turn {
            Turn::Last | Turn::Span => Base::Shifted(Unit::Day, -1),
            Turn::This => return None,
            Turn::Next | Turn::After => Base::Named(Unit::Day, 1),
            Turn::Before | Turn::Same => Base::Named(Unit::Day, *by),
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
    fn week_of(&self, at: usize) -> Read<Base> {
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
    fn day_of(&self, at: usize) -> Read<Base> {
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
    fn the_weekend(&self, at: usize) -> Read<Base> {
        let at = self.past(at, "the");
        let led = self.behind(at, &["the", "over", "at"]);
        (self.is(at, "weekend") && led).then_some((at + 1, Base::Shifted(Unit::Weekend, 0)))
    }

    /// "the year", "the month" behind "the end of".
    fn the_stretch(&self, at: usize) -> Read<Date> {
        let (unit, form) = TABLES.units.word(self.word(at)).copied()?;
        let led = at > 0 && self.is(at - 1, "the");
        let part = unit >= Unit::Day && form == Form::One && led;
        part.then(|| {
            let base = match unit {
                Unit::Day => Base::Shifted(Unit::Day, 0),
                unit => Base::Shifted(unit, 0),
            };
            (
                at + 1,
                Date {
                    base,
                    phase: None,
                    clock: None,
                },
            )
        })
    }

    /// "18 and 19 June", "3-5 March", "May 9 to 12": the first of two days that share a month,
    /// with the place where the second starts.
    pub(super) fn shared(&self, at: usize) -> Option<Shared> {
        let joined = |place: usize| {
            if self.any(
                place,
                &["-", "–", "—", "to", "and", "through", "until", "till", "or"],
            ) {
                Some(self.past(place + 1, "the"))
            } else {
                None
            }
        };
        let start = self.past(at, "the");
        let tail = |end: usize, day: i8, second: usize| {
            let (stop, base) = self.day(second)?;
            match base {
                Base::Written {
                    year,
                    part: Part::Day(Some(month), last),
                    ..
                } => (last > day).then(|| Shared {
                    first: written(year, Part::Day(Some(month), day)),
                    end,
                    second,
                    last: (stop, base),
                }),
                _ => None,
            }
        };
        // "3-5 March"
        if let Some((end, day)) = self.day_number(start) {
            return tail(end, day, joined(end)?);
        }
        // "May 9-12", "May 9 to 12, 2031"
        let (end, base) = self.day(at)?;
        let Base::Written {
            year: None,
            part: Part::Day(Some(month), day),
            weekday: None,
            ..
        } = base
        else {
            return None;
        };
        let second = joined(end)?;
        let (stop, last) = self.day_number(second)?;
        let unit = TABLES.units.word(self.word(stop)).is_some()
            || self.any(stop, &["%", "people", ":"])
            || self.month(stop).is_some()
            || self.month(self.past(stop, "of")).is_some();
        if last <= day
            || unit
            || self.is(stop, ",") && self.glued(stop + 1)
            || self.any(end, &["and"]) && self.counts_noun(stop)
        {
            return None;
        }
        let (stop, year) = match self.year_behind(stop) {
            Some((stop, year)) => (stop, Some(year)),
            None => (stop, None),
        };
        Some(Shared {
            first: written(year, Part::Day(Some(month), day)),
            end,
            second,
            last: (stop, written(year, Part::Day(Some(month), last))),
        })
    }

    fn counts_noun(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| matches!(token.tag(), "NNS" | "NN" | "JJ"))
    }
}

/// Two days that share a month.
#[derive(Debug)]
pub(super) struct Shared {
    pub first: Base,
    pub end: usize,
    pub second: usize,
    pub last: (usize, Base),
}

fn weekly(base: &Base) -> bool {
    matches!(
        base,
        Base::Shifted(Unit::Week | Unit::Weekend, _) | Base::Named(Unit::Week, _)
    )
}
